import { type AttendancePolicy } from '../../core/attendance/policy';
import { servicePolicy } from './service-policy';
import { type DatedPolicy, type Holiday, type PeriodHours, type ScheduleAssignment, type ScheduleSource, type UnitMembership } from '../../core/schedule/employee-plan';
import { everyUnit } from '../unit/unit';
import { covers, type DateSpan, endOfTime, intersect } from '../../core/time/date-span';
import { addDays } from '../../core/time/calendar';
import { type SharedPlan, type StoredHoliday, type StoredPeriodHours } from './shared-plan';
import { type Dated, spansBetweenBoundaries, timeline } from './timeline';

type HolidayMap = ReadonlyMap<string, readonly Holiday[]>;

/** What holds in each unit, with what it inherits from those above it; worked out once per unit and shared by its people. */
export class UnitPlans {
  private readonly lines = new Map<string, readonly Dated<readonly string[]>[]>();
  private readonly schedules = new Map<string, readonly Dated<string>[]>();
  private readonly assignments = new Map<string, readonly ScheduleAssignment[]>();
  private readonly holidayMaps = new Map<string, HolidayMap>();
  private readonly policyPieces = new Map<string, readonly Dated<AttendancePolicy>[]>();
  private readonly datedPolicies = new Map<string, readonly DatedPolicy[]>();
  private readonly periods = new Map<string, readonly PeriodHours[]>();
  private readonly unitsWithHolidays: ReadonlySet<string>;
  private readonly assignmentsOfEverybody: readonly ScheduleAssignment[];

  constructor(readonly shared: SharedPlan) {
    this.unitsWithHolidays = new Set(shared.holidays.map((holiday) => holiday.unitId));
    this.assignmentsOfEverybody = this.versionsIn(timeline([shared.unitAssignments.get(everyUnit) ?? []]), 'default');
  }

  /** The ids of a unit and of those above it, nearest first, and at the end the id that stands for every unit; one list alone where no unit of it ever moved. */
  linesOf(unitId: string): readonly Dated<readonly string[]>[] {
    return kept(this.lines, unitId, () => this.shared.tree.linesOf(unitId).map(({ value, ...span }) => ({ ...span, value: [...value, everyUnit] })));
  }

  /** What a line of units gives, each piece cut to the dates of its line. */
  private pieced<T extends DateSpan>(unitId: string, ofLine: (line: readonly string[]) => readonly T[]): readonly T[] {
    const lines = this.linesOf(unitId);
    const [only] = lines;
    if (lines.length === 1 && only) return ofLine(only.value);
    return lines.flatMap((line) => ofLine(line.value).flatMap((piece) => within(piece, line)));
  }

  /** Codes of the schedules that hold in a unit: its own, else that of the nearest unit above, else the default. */
  schedulesOf(unitId: string): readonly Dated<string>[] {
    return kept(this.schedules, unitId, () => this.pieced(unitId, (line) => timeline(line.map((id) => this.shared.unitAssignments.get(id) ?? []))));
  }

  /** The assignments that a unit's people have by belonging to it. */
  assignmentsOf(unitId: string): readonly ScheduleAssignment[] {
    return kept(this.assignments, unitId, () => {
      const ofUnits = this.pieced(unitId, (line) => timeline(line.slice(0, -1).map((id) => this.shared.unitAssignments.get(id) ?? [])));
      return [...this.versionsIn(ofUnits, 'unit', unitId), ...this.assignmentsOfEverybody];
    });
  }

  /** Assignments cut where a new version of their schedule begins; nothing holds before its first version. */
  versionsIn(pieces: readonly Dated<string>[], source: ScheduleSource, unitId?: string): ScheduleAssignment[] {
    return pieces.flatMap((piece) => {
      const versions = this.shared.schedules.get(piece.value) ?? [];
      return versions.flatMap((version, index) => {
        const next = versions[index + 1];
        const span = intersect(piece, { fromDate: version.fromDate, toDate: next ? addDays(next.fromDate, -1) : null });
        if (!span) return [];
        return [{ from: span.fromDate, to: span.toDate, source, ...(unitId === undefined ? {} : { unitId }), schedule: version.schedule }];
      });
    });
  }

  /** Holidays of a unit and of those above it, by date. */
  holidaysOf(unitId: string): HolidayMap {
    const lines = this.linesOf(unitId);
    // Most units have no day of their own: they share one map, found by the units of the line that have any.
    const own = lines.map(({ value, ...span }) => ({ ...span, value: value.filter((id) => this.unitsWithHolidays.has(id)) }));
    const key = own.map(({ value, fromDate }, index) => (index === 0 ? '' : ` ${fromDate} `) + value.join(' ')).join('');
    return kept(this.holidayMaps, key, () => {
      const map = new Map<string, Holiday[]>();
      const isOwn = (holiday: StoredHoliday): boolean => own.some((line) => covers(line, holiday.date) && line.value.includes(holiday.unitId));
      for (const holiday of this.shared.holidays) if (isOwn(holiday)) map.set(holiday.date, [...(map.get(holiday.date) ?? []), holidayOf(holiday)]);
      return map;
    });
  }

  /** Policies of a unit: its values laid over those of the units above it, over those of all, over the defaults. */
  policiesOf(unitId: string): readonly Dated<AttendancePolicy>[] {
    return kept(this.policyPieces, unitId, () => {
      const lines = this.linesOf(unitId);
      const [only] = lines;
      if (lines.length === 1 && only) return this.policiesOfLine(only.value);
      // What an earlier line said must not hold on where the next one says nothing: then the defaults hold.
      return lines.flatMap((line) => timeline([this.policiesOfLine(line.value), [{ ...line, value: servicePolicy }]]).flatMap((piece) => within(piece, line)));
    });
  }

  private policiesOfLine(line: readonly string[]): Dated<AttendancePolicy>[] {
    const layers = line.map((id) => versionSpans(this.shared.policies.get(id) ?? []));
    return spansBetweenBoundaries(layers.flat()).map((span) => ({ ...span, value: layered(layers, span.fromDate) }));
  }

  /** The same in the form that a plan carries. */
  datedPoliciesOf(unitId: string): readonly DatedPolicy[] {
    return kept(this.datedPolicies, unitId, () => [{ from: null, policy: servicePolicy }, ...this.policiesOf(unitId).map(({ fromDate, value }) => ({ from: fromDate, policy: value }))]);
  }

  /** Period hours of a unit: for each shift those of the nearest unit that replaces it on a date. */
  periodHoursOf(unitId: string): readonly PeriodHours[] {
    return kept(this.periods, unitId, () => {
      const lines = this.linesOf(unitId);
      const [only] = lines;
      if (lines.length === 1 && only) return this.periodHoursOfLine(only.value, unitId);
      return lines.flatMap((line) =>
        this.periodHoursOfLine(line.value, unitId).flatMap((period) => {
          const inside = intersect({ fromDate: period.from, toDate: period.to }, line);
          return inside ? [{ ...period, from: inside.fromDate, to: inside.toDate ?? endOfTime }] : [];
        }),
      );
    });
  }

  private periodHoursOfLine(line: readonly string[], unitId: string): PeriodHours[] {
    const periods = line.flatMap((id) => this.shared.periodHours.filter((period) => period.unitId === id).reverse());
    return spansBetweenBoundaries(periods).flatMap((span) => strongestReplacements(periods, span, unitId));
  }

  /** Memberships of one unit, cut where its exemption from holidays begins or ends. */
  membershipsIn(unitId: string, span: DateSpan, sinceEver: boolean): UnitMembership[] {
    const zone = this.shared.tree.withId(unitId)?.zone ?? 'UTC';
    const exemptions = this.pieced(unitId, (line) => line.flatMap((id) => this.shared.exemptions.get(id) ?? []));
    const inside = exemptions.flatMap((exemption) => intersect(exemption, span) ?? []);
    const exempt = (date: string): boolean => inside.some((each) => covers(each, date));
    return spansBetweenBoundaries([span, ...inside])
      .flatMap((piece) => intersect(piece, span) ?? [])
      .map((piece, index) => ({ from: sinceEver && index === 0 ? null : piece.fromDate, unitId, zone, ...(exempt(piece.fromDate) ? { worksOnHolidays: true } : {}) }));
  }
}

function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** A piece cut to a span; none where they share no date. */
function within<T extends DateSpan>(piece: T, span: DateSpan): T[] {
  const inside = intersect(piece, span);
  return inside ? [{ ...piece, ...inside }] : [];
}

const holidayOf = (stored: StoredHoliday): Holiday => ({ date: stored.date, name: stored.name, kind: stored.kind, from: stored.fromTime, to: stored.toTime });

function versionSpans<T extends { readonly fromDate: string }>(versions: readonly T[]): Dated<T>[] {
  return versions.map((value, index) => {
    const next = versions[index + 1];
    return { fromDate: value.fromDate, toDate: next ? addDays(next.fromDate, -1) : null, value };
  });
}

/** @param periods strongest first */
function strongestReplacements(periods: readonly StoredPeriodHours[], span: DateSpan, unitId: string): PeriodHours[] {
  const taken = new Set<string>();
  const found: PeriodHours[] = [];
  for (const period of periods) {
    if (!covers(period, span.fromDate)) continue;
    const replaces = new Map([...period.replaces].filter(([code]) => !taken.has(code)));
    for (const code of replaces.keys()) taken.add(code);
    if (replaces.size > 0) found.push({ name: period.name, from: span.fromDate, to: span.toDate ?? endOfTime, replaces, unitId });
  }
  return found;
}

function layered(layers: readonly (readonly Dated<{ readonly definition: Partial<AttendancePolicy> }>[])[], date: string): AttendancePolicy {
  let policy: AttendancePolicy = servicePolicy;
  for (const layer of [...layers].reverse()) {
    const entry = layer.find((each) => covers(each, date));
    if (entry) policy = { ...policy, ...entry.value.definition };
  }
  return policy;
}
