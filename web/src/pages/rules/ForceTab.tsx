import { TextInput } from '@mantine/core';
import { IconScale, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { dayMonth } from '../../format/dates';
import { articleText } from '../../format/law';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { Card } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { sanctionName, sanctionWords, tierName } from '../cases/sanctions';
import { lawWord, lawWords } from './law-words';
import { type Parameter, type Provision, regulationsQuery, type ThresholdRow } from './regulations';
import { capital, RuleValue, spaced } from './RuleValue';
import css from './Rules.module.css';
import { rulesWords } from './rules-words';

/** `31 Agu 2021`: of a law the day of the week says nothing. */
const writtenDate = (date: string): string => `${dayMonth(date)} ${date.slice(0, 4)}`;

const holds = (text: string, ...parts: readonly (string | null | undefined)[]): boolean => parts.some((part) => part?.toLowerCase().includes(text));

/** A regulation with only what a search is about, by what is read as well as by the codes of the files; null where nothing of it is. */
function matching(provision: Provision, text: string, named: ReturnType<typeof useNames>): Provision | null {
  if (text === '' || holds(text, provision.title, provision.code, named.title(provision))) return provision;
  const thresholds = provision.thresholds.filter((row) => holds(text, row.sanction, row.title, row.article, named.sanction(row)));
  const parameters = provision.parameters.filter((one) => holds(text, one.name, one.text, one.source.article, one.source.act, named.parameter(one), named.source(one.source)));
  return thresholds.length + parameters.length > 0 ? { ...provision, thresholds, parameters } : null;
}

/** What the files name by codes, in the language that is shown. */
function useNames() {
  const law = useWords(lawWords);
  const sanction = useWords(sanctionWords);
  return {
    title: ({ code, title }: Provision): string => lawWord(law, 'title', code) ?? title,
    note: ({ code }: Provision, date: string, text: string): string => lawWord(law, 'note', `${code}.${date}`) ?? text,
    sanction: ({ sanction: code, title }: ThresholdRow): string => lawWord(law, 'name', code) ?? capital(sanctionName(sanction, code, title)),
    parameter: ({ name, value }: Parameter): string => lawWord(law, 'name', name) ?? capital(sanctionName(sanction, name, titleOf(value) ?? spaced(name))),
    source: ({ act, article }: Parameter['source']): string => [lawWord(law, 'word', act) ?? act, articleText(article)].filter(Boolean).join(', '),
    category: (code: string): string => lawWord(law, 'word', code) ?? code,
  };
}

const titleOf = (value: unknown): string | null => (typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string' ? value.title : null);

/** The regulations in force on a date, every value with its article. */
export function ForceTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(rulesWords);
  const [search, change] = useUrlState();
  const on = search['on'] ?? today;
  const { data, error, refetch } = useQuery({ ...regulationsQuery(on), placeholderData: keepPreviousData });
  const named = useNames();
  const shown = (data?.items ?? []).flatMap((item) => matching(item, (search['text'] ?? '').toLowerCase(), named) ?? []);
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
  const sanction = useWords(sanctionWords);
  const named = useNames();
  const { code, appliesTo, inUse, checkedOn, thresholds, parameters, notes } = provision;
  const title = named.title(provision);
  return (
    <Card title={title} note={code}>
      <p className={css['facts']}>
        {inUse ? null : <span className={css['tag']}>{say('notInUse')}</span>}
        <span>{appliesTo.length === 0 ? say('everybody') : appliesTo.map(named.category).join(', ')}</span>
        {checkedOn ? <span>{say('checked', { date: writtenDate(checkedOn) })}</span> : null}
      </p>
      {thresholds.length > 0 ? (
        <DataTable<ThresholdRow>
          label={`${title}: ${say('sanction')}`}
          rows={thresholds}
          rowKey={({ from, sanction }) => `${from}${sanction}`}
          columns={[
            { key: 'days', head: say('days'), width: 110, cell: ({ from, to }) => (to === null ? say('andMore', { from }) : from === to ? String(from) : say('range', { from, to })) },
            { key: 'sanction', head: say('sanction'), cell: (row) => <b>{named.sanction(row)}</b> },
            { key: 'tier', head: say('tier'), cell: ({ tier }) => (tier === null ? '' : tierName(sanction, tier)) },
            { key: 'article', head: say('article'), cell: ({ article }) => articleText(article) },
          ]}
        />
      ) : null}
      {parameters.length > 0 ? <Parameters title={title} parameters={parameters} /> : null}
      {Object.entries(notes).map(([date, note]) => <p key={date} className="h-quiet">{`${writtenDate(date)}: ${named.note(provision, date, note)}`}</p>)}
    </Card>
  );
}

function Parameters({ title, parameters }: { readonly title: string; readonly parameters: readonly Parameter[] }): ReactNode {
  const say = useWords(rulesWords);
  const named = useNames();
  const source = (from: Parameter['source']): ReactNode => (from.href?.startsWith('https://') ? <a href={from.href} target="_blank" rel="noreferrer">{named.source(from)}</a> : named.source(from));
  return (
    <DataTable<Parameter>
      label={`${title}: ${say('parameter')}`}
      rows={parameters}
      rowKey={({ name, fromDate }) => `${name}${fromDate}`}
      columns={[
        { key: 'name', head: say('parameter'), cell: (parameter) => named.parameter(parameter) },
        { key: 'text', head: say('value'), cell: ({ value }) => <RuleValue value={value} /> },
        { key: 'article', head: say('article'), cell: ({ source: from }) => source(from) },
        { key: 'since', head: say('since'), width: 110, cell: ({ fromDate }) => writtenDate(fromDate) },
        { key: 'mark', head: say('mark'), width: 130, cell: ({ source: { mark } }) => <span className={mark === 'M' ? css['weak'] : css['quiet']}>{say(`mark.${mark as 'S'}`)}</span> },
      ]}
    />
  );
}
