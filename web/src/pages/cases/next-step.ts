import { dayMonth, longDate, weekdayDate } from '../../format/dates';
import { type CaseView } from './case-model';
import { coded, type SayCases } from './cases-words';
import { sanctionName, type SaySanction } from './sanctions';

/** What the card "Next" says and offers. */
export interface NextStep {
  readonly title: string;
  readonly text: string;
  /** The act that is pressed next; null where none is, or where a letter comes first. */
  readonly primary: string | null;
  /** A letter to prepare before anything else. */
  readonly letter: string | null;
  /** Why something else is locked. */
  readonly locked: readonly string[];
}

interface Words {
  readonly say: SayCases;
  readonly saySanction: SaySanction;
  readonly today: string;
}

/** Acts that make no sense before the day of the examination. */
export const actsOfTheDay: readonly string[] = ['examine', 'record-no-show'];

/** The date of the examination that is awaited, or null. */
export const awaitedDate = ({ round }: CaseView): string | null => (['summoned', 'summoned-again'].includes(round.stage) ? (round.summonses.at(-1)?.examinationDate ?? null) : null);

/** What comes next in a case: one thing, in words. */
export function nextStepOf(view: CaseView, words: Words): NextStep {
  return reviewStep(view, words) ?? stageStep(view, words);
}

function reviewStep({ rounds }: CaseView, { say, saySanction }: Words): NextStep | null {
  const review = rounds.find((round) => round.review !== null)?.review;
  if (!review) return null;
  const level = review.proposal?.level;
  const key = `next.reviewText.${review.reason}`;
  const text = coded(say, 'next.reviewText', review.reason) === review.reason ? '' : (say as (key: string, values: object) => string)(key, { sanction: level ? sanctionName(saySanction, level.sanction, level.title) : '' });
  return { title: say('next.review'), text, primary: 'resolve-review', letter: null, locked: [say('locked.review')] };
}

function stageStep(view: CaseView, words: Words): NextStep {
  const { item, round } = view;
  const { say, saySanction } = words;
  const due = (code: string): string => item.deadlines.find((one) => one.code === code)?.dueDate ?? '';
  const day = (date: string): string => (date === '' ? '' : weekdayDate(date));
  const step = (title: string, text: string, primary: string | null, locked: readonly string[] = []): NextStep => ({ title, text, primary, letter: null, locked });
  switch (round.stage) {
    case 'opened':
      return step(say('next.opened', { name: item.name }), due('superior-summons') ? say('next.openedText', { date: day(due('superior-summons')) }) : say('next.openedTextPlain'), 'summon', [say('locked.examine')]);
    case 'summoned':
    case 'summoned-again':
      return examinationStep(view, words);
    case 'missed-first':
      return step(say('next.missed'), say('next.missedText', { date: day(due('second-summons')) }), 'summon', [say('locked.decision')]);
    case 'missed-second':
      return step(say('next.missedTwice'), say('next.missedTwiceText'), 'record-absent-twice', [say('locked.decision')]);
    case 'absent-twice':
    case 'examined':
      return step(say('next.decide'), say('next.decideText', { sanction: sanctionName(saySanction, round.proposal.level.sanction, round.proposal.level.title) }), 'decide', [say('locked.delivery')]);
    case 'decided':
      return step(say('next.deliver'), say('next.deliverText', { number: round.decision?.decisionNumber ?? '', date: day(due('delivery')) }), round.decision?.imposed ? 'deliver' : 'close', [say('locked.effect')]);
    case 'delivered':
      return step(say('next.delivered', { date: day(due('in-force')) }), say('next.deliveredText'), null);
    case 'under-objection':
    case 'under-appeal':
      return step(say('next.recourse'), say('next.recourseText', { date: day(round.recourse?.filedDate ?? '') }), round.stage === 'under-objection' ? 'settle-objection' : 'settle-appeal');
    case 'in-force':
      return step(say('next.inForce', { date: day(round.inForceDate ?? '') }), say('next.inForceText'), 'close');
    case 'withdrawn':
      return step(say('next.withdrawn'), say('next.withdrawnText'), null);
    default:
      return step(say('next.closed'), say('next.closedText'), null);
  }
}

function examinationStep(view: CaseView, { say, today }: Words): NextStep {
  const { round, item, history } = view;
  const summons = round.summonses.at(-1);
  const date = summons?.examinationDate ?? '';
  const summoner = history.findLast(({ event }) => event.act?.act === 'summon')?.event.actor?.name ?? '';
  const text = say('next.examinationText', { letter: say(round.summonses.length > 1 ? 'letter.surat-panggilan-2' : 'letter.surat-panggilan-1'), letterDate: dayMonth(summons?.letterDate ?? ''), actor: summoner });
  const printed = item.documents.filter(({ kind }) => kind === 'surat-panggilan').length >= round.summonses.length;
  const early = today < date;
  return { title: say('next.examination', { date: longDate(date) }), text, primary: early ? null : 'examine', letter: printed ? null : 'surat-panggilan', locked: early ? [say('locked.fromDate', { date: dayMonth(date) })] : [say('locked.decision')] };
}
