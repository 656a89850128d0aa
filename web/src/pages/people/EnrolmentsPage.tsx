import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconFingerprint, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { PeopleTabs } from './PeopleTabs';
import css from './People.module.css';
import { peopleWords } from './people-words';

type Enrolment = Schema<'EnrolmentItem'>;
const pageSize = 50;

/** Which pin means whom, on which terminal, from when to when. */
export function EnrolmentsPage(): ReactNode {
  const say = useWords(peopleWords);
  const mayWrite = useMay('people.write');
  const [search, change] = useUrlState();
  const [dialog, setDialog] = useState<Enrolment | 'add' | null>(null);
  const page = Number(search['page'] ?? 1);
  const sort = search['sort'] ?? 'employeeName';
  const query = { page, pageSize, sort, ...(search['pin'] ? { pin: search['pin'] } : {}), ...(search['terminal'] ? { terminal: search['terminal'] } : {}) };
  const { data, error, refetch } = useQuery({ queryKey: ['enrolments', query], queryFn: () => answerOf(api.GET('/api/v1/enrolments', { params: { query } })), placeholderData: keepPreviousData });
  return (
    <Page title={say('title')} actions={mayWrite ? <><Button variant="default" leftSection={<IconUpload size={16} />} renderRoot={(props) => <Link to="/people/import" search={{ kind: 'enrolments' } as never} {...props} />}>{say('import')}</Button><Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('add')}>{say('addEnrolment')}</Button></> : null}>
      <PeopleTabs />
      <div className={css['filters']}>
        <TextInput data-page-search w={140} aria-label={say('findPin')} placeholder={say('findPin')} leftSection={<IconSearch size={15} />} value={search['pin'] ?? ''} onChange={(event) => change({ pin: event.currentTarget.value.trim() || undefined, page: undefined })} />
        {search['terminal'] ? <Button size="compact-sm" variant="default" onClick={() => change({ terminal: undefined, page: undefined })}>{search['terminal']} ×</Button> : null}
      </div>
      <div className="h-card">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingRows /> : data.total === 0 ? <EmptyState icon={IconFingerprint} title={say('enrolmentsNone')} text={say('enrolmentsNoneText')} /> : (
          <>
            <DataTable<Enrolment>
              label={say('tab.enrolments')}
              rows={data.items}
              rowKey={({ id }) => id}
              sort={sort}
              onSort={(next) => change({ sort: next, page: undefined })}
              columns={[
                { key: 'pin', head: say('pin'), sortBy: 'pin', cell: ({ pin, kind }) => <><b>{pin}</b>{kind === 'card' ? <> <span className={css['code']}>{say('card')}</span></> : null}</> },
                { key: 'person', head: say('person'), sortBy: 'employeeName', cell: ({ employeeId, employeeName, employeeNumber }) => <><Link to="/people/$employeeId" params={{ employeeId }}>{employeeName}</Link> <span className={css['code']}>{employeeNumber}</span></> },
                { key: 'terminal', head: say('terminal'), sortBy: 'terminal', cell: ({ terminal }) => terminal || say('everyTerminal') },
                { key: 'from', head: say('from'), sortBy: 'fromDate', cell: ({ fromDate }) => mediumDate(fromDate) },
                { key: 'to', head: say('to'), sortBy: 'toDate', cell: ({ toDate }) => (toDate ? mediumDate(toDate) : say('openEnd')) },
                { key: 'do', head: <span className="h-visually-hidden">{say('endEnrolment').replace('…', '')}</span>, align: 'right', cell: (row) => (mayWrite && row.toDate === null ? <Button size="compact-xs" variant="default" aria-label={`${say('endEnrolment')} ${row.pin}`} onClick={() => setDialog(row)}>{say('endEnrolment')}</Button> : null) },
              ]}
            />
            <Pager page={page} pageSize={pageSize} total={data.total} onPage={(next) => change({ page: String(next) })} />
          </>
        )}
      </div>
      {dialog ? <EnrolmentDialog enrolment={dialog === 'add' ? undefined : dialog} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}

function EnrolmentDialog({ enrolment, onClose }: { readonly enrolment: Enrolment | undefined; readonly onClose: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const today = useOverview()?.today ?? '';
  const [pin, setPin] = useState('');
  const [employee, setEmployee] = useState('');
  const [isCard, setIsCard] = useState(false);
  const [terminal, setTerminal] = useState('');
  const [date, setDate] = useState(today);
  const body = enrolment
    ? { pin: enrolment.pin, employee: enrolment.employeeNumber, terminal: enrolment.terminal || null, fromDate: enrolment.fromDate, toDate: date }
    : { pin: pin.trim(), kind: isCard ? ('card' as const) : ('pin' as const), employee: employee.trim(), terminal: terminal.trim() || null, fromDate: date };
  const save = useChange(['enrolments', 'terminals'], () => answerOf(api.POST('/api/v1/enrolments', { body })), onClose);
  return (
    <FormDialog title={enrolment ? say('endEnrolment').replace('…', '') : say('addEnrolment')} {...(enrolment ? { lead: say('endLead', { pin: enrolment.pin, name: enrolment.employeeName }) } : {})} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      {enrolment ? null : (
        <>
          <TextInput label={say(isCard ? 'card' : 'pin')} required withAsterisk={false} data-autofocus value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
          <Checkbox label={say('card')} description={say('cardHint')} checked={isCard} onChange={(event) => setIsCard(event.currentTarget.checked)} />
          <TextInput label={say('number')} required withAsterisk={false} value={employee} onChange={(event) => setEmployee(event.currentTarget.value)} />
          <TextInput label={say('terminal')} placeholder={say('everyTerminal')} value={terminal} onChange={(event) => setTerminal(event.currentTarget.value)} />
        </>
      )}
      <TextInput type="date" label={say(enrolment ? 'lastDate' : 'from')} required withAsterisk={false} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
    </FormDialog>
  );
}
