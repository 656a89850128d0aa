import { addDays } from '../../core/time/calendar';
import { DomainError } from '../../platform/errors';
import { describeRequest, type AttendanceRequest, type RequestTerms } from './request';

/** Why two requests of one person cannot both stand. */
export interface Conflict {
  readonly code: 'overlapping-leave' | 'one-letter-a-day' | 'duplicate-request';
  readonly field: string;
  readonly message: string;
  readonly otherId: string;
}

/**
 * What stands against terms among the other requests of the person: the same request once more, an approved leave of the same time, or a
 * second permission letter of the day.
 */
export function conflictOf(terms: RequestTerms, others: readonly AttendanceRequest[]): Conflict | null {
  for (const other of others) {
    if (other.state !== 'requested' && other.state !== 'approved') continue;
    const found = pairConflict(terms, other);
    if (found) return { ...found, otherId: other.id };
  }
  return null;
}

/** The refusal that a conflict becomes. */
export const conflictError = (conflict: Conflict): DomainError =>
  new DomainError(conflict.code, conflict.message, 409, { other: conflict.otherId, problems: [{ field: conflict.field, message: conflict.message }] });

function pairConflict(terms: RequestTerms, other: AttendanceRequest): Omit<Conflict, 'otherId'> | null {
  if (terms.kind !== other.kind) return null;
  if (isSame(terms, other)) return { code: 'duplicate-request', field: 'fromDate', message: `The same was filed already: ${describeRequest(other)}.` };
  if (terms.kind === 'permission' && terms.fromDate === other.fromDate) {
    return { code: 'one-letter-a-day', field: 'fromDate', message: `One permission letter a day: ${describeRequest(other)} stands for that date.` };
  }
  if (terms.kind === 'leave' && other.state === 'approved' && overlaps(terms, other)) {
    return { code: 'overlapping-leave', field: 'fromDate', message: `It overlaps ${describeRequest(other)}; revoke that one first, or choose other dates.` };
  }
  return null;
}

function isSame(terms: RequestTerms, other: RequestTerms): boolean {
  const keys = ['type', 'fromDate', 'toDate', 'fromWall', 'toWall', 'letter'] as const;
  return keys.every((key) => terms[key] === other[key]);
}

/** Wall clocks compare as text; both are of the same person's unit. */
function overlaps(a: RequestTerms, b: RequestTerms): boolean {
  return startOf(a) < endOf(b) && startOf(b) < endOf(a);
}

const startOf = (terms: RequestTerms): string => terms.fromWall ?? `${terms.fromDate} 00:00:00`;
const endOf = (terms: RequestTerms): string => terms.toWall ?? `${addDays(terms.toDate, 1)} 00:00:00`;
