import { addDays } from '../time/calendar';
import { type DateSpan, intersect, mergeSpans } from '../time/date-span';
import { everyDate, startOfTime, UnitSpans } from './unit-spans';

/** Where a unit stands from a date on, until its next place. */
export interface UnitPlace {
  readonly unitId: string;
  /** null = since ever; every unit has one such place. */
  readonly fromDate: string | null;
  /** The unit above; null = none. */
  readonly parentId: string | null;
}

/** The line of a unit in a run of dates: its own id and those of the units above it, nearest first. */
export interface UnitLine extends DateSpan {
  readonly unitIds: readonly string[];
}

type Standing = { readonly fromDate: string; readonly parentId: string | null };

/** Which units stand above and below which, on every date. */
export class UnitPlaces {
  private readonly placesOf = new Map<string, Standing[]>();
  /** Units with the runs of dates in which they stand directly below a unit. */
  private readonly below = new Map<string, { readonly unitId: string; readonly span: DateSpan }[]>();
  /** Dates on which some unit takes another place, in order. */
  private readonly moveDates: readonly string[];
  private readonly lines = new Map<string, readonly UnitLine[]>();
  private readonly subtrees = new Map<string, UnitSpans>();

  /** @param places in any order */
  constructor(places: readonly UnitPlace[]) {
    for (const { unitId, fromDate, parentId } of places) this.placesOf.set(unitId, [...(this.placesOf.get(unitId) ?? []), { fromDate: fromDate ?? startOfTime, parentId }]);
    for (const [unitId, standing] of this.placesOf) {
      standing.sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
      for (const [index, { fromDate, parentId }] of standing.entries()) this.hang(unitId, parentId, { fromDate, toDate: dayBefore(standing[index + 1]) });
    }
    this.moveDates = [...new Set(places.flatMap(({ fromDate }) => fromDate ?? []))].sort();
  }

  /** Every unit. */
  get unitIds(): string[] {
    return [...this.placesOf.keys()];
  }

  /** The unit directly above a unit on a date, or null. */
  parentOn(unitId: string, date: string): string | null {
    return this.placesOf.get(unitId)?.findLast(({ fromDate }) => fromDate <= date)?.parentId ?? null;
  }

  /** A unit and those above it on a date, nearest first; ends where the chain would close on itself. An unknown unit has no line. The same list as long as it is the same line. */
  lineOn(unitId: string, date: string): readonly string[] {
    return this.linesOf(unitId).findLast(({ fromDate }) => fromDate <= date)?.unitIds ?? [];
  }

  /** The lines of a unit, one after the other, without a gap; one alone where neither it nor any unit above it ever moved. */
  linesOf(unitId: string): readonly UnitLine[] {
    const known = this.lines.get(unitId);
    if (known) return known;
    const found: UnitLine[] = [];
    for (const fromDate of [startOfTime, ...this.moveDates]) {
      const unitIds = this.walk(unitId, fromDate);
      const last = found.at(-1);
      if (last && last.unitIds.join(' ') === unitIds.join(' ')) continue;
      if (last) found[found.length - 1] = { ...last, toDate: addDays(fromDate, -1) };
      found.push({ fromDate, toDate: null, unitIds });
    }
    this.lines.set(unitId, found);
    return found;
  }

  /** A unit and all below it, each on the dates on which it stands there; an unknown unit has nothing below it. */
  subtreeOf(unitId: string): UnitSpans {
    const known = this.subtrees.get(unitId);
    if (known) return known;
    const found = new Map<string, readonly DateSpan[]>([[unitId, [everyDate]]]);
    const open = [unitId];
    // A unit comes up again where it is found to stand here on more dates; a circle adds none the second time, and so ends.
    for (const above of open) {
      for (const child of this.below.get(above) ?? []) {
        const [before, here] = [found.get(child.unitId) ?? [], (found.get(above) ?? []).flatMap((span) => intersect(span, child.span) ?? [])];
        const spans = mergeSpans([...before, ...here]);
        if (spans.length === 0 || sameSpans(before, spans)) continue;
        found.set(child.unitId, spans);
        open.push(child.unitId);
      }
    }
    const subtree = UnitSpans.of(found);
    this.subtrees.set(unitId, subtree);
    return subtree;
  }

  private hang(unitId: string, parentId: string | null, span: DateSpan): void {
    if (parentId === null) return;
    const known = this.below.get(parentId);
    if (known) known.push({ unitId, span });
    else this.below.set(parentId, [{ unitId, span }]);
  }

  private walk(unitId: string, date: string): string[] {
    const line: string[] = [];
    for (let at: string | null = unitId; at !== null && this.placesOf.has(at) && !line.includes(at); at = this.parentOn(at, date)) line.push(at);
    return line;
  }

  /** A circle that a unit is part of on some date or that it stands below, with the first date of it (`A`, `B`, `A`), or null. */
  circleAt(unitId: string): { readonly fromDate: string; readonly unitIds: readonly string[] } | null {
    // On each date of a move: a circle may close without changing whom the line names.
    for (const fromDate of [startOfTime, ...this.moveDates]) {
      const unitIds = this.walk(unitId, fromDate);
      const top = unitIds.at(-1);
      const above = top === undefined ? null : this.parentOn(top, fromDate);
      const start = above === null ? -1 : unitIds.indexOf(above);
      if (above !== null && start >= 0) return { fromDate, unitIds: [...unitIds.slice(start), above] };
    }
    return null;
  }
}

const dayBefore = (next: Standing | undefined): string | null => (next === undefined ? null : addDays(next.fromDate, -1));

const sameSpans = (one: readonly DateSpan[], two: readonly DateSpan[]): boolean => one.length === two.length && one.every(({ fromDate, toDate }, index) => fromDate === two[index]?.fromDate && toDate === two[index]?.toDate);
