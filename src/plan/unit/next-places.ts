import { addDays } from '../../core/time/calendar';
import { type DateSpan } from '../../core/time/date-span';
import { alwaysUnder, type PlaceOfUnit } from './unit';

/** How files and requests say that a unit has always stood where it is said to stand. */
export const alwaysSo = '*';

/** The unit above on a date, or null. */
export const parentOn = (places: readonly PlaceOfUnit[], date: string): string | null => places.findLast(({ fromDate }) => fromDate <= date)?.parentId ?? null;

/**
 * The places of a unit with what was said laid over those that stand; null = it stands under another unit, and no date says from when on this changes.
 * @param standing none = the unit is new
 * @param from a date, '*', or nothing
 * @param today 'YYYY-MM-DD' where the unit is
 */
export function nextPlaces(standing: readonly PlaceOfUnit[], parentId: string | null, from: string | null | undefined, today: string): readonly PlaceOfUnit[] | null {
  if (from === alwaysSo || (!from && standing.length === 0)) return alwaysUnder(parentId);
  if (!from) return parentOn(standing, today) === parentId || standing.at(-1)?.parentId === parentId ? standing : null;
  const before = standing.length === 0 ? alwaysUnder(null) : standing;
  if (parentOn(before, from) === parentId) return before;
  const others = before.filter(({ fromDate }) => fromDate !== from);
  const places = [...others, { fromDate: from, parentId }].sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
  return places.filter((place, index) => index === 0 || places[index - 1]?.parentId !== place.parentId);
}

/** The spans in which two lists of places name different units above. */
export function differingPlaces(before: readonly PlaceOfUnit[], after: readonly PlaceOfUnit[]): DateSpan[] {
  const starts = [...new Set([...before, ...after].map(({ fromDate }) => fromDate))].sort();
  return starts.flatMap((fromDate, index) => {
    const next = starts[index + 1];
    return parentOn(before, fromDate) === parentOn(after, fromDate) ? [] : [{ fromDate, toDate: next === undefined ? null : addDays(next, -1) }];
  });
}
