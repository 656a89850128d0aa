import { lastDateOf, monthOf } from '../../core/time/month';

/** Stands for all units in a lock. */
export const allUnits = '';

/** A lock that holds: the month of one unit with those under it, or of all. */
export interface HeldLock {
  readonly unitId: string;
  readonly month: string;
}

/** Which months are closed for whom: a date is closed when its month is closed for the unit of the date, for one above it, or for all. */
export class ClosedMonths {
  private readonly unitsByMonth = new Map<string, Set<string>>();

  constructor(
    locks: readonly HeldLock[],
    private readonly parents: ReadonlyMap<string, string | null>,
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
    return this.lockFor(unitId, monthOf(date)) !== null;
  }

  /** The unit whose lock closes a month for a unit ('' = the lock of all), or null. */
  lockFor(unitId: string | null, month: string): string | null {
    const units = this.unitsByMonth.get(month);
    if (!units) return null;
    const seen = new Set<string>();
    for (let at = unitId; at && !seen.has(at); at = this.parents.get(at) ?? null) {
      if (units.has(at)) return at;
      seen.add(at);
    }
    return units.has(allUnits) ? allUnits : null;
  }

  /** The last date of the newest month that is closed for a unit, or null. */
  closedThrough(unitId: string | null): string | null {
    const newest = this.months.filter((month) => this.lockFor(unitId, month) !== null).pop();
    return newest === undefined ? null : lastDateOf(newest);
  }
}
