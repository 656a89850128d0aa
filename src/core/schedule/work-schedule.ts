import { daysBetween, weekday } from '../time/calendar';
import type { WorkDate } from '../time/instant';

/** Shift codes of one day; empty = a day off. */
export type DayShifts = readonly string[];

/** The same week again and again, Monday first. */
export interface WeeklySchedule {
  readonly kind: 'weekly';
  readonly code?: string;
  /** Seven entries, Monday ... Sunday. */
  readonly week: readonly DayShifts[];
}

/** An n-day pattern that starts on the anchor date and repeats in both directions. */
export interface RotationSchedule {
  readonly kind: 'rotation';
  readonly code?: string;
  readonly pattern: readonly DayShifts[];
  readonly anchor: WorkDate;
}

/** A work schedule: which shifts on which day. */
export type WorkSchedule = WeeklySchedule | RotationSchedule;

/** The shift codes a schedule gives a date; empty = off. */
export function shiftsOf(schedule: WorkSchedule, date: WorkDate): DayShifts {
  if (schedule.kind === 'weekly') return schedule.week[weekday(date) - 1] ?? [];
  const length = schedule.pattern.length;
  const index = ((daysBetween(schedule.anchor, date) % length) + length) % length;
  return schedule.pattern[index] ?? [];
}
