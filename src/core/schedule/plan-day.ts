import { defaultPolicy, type AttendancePolicy } from '../attendance/policy';
import type { Interval, WorkDate } from '../time/instant';
import { union } from '../time/intervals';
import { minuteOfDateToInstant } from '../time/zone';
import type { EmployeePlan, Holiday, PeriodHours, ScheduleAssignment, UnitMembership } from './employee-plan';
import type { PlanDay, PlannedHoliday, PlannedShift, PlanReason } from './planned-day';
import { resolveShift } from './resolve-shift';
import { versionOn } from './shift';
import { shiftClockMinutes } from './shift-clock';
import { shiftsOf } from './work-schedule';

const DAY_MINUTES = 1_440;

/** What the plan asks of the employee on a date. Throws RangeError when the plan names no unit or an unknown shift. */
export function planDay(plan: EmployeePlan, date: WorkDate): PlanDay {
  const unit = unitOn(plan, date);
  const policy = policyOn(plan, date);
  return {
    date,
    zone: unit.zone,
    unitId: unit.unitId,
    policy,
    employed: (plan.joinedDate ?? date) <= date && date <= (plan.leftDate ?? date),
    holiday: holidayOn(plan, date, unit.zone),
    owedOnHoliday: unit.worksOnHolidays === true || !policy.holidayExemptsRoster,
    shifts: shiftsOn(plan, date, unit, policy),
    startsAt: minuteOfDateToInstant(unit.zone, date, 0),
    endsAt: minuteOfDateToInstant(unit.zone, date, DAY_MINUTES),
  };
}

/** The days from one date to another, both included. */
export function planDays(plan: EmployeePlan, dates: readonly WorkDate[]): PlanDay[] {
  return dates.map((date) => planDay(plan, date));
}

function unitOn(plan: EmployeePlan, date: WorkDate): UnitMembership {
  const unit = newest(plan.units, date) ?? plan.units[0];
  if (!unit) throw new RangeError(`employee ${plan.employeeId} has no unit`);
  return unit;
}

function policyOn(plan: EmployeePlan, date: WorkDate): AttendancePolicy {
  return newest(plan.policies, date)?.policy ?? defaultPolicy;
}

/** The entry with the latest `from` that is not after the date. */
function newest<T extends { readonly from: WorkDate | null }>(entries: readonly T[], date: WorkDate): T | null {
  let found: T | null = null;
  for (const entry of entries) {
    if (entry.from !== null && entry.from > date) continue;
    if (found === null || (entry.from ?? '') >= (found.from ?? '')) found = entry;
  }
  return found;
}

function holidayOn(plan: EmployeePlan, date: WorkDate, zone: string): PlannedHoliday | null {
  const holidays = plan.holidays.get(date);
  if (!holidays) return null;
  const whole = holidays.find((one) => !one.from && !one.to);
  if (whole) return { name: whole.name, kind: whole.kind, intervals: null };
  const [first] = holidays;
  if (!first) return null;
  const name = [...new Set(holidays.map((half) => half.name))].join(', ');
  return { name, kind: first.kind, intervals: union(holidays.map((half) => halfOf(half, zone))) };
}

function halfOf({ date, from, to }: Holiday, zone: string): Interval {
  const at = (text: string | null | undefined, otherwise: number) =>
    minuteOfDateToInstant(zone, date, (text ? shiftClockMinutes(text) : null) ?? otherwise);
  return { startAt: at(from, 0), endAt: at(to, 2 * DAY_MINUTES) };
}

function shiftsOn(plan: EmployeePlan, date: WorkDate, unit: UnitMembership, policy: AttendancePolicy): PlannedShift[] {
  const { codes, why } = codesOn(plan, date, unit);
  const shifts: PlannedShift[] = [];
  for (const code of codes) {
    const overlay = plan.periodHours.length > 0 ? overlayOn(plan.periodHours, code, date, unit.unitId) : null;
    const version = versionOn(shiftNamed(plan, overlay?.replaces.get(code) ?? code), date);
    if (version) shifts.push(resolveShift({ code, version, why, overlay: overlay?.name }, unit.zone, date, policy));
  }
  return shifts.length > 1 ? shifts.sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt) : shifts;
}

function shiftNamed(plan: EmployeePlan, code: string) {
  const shift = plan.shifts.get(code);
  if (!shift) throw new RangeError(`employee ${plan.employeeId} is planned for shift ${code}, which does not exist`);
  return shift;
}

function overlayOn(all: readonly PeriodHours[], code: string, date: WorkDate, unitId: string): PeriodHours | null {
  let found: PeriodHours | null = null;
  for (const overlay of all) {
    if (date < overlay.from || date > overlay.to || !overlay.replaces.has(code)) continue;
    if (overlay.unitId !== undefined && overlay.unitId !== unitId) continue;
    if (!found || overlayWeight(overlay) >= overlayWeight(found)) found = overlay;
  }
  return found;
}

/** A unit's own period hours beat those for everybody; then the later one counts. */
function overlayWeight(overlay: PeriodHours): string {
  return `${overlay.unitId === undefined ? 0 : 1}${overlay.from}`;
}

function codesOn(plan: EmployeePlan, date: WorkDate, unit: UnitMembership) {
  const rostered = plan.roster.get(date);
  if (rostered) return { codes: rostered, why: 'roster' as PlanReason };
  const assignment = assignmentOn(plan.schedules, date, unit.unitId);
  if (!assignment) return { codes: [], why: 'default' as PlanReason };
  return { codes: shiftsOf(assignment.schedule, date), why: reasonOf(assignment) };
}

const SOURCE_RANK = { personal: 2, unit: 1, default: 0 } as const;

function assignmentOn(all: readonly ScheduleAssignment[], date: WorkDate, unitId: string): ScheduleAssignment | null {
  let found: ScheduleAssignment | null = null;
  for (const one of all) {
    if ((one.from !== null && one.from > date) || (one.to !== null && one.to < date)) continue;
    if (one.source === 'unit' && one.unitId !== undefined && one.unitId !== unitId) continue;
    if (!found || beats(one, found)) found = one;
  }
  return found;
}

function beats(one: ScheduleAssignment, other: ScheduleAssignment): boolean {
  const rank = SOURCE_RANK[one.source] - SOURCE_RANK[other.source];
  return rank > 0 || (rank === 0 && (one.from ?? '') >= (other.from ?? ''));
}

function reasonOf({ source, schedule }: ScheduleAssignment): PlanReason {
  if (source === 'default') return 'default';
  return source === 'unit' ? `unit-${schedule.kind}` : schedule.kind;
}
