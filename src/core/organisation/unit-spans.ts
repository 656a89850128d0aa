import { covers, type DateSpan, intersect, mergeSpans } from '../time/date-span';

/** Before every date that is written anywhere. */
export const startOfTime = '0001-01-01';

/** Every date. */
export const everyDate: DateSpan = { fromDate: startOfTime, toDate: null };

/** Units that belong together in one run of dates, e.g. all that stood under another one then. */
export interface UnitsOfSpan extends DateSpan {
  readonly unitIds: readonly string[];
}

/** A set of units that is another one on other dates, e.g. a subtree: each unit with the dates on which it belongs to it. */
export class UnitSpans {
  private grouped: readonly UnitsOfSpan[] | null = null;

  /** Spans of a unit are in order and neither overlap nor touch. */
  private constructor(private readonly spans: ReadonlyMap<string, readonly DateSpan[]>) {}

  /** Units that belong to the set on every date. */
  static always(unitIds: Iterable<string>): UnitSpans {
    return UnitSpans.of([...unitIds].map((unitId) => [unitId, [everyDate]]));
  }

  /** Units with their spans, in any order, which may overlap. */
  static of(entries: Iterable<readonly [unitId: string, spans: readonly DateSpan[]]>): UnitSpans {
    const gathered = new Map<string, DateSpan[]>();
    for (const [unitId, spans] of entries) gathered.set(unitId, [...(gathered.get(unitId) ?? []), ...spans]);
    return new UnitSpans(new Map([...gathered].map(([unitId, spans]) => [unitId, mergeSpans(spans)] as const).filter(([, spans]) => spans.length > 0)));
  }

  /** Units that belong to at least one of some sets, on the dates on which they do. */
  static union(sets: readonly UnitSpans[]): UnitSpans {
    const [only] = sets;
    return sets.length === 1 && only ? only : UnitSpans.of(sets.flatMap(({ spans }) => [...spans]));
  }

  /** Whether no unit belongs to the set on any date. */
  get isEmpty(): boolean {
    return this.spans.size === 0;
  }

  /** The ids of units that belong to the set on some date. */
  get unitIds(): string[] {
    return [...this.spans.keys()];
  }

  /** Whether a unit belongs to the set on a date. */
  has(unitId: string, date: string): boolean {
    return (this.spans.get(unitId) ?? []).some((span) => covers(span, date));
  }

  /** The ids of units that belong to the set on a date. */
  on(date: string): string[] {
    return this.unitIds.filter((unitId) => this.has(unitId, date));
  }

  /** The runs of dates of one unit, in order. */
  spansOf(unitId: string): readonly DateSpan[] {
    return this.spans.get(unitId) ?? [];
  }

  /** What both sets share. */
  intersection(other: UnitSpans): UnitSpans {
    return UnitSpans.of([...this.spans].map(([unitId, spans]) => [unitId, spans.flatMap((one) => other.spansOf(unitId).flatMap((two) => intersect(one, two) ?? []))]));
  }

  /** The units by run of dates: those that always belong to the set come first, in one run; where nothing ever moved there is no other. */
  get bySpan(): readonly UnitsOfSpan[] {
    return (this.grouped ??= this.group());
  }

  /** Tells sets apart where they are keys of what is kept. */
  toJSON(): unknown {
    return this.bySpan.map(({ fromDate, toDate, unitIds }) => [fromDate, toDate, unitIds]);
  }

  private group(): UnitsOfSpan[] {
    const groups = new Map<string, { readonly span: DateSpan; readonly unitIds: string[] }>();
    for (const [unitId, spans] of this.spans) {
      for (const span of spans) {
        const key = `${span.fromDate} ${span.toDate ?? ''}`;
        const group = groups.get(key) ?? { span, unitIds: [] };
        group.unitIds.push(unitId);
        groups.set(key, group);
      }
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { span, unitIds }]) => ({ ...span, unitIds }));
  }
}
