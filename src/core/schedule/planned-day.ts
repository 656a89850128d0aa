import type { AttendancePolicy } from '../attendance/policy';
import type { Instant, Interval, WorkDate } from '../time/instant';
import type { HolidayKind } from './employee-plan';

/** Why a shift is planned on a day. */
export type PlanReason = 'roster' | 'rotation' | 'weekly' | 'unit-rotation' | 'unit-weekly' | 'default';

/** One shift of one work date with its boundaries as instants; immutable and shared between employees. */
export interface PlannedShift {
  readonly code: string;
  readonly versionFrom: WorkDate | null;
  /** Ascending, not overlapping. */
  readonly segments: readonly Interval[];
  readonly breaks: readonly Interval[];
  /** Segments less breaks. */
  readonly owed: readonly Interval[];
  readonly punchEachSegment: boolean;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The punch window (reconciliation.md rule 6), both ends included. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly why: PlanReason;
  /** Name of the period hours that replaced the shift's own. */
  readonly overlay?: string;
  /** sha256 over all the above, part of a day's digest. */
  readonly signature: string;
}

/** A holiday of a work date; `intervals` null = the whole day, else the hours that its half holidays take, ascending. */
export interface PlannedHoliday {
  readonly name: string;
  readonly kind: HolidayKind;
  readonly intervals: readonly Interval[] | null;
}

/** What the plan says about one employee and one date. */
export interface PlanDay {
  readonly date: WorkDate;
  readonly zone: string;
  readonly unitId: string;
  readonly employed: boolean;
  /** The whole holiday of the date, or a half holiday; null on ordinary days. */
  readonly holiday: PlannedHoliday | null;
  /** Rostered shifts are owed in spite of a holiday. */
  readonly owedOnHoliday: boolean;
  /** Ascending by start; empty = off. */
  readonly shifts: readonly PlannedShift[];
  readonly policy: AttendancePolicy;
  /** Local midnight at the start and at the end of the date. */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}
