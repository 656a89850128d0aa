import { Injectable } from '@nestjs/common';
import { UnitSpans } from '../../core/organisation/unit-spans';
import { clusteredShare, standing, type PersonCount, type ShareInterval } from '../../core/performance/share-interval';
import { lastDateOf } from '../../core/time/month';
import { type Reach } from '../../platform/auth/reach';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { type ComparedUnit, type ShareItem, type UnitComparison } from './one-page-items';
import { PeopleFigures, type PersonDays } from './people-figures';

/** Units beside each other: counts with intervals, by name, told apart only where the figures carry it. */
@Injectable()
export class UnitComparer {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleFigures,
  ) {}

  /** The units directly below one, each with all below it; without one those at the top of the reach. */
  async compare(unitId: string | null, months: readonly string[], reach: Reach): Promise<UnitComparison> {
    const all = await this.database.query<{ id: string; name: string }>('SELECT id, name FROM unit ORDER BY name, id');
    const places = await readUnitPlaces(this.database);
    const reached = reach.units() ?? UnitSpans.always(all.map(({ id }) => id));
    // One tree for the whole span, that of its end: else a unit that moved would stand on both sides of the comparison.
    const date = lastDateOf(months.at(-1) ?? '');
    const isTop = (parentId: string | null): boolean => parentId === null || !reached.has(parentId, date);
    const compared = all.filter(({ id }) => reached.has(id, date) && (unitId === null ? isTop(places.parentOn(id, date)) : places.parentOn(id, date) === unitId));
    const below = new Map(compared.map(({ id }) => [id, new Set(places.subtreeOf(id).on(date))]));
    const days = await this.people.personDays(reached.intersection(UnitSpans.always([...below.values()].flatMap((ids) => [...ids]))), months);
    const whole = shares(days);
    return {
      months,
      whole: { unitId: null, name: '', ...itemsOf(whole, whole) },
      units: compared.map(({ id, name }) => ({ unitId: id, name, ...itemsOf(shares(days.filter((one) => one.unitId !== null && below.get(id)?.has(one.unitId))), whole) })),
    };
  }
}

interface Shares {
  readonly people: number;
  readonly owed: readonly PersonCount[];
  readonly attended: readonly PersonCount[];
}

/** The days of each person, whatever the units that they belonged to meanwhile. */
function shares(days: readonly PersonDays[]): Shares {
  const people = new Map<string, { owed: number; attended: number; late: number }>();
  for (const one of days) {
    const known = people.get(one.employeeId) ?? { owed: 0, attended: 0, late: 0 };
    people.set(one.employeeId, { owed: known.owed + one.owed, attended: known.attended + one.attended, late: known.late + one.late });
  }
  const counted = [...people.values()].filter(({ owed }) => owed > 0);
  return { people: counted.length, owed: counted.map(({ owed, attended }) => ({ hits: attended, days: owed })), attended: counted.map(({ attended, late }) => ({ hits: attended - late, days: attended })) };
}

function itemsOf(unit: Shares, whole: Shares): Pick<ComparedUnit, 'people' | 'attended' | 'onTime'> {
  return { people: unit.people, attended: shareItem(unit.owed, clusteredShare(whole.owed), unit.people), onTime: shareItem(unit.attended, clusteredShare(whole.attended), unit.people) };
}

function shareItem(counts: readonly PersonCount[], whole: ShareInterval | null, people: number): ShareItem {
  const interval = clusteredShare(counts);
  const total = (pick: (one: PersonCount) => number): number => counts.reduce((sum, one) => sum + pick(one), 0);
  return { hits: total(({ hits }) => hits), of: total(({ days }) => days), share: interval?.share ?? null, low: interval?.low ?? null, high: interval?.high ?? null, standing: standing(interval, whole, people) };
}
