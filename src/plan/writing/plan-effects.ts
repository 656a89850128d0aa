import { type UnitSpans } from '../../core/organisation/unit-spans';
import { addDays } from '../../core/time/calendar';
import { type Employee } from '../employee/employee';
import { employeesAfter, employeesByIds, rowsOfEmployees, type EmployeeRows } from '../reading/employee-rows';
import { staysOf } from '../reading/plan-book';
import { type Reader } from '../reading/reader';
import { loadSharedPlan, type SharedPlan } from '../reading/shared-plan';
import { timeline, type Dated } from '../reading/timeline';
import { UnitPlans } from '../reading/unit-plans';
import { everyUnit } from '../unit/unit';
import { always, type DateSpan, endOfTime, intersect, sinceEver } from '../../core/time/date-span';
import { type TouchedDays } from './touched-days';

const peoplePerBatch = 1000;

/** Changes of what people share, and whose days they touch by it. */
export class PlanEffects {
  private readonly shifts: Dated<string>[] = [];
  private readonly schedules: Dated<string>[] = [];
  private readonly units: Dated<string>[] = [];
  private readonly people = new Set<string>();

  /** Another definition of a shift holds in a span. */
  shift(code: string, span: DateSpan): void {
    this.shifts.push({ ...span, value: code });
  }

  /** Another definition of a work schedule holds in a span. */
  schedule(code: string, span: DateSpan): void {
    this.schedules.push({ ...span, value: code });
  }

  /** Something is different in a span for a unit and those below it ('' = for everybody). */
  unit(unitId: string, span: DateSpan): void {
    this.units.push({ ...span, value: unitId });
  }

  /** Somebody's days are all to be judged again, as far as the plan asks anything of them. */
  person(employeeId: string): void {
    this.people.add(employeeId);
  }

  /** Works out the days of people and adds them. */
  async touch(reader: Reader, touched: TouchedDays): Promise<void> {
    const shared = this.shifts.length + this.schedules.length + this.units.length;
    if (shared === 0 && this.people.size === 0) return;
    const scope = new EffectScope(await loadSharedPlan(reader), this.shifts, this.schedules, this.units, this.people);
    if (shared === 0) {
      const employees = await employeesByIds(reader, [...this.people]);
      return scope.touch(await ownRows(reader, employees, false), touched);
    }
    for (let batch = await employeesAfter(reader, '', peoplePerBatch); batch.length > 0; batch = await employeesAfter(reader, batch.at(-1)?.id ?? '', peoplePerBatch)) {
      scope.touch(await ownRows(reader, batch, true), touched);
    }
  }
}

const ownRows = (reader: Reader, employees: readonly Employee[], contiguous: boolean): Promise<EmployeeRows[]> => rowsOfEmployees(reader, employees, contiguous, sinceEver, endOfTime);

/** One reading of the effects against the plan as it stands after the write. */
class EffectScope {
  private readonly plans: UnitPlans;
  private readonly ofSchedules: readonly Dated<string>[];
  /** Units whose people are touched in a span, each on the dates on which it is one of them; null = all. */
  private readonly ofUnits: readonly { readonly units: UnitSpans | null; readonly span: DateSpan }[];

  constructor(
    shared: SharedPlan,
    private readonly shifts: readonly Dated<string>[],
    schedules: readonly Dated<string>[],
    units: readonly Dated<string>[],
    private readonly people: ReadonlySet<string>,
  ) {
    this.plans = new UnitPlans(shared);
    this.shifts = [...shifts, ...shiftsReplacedBy(shared, shifts)];
    this.ofSchedules = [...schedules, ...schedulesWith(shared, this.shifts)];
    this.ofUnits = units.map((unit) => ({ units: unit.value === everyUnit ? null : shared.tree.subtreeOf(unit.value), span: unit }));
  }

  touch(all: readonly EmployeeRows[], touched: TouchedDays): void {
    for (const rows of all) {
      for (const span of this.spansOf(rows)) {
        const employed = intersect(span, { fromDate: sinceEver, toDate: rows.employee.leftDate });
        if (employed) touched.add(rows.employee.id, employed.fromDate, employed.toDate);
      }
    }
  }

  private spansOf(rows: EmployeeRows): DateSpan[] {
    const stays = staysOf(rows.employee);
    const inUnits = stays.flatMap((stay) => this.ofUnits.flatMap(({ units, span }) => touchedPart(units === null ? [always] : units.spansOf(stay.unitId), intersect(span, stay))));
    const named = this.people.has(rows.employee.id);
    if (!named && this.ofSchedules.length + this.shifts.length === 0) return inUnits;
    const scheduled = scheduledSpans(this.plans, rows);
    const bySchedule = scheduled.flatMap((piece) => this.ofSchedules.flatMap((effect) => (effect.value === piece.value ? (intersect(effect, piece) ?? []) : [])));
    const rostered = [...rows.roster].filter(([date, shifts]) => named || this.rosterTouched(date, shifts)).map(([date]) => ({ fromDate: date, toDate: date }));
    return [...inUnits, ...(named ? scheduled : bySchedule), ...rostered];
  }

  private rosterTouched(date: string, shifts: readonly string[]): boolean {
    return this.shifts.some((effect) => shifts.includes(effect.value) && intersect(effect, { fromDate: date, toDate: date }) !== null);
  }
}

const touchedPart = (spans: readonly DateSpan[], part: DateSpan | null): DateSpan[] => (part === null ? [] : spans.flatMap((span) => intersect(span, part) ?? []));

/** Codes of the schedules that hold for a person, by date. */
export function scheduledSpans(plans: UnitPlans, rows: Pick<EmployeeRows, 'employee' | 'assignments'>): Dated<string>[] {
  const inherited = staysOf(rows.employee).flatMap((stay) =>
    plans.schedulesOf(stay.unitId).flatMap((piece) => {
      const shared = intersect(piece, stay);
      return shared ? [{ ...shared, value: piece.value }] : [];
    }),
  );
  return timeline([rows.assignments, inherited]);
}

/** Shifts whose hours are, in some period, those of a shift that changes. */
function shiftsReplacedBy(shared: SharedPlan, shifts: readonly Dated<string>[]): Dated<string>[] {
  return shared.periodHours.flatMap((period) =>
    [...period.replaces].flatMap(([from, to]) =>
      shifts.flatMap((effect) => {
        const inside = effect.value === to ? intersect(effect, period) : null;
        return inside ? [{ ...inside, value: from }] : [];
      }),
    ),
  );
}

/** Schedules that name a shift that changes, in the spans of the versions that name it. */
function schedulesWith(shared: SharedPlan, shifts: readonly Dated<string>[]): Dated<string>[] {
  return [...shared.schedules].flatMap(([code, versions]) =>
    versions.flatMap((version, index) => {
      const next = versions[index + 1];
      const span = { fromDate: version.fromDate, toDate: next ? addDays(next.fromDate, -1) : null };
      const named = new Set((version.schedule.kind === 'weekly' ? version.schedule.week : version.schedule.pattern).flat());
      return shifts.flatMap((effect) => {
        const inside = named.has(effect.value) ? intersect(effect, span) : null;
        return inside ? [{ ...inside, value: code }] : [];
      });
    }),
  );
}
