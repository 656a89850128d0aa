import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { dayMonth, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { type CaseView, type Deadline, disciplineHistoryQuery } from './case-model';
import css from './Cases.module.css';
import { casesWords, type SayCases } from './cases-words';
import { DaysLeft } from './DaysLeft';

interface Stop {
  readonly key: 'alleged' | 'flagged' | 'verified' | 'opened' | 'summons1' | 'summons2' | 'examination' | 'decision' | 'delivery' | 'effect';
  readonly done: boolean;
  /** The date, or what it waits for. */
  readonly note: string;
  readonly deadline?: Deadline | undefined;
}

/** What came before the case: a flag that an officer verified, or what a person alleges. */
function beginningOf({ by, reachedDate }: CaseView['round']['proposal']['level'], verifiedAt: string | undefined): Stop[] {
  if (by === 'conduct') return [{ key: 'alleged', done: true, note: dayMonth(reachedDate) }];
  return [
    { key: 'flagged', done: true, note: dayMonth(reachedDate) },
    { key: 'verified', done: true, note: verifiedAt ? dayMonth(verifiedAt) : '' },
  ];
}

function stopsOf({ item, round }: CaseView, verifiedAt: string | undefined, say: SayCases): Stop[] {
  const { summonses, examination, decision, delivery } = round;
  const due = (code: string): Deadline | undefined => item.deadlines.find((one) => one.code === code && !one.met);
  const by = (deadline: Deadline | undefined, otherwise: string): string => (deadline ? say('rail.by', { date: dayMonth(deadline.dueDate) }) : otherwise);
  const [first, second] = summonses;
  const again = second !== undefined || round.stage === 'missed-first';
  const planned = summonses.at(-1)?.missed === false ? summonses.at(-1)?.examinationDate : undefined;
  return [
    ...beginningOf(round.proposal.level, verifiedAt),
    { key: 'opened', done: true, note: dayMonth(round.openedDate) },
    { key: 'summons1', done: first !== undefined, note: first ? dayMonth(first.letterDate) : by(due('superior-summons'), ''), deadline: due('superior-summons') },
    ...(again ? [{ key: 'summons2' as const, done: second !== undefined, note: second ? dayMonth(second.letterDate) : by(due('second-summons'), ''), deadline: due('second-summons') }] : []),
    { key: 'examination', done: examination !== null, note: examination ? (examination.held ? dayMonth(examination.date) : say('rail.notHeld')) : planned ? shortDate(planned) : say('rail.afterSummons'), deadline: due('examination') },
    { key: 'decision', done: decision !== null, note: decision ? dayMonth(decision.date) : say('rail.afterMinutes') },
    { key: 'delivery', done: delivery.receivedDate !== null, note: delivery.receivedDate ? dayMonth(delivery.receivedDate) : by(due('delivery'), say('rail.afterDecision')), deadline: due('delivery') },
    { key: 'effect', done: round.inForceDate !== null, note: round.inForceDate ? dayMonth(round.inForceDate) : due('in-force') ? dayMonth(due('in-force')?.dueDate ?? '') : say('rail.effectDay'), deadline: due('in-force') },
  ];
}

/** The stages of a case with their dates; the one that waits says how many working days remain. */
export function StageRail({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const history = useQuery(disciplineHistoryQuery(view.item.employeeId)).data;
  const reached = view.round.proposal.level.reachedDate;
  const verified = history?.decisions.findLast((word) => word.workDate === reached && word.decision === 'verified');
  const stops = stopsOf(view, verified?.at.slice(0, 10), say);
  const at = stops.findIndex(({ done }) => !done);
  return (
    <section className="h-card" aria-label={say('rail.label')}>
      <ol className={css['rail']}>
        {stops.map((stop, index) => {
          const place = stop.done ? 'done' : index === at ? 'current' : 'later';
          return (
            <li key={stop.key} data-place={place} aria-current={place === 'current' ? 'step' : undefined}>
              <i aria-hidden>{stop.done ? <IconCheck size={14} stroke={2.4} /> : null}</i>
              <b>{say(`rail.${stop.key}`)}</b>
              <span className="h-visually-hidden">{say(`rail.${place}`)}</span>
              <span>{stop.note}</span>
              {place === 'current' && stop.deadline ? (
                <strong>
                  <DaysLeft deadline={stop.deadline} />
                </strong>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
