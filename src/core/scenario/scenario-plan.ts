import { defaultPolicy, type AttendancePolicy } from '../attendance/policy';
import type { EmployeePlan, Holiday, HolidayKind, ScheduleAssignment } from '../schedule/employee-plan';
import type { WorkDate } from '../time/instant';
import { instantToWall } from '../time/zone';
import type { ScenarioBook } from './scenario-book';
import type { ScenarioPolicy } from './scenario-schema';
import { shiftOf } from './scenario-shifts';
import { instantOf, readTime } from './scenario-time';

/** The plan of the scenario's one employee, as the service would load it. */
export function planOf(book: ScenarioBook, zone: string, policy: AttendancePolicy): EmployeePlan {
  return {
    employeeId: 'scenario',
    joinedDate: book.employee.joined ?? null,
    leftDate: book.employee.left ?? null,
    units: [{ from: null, unitId: 'unit', zone }],
    shifts: new Map(Object.entries(book.shifts).map(([code, shift]) => [code, shiftOf(code, shift)])),
    schedules: schedulesOf(book),
    roster: book.roster,
    holidays: holidaysOf(book, zone),
    periodHours: [],
    policies: [{ from: null, policy }],
  };
}

/** The policy: what the case says over what the file says over the built-in defaults. */
export function policyOf(written: ScenarioPolicy): AttendancePolicy {
  const given = Object.entries(written).filter(([, value]) => value !== undefined);
  return { ...defaultPolicy, ...(Object.fromEntries(given) as Partial<AttendancePolicy>) };
}

function schedulesOf({ rotation, defaultShift }: ScenarioBook): ScheduleAssignment[] {
  const always = { from: null, to: null };
  const schedules: ScheduleAssignment[] = [];
  if (defaultShift !== null) {
    const week = Array.from({ length: 7 }, () => [defaultShift]);
    schedules.push({ ...always, source: 'default', schedule: { kind: 'weekly', week } });
  }
  if (rotation !== null) {
    const pattern = rotation.pattern.map((codes) =>
      codes === null ? [] : typeof codes === 'string' ? [codes] : codes,
    );
    schedules.push({ ...always, source: 'personal', schedule: { kind: 'rotation', pattern, anchor: rotation.anchor } });
  }
  return schedules;
}

function holidaysOf(book: ScenarioBook, zone: string): Map<WorkDate, Holiday[]> {
  const byDate = new Map<WorkDate, Holiday[]>();
  for (const { date, name, kind, from, to } of book.holidays) {
    const holiday = { date, name, kind: kindOf(kind), from: clockOf(from, date, zone), to: clockOf(to, date, zone) };
    byDate.set(date, [...(byDate.get(date) ?? []), holiday]);
  }
  return byDate;
}

function kindOf(kind: string | undefined): HolidayKind {
  return kind === 'local' || kind === 'collective-leave' ? kind : 'national';
}

/** Half holidays are written as a clock time or as a time with its date. */
function clockOf(text: string | null | undefined, date: WorkDate, zone: string): string | null {
  if (!text) return null;
  if (!readTime(text)) return text;
  const wallClock = instantToWall(zone, instantOf(text, zone));
  return `${wallClock.slice(11, 16)}${wallClock.slice(0, 10) > date ? '+1' : ''}`;
}
