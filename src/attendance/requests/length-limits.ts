import { addDays, daysBetween } from '../../core/time/calendar';
import { localMsOf } from '../../core/time/wall-clock';
import { leaveTypeOf, type LeaveLimit } from './leave-types';
import { type RequestTerms } from './request';
import { type FieldProblem } from './request-input';

const hourMs = 3_600_000;

/** How long one request may be. */
export interface LengthLimit {
  /** Last date that is still allowed for a start. */
  readonly lastDate: (fromDate: string) => string;
  readonly hours: number | null;
  readonly words: string;
}

const dutyLimit: LengthLimit = { lastDate: (from) => addDays(from, 365), hours: null, words: 'an official duty lasts at most 366 days; a longer one is ordered anew' };
const hoursOfLeave: LengthLimit = { lastDate: (from) => addDays(from, 1), hours: 24, words: 'leave by hours lasts less than 24 hours; use whole days for more' };
const overtimeLimit: LengthLimit = { lastDate: (from) => addDays(from, 1), hours: 24, words: 'an overtime order lasts less than 24 hours; file one for each day' };

/** The limit that applies, or null where a request is of one date anyway. */
export function limitOf(terms: RequestTerms): LengthLimit | null {
  if (terms.kind === 'duty') return dutyLimit;
  if (terms.kind === 'overtime-order') return overtimeLimit;
  if (terms.kind !== 'leave') return null;
  return terms.portion === 'hours' ? hoursOfLeave : leaveLimit(terms);
}

function leaveLimit(terms: RequestTerms): LengthLimit | null {
  const type = leaveTypeOf(terms.type);
  if (!type) return null;
  const { limit } = type;
  return { lastDate: (from) => lastDateOf(from, limit), hours: null, words: `one ${type.english} (${type.term}) is at most ${limit.count} ${limit.unit} (${limit.because})` };
}

/** What is wrong with the length, or null. */
export function lengthProblem(terms: RequestTerms, limit: LengthLimit | null): FieldProblem | null {
  if (!limit) return null;
  const last = limit.lastDate(terms.fromDate);
  const days = daysBetween(terms.fromDate, terms.toDate) + 1;
  if (terms.toDate > last) return { field: 'toDate', message: `${terms.fromDate} to ${terms.toDate} is ${days} days; ${limit.words}: until ${last}` };
  const hours = hoursOf(terms);
  return limit.hours !== null && hours >= limit.hours ? { field: 'toTime', message: `${terms.fromWall} to ${terms.toWall} is ${hours} hours; ${limit.words}` } : null;
}

const hoursOf = (terms: RequestTerms): number => ((localMsOf(terms.toWall ?? '') ?? 0) - (localMsOf(terms.fromWall ?? '') ?? 0)) / hourMs;

function lastDateOf(fromDate: string, limit: LeaveLimit): string {
  return limit.unit === 'days' ? addDays(fromDate, limit.count - 1) : addDays(monthsLater(fromDate, limit.count), -1);
}

/** The same day of a later month, or its last day when it is shorter. */
function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
