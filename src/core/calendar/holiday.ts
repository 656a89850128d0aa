import type { WorkDate } from '../time/instant';

/** Why nobody owes work on a day: a national holiday, decreed collective leave (cuti bersama), or a day set by the office or region itself. */
export type HolidayKind = 'national-holiday' | 'collective-leave' | 'local-holiday';

/** One decreed day, with the instrument that decreed it and the date it was made known. */
export interface Holiday {
  readonly date: WorkDate;
  readonly kind: HolidayKind;
  readonly name: string;
  readonly decree: string;
  readonly decreedDate: WorkDate;
}

/**
 * The days decreed for one year, nationally (no units) or locally (for the named units only). Only a national list makes a
 * year decreed; a list of a year without one leaves every deadline in it provisional.
 */
export interface HolidayList {
  readonly code: string;
  readonly year: number;
  readonly scope: 'national' | 'local';
  readonly unitCodes: readonly string[];
  readonly days: readonly Holiday[];
  readonly checkedDate: WorkDate;
}

/** Which of the lists a calendar is made of: the unit it is for, and the date up to which decrees are known (default: all). */
export interface HolidayMerge {
  readonly unitCode?: string;
  readonly knownDate?: WorkDate;
}

/** Decreed and local days merged: the days by date, and the years for which a national decree exists. */
export interface MergedHolidays {
  readonly byDate: ReadonlyMap<WorkDate, Holiday>;
  readonly decreedYears: ReadonlySet<number>;
}

/** Lays lists over each other; on a date named twice the national day wins, so that its decree is the one cited. */
export function mergeHolidays(lists: readonly HolidayList[], merge: HolidayMerge = {}): MergedHolidays {
  const byDate = new Map<WorkDate, Holiday>();
  const decreedYears = new Set<number>();
  for (const list of nationalLast(lists.filter((each) => concerns(each, merge.unitCode)))) {
    const known = list.days.filter((day) => merge.knownDate === undefined || day.decreedDate <= merge.knownDate);
    for (const day of known) byDate.set(day.date, day);
    if (list.scope === 'national' && known.length > 0) decreedYears.add(list.year);
  }
  return { byDate, decreedYears };
}

function concerns(list: HolidayList, unitCode: string | undefined): boolean {
  if (list.scope === 'national' || list.unitCodes.length === 0) return true;
  return unitCode !== undefined && list.unitCodes.includes(unitCode);
}

function nationalLast(lists: readonly HolidayList[]): readonly HolidayList[] {
  return [...lists].sort((a, b) => Number(a.scope === 'national') - Number(b.scope === 'national'));
}
