import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { addDays, clockTime, mediumDate, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { casesWords, coded } from '../cases/cases-words';
import { sanctionName, sanctionWords } from '../cases/sanctions';
import { requestTitle, requestWords } from '../requests/request-words';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';

/** Leave, duty, corrections and permissions of a person, newest first. */
export function LeaveTab({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(employeeWords);
  const sayRequest = useWords(requestWords);
  const requests = useQuery({ queryKey: ['requests', 'of', employeeId], queryFn: () => answerOf(api.GET('/api/v1/requests', { params: { query: { employeeId, pageSize: 100, sort: '-fromDate' } } })) });
  if (requests.isPending) return <LoadingRows />;
  if (requests.isError) return <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />;
  return (
    <div className="h-card">
      {requests.data.items.length === 0 ? <p className={css['nothing']}>{say('leave.none')}</p> : null}
      <ul className={css['lines']}>
        {requests.data.items.map((request) => (
          <li key={request.id}>
            <Link to="/requests" search={{ open: request.id, tab: 'all' } as never}>
              {requestTitle(request, sayRequest)}
            </Link>
            <span>{request.fromDate === request.toDate ? mediumDate(request.fromDate) : `${shortDate(request.fromDate)} – ${mediumDate(request.toDate)}`}</span>
            <small>{sayRequest(`state.${request.state}` as 'state.requested')}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The discipline cases of a person. */
export function CasesTab({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(employeeWords);
  const sayCases = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const cases = useQuery({ queryKey: ['cases', 'of', employeeId], queryFn: () => answerOf(api.GET('/api/v1/cases', { params: { query: { employeeId, pageSize: 50, sort: '-year' } } })) });
  if (cases.isPending) return <LoadingRows />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  return (
    <div className="h-card">
      {cases.data.items.length === 0 ? <p className={css['nothing']}>{say('cases.none')}</p> : null}
      <ul className={css['lines']}>
        {cases.data.items.map((one) => (
          <li key={one.caseId}>
            <Link to="/cases/$caseId" params={{ caseId: one.caseId }}>
              {one.year}: {sanctionName(saySanction, one.level)}
            </Link>
            <span>{one.basis === 'conduct' ? sayCases('conduct') : sayCases('days', { count: one.countedDays })}</span>
            <small>{coded(sayCases, 'stage', one.state)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is known of a person, and what the plan asks of them. */
export function DataTab({ person, today }: { readonly person: Schema<'EmployeeDetail'>; readonly today: string }): ReactNode {
  const say = useWords(employeeWords);
  const plan = useQuery({ queryKey: ['planned-days', person.id, today], queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/planned-days', { params: { path: { id: person.id }, query: { from: today, to: addDays(today, 13) } } })) });
  const facts: readonly (readonly [string, string | null])[] = [
    [say('data.number'), person.number],
    [say('data.category'), person.category],
    [say('data.job'), person.jobTitle],
    [say('data.unit'), person.unitName],
    [say('data.email'), person.email],
    [say('data.joined'), person.joinedDate ? mediumDate(person.joinedDate) : null],
    [say('data.left'), person.leftDate ? mediumDate(person.leftDate) : null],
    [say('data.units'), person.unitHistory.map(({ unit, fromDate }) => `${unit} ${say('data.since', { date: mediumDate(fromDate) })}`).join('; ')],
  ];
  return (
    <div className={css['columns']}>
      <Card title={say('data.plan')}>
        <ul className={css['lines']}>
          {(plan.data ?? []).map((day) => (
            <li key={day.date}>
              <span>{shortDate(day.date)}</span>
              <span>{day.shifts.map((shift) => `${shift.code} ${clockTime(shift.startsAt, day.zone)}–${clockTime(shift.endsAt, day.zone)}`).join(', ') || day.holiday || say('data.free')}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={say('tab.data')}>
        <dl className={css['facts']}>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
    </div>
  );
}
