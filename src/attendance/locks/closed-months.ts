import { type UnitPlaces } from '../../core/organisation/unit-places';
import { lastDateOf, monthOf } from '../../core/time/month';

/** Stands for all units in a lock. */
export const allUnits = '';

/** A lock that holds: the month of one unit with those under it, or of all. */
export interface HeldLock {
  readonly unitId: string;
  readonly month: string;
}

/** Which months are closed for whom: a date is closed when its month is closed for the unit of the date, for one above it on that date, or for all. */
export class ClosedMonths {
  private readonly unitsByMonth = new Map<string, Set<string>>();

  constructor(
    locks: readonly HeldLock[],
    private readonly places: UnitPlaces,
  ) {
    for (const { unitId, month } of locks) {
      const units = this.unitsByMonth.get(month) ?? new Set();
      this.unitsByMonth.set(month, units.add(unitId));
    }
  }

  /** The months in which at least one unit is closed, ascending. */
  get months(): string[] {
    return [...this.unitsByMonth.keys()].sort();
  }

  /** Whether a date is closed for somebody of a unit; null = of none, who is closed only with everybody. */
  isClosed(unitId: string | null, date: string): boolean {
    return this.lockOn(unitId, date) !== null;
  }

  /** The unit whose lock closes the end of a month for a unit ('' = the lock of all), or null. */
  lockFor(unitId: string | null, month: string): string | null {
    return this.lockOn(unitId, lastDateOf(month));
  }

  private lockOn(unitId: string | null, date: string): string | null {
    const units = this.unitsByMonth.get(monthOf(date));
    if (!units) return null;
    const line = unitId === null ? [] : this.places.lineOn(unitId, date);
    return line.find((id) => units.has(id)) ?? (units.has(allUnits) ? allUnits : null);
  }

  /** The last date of the newest month that is closed for a unit, or null. */
  closedThrough(unitId: string | null): string | null {
    const newest = this.months.filter((month) => this.lockFor(unitId, month) !== null).pop();
    return newest === undefined ? null : lastDateOf(newest);
  }
}
