import { UnitPlaces } from '../../core/organisation/unit-places';
import { type UnitSpans } from '../../core/organisation/unit-spans';
import { sinceEver } from '../../core/time/date-span';
import { type Dated } from '../reading/timeline';
import { type Unit } from './unit';

/** The organisation in memory: who stands above and below whom, on every date. */
export class UnitTree {
  private readonly byId = new Map<string, Unit>();
  private readonly byCode = new Map<string, Unit>();
  private readonly places: UnitPlaces;

  constructor(readonly units: readonly Unit[]) {
    for (const unit of units) {
      this.byId.set(unit.id, unit);
      this.byCode.set(unit.code, unit);
    }
    this.places = new UnitPlaces(units.flatMap(({ id, places }) => places.map(({ fromDate, parentId }) => ({ unitId: id, fromDate: fromDate === sinceEver ? null : fromDate, parentId }))));
  }

  withId(id: string): Unit | undefined {
    return this.byId.get(id);
  }

  withCode(code: string): Unit | undefined {
    return this.byCode.get(code);
  }

  /** The unit directly above one on a date. */
  parentOn(id: string, date: string): Unit | null {
    return this.byId.get(this.places.parentOn(id, date) ?? '') ?? null;
  }

  /** A unit and those above it on a date, nearest first; ends where the chain would close on itself. */
  lineOn(id: string, date: string): Unit[] {
    return this.idsOn(id, date).flatMap((each) => this.byId.get(each) ?? []);
  }

  /** Their ids; the same list as long as it is the same line. */
  idsOn(id: string, date: string): readonly string[] {
    return this.places.lineOn(id, date);
  }

  /** The ids of a unit and of those above it, nearest first, for each run of dates in which they are the same; nearly always there is one alone. */
  linesOf(id: string): readonly Dated<readonly string[]>[] {
    return this.places.linesOf(id).map(({ fromDate, toDate, unitIds }) => ({ fromDate, toDate, value: unitIds }));
  }

  /** A unit and everything below it, each on the dates on which it stands there. */
  subtreeOf(id: string): UnitSpans {
    return this.places.subtreeOf(id);
  }

  /** The codes of a circle that a unit is part of or leads into (`A`, `B`, `A`) and its first date (null = since ever), or null. */
  circleAt(id: string): { readonly fromDate: string | null; readonly codes: readonly string[] } | null {
    const circle = this.places.circleAt(id);
    if (!circle) return null;
    return { fromDate: circle.fromDate < sinceEver ? null : circle.fromDate, codes: circle.unitIds.map((each) => this.byId.get(each)?.code ?? each) };
  }
}
