import { Button, FileButton, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Refused } from '../../form/Refused';
import { decimalNumber, wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { Card } from '../../shell/Page';
import { sanctionName, sanctionWords } from '../cases/sanctions';
import { csvText, download } from '../people/csv-file';
import { type Differing, directionOf, regulationsQuery, type WhatIf, whatIf } from './regulations';
import css from './Rules.module.css';
import { rulesWords } from './rules-words';

/** Another rule run over days that are past: whose level would be another. */
export function WhatIfTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(rulesWords);
  const law = useQuery(regulationsQuery(today)).data?.items ?? [];
  const [text, setText] = useState('');
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  const [insteadOf, setInsteadOf] = useState<string | null>(null);
  const run = useMutation({ mutationFn: () => whatIf({ text, from, to, ...(insteadOf ? { insteadOf } : {}) }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <div className={css['page']}>
      <form className={css['try']} onSubmit={submit}>
        <p>{say('try.lead')}</p>
        <Textarea label={say('try.text')} description={say('try.hint')} required withAsterisk={false} autosize minRows={8} maxRows={14} spellCheck={false} classNames={{ input: css['yaml'] ?? '' }} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <div className={css['row']}>
          <FileButton accept=".yaml,.yml,.json" onChange={(file) => void file?.text().then(setText)}>
            {(props) => <Button {...props} variant="default">{say('try.file')}</Button>}
          </FileButton>
          <TextInput type="date" label={say('try.from')} required withAsterisk={false} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={say('try.to')} required withAsterisk={false} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          <Select label={say('try.instead')} clearable value={insteadOf} onChange={setInsteadOf} data={law.map(({ code }) => code)} />
          <Button type="submit" loading={run.isPending}>{say('try.run')}</Button>
        </div>
        <Refused error={run.error} />
      </form>
      {run.data ? <Difference found={run.data} /> : null}
    </div>
  );
}

const pageSize = 50;

/** Who would be judged otherwise: all of them, in pages, to be searched and taken along as a file. */
function Difference({ found }: { readonly found: WhatIf }): ReactNode {
  const say = useWords(rulesWords);
  const [page, setPage] = useState(1);
  const [text, setText] = useState('');
  const [way, setWay] = useState<string>('all');
  const { total, employees, accounts, items } = found;
  const wanted = items.filter((item) => (way === 'all' || directionOf(item) === way) && `${item.name} ${item.number}`.toLowerCase().includes(text.toLowerCase()));
  const sentence = total === 0 ? say('try.none', { employees: wholeNumber(employees) }) : say('try.result', { total: wholeNumber(total), employees: wholeNumber(employees), accounts: wholeNumber(accounts) });
  const head = [say('try.number'), say('try.person'), say('try.year'), say('try.daysNow'), say('try.daysThen'), say('try.now'), say('try.then')];
  const save = (): void => download('bagaimana-jika.csv', csvText([head, ...wanted.map(({ number, name, year, cumulativeDays, level }) => [number, name, String(year), decimalNumber(cumulativeDays.now), decimalNumber(cumulativeDays.then), level.now ?? '', level.then ?? ''])]));
  return (
    <div className={css['cards']} style={{ marginTop: 20 }}>
      <p role="status"><Rich text={sentence} />{items.length < total ? ` ${say('try.shown', { count: wholeNumber(items.length) })}` : ''}</p>
      {items.length > 0 ? (
        <Card>
          <div className={css['row']}>
            <TextInput data-page-search aria-label={say('try.find')} placeholder={say('try.find')} leftSection={<IconSearch size={15} />} value={text} onChange={(event) => (setText(event.currentTarget.value), setPage(1))} />
            <SegmentedControl aria-label={say('try.way')} value={way} onChange={(next) => (setWay(next), setPage(1))} data={(['all', 'up', 'down', 'same'] as const).map((value) => ({ value, label: say(`try.way.${value}`) }))} />
            <Button variant="default" leftSection={<IconDownload size={15} />} onClick={save}>{say('try.download', { count: wholeNumber(wanted.length) })}</Button>
          </div>
          <DifferenceTable items={wanted.slice((page - 1) * pageSize, page * pageSize)} />
          {wanted.length > pageSize ? <Pager page={page} pageSize={pageSize} total={wanted.length} onPage={setPage} /> : null}
        </Card>
      ) : null}
    </div>
  );
}

function DifferenceTable({ items }: { readonly items: readonly Differing[] }): ReactNode {
  const say = useWords(rulesWords);
  const sanction = useWords(sanctionWords);
  return (
    <DataTable
      label={say('tab.try')}
      rows={items}
      rowKey={({ employeeId, year }) => `${employeeId}${year}`}
      columns={[
        { key: 'name', head: say('try.person'), cell: ({ employeeId, name, number }) => <><Link to="/people/$employeeId" params={{ employeeId }}>{name}</Link> <span className={css['quiet']}>{number}</span></> },
        { key: 'year', head: say('try.year'), align: 'right', cell: ({ year }) => String(year) },
        { key: 'days', head: say('try.days'), align: 'right', cell: ({ cumulativeDays: { now, then } }) => `${decimalNumber(now)} → ${decimalNumber(then)}` },
        { key: 'now', head: say('try.now'), cell: ({ level }) => (level.now === null ? say('try.noLevel') : sanctionName(sanction, level.now)) },
        { key: 'then', head: say('try.then'), cell: ({ level }) => <b>{level.then === null ? say('try.noLevel') : sanctionName(sanction, level.then)}</b> },
      ]}
    />
  );
}
