import { isWorkDate } from '../../core/time/calendar';
import { type PlanChange } from './plan-writer';
import { type Place, type PlaceOf } from './problem-list';

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value) ?? 'nothing');

/** Refuses a text that is absent, empty, too long or has space at its ends. */
export function checkText(change: PlanChange, place: Place, value: unknown, longest: number): void {
  if (typeof value !== 'string' || value.trim() === '') change.problems.add(place, 'a text is needed');
  else if (value !== value.trim()) change.problems.add(place, `${shown(value)} begins or ends with a space`);
  else if (value.length > longest) change.problems.add(place, `is ${value.length} characters long, at most ${longest} are kept`);
}

/** Refuses what cannot be a code: codes are listed with spaces and commas between them. */
export function checkCode(change: PlanChange, place: Place, value: unknown): void {
  if (typeof value === 'string' && /^[^\s,;+]{1,64}$/.test(value)) return;
  change.problems.add(place, `${shown(value)} is no code: 1 to 64 characters without space, comma, semicolon or plus are needed`);
}

/** Refuses an optional text that is too long. */
export function checkOptionalText(change: PlanChange, place: Place, value: unknown, longest: number): void {
  if (value === null || value === undefined) return;
  checkText(change, place, value, longest);
}

/** Refuses what is not an existing date written YYYY-MM-DD; tells whether it is one. */
export function checkDate(change: PlanChange, place: Place, value: unknown): value is string {
  if (typeof value === 'string' && isWorkDate(value)) return true;
  change.problems.add(place, value === null || value === undefined || value === '' ? 'a date written YYYY-MM-DD is needed' : `${shown(value)} is not a date written YYYY-MM-DD`);
  return false;
}

/** Refuses an optional date that is no date. */
export function checkOptionalDate(change: PlanChange, place: Place, value: unknown): void {
  if (value !== null && value !== undefined) checkDate(change, place, value);
}

/** Refuses a span that is no span: a missing start, or an end before its start. */
export function checkSpan(change: PlanChange, at: (field: string) => Place, span: { fromDate: unknown; toDate?: unknown }): void {
  const from = checkDate(change, at('fromDate'), span.fromDate);
  if (span.toDate === null || span.toDate === undefined) return;
  const to = checkDate(change, at('toDate'), span.toDate);
  if (from && to && String(span.toDate) < String(span.fromDate)) change.problems.add(at('toDate'), `${String(span.toDate)} is before ${String(span.fromDate)}`);
}

/** Refuses a word that is not one of those allowed. */
export function checkWord(change: PlanChange, place: Place, value: unknown, allowed: readonly string[]): void {
  if (typeof value !== 'string' || !allowed.includes(value)) change.problems.add(place, `${shown(value)} is none of ${allowed.join(', ')}`);
}

/** Refuses the second of two items with one key, naming both. */
export function refuseTwice<T>(change: PlanChange, items: readonly T[], place: PlaceOf, field: string, keyOf: (item: T) => string): void {
  const first = new Map<string, number>();
  items.forEach((item, index) => {
    const earlier = first.get(keyOf(item));
    if (earlier === undefined) first.set(keyOf(item), index);
    else change.problems.add(place(index, field), `is given twice; the first is ${place(earlier, field).at}`);
  });
}
