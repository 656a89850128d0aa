import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { percent } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { appraisalWords } from './appraisal-words';
import css from './Appraisal.module.css';

const unitPredicates = ['Istimewa', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'] as const;

/** The outcome of the unit in a period, and how those of its people lie to it: a hint for the talk about them. */
export function UnitOutcome({ period, unitId, mayWrite }: { readonly period: string; readonly unitId: string; readonly mayWrite: boolean }): ReactNode {
  const say = useWords(appraisalWords);
  const [writing, setWriting] = useState(false);
  const found = useQuery({ queryKey: ['appraisals', 'unit-outcome', period, unitId], queryFn: () => answerOf(api.GET('/api/v1/appraisal-periods/{period}/unit-outcome', { params: { path: { period }, query: { unitId } } })), retry: false });
  if (!found.data) return null;
  const { predicate, reason, pattern, patternSource } = found.data;
  const over = pattern?.filter(({ exceeds }) => exceeds) ?? [];
  return (
    <section className={css['outcomes']} aria-label={say('unitOutcome')}>
      <p>{predicate ? say('unitOutcomeIs', { predicate, reason: reason ?? '' }) : say('unitOutcomeNone')}</p>
      {predicate === null ? null : pattern === null ? <p className="h-quiet">{say(patternSource === null ? 'patternUnknown' : 'patternFew')}</p> : over.length === 0 ? <p className="h-quiet">{say('patternFit')}</p> : over.map((line) => <p key={line.predicate}>{say('patternOver', { predicate: line.predicate, share: percent(line.share), most: percent(line.atMost ?? 1) })}</p>)}
      {predicate !== null && patternSource ? <p className="h-quiet">{say('patternSource', { source: `${patternSource.act}, ${say(`mark.${patternSource.mark}`)}` })}</p> : null}
      {mayWrite ? <Button mt={6} size="compact-sm" variant="default" onClick={() => setWriting(true)}>{say('writeOutcome')}</Button> : null}
      {writing ? <OutcomeDialog period={period} unitId={unitId} onClose={() => setWriting(false)} /> : null}
    </section>
  );
}

function OutcomeDialog({ period, unitId, onClose }: { readonly period: string; readonly unitId: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(appraisalWords);
  const [predicate, setPredicate] = useState<(typeof unitPredicates)[number]>('Baik');
  const [reason, setReason] = useState('');
  const save = useChange(['appraisals'], () => answerOf(api.POST('/api/v1/appraisal-periods/{period}/unit-outcome', { params: { path: { period } }, body: { unitId, predicate, reason } })), onClose);
  return (
    <FormDialog title={say('writeOutcome')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Select label={say('unitOutcome')} allowDeselect={false} value={predicate} onChange={(next) => setPredicate(next ?? 'Baik')} data={[...unitPredicates]} />
      <TextInput label={say('reason')} required withAsterisk={false} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
