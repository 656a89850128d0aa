import { type HolidayKind } from '../../core/schedule/employee-plan';
import { type Shift, type ShiftVersion } from '../../core/schedule/shift';
import { type WorkSchedule } from '../../core/schedule/work-schedule';
import { type AttendancePolicy } from '../../core/attendance/policy';
import { loadUnits } from '../unit/load-units';
import { type UnitTree } from '../unit/unit-tree';
import { type DateSpan, sinceEver } from '../../core/time/date-span';
import { type Reader } from './reader';
import { type Dated } from './timeline';

/** A holiday of every unit ('') or of one and those below it. */
export interface StoredHoliday {
  readonly date: string;
  readonly unitId: string;
  readonly kind: HolidayKind;
  readonly name: string;
  readonly fromTime: string | null;
  readonly toTime: string | null;
  readonly decree: string | null;
}

/** Other hours for a dated period, of every unit ('') or of one and those below it. */
export interface StoredPeriodHours extends DateSpan {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly toDate: string;
  readonly replaces: ReadonlyMap<string, string>;
}

/** A version of a work schedule, from its date until the next one. */
export interface ScheduleVersion {
  readonly fromDate: string;
  readonly schedule: WorkSchedule;
}

/** The values of a policy that differ from those above it. */
export type PolicyDefinition = Partial<AttendancePolicy>;

/** Everything that people share, as stored; '' stands for every unit. */
export interface SharedPlan {
  readonly revision: number;
  readonly tree: UnitTree;
  readonly shifts: ReadonlyMap<string, Shift>;
  /** By code, oldest version first. */
  readonly schedules: ReadonlyMap<string, readonly ScheduleVersion[]>;
  /** Schedule codes by unit. */
  readonly unitAssignments: ReadonlyMap<string, readonly Dated<string>[]>;
  readonly holidays: readonly StoredHoliday[];
  /** By unit. */
  readonly exemptions: ReadonlyMap<string, readonly DateSpan[]>;
  readonly periodHours: readonly StoredPeriodHours[];
  /** By unit, oldest first. */
  readonly policies: ReadonlyMap<string, readonly { readonly fromDate: string; readonly definition: PolicyDefinition }[]>;
}

/** Whether some unit has the drift of clocks taken off, at whatever date: where none has, nobody needs the readings of the clocks. */
export function correctsDrift({ policies }: SharedPlan): boolean {
  return [...policies.values()].some((versions) => versions.some(({ definition }) => definition.driftCorrection === true));
}

/** The number that grows with every change of the plan. */
export async function planRevision(reader: Reader): Promise<number> {
  const rows = await reader.query<{ revision: number }>('SELECT revision FROM plan_revision WHERE id = 1');
  return Number(rows[0]?.revision ?? 0);
}

/** Reads everything that people share. */
export async function loadSharedPlan(reader: Reader): Promise<SharedPlan> {
  // First of all: what is written while we read carries a later number, so that whoever keeps this plan reads it again.
  const revision = await planRevision(reader);
  return {
    revision,
    tree: await loadUnits(reader),
    shifts: await loadShifts(reader),
    schedules: await loadSchedules(reader),
    unitAssignments: await loadUnitAssignments(reader),
    holidays: await loadHolidays(reader),
    exemptions: await loadExemptions(reader),
    periodHours: await loadPeriodHours(reader),
    policies: await loadPolicies(reader),
  };
}

/** A shift version as its column keeps it. */
export interface StoredShiftVersion extends Omit<ShiftVersion, 'from'> {
  readonly name: string | null;
}

/** Shifts by code, with all versions. */
export async function loadShifts(reader: Reader): Promise<Map<string, Shift>> {
  const rows = await reader.query<{ shift: string; from_date: string; definition: string }>('SELECT shift, from_date, definition FROM shift_version ORDER BY shift, from_date');
  const shifts = new Map<string, Shift>();
  for (const row of rows) {
    const { name, ...hours } = JSON.parse(row.definition) as StoredShiftVersion;
    const versions = [...(shifts.get(row.shift)?.versions ?? []), { from: row.from_date === sinceEver ? null : row.from_date, ...hours }];
    shifts.set(row.shift, { code: row.shift, ...(name ? { name } : {}), versions });
  }
  return shifts;
}

/** Versions of schedules by code, oldest first. */
export async function loadSchedules(reader: Reader): Promise<Map<string, ScheduleVersion[]>> {
  const rows = await reader.query<{ schedule: string; from_date: string; definition: string }>('SELECT schedule, from_date, definition FROM work_schedule_version ORDER BY schedule, from_date');
  return grouped(rows, (row) => row.schedule, (row) => ({ fromDate: row.from_date, schedule: { ...(JSON.parse(row.definition) as WorkSchedule), code: row.schedule } }));
}

async function loadUnitAssignments(reader: Reader): Promise<Map<string, Dated<string>[]>> {
  const rows = await reader.query<{ subject_id: string; from_date: string; to_date: string | null; schedule: string }>(
    "SELECT subject_id, from_date, to_date, schedule FROM schedule_assignment WHERE subject_kind = 'unit' ORDER BY subject_id, from_date",
  );
  return grouped(rows, (row) => row.subject_id, (row) => ({ fromDate: row.from_date, toDate: row.to_date, value: row.schedule }));
}

/** All holidays in order of date. */
export async function loadHolidays(reader: Reader): Promise<StoredHoliday[]> {
  const rows = await reader.query<{ holiday_date: string; unit_id: string; kind: HolidayKind; name: string; from_time: string | null; to_time: string | null; decree: string | null }>(
    'SELECT holiday_date, unit_id, kind, name, from_time, to_time, decree FROM holiday ORDER BY holiday_date, unit_id, name',
  );
  return rows.map((row) => ({ date: row.holiday_date, unitId: row.unit_id, kind: row.kind, name: row.name, fromTime: row.from_time, toTime: row.to_time, decree: row.decree }));
}

/** Exemptions from holidays by unit. */
export async function loadExemptions(reader: Reader): Promise<Map<string, DateSpan[]>> {
  const rows = await reader.query<{ unit_id: string; from_date: string; to_date: string | null }>('SELECT unit_id, from_date, to_date FROM holiday_exemption ORDER BY unit_id, from_date');
  return grouped(rows, (row) => row.unit_id, (row) => ({ fromDate: row.from_date, toDate: row.to_date }));
}

/** All period hours in order of date. */
export async function loadPeriodHours(reader: Reader): Promise<StoredPeriodHours[]> {
  const rows = await reader.query<{ id: string; name: string; from_date: string; to_date: string; unit_id: string; replacements: string }>(
    'SELECT id, name, from_date, to_date, unit_id, replacements FROM period_hours ORDER BY from_date, name, id',
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    fromDate: row.from_date,
    toDate: row.to_date,
    unitId: row.unit_id,
    replaces: new Map(Object.entries(JSON.parse(row.replacements) as Record<string, string>)),
  }));
}

/** Versions of policies by unit, oldest first. */
export async function loadPolicies(reader: Reader): Promise<Map<string, { fromDate: string; definition: PolicyDefinition }[]>> {
  const rows = await reader.query<{ unit_id: string; from_date: string; definition: string }>('SELECT unit_id, from_date, definition FROM policy_version ORDER BY unit_id, from_date');
  return grouped(rows, (row) => row.unit_id, (row) => ({ fromDate: row.from_date, definition: JSON.parse(row.definition) as PolicyDefinition }));
}

function grouped<R, T>(rows: readonly R[], keyOf: (row: R) => string, valueOf: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), valueOf(row)]);
  return groups;
}
