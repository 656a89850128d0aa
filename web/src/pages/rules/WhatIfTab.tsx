import { Button, FileButton, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../../api/client';
import { Refused } from '../../form/Refused';
import { decimalNumber, wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { regulationsQuery, type WhatIf } from './regulations';
import css from './Rules.module.css';
import { rulesWords } from './rules-words';

/** Another rule run over days that are past: whose level would be another. */
export function WhatIfTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(rulesWords);
  const law = useQuery(regulationsQuery(today, send)).data?.items ?? [];
  const [text, setText] = useState('');
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  const [insteadOf, setInsteadOf] = useState<string | null>(null);
  const run = useMutation({ mutationFn: () => send<WhatIf>('POST', '/api/v1/regulations/what-if', { text, from, to, ...(insteadOf ? { insteadOf } : {}) }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <div className={css['page']}>
      <form className={css['try']} onSubmit={submit}>
        <p>{say('try.lead')}</p>
        <Textarea label={say('try.text')} description={say('try.hint')} required withAsterisk={false} autosize minRows={8} maxRows={24} spellCheck={false} ff="monospace" value={text} onChange={(event) => setText(event.currentTarget.value)} />
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

function Difference({ found }: { readonly found: WhatIf }): ReactNode {
  const say = useWords(rulesWords);
  const { total, employees, accounts, items } = found;
  const sentence = total === 0 ? say('try.none', { employees: wholeNumber(employees) }) : say('try.result', { total: wholeNumber(total), employees: wholeNumber(employees), accounts: wholeNumber(accounts) });
  return (
    <div className={css['cards']} style={{ marginTop: 20 }}>
      <p role="status"><Rich text={sentence} />{items.length < total ? ` ${say('try.shown', { count: wholeNumber(items.length) })}` : ''}</p>
      {items.length > 0 ? (
        <Card>
          <DataTable
            label={say('tab.try')}
            rows={items}
            rowKey={({ employeeId, year }) => `${employeeId}${year}`}
            columns={[
              { key: 'name', head: say('try.person'), cell: ({ employeeId, name, number }) => <><Link to="/people/$employeeId" params={{ employeeId }}>{name}</Link> <span className={css['quiet']}>{number}</span></> },
              { key: 'year', head: say('try.year'), align: 'right', cell: ({ year }) => String(year) },
              { key: 'days', head: say('try.days'), align: 'right', cell: ({ cumulativeDays: { now, then } }) => `${decimalNumber(now)} → ${decimalNumber(then)}` },
              { key: 'now', head: say('try.now'), cell: ({ level }) => level.now ?? say('try.noLevel') },
              { key: 'then', head: say('try.then'), cell: ({ level }) => <b>{level.then ?? say('try.noLevel')}</b> },
            ]}
          />
        </Card>
      ) : null}
    </div>
  );
}
