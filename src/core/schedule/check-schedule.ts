import { isWorkDate } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import { owedMinutes } from './check-shift';
import { planError, planWarning, type PlanProblem } from './plan-problem';
import { versionOn, type Shift, type ShiftVersion } from './shift';
import { shiftClockMinutes } from './shift-clock';
import type { DayShifts, WorkSchedule } from './work-schedule';

/** Weekly minutes by Perpres 21/2023 article 4: 37 h 30 min, in Ramadan 32 h 30 min, breaks excluded. */
export const DECREED_WEEKLY_MINUTES = 2_250;
export const DECREED_RAMADAN_WEEKLY_MINUTES = 1_950;

/** Against what a schedule is checked. */
export interface ScheduleCheck {
  readonly shifts: ReadonlyMap<string, Shift>;
  /** The date whose shift versions are added up. */
  readonly onDate: WorkDate;
  readonly decreedWeeklyMinutes?: number;
}

/** What is impossible or doubtful about a work schedule; other weekly minutes than decreed are only a warning. */
export function checkSchedule(schedule: WorkSchedule, check: ScheduleCheck): PlanProblem[] {
  const problems = schedule.kind === 'weekly' ? checkWeek(schedule.week) : checkRotation(schedule);
  const [days, path] =
    schedule.kind === 'weekly' ? ([schedule.week, 'week'] as const) : ([schedule.pattern, 'pattern'] as const);
  days.forEach((codes, index) => problems.push(...checkDay(codes, `${path}[${index}]`, check)));
  if (schedule.kind === 'weekly' && problems.length === 0) problems.push(...checkMinutes(schedule.week, check));
  return problems;
}

/** Minutes a week asks for, breaks excluded, by the versions of the date; unknown shifts count nothing. */
export function weeklyMinutes(week: readonly DayShifts[], check: ScheduleCheck): number {
  return week.flat().reduce((sum, code) => {
    const version = versionOfCode(code, check);
    return sum + (version ? owedMinutes(version) : 0);
  }, 0);
}

function checkWeek(week: readonly DayShifts[]): PlanProblem[] {
  if (week.length === 7) return [];
  return [planError('week', `a week has seven days, Monday to Sunday; this one has ${week.length}`)];
}

function checkRotation({ pattern, anchor }: { pattern: readonly DayShifts[]; anchor: WorkDate }): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (pattern.length === 0) problems.push(planError('pattern', 'a rotation needs at least one day'));
  if (!anchor) problems.push(planError('anchor', 'a rotation needs an anchor: the date on which its pattern starts'));
  else if (!isWorkDate(anchor)) problems.push(planError('anchor', `'${anchor}' is not a date (YYYY-MM-DD)`));
  return problems;
}

function checkDay(codes: DayShifts, path: string, check: ScheduleCheck): PlanProblem[] {
  const problems = codes
    .filter((code) => !check.shifts.has(code))
    .map((code) => planError(path, `there is no shift '${code}'`));
  const spans = codes.map((code) => spanOf(versionOfCode(code, check))).filter((span) => span !== null);
  spans.sort((a, b) => a.start - b.start);
  spans.forEach((span, index) => {
    const earlier = spans[index - 1];
    if (earlier && span.start < earlier.end) problems.push(planError(path, 'two shifts of one day overlap'));
  });
  return problems;
}

function checkMinutes(week: readonly DayShifts[], check: ScheduleCheck): PlanProblem[] {
  const decreed = check.decreedWeeklyMinutes ?? DECREED_WEEKLY_MINUTES;
  const minutes = weeklyMinutes(week, check);
  if (minutes === decreed) return [];
  return [planWarning('week', `the week has ${minutes} minutes, the decreed week ${decreed} (Perpres 21/2023, 4)`)];
}

function versionOfCode(code: string, check: ScheduleCheck): ShiftVersion | null {
  const shift = check.shifts.get(code);
  return shift ? versionOn(shift, check.onDate) : null;
}

function spanOf(version: ShiftVersion | null): { start: number; end: number } | null {
  const starts = (version?.segments ?? []).map(([start]) => shiftClockMinutes(start) ?? 0);
  const ends = (version?.segments ?? []).map(([, end]) => shiftClockMinutes(end) ?? 0);
  return starts.length === 0 ? null : { start: Math.min(...starts), end: Math.max(...ends) };
}
