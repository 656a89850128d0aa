import type { AttendancePolicy } from '../attendance/policy';
import type { WorkDate } from '../time/instant';
import type { Shift } from './shift';
import type { WorkSchedule } from './work-schedule';

/** National day, cuti bersama, or a day of the town or office. */
export type HolidayKind = 'national' | 'collective-leave' | 'local';

/** A holiday as the calendar has it; `from`/`to` ('HH:MM') make it a half holiday. */
export interface Holiday {
  readonly date: WorkDate;
  readonly name: string;
  readonly kind: HolidayKind;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Where the employee belongs from a date on. */
export interface UnitMembership {
  /** null = since ever. */
  readonly from: WorkDate | null;
  readonly unitId: string;
  readonly zone: string;
  /** Rostered shifts are owed on holidays too (hospital, fire brigade). */
  readonly worksOnHolidays?: boolean;
}

/** Who gave the schedule: the person's own beats the unit's, the unit's beats the default. */
export type ScheduleSource = 'personal' | 'unit' | 'default';

/** A schedule in force for a stretch of dates, both ends included. */
export interface ScheduleAssignment {
  readonly from: WorkDate | null;
  readonly to: WorkDate | null;
  readonly source: ScheduleSource;
  /** Only while the employee belongs to this unit (for `source: 'unit'`). */
  readonly unitId?: string;
  readonly schedule: WorkSchedule;
}

/** Other hours for a dated period (Ramadan): shift code -> code of the shift whose hours count instead. */
export interface PeriodHours {
  readonly name: string;
  readonly from: WorkDate;
  readonly to: WorkDate;
  readonly replaces: ReadonlyMap<string, string>;
  /** Only for this unit; undefined = everywhere. */
  readonly unitId?: string;
}

/** A policy from a date on; null = since ever. */
export interface DatedPolicy {
  readonly from: WorkDate | null;
  readonly policy: AttendancePolicy;
}

/** Everything that says when one employee should be where, with its dates. Lists of dated entries may be in any order. */
export interface EmployeePlan {
  readonly employeeId: string;
  /** First day of employment; null = since ever. */
  readonly joinedDate: WorkDate | null;
  /** Last day of employment; null = still employed. */
  readonly leftDate: WorkDate | null;
  readonly units: readonly UnitMembership[];
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly schedules: readonly ScheduleAssignment[];
  /** Roster entries by date: shift codes; empty = off. They beat every schedule. */
  readonly roster: ReadonlyMap<WorkDate, readonly string[]>;
  /** Holidays by date; more than one half holiday may fall on a date. */
  readonly holidays: ReadonlyMap<WorkDate, readonly Holiday[]>;
  readonly periodHours: readonly PeriodHours[];
  readonly policies: readonly DatedPolicy[];
}
