import { type DatedPolicy, type EmployeePlan, type Holiday, type PeriodHours, type ScheduleAssignment } from '../../core/schedule/employee-plan';
import { addDays } from '../../core/time/calendar';
import { type Employee } from '../employee/employee';
import { type Enrolment } from '../enrolment/enrolment';
import { intersect, type DateSpan } from '../../core/time/date-span';
import { employeesAfter, rowsOfEmployees, rowsOfFew, type EmployeeRows } from './employee-rows';
import { enrolmentsOnTerminals, holderSpans, type HeldPin } from './held-pins';
import { type Reader } from './reader';
import { servicePolicy } from './service-policy';
import { loadSharedPlan, type SharedPlan } from './shared-plan';
import { timeline } from './timeline';
import { UnitPlans } from './unit-plans';

/** One person with the plan of a span and the pins that mean this person in it. */
export interface PlannedEmployee {
  readonly employee: Employee;
  readonly plan: EmployeePlan;
  /** Enrolments in the span; a general one says on which terminals another enrolment takes its place. */
  readonly enrolments: readonly HeldPin[];
}

/** The plan of everybody: what people share is in memory, people are read in batches. */
export class PlanBook {
  readonly units: UnitPlans;

  private constructor(
    private readonly reader: Reader,
    readonly shared: SharedPlan,
    private readonly onTerminals: ReadonlyMap<string, readonly Enrolment[]>,
  ) {
    this.units = new UnitPlans(shared);
  }

  /** Reads what people share. */
  static async load(reader: Reader): Promise<PlanBook> {
    const shared = await loadSharedPlan(reader);
    return new PlanBook(reader, shared, await enrolmentsOnTerminals(reader));
  }

  /** All people in order of id, each with the plan of the span; four or five queries a batch. */
  async *employees(fromDate: string, toDate: string, batchSize = 500): AsyncGenerator<PlannedEmployee> {
    for (let batch = await employeesAfter(this.reader, '', batchSize); batch.length > 0; ) {
      yield* this.planned(await rowsOfEmployees(this.reader, batch, true, fromDate, toDate), fromDate, toDate);
      batch = batch.length < batchSize ? [] : await employeesAfter(this.reader, batch.at(-1)?.id ?? '', batchSize);
    }
  }

  /** The people with these ids, in order of id, each with the plan of the span; ids that nobody has are left out. */
  async employeesWithIds(ids: readonly string[], fromDate: string, toDate: string): Promise<PlannedEmployee[]> {
    return this.planned(await rowsOfFew(this.reader, ids, fromDate, toDate), fromDate, toDate);
  }

  private planned(all: readonly EmployeeRows[], fromDate: string, toDate: string): PlannedEmployee[] {
    return all.map((rows) => ({
      employee: rows.employee,
      plan: planOf(this.units, rows),
      enrolments: rows.enrolments.map((enrolment) => holderSpans(enrolment, this.onTerminals.get(enrolment.pin) ?? [], fromDate, toDate)),
    }));
  }
}

/** Lays a person's own rows over what holds in the units the person belongs to. */
export function planOf(units: UnitPlans, { employee, assignments, roster }: EmployeeRows): EmployeePlan {
  const stays = staysOf(employee);
  const unitIds = [...new Set(stays.map((stay) => stay.unitId))];
  return {
    employeeId: employee.id,
    joinedDate: employee.joinedDate ?? employee.units[0]?.fromDate ?? null,
    leftDate: employee.leftDate,
    units: stays.flatMap((stay, index) => units.membershipsIn(stay.unitId, stay, index === 0)),
    shifts: units.shared.shifts,
    schedules: schedulesOf(units, assignments, unitIds),
    roster,
    holidays: holidaysOf(units, stays, unitIds),
    periodHours: periodsOf(units, unitIds),
    policies: policiesOf(units, stays),
  };
}

type Stay = DateSpan & { readonly unitId: string };

/** The spans a person spends in one unit after another; the first reaches back to the beginning. */
export function staysOf(employee: Employee): Stay[] {
  return employee.units.map(({ unitId, fromDate }, index) => {
    const next = employee.units[index + 1];
    const first = index === 0 && employee.joinedDate !== null && employee.joinedDate < fromDate ? employee.joinedDate : fromDate;
    return { unitId, fromDate: first, toDate: next ? addDays(next.fromDate, -1) : null };
  });
}

// Lists are shared between the people of a unit wherever nobody has anything of his own: less to make, less to keep.
function schedulesOf(units: UnitPlans, assignments: EmployeeRows['assignments'], unitIds: readonly string[]): readonly ScheduleAssignment[] {
  const [only] = unitIds;
  if (assignments.length === 0 && unitIds.length === 1 && only !== undefined) return units.assignmentsOf(only);
  const inherited = unitIds.flatMap((unitId) => units.assignmentsOf(unitId));
  return [...units.versionsIn(timeline([assignments]), 'personal'), ...new Set(inherited)];
}

function holidaysOf(units: UnitPlans, stays: readonly Stay[], unitIds: readonly string[]): ReadonlyMap<string, readonly Holiday[]> {
  const maps = new Set(unitIds.map((unitId) => units.holidaysOf(unitId)));
  const [only] = maps;
  if (!only) return new Map();
  if (maps.size === 1) return only;
  const merged = new Map<string, readonly Holiday[]>();
  stays.forEach((stay, index) => {
    for (const [date, holidays] of units.holidaysOf(stay.unitId)) {
      if ((index === 0 || date >= stay.fromDate) && (stay.toDate === null || date <= stay.toDate)) merged.set(date, holidays);
    }
  });
  return merged;
}

function periodsOf(units: UnitPlans, unitIds: readonly string[]): readonly PeriodHours[] {
  const [only] = unitIds;
  return unitIds.length === 1 && only !== undefined ? units.periodHoursOf(only) : unitIds.flatMap((unitId) => units.periodHoursOf(unitId));
}

function policiesOf(units: UnitPlans, stays: readonly Stay[]): readonly DatedPolicy[] {
  const [only] = stays;
  if (stays.length === 1 && only) return units.datedPoliciesOf(only.unitId);
  return stays.flatMap((stay, index) => {
    const span: DateSpan = index === 0 ? { fromDate: '0001-01-01', toDate: stay.toDate } : stay;
    const pieces = units.policiesOf(stay.unitId).flatMap((piece) => {
      const inside = intersect(piece, span);
      return inside ? [{ from: inside.fromDate, policy: piece.value }] : [];
    });
    return pieces[0]?.from === span.fromDate ? pieces : [{ from: index === 0 ? null : span.fromDate, policy: servicePolicy }, ...pieces];
  });
}
