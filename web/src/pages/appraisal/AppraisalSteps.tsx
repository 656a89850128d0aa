import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { appraisalWords, type Level, levels } from './appraisal-words';
import css from './Appraisal.module.css';

type Appraisal = Schema<'AppraisalDetail'>;
type Body = Schema<'AppraisalActBody'>;
type Act = Body['act'];
type Result = Schema<'PlannedResultBody'>;
const values = ['berorientasi-pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'] as const;
const emptyResult: Result = { text: '', indicators: [{ text: '', target: '' }] };
/** Steps that go without words. */
const silent: readonly Act[] = ['agree', 'close'];

/** The steps that are the account's to take, one form at a time. */
export function AppraisalSteps({ appraisal, allowed, own }: { readonly appraisal: Appraisal; readonly allowed: readonly string[]; readonly own: boolean }): ReactNode {
  const say = useWords(appraisalWords);
  const acts = allowed as readonly Act[];
  const [act, setAct] = useState<Act>(acts.find((each) => each !== 'dialogue') ?? 'dialogue');
  const [text, setText] = useState('');
  const [results, setResults] = useState<readonly Result[]>(appraisal.results.length > 0 ? appraisal.results : [emptyResult]);
  const [judged, setJudged] = useState<{ readonly work: Level; readonly behaviour: Level; readonly values: Readonly<Record<string, Level>> }>({ work: appraisal.work ?? 'as-expected', behaviour: appraisal.behaviour ?? 'as-expected', values: {} });
  const body: Body = { act, ...(text.trim() ? { text: text.trim() } : {}), ...(act === 'plan' ? { results: [...results] } : {}), ...(act === 'evaluate' ? judged : {}) };
  const path = own ? '/api/v1/appraisals/{id}/own-acts' : '/api/v1/appraisals/{id}/acts';
  const step = useChange(['appraisals', 'one-page'], () => answerOf(api.POST(path, { params: { path: { id: appraisal.id } }, body })));
  return (
    <form className={css['steps']} onSubmit={(event) => { event.preventDefault(); step.mutate(undefined); }}>
      <div className={css['acts']} role="group" aria-label={say('next')}>
        {acts.map((each) => <button key={each} type="button" aria-pressed={each === act} onClick={() => setAct(each)}>{say(`act.${each}`)}</button>)}
      </div>
      {act === 'plan' ? <PlanFields results={results} onChange={setResults} /> : null}
      {act === 'evaluate' ? <JudgeFields judged={judged} onChange={setJudged} /> : null}
      {act === 'plan' ? null : <Textarea label={say(`text.${act}`)} autosize minRows={2} maxLength={10_000} required={!silent.includes(act)} withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      <Refused error={step.error} />
      <Button type="submit" loading={step.isPending}>{say(`act.${act}`)}</Button>
    </form>
  );
}

function PlanFields({ results, onChange }: { readonly results: readonly Result[]; readonly onChange: (results: readonly Result[]) => void }): ReactNode {
  const say = useWords(appraisalWords);
  const set = (index: number, result: Result): void => onChange(results.map((each, at) => (at === index ? result : each)));
  return (
    <>
      {results.map((result, index) => (
        <fieldset key={index} className={css['result']}>
          <legend>{say('resultAt', { number: index + 1 })}</legend>
          <Textarea label={say('result')} autosize required withAsterisk={false} maxLength={1000} value={result.text} onChange={(event) => set(index, { ...result, text: event.currentTarget.value })} />
          {result.indicators.map((indicator, at) => {
            const change = (next: Partial<typeof indicator>): void => set(index, { ...result, indicators: result.indicators.map((each, place) => (place === at ? { ...each, ...next } : each)) });
            return (
              <div key={at} className={css['indicator']}>
                <TextInput label={say('indicator')} required withAsterisk={false} maxLength={1000} value={indicator.text} onChange={(event) => change({ text: event.currentTarget.value })} />
                <TextInput label={say('target')} required withAsterisk={false} maxLength={200} value={indicator.target} onChange={(event) => change({ target: event.currentTarget.value })} />
                <ActionIcon variant="subtle" color="gray" size={34} disabled={result.indicators.length === 1} aria-label={say('removeIndicator', { number: at + 1 })} onClick={() => set(index, { ...result, indicators: result.indicators.filter((_, place) => place !== at) })}><IconTrash size={16} /></ActionIcon>
              </div>
            );
          })}
          <div className={css['acts']}>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => set(index, { ...result, indicators: [...result.indicators, { text: '', target: '' }] })}>{say('addIndicator')}</Button>
            {results.length > 1 ? <Button size="compact-sm" variant="default" leftSection={<IconTrash size={14} />} onClick={() => onChange(results.filter((_, at) => at !== index))}>{say('removeResult', { number: index + 1 })}</Button> : null}
          </div>
        </fieldset>
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => onChange([...results, emptyResult])}>{say('addResult')}</Button>
    </>
  );
}

interface Judged {
  readonly work: Level;
  readonly behaviour: Level;
  readonly values: Readonly<Record<string, Level>>;
}

function JudgeFields({ judged, onChange }: { readonly judged: Judged; readonly onChange: (judged: Judged) => void }): ReactNode {
  const say = useWords(appraisalWords);
  const rules = useQuery({ queryKey: ['appraisals', 'rules'], queryFn: () => answerOf(api.GET('/api/v1/appraisals/rules')), staleTime: Infinity });
  const predicate = rules.data?.quadrant.find(({ work, behaviour }) => work === judged.work && behaviour === judged.behaviour)?.predicate;
  const data = levels.map((value) => ({ value, label: say(`level.${value}`) }));
  const setValue = (value: string, level: Level | null): void => {
    const { [value]: _, ...others } = judged.values;
    onChange({ ...judged, values: level === null ? others : { ...others, [value]: level } });
  };
  return (
    <>
      <div className={css['pair']}>
        <Select label={say('work')} allowDeselect={false} value={judged.work} onChange={(next) => next && onChange({ ...judged, work: next })} data={data} />
        <Select label={say('behaviour')} allowDeselect={false} value={judged.behaviour} onChange={(next) => next && onChange({ ...judged, behaviour: next })} data={data} />
      </div>
      {predicate ? <p role="status">{say('willBe', { predicate })}</p> : null}
      {rules.data?.quadrantSource.mark === 'M' ? <p className="h-quiet">{say('quadrantUnverified', { act: rules.data.quadrantSource.act })}</p> : null}
      <details>
        <summary>{say('values')}</summary>
        <div className={css['pair']}>
          {values.map((value) => <Select key={value} label={say(`value.${value}`)} placeholder={say('noLevel')} clearable value={judged.values[value] ?? null} onChange={(next) => setValue(value, next)} data={data} />)}
        </div>
      </details>
    </>
  );
}
