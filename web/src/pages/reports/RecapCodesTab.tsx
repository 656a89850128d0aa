import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useLanguage, useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { codeFaults, emptyKind, keepRecapCodes, type RecapCode, type RecapCodes, recapCodesQuery } from './recap-codes';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';

/** The codes by which the monthly recap writes each kind of day, and the legend that they make. */
export function RecapCodesTab(): ReactNode {
  const { data, error, refetch } = useQuery(recapCodesQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  return <CodesForm key={JSON.stringify(data.codes)} given={data.codes} shipped={data.shipped} />;
}

function CodesForm({ given, shipped }: { readonly given: RecapCodes; readonly shipped: RecapCodes }): ReactNode {
  const say = useWords(reportsWords);
  const language = useLanguage();
  const mayWrite = useMay('settings.write');
  const [codes, setCodes] = useState(given);
  const faults = codeFaults(codes);
  const save = useChange(['recap-codes'], () => keepRecapCodes(codes));
  const kinds = Object.keys(shipped).filter((kind) => kind !== emptyKind);
  const of = (kind: string): RecapCode => codes[kind] ?? { code: '', id: '', en: '' };
  const meaning = (kind: string): string => shipped[kind]?.[language] ?? kind;
  const set = (kind: string, change: Partial<RecapCode>): void => setCodes({ ...codes, [kind]: { ...of(kind), ...change } });
  const faultText = (kind: string): string | null => {
    const found = faults.get(kind);
    if (!found) return null;
    return found.fault === 'shared' ? say('codeShared', { other: meaning(found.other) }) : say(`codeFault.${found.fault}`);
  };
  const changed = JSON.stringify(codes) !== JSON.stringify(given);
  const isShipped = JSON.stringify(codes) === JSON.stringify(shipped);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (faults.size === 0) save.mutate(undefined);
  };
  const input = (kind: string, field: 'id' | 'en', label: string): ReactNode => (
    <TextInput size="xs" miw={180} aria-label={`${label}: ${meaning(kind)}`} readOnly={!mayWrite} maxLength={100} value={of(kind)[field]} onChange={(event) => set(kind, { [field]: event.currentTarget.value })} />
  );
  return (
    <form className={css['codes']} onSubmit={submit}>
      <Card title={say('tab.codes')} note={say('codesNote')}>
        <DataTable
          label={say('tab.codes')}
          rows={kinds}
          rowKey={(kind) => kind}
          columns={[
            { key: 'kind', head: say('codeKind'), cell: (kind) => <span className={css['kind']}>{meaning(kind)}</span> },
            { key: 'code', head: say('codeCell'), width: 130, cell: (kind) => <TextInput size="xs" miw={92} aria-label={`${say('codeCell')}: ${meaning(kind)}`} readOnly={!mayWrite} maxLength={5} value={of(kind).code} error={faultText(kind)} onChange={(event) => set(kind, { code: event.currentTarget.value.toUpperCase() })} /> },
            { key: 'id', head: say('codeId'), cell: (kind) => input(kind, 'id', say('codeId')) },
            { key: 'en', head: say('codeEn'), cell: (kind) => input(kind, 'en', say('codeEn')) },
          ]}
        />
      </Card>
      <Card title={say('codesLegend')} note={say('codesLegendNote')}>
        <p className={css['legend']} aria-live="polite">
          {kinds.map((kind) => (
            <span key={kind} data-fault={faults.has(kind)}>
              <b>{of(kind).code || '?'}</b> = {of(kind)[language]}
            </span>
          ))}
        </p>
        <Refused error={save.error} />
        {faults.size > 0 ? <p role="alert" className={css['fault']}>{say('codesFaults', { count: faults.size })}</p> : null}
        {mayWrite ? (
          <div className={css['row']}>
            <Button type="submit" variant="default" disabled={!changed || faults.size > 0} loading={save.isPending}>
              {say('save')}
            </Button>
            {changed ? <Button variant="subtle" onClick={() => setCodes(given)}>{say('codesDrop')}</Button> : null}
            {isShipped ? null : <Button variant="subtle" onClick={() => setCodes(shipped)}>{say('codesShipped')}</Button>}
          </div>
        ) : (
          <p className={css['quiet']}>{say('codesReadOnly')}</p>
        )}
      </Card>
    </form>
  );
}
