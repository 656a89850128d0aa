import { type AttendancePolicy } from '../../core/attendance/policy';
import { servicePolicy } from './service-policy';
import { type DatedPolicy, type Holiday, type PeriodHours, type ScheduleAssignment, type ScheduleSource, type UnitMembership } from '../../core/schedule/employee-plan';
import { everyUnit } from '../unit/unit';
import { covers, type DateSpan, endOfTime, intersect } from '../writing/date-span';
import { addDays } from '../../core/time/calendar';
import { type SharedPlan, type StoredHoliday, type StoredPeriodHours } from './shared-plan';
import { type Dated, spansBetweenBoundaries, timeline } from './timeline';

type HolidayMap = ReadonlyMap<string, readonly Holiday[]>;

/** What holds in each unit, with what it inherits from those above it; worked out once per unit and shared by its people. */
export class UnitPlans {
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

  /** The ids of a unit and of those above it, nearest first; at the end the id that stands for every unit. */
  lineOf(unitId: string): string[] {
    return [...this.shared.tree.lineOf(unitId).map((unit) => unit.id), everyUnit];
  }

  /** Codes of the schedules that hold in a unit: its own, else that of the nearest unit above, else the default. */
  schedulesOf(unitId: string): readonly Dated<string>[] {
    return kept(this.schedules, unitId, () => timeline(this.lineOf(unitId).map((id) => this.shared.unitAssignments.get(id) ?? [])));
  }

  /** The assignments that a unit's people have by belonging to it. */
  assignmentsOf(unitId: string): readonly ScheduleAssignment[] {
    return kept(this.assignments, unitId, () => {
      const ofUnits = timeline(this.shared.tree.lineOf(unitId).map((unit) => this.shared.unitAssignments.get(unit.id) ?? []));
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
    const line = this.lineOf(unitId);
    // Most units have no day of their own: they share one map, found by the units of the line that have any.
    const key = line.filter((id) => this.unitsWithHolidays.has(id)).join(' ');
    return kept(this.holidayMaps, key, () => {
      const map = new Map<string, Holiday[]>();
      for (const holiday of this.shared.holidays) if (line.includes(holiday.unitId)) map.set(holiday.date, [...(map.get(holiday.date) ?? []), holidayOf(holiday)]);
      return map;
    });
  }

  /** Policies of a unit: its values laid over those of the units above it, over those of all, over the defaults. */
  policiesOf(unitId: string): readonly Dated<AttendancePolicy>[] {
    return kept(this.policyPieces, unitId, () => {
      const layers = this.lineOf(unitId).map((id) => versionSpans(this.shared.policies.get(id) ?? []));
      return spansBetweenBoundaries(layers.flat()).map((span) => ({ ...span, value: layered(layers, span.fromDate) }));
    });
  }

  /** The same in the form that a plan carries. */
  datedPoliciesOf(unitId: string): readonly DatedPolicy[] {
    return kept(this.datedPolicies, unitId, () => [{ from: null, policy: servicePolicy }, ...this.policiesOf(unitId).map(({ fromDate, value }) => ({ from: fromDate, policy: value }))]);
  }

  /** Period hours of a unit: for each shift those of the nearest unit that replaces it on a date. */
  periodHoursOf(unitId: string): readonly PeriodHours[] {
    return kept(this.periods, unitId, () => {
      const line = this.lineOf(unitId);
      const periods = line.flatMap((id) => this.shared.periodHours.filter((period) => period.unitId === id).reverse());
      return spansBetweenBoundaries(periods).flatMap((span) => strongestReplacements(periods, span, unitId));
    });
  }

  /** Memberships of one unit, cut where its exemption from holidays begins or ends. */
  membershipsIn(unitId: string, span: DateSpan, sinceEver: boolean): UnitMembership[] {
    const zone = this.shared.tree.withId(unitId)?.zone ?? 'UTC';
    const exemptions = this.lineOf(unitId).flatMap((id) => this.shared.exemptions.get(id) ?? []);
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
