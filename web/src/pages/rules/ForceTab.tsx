import { TextInput } from '@mantine/core';
import { IconScale, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { Card } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { type Parameter, type Provision, regulationsQuery, type ThresholdRow } from './regulations';
import css from './Rules.module.css';
import { rulesWords } from './rules-words';

const holds = (text: string, ...parts: readonly (string | null | undefined)[]): boolean => parts.some((part) => part?.toLowerCase().includes(text));

/** A regulation with only what a search is about; null where nothing of it is. */
function matching(provision: Provision, text: string): Provision | null {
  if (text === '' || holds(text, provision.title, provision.code)) return provision;
  const thresholds = provision.thresholds.filter(({ sanction, title, article }) => holds(text, sanction, title, article));
  const parameters = provision.parameters.filter(({ name, text: words, source }) => holds(text, name, words, source.article, source.act));
  return thresholds.length + parameters.length > 0 ? { ...provision, thresholds, parameters } : null;
}

/** The regulations in force on a date, every value with its article. */
export function ForceTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(rulesWords);
  const [search, change] = useUrlState();
  const on = search['on'] ?? today;
  const { data, error, refetch } = useQuery({ ...regulationsQuery(on), placeholderData: keepPreviousData });
  const shown = (data?.items ?? []).flatMap((item) => matching(item, (search['text'] ?? '').toLowerCase()) ?? []);
  return (
    <div className={css['page']}>
      <div className={css['filters']}>
        <TextInput type="date" label={say('on')} value={on} onChange={(event) => change({ on: event.currentTarget.value || undefined })} />
        <TextInput data-page-search label={say('find')} leftSection={<IconSearch size={15} />} value={search['text'] ?? ''} onChange={(event) => change({ text: event.currentTarget.value || undefined })} />
        <p className="h-quiet">{say('lead')}</p>
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingRows /> : (
        <div className={css['cards']}>
          {data.warnings.length > 0 ? <Card title={say('warnings')}><ul className={css['warn']}>{data.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></Card> : null}
          {shown.length === 0 ? <EmptyState icon={IconScale} title={say(data.items.length === 0 ? 'none' : 'noMatch')} text={say(data.items.length === 0 ? 'noneText' : 'noMatchText')} /> : shown.map((provision) => <ProvisionCard key={provision.code} provision={provision} />)}
        </div>
      )}
    </div>
  );
}

function ProvisionCard({ provision }: { readonly provision: Provision }): ReactNode {
  const say = useWords(rulesWords);
  const { code, title, appliesTo, inUse, checkedOn, thresholds, parameters, notes } = provision;
  return (
    <Card title={title} note={code}>
      <p className={css['facts']}>
        {inUse ? null : <span className={css['tag']}>{say('notInUse')}</span>}
        <span>{appliesTo.length === 0 ? say('everybody') : appliesTo.join(', ')}</span>
        {checkedOn ? <span>{say('checked', { date: mediumDate(checkedOn) })}</span> : null}
      </p>
      {thresholds.length > 0 ? (
        <DataTable<ThresholdRow>
          label={`${title}: ${say('sanction')}`}
          rows={thresholds}
          rowKey={({ from, sanction }) => `${from}${sanction}`}
          columns={[
            { key: 'days', head: say('days'), width: 110, cell: ({ from, to }) => (to === null ? say('andMore', { from }) : from === to ? String(from) : say('range', { from, to })) },
            { key: 'sanction', head: say('sanction'), cell: ({ title: name }) => <b>{name}</b> },
            { key: 'tier', head: say('tier'), cell: ({ tier }) => tier ?? '' },
            { key: 'article', head: say('article'), cell: ({ article }) => article },
          ]}
        />
      ) : null}
      {parameters.length > 0 ? <Parameters title={title} parameters={parameters} /> : null}
      {Object.entries(notes).map(([date, note]) => <p key={date} className="h-quiet">{`${mediumDate(date)}: ${note}`}</p>)}
    </Card>
  );
}

function Parameters({ title, parameters }: { readonly title: string; readonly parameters: readonly Parameter[] }): ReactNode {
  const say = useWords(rulesWords);
  const source = ({ act, article, href }: Parameter['source']): ReactNode => (href?.startsWith('https://') ? <a href={href} target="_blank" rel="noreferrer">{`${act}, ${article}`}</a> : `${act}, ${article}`);
  return (
    <DataTable<Parameter>
      label={`${title}: ${say('parameter')}`}
      rows={parameters}
      rowKey={({ name, fromDate }) => `${name}${fromDate}`}
      columns={[
        { key: 'name', head: say('parameter'), cell: ({ name }) => name.replaceAll('_', ' ').replaceAll('-', ' ') },
        { key: 'text', head: say('value'), cell: ({ text }) => <b>{text === 'true' ? say('yes') : text === 'false' ? say('no') : text}</b> },
        { key: 'article', head: say('article'), cell: ({ source: from }) => source(from) },
        { key: 'since', head: say('since'), width: 150, cell: ({ fromDate }) => mediumDate(fromDate) },
        { key: 'mark', head: say('mark'), width: 130, cell: ({ source: { mark } }) => <span className={mark === 'M' ? css['weak'] : css['quiet']}>{say(`mark.${mark as 'S'}`)}</span> },
      ]}
    />
  );
}
