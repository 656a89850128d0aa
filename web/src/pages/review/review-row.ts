import { type Schema } from '../../api/client';
import { type Certainty, type StatusName, statusOfKind } from '../../status/vocabulary';
import { type SayReview } from './review-words';

/** One row of the review as the service tells it. */
export type ReviewItem = Schema<'ReviewRowItem'>;
/** What an officer may say. */
export type Decision = Schema<'ViolationDecisionBody'>['decision'];

/** What names a row, also in the address. */
export const keyOf = (row: Pick<ReviewItem, 'employeeId' | 'workDate' | 'shiftNo' | 'kind'>): string => `${row.employeeId}~${row.workDate}~${row.shiftNo}~${row.kind}`;

/** The parts of a row's name; null where an address was broken. */
export function partsOfKey(key: string): { readonly employeeId: string; readonly workDate: string; readonly shiftNo: number; readonly kind: string } | null {
  const [employeeId, workDate, shiftNo, kind] = key.split('~');
  return employeeId && workDate && shiftNo && kind ? { employeeId, workDate, shiftNo: Number(shiftNo), kind } : null;
}

const kindsOfStatus: Readonly<Record<string, StatusName>> = { 'late-arrival': 'late', 'early-leave': 'early', absence: 'no-record', 'missing-in': 'punch-missing', 'missing-out': 'punch-missing', waiting: 'waiting' };

/** How sure a state is. */
export const certaintyOf = (state: string): Certainty => (state === 'verified' ? 'verified' : state === 'excused' ? 'accepted' : 'unverified');

/** The status that a row is drawn with. */
export function statusOf(kind: string, state: string): StatusName {
  if (state === 'excused') return 'excused';
  if (kind === 'absence' && state === 'verified') return 'absent';
  return kindsOfStatus[kind] ?? statusOfKind(kind);
}

type Event = Pick<ReviewItem, 'kind' | 'minutes' | 'days' | 'state'>;

/** What happened, in one phrase without blame. */
export function eventWords({ kind, minutes, days, state }: Event, say: SayReview): string {
  if (kind === 'late-arrival' || kind === 'early-leave') return say(`event.${kind}`, { count: minutes });
  if (kind === 'absence') return say(state === 'verified' ? 'event.absence.verified' : days < 1 ? 'event.half' : 'event.absence');
  if (kind === 'missing-in' || kind === 'missing-out') return say(`event.${kind}`);
  return say('event.waiting');
}

/** The second line of a row: what an officer should know before deciding; `weighty` = a threshold is near. */
export function noteOf(row: ReviewItem, say: SayReview): { readonly text: string; readonly weighty: boolean } | null {
  if (row.kind === 'waiting') return { text: say('note.waits'), weighty: false };
  if (row.leaveRequested) return { text: say('note.leave'), weighty: false };
  if (row.awaitsMachine) return { text: say('note.outWaits'), weighty: false };
  if (row.countsAs !== null && row.countsAs >= 3) return { text: say('note.counts', { day: row.countsAs }), weighty: true };
  if (Math.abs(row.clockCorrectedSeconds) >= 30) return { text: say('note.clock', { span: spanWords(row.clockCorrectedSeconds) }), weighty: false };
  return null;
}

/** `−6 mnt`, `+40 dtk`: short, with a true minus. */
function spanWords(seconds: number): string {
  const sign = seconds < 0 ? '−' : '+';
  const size = Math.abs(seconds);
  return size < 60 ? `${sign}${size} s` : `${sign}${Math.round(size / 60)} min`;
}

/** Whether an officer can verify it: an unsettled day accuses nobody. */
export const canVerify = (row: ReviewItem): boolean => row.kind !== 'waiting' && row.state !== 'waiting';

/** What a decision names. */
export const aboutOf = (rows: readonly ReviewItem[]): { employeeId: string; workDate: string; kind: Schema<'ViolationKeyBody'>['kind'] }[] =>
  rows.filter((row) => row.kind !== 'waiting').map((row) => ({ employeeId: row.employeeId, workDate: row.workDate, kind: row.kind as Schema<'ViolationKeyBody'>['kind'] }));
