import { addWorkingDays, type CountedDate, type WorkingCalendar } from '../calendar/working-calendar';
import type { WorkDate } from '../time/instant';
import { type ComplaintKind, complaintKinds, type ComplaintState } from './complaint';

/** How many working days an office has for a kind of complaint, from a date on. */
export interface ComplaintTerm {
  readonly kind: ComplaintKind;
  readonly fromDate: WorkDate;
  /** From receipt to verification. */
  readonly verifyWorkingDays: number;
  /** From verification to the first answer. */
  readonly followUpWorkingDays: number;
  readonly source: string;
}

/** The terms of SP4N-LAPOR! (asn-rules.md 6.3), until an office enters its own. */
export const shippedTerms: readonly ComplaintTerm[] = complaintKinds.map((kind) => ({ kind, fromDate: '2000-01-01', verifyWorkingDays: 3, followUpWorkingDays: 5, source: 'SP4N-LAPOR!' }));

/** The terms that hold for what came on a date: the newest that is not later; an office's own before the shipped of the same date. */
export function termOn(own: readonly ComplaintTerm[], kind: ComplaintKind, date: WorkDate): ComplaintTerm {
  const candidates = [...shippedTerms, ...own].filter((term) => term.kind === kind && term.fromDate <= date);
  const found = candidates.reduce<ComplaintTerm | null>((best, term) => (best === null || term.fromDate >= best.fromDate ? term : best), null);
  if (!found) throw new RangeError(`no terms for ${kind} on ${date}`);
  return found;
}

/** The dates by which something is due; null where nothing is. */
export interface ComplaintDeadlines {
  readonly verify: CountedDate | null;
  readonly followUp: CountedDate | null;
  /** Of an agreed improvement, until its effect is checked: the date that was agreed, whatever the calendar. */
  readonly improvement: WorkDate | null;
  /** What should have been done before today. */
  readonly overdue: 'verify' | 'follow-up' | 'improvement' | null;
}

/** Deadlines of a complaint, counted in working days over the decreed days off. */
export function deadlinesOf(state: ComplaintState, term: ComplaintTerm, receivedDate: WorkDate, calendar: WorkingCalendar, today: WorkDate): ComplaintDeadlines {
  const verify = state.status === 'received' ? addWorkingDays(calendar, receivedDate, term.verifyWorkingDays) : null;
  const waits = state.status === 'verified' && state.answeredDate === null && state.verifiedDate !== null;
  const followUp = waits ? addWorkingDays(calendar, state.verifiedDate, term.followUpWorkingDays) : null;
  const improvement = state.improvementOpen && (state.status === 'verified' || state.status === 'answered') ? state.improvementDueDate : null;
  const overdue = verify && verify.date < today ? 'verify' : followUp && followUp.date < today ? 'follow-up' : improvement !== null && improvement < today ? 'improvement' : null;
  return { verify, followUp, improvement, overdue };
}
