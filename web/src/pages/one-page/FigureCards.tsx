import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { monthName } from '../../format/dates';
import { decimalNumber, percent, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { casesWords, coded } from '../cases/cases-words';
import css from './OnePage.module.css';
import { performanceWords } from './performance-words';

type Figures = Omit<Schema<'UnitOnePage'>, 'unitId' | 'name'>;

/** `Nov 2026`. */
export const monthText = (month: string): string => `${monthName(Number(month.slice(5)), true)} ${month.slice(0, 4)}`;

/** The blocks of one page; what the account may not see is named at the end. */
export function FigureCards({ figures, accounts }: { readonly figures: Figures; readonly accounts?: readonly Schema<'AccountLine'>[] | null | undefined }): ReactNode {
  const say = useWords(performanceWords);
  const hidden = figures.hidden.map((block) => (['attendance', 'cases', 'appraisals', 'complaints', 'services', 'notes', 'differences'].includes(block) ? say(block as 'cases') : say('discipline')));
  return (
    <>
      <div className={css['cards']}>
        {figures.attendance ? <Attendance rows={figures.attendance} /> : null}
        {figures.violations || figures.cases || accounts ? <Discipline figures={figures} accounts={accounts ?? []} /> : null}
        {figures.appraisals ? <Appraisals rows={figures.appraisals} /> : null}
        {figures.supervision ? <Supervision figures={figures.supervision} /> : null}
        {figures.complaints ? <Complaints rows={figures.complaints} /> : null}
        {figures.services ? <Services rows={figures.services} /> : null}
      </div>
      {hidden.length > 0 ? <p className="h-quiet">{say('hidden', { blocks: hidden.join(', ') })}</p> : null}
    </>
  );
}

const number = <T,>(key: keyof T & string, head: string): Column<T> => ({ key, head, align: 'right', cell: (row) => wholeNumber(Number(row[key])) });
const month = <T extends { readonly month: string }>(head: string): Column<T> => ({ key: 'month', head, cell: (row) => <span className={css['month']}>{monthText(row.month)}</span> });

function Attendance({ rows }: { readonly rows: readonly Schema<'AttendanceMonth'>[] }): ReactNode {
  const say = useWords(performanceWords);
  type Row = Schema<'AttendanceMonth'>;
  const many = rows.some(({ people }) => people > 1);
  return (
    <Card title={say('attendance')} note={say('attendanceNote')} className={css['wide'] ?? ''}>
      <DataTable<Row>
        label={say('attendance')}
        rows={rows}
        rowKey={(row) => row.month}
        columns={[
          month<Row>(say('month')),
          ...(many ? [number<Row>('people', say('people'))] : []),
          number<Row>('owed', say('owed')),
          { key: 'attended', head: say('attended'), align: 'right', cell: (row) => <Share part={row.attended} of={row.owed} /> },
          { key: 'late', head: say('late'), align: 'right', cell: (row) => <Share part={row.late} of={row.attended} /> },
          number<Row>('noRecord', say('noRecord')),
          number<Row>('leave', say('leave')),
          number<Row>('duty', say('duty')),
          number<Row>('waiting', say('waiting')),
        ]}
      />
    </Card>
  );
}

/** A number with the bar of its share. */
function Share({ part, of }: { readonly part: number; readonly of: number }): ReactNode {
  return (
    <span className={css['share']}>
      {wholeNumber(part)}
      <i aria-hidden style={{ width: `${of === 0 ? 0 : (part / of) * 100}%` }} />
    </span>
  );
}

function Discipline({ figures, accounts }: { readonly figures: Figures; readonly accounts: readonly Schema<'AccountLine'>[] }): ReactNode {
  const say = useWords(performanceWords);
  const sayCases = useWords(casesWords);
  type Row = Schema<'ViolationMonth'>;
  return (
    <Card title={say('discipline')}>
      {figures.violations ? <DataTable<Row> label={say('discipline')} rows={figures.violations} rowKey={(row) => row.month} columns={[month<Row>(say('month')), number<Row>('verified', say('verified')), number<Row>('unverified', say('unverified')), number<Row>('other', say('other'))]} /> : null}
      {accounts.map((line) => <p key={line.year}>{say('account', { year: String(line.year), days: line.verifiedDays, waiting: line.waitingDays })}</p>)}
      {figures.cases ? <p>{figures.cases.length === 0 ? say('casesNone') : `${say('cases')}: ${figures.cases.map(({ key, count }) => `${coded(sayCases, 'stage', key)} ${wholeNumber(count)}`).join(', ')}`}</p> : null}
    </Card>
  );
}

function Appraisals({ rows }: { readonly rows: readonly Schema<'AppraisalLine'>[] }): ReactNode {
  const say = useWords(performanceWords);
  type Row = Schema<'AppraisalLine'>;
  return (
    <Card title={say('appraisals')}>
      {rows.length === 0 ? <p className="h-quiet">{say('appraisalsNone')}</p> : (
        <DataTable<Row>
          label={say('appraisals')}
          rows={rows}
          rowKey={(row) => `${row.period} ${row.status} ${row.predicate ?? ''}`}
          columns={[{ key: 'period', head: say('period'), cell: (row) => row.name }, { key: 'status', head: say('status'), cell: (row) => say(`status.${row.status}` as 'status.new') }, { key: 'predicate', head: say('predicate'), cell: (row) => row.predicate ?? '–' }, number<Row>('count', say('count'))]}
        />
      )}
    </Card>
  );
}

function Supervision({ figures }: { readonly figures: Schema<'SupervisionFigures'> }): ReactNode {
  const say = useWords(performanceWords);
  const counted = (lines: readonly Schema<'CountLine'>[]): string => lines.map(({ key, count }) => `${say(`key.${key}` as 'key.found')} ${wholeNumber(count)}`).join(', ');
  const [notes, differences] = [figures.notes ?? [], figures.differences ?? []];
  return (
    <Card title={say('supervision')}>
      {notes.length + differences.length === 0 ? <p className="h-quiet">{say('supervisionNone')}</p> : null}
      {notes.length > 0 ? <p>{`${say('notes')}: ${counted(notes)}`}</p> : null}
      {differences.length > 0 ? <p>{`${say('differences')}: ${counted(differences)}`}</p> : null}
    </Card>
  );
}

function Complaints({ rows }: { readonly rows: readonly Schema<'ComplaintMonth'>[] }): ReactNode {
  const say = useWords(performanceWords);
  type Row = Schema<'ComplaintMonth'>;
  return (
    <Card title={say('complaints')}>
      <DataTable<Row> label={say('complaints')} rows={rows} rowKey={(row) => row.month} columns={[month<Row>(say('month')), number<Row>('received', say('received')), number<Row>('ended', say('ended'))]} />
    </Card>
  );
}

function Services({ rows }: { readonly rows: readonly Schema<'ServiceMonth'>[] }): ReactNode {
  const say = useWords(performanceWords);
  type Row = Schema<'ServiceMonth'>;
  const maybe = (value: number | null, text: (value: number) => string): string => (value === null ? '–' : text(value));
  return (
    <Card title={say('services')} className={css['wide'] ?? ''}>
      {rows.length === 0 ? <p className="h-quiet">{say('servicesNone')}</p> : (
        <DataTable<Row>
          label={say('services')}
          rows={rows}
          rowKey={(row) => `${row.service} ${row.month}`}
          columns={[
            { key: 'service', head: say('service'), cell: (row) => row.service },
            month<Row>(say('month')),
            number<Row>('tickets', say('tickets')),
            { key: 'p50', head: say('median'), align: 'right', cell: (row) => maybe(row.p50Minutes, (value) => decimalNumber(value)) },
            { key: 'within', head: say('within'), align: 'right', cell: (row) => maybe(row.withinPromise, (value) => percent(value)) },
            number<Row>('respondents', say('respondents')),
            { key: 'ikm', head: say('ikm'), align: 'right', cell: (row) => maybe(row.ikm, (value) => value.toFixed(2)) },
          ]}
        />
      )}
    </Card>
  );
}
