import { Injectable } from '@nestjs/common';
import { checkSchedule, DECREED_RAMADAN_WEEKLY_MINUTES, DECREED_WEEKLY_MINUTES, weeklyMinutes } from '../../core/schedule/check-schedule';
import { type Shift } from '../../core/schedule/shift';
import { type WorkSchedule } from '../../core/schedule/work-schedule';
import { DomainError } from '../../platform/errors';
import { loadShifts } from '../reading/shared-plan';
import { checkCode, checkOptionalDate } from '../writing/check-fields';
import { later, sinceEver } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type Place, type PlaceOf } from '../writing/problem-list';
import { versionSpan } from '../writing/span-difference';

/** The shifts of a day as handed in: one code, several, or null for a day off. */
export type DayInput = string | readonly string[] | null;

/** A version of a work schedule as handed in: either a week or a rotation. */
export interface WorkScheduleInput {
  readonly code: string;
  readonly fromDate?: string | null;
  /** Seven days, Monday first. */
  readonly week?: readonly DayInput[];
  /** The days of a rotation. */
  readonly pattern?: readonly DayInput[];
  /** The date on which the pattern starts. */
  readonly anchor?: string | null;
}

interface StoredVersion {
  readonly code: string;
  readonly fromDate: string;
  readonly definition: string;
}

/** Which shifts fall on which days. */
@Injectable()
export class WorkScheduleRepository {
  /** Writes versions of work schedules by code and first date; other weekly minutes than decreed are only said. */
  async put(change: PlanChange, inputs: readonly WorkScheduleInput[], place: PlaceOf): Promise<void> {
    const shifts = await loadShifts(change.tx);
    const next = inputs.map((input, index) => checked(change, input, shifts, (field) => place(index, field)));
    change.problems.throwIfAny();
    const standing = await storedVersions(change, inputs.map((input) => input.code));
    const changed = next.filter((version, index) => {
      const before = standing.find((each) => each.code === version.code && each.fromDate === version.fromDate);
      const same = before?.definition === version.definition;
      change.count('schedules', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${version.code} ${version.fromDate}`, before: before ? shown(before) : null, after: shown(version) }));
      return !same;
    });
    await change.tx.insert('work_schedule_version', ['schedule', 'from_date', 'definition'], changed.map((version) => [version.code, version.fromDate, version.definition]), { key: ['schedule', 'from_date'], update: ['definition'] });
    const all = [...standing, ...next];
    for (const version of changed) change.effects.schedule(version.code, versionSpan(version.fromDate, all.filter((each) => each.code === version.code).map((each) => each.fromDate)));
  }

  /** Removes a version; the last one of a schedule only when nobody is assigned to it. */
  async remove(change: PlanChange, code: string, fromDate: string): Promise<void> {
    const standing = await storedVersions(change, [code]);
    if (!standing.some((version) => version.fromDate === fromDate)) throw new DomainError('unknown-work-schedule', `Work schedule "${code}" has no version from ${fromDate}.`, 404);
    const used = await change.tx.query('SELECT 1 AS one FROM schedule_assignment WHERE schedule = ? LIMIT 1', [code]);
    if (standing.length === 1 && used.length > 0) throw new DomainError('work-schedule-in-use', `Work schedule "${code}" cannot be removed: it is assigned.`, 409);
    await change.tx.execute('DELETE FROM work_schedule_version WHERE schedule = ? AND from_date = ?', [code, fromDate]);
    change.effects.schedule(code, versionSpan(fromDate, standing.map((version) => version.fromDate)));
    change.count('schedules', 'changed');
  }
}

function shown({ definition }: StoredVersion): ShownFields {
  const schedule = JSON.parse(definition) as WorkSchedule;
  const text = (days: readonly (readonly string[])[]): string => days.map((codes) => codes.join('+') || '-').join(' ');
  return schedule.kind === 'weekly' ? { week: text(schedule.week), pattern: null, anchor: null } : { week: null, pattern: text(schedule.pattern), anchor: schedule.anchor };
}

async function storedVersions(change: PlanChange, codes: readonly string[]): Promise<StoredVersion[]> {
  const rows = await change.tx.query<{ schedule: string; from_date: string; definition: string }>('SELECT schedule, from_date, definition FROM work_schedule_version');
  return rows.filter((row) => codes.includes(row.schedule)).map((row) => ({ code: row.schedule, fromDate: row.from_date, definition: row.definition }));
}

function checked(change: PlanChange, input: WorkScheduleInput, shifts: ReadonlyMap<string, Shift>, at: (field: string) => Place): StoredVersion {
  checkCode(change, at('code'), input.code);
  checkOptionalDate(change, at('fromDate'), input.fromDate);
  const schedule = scheduleOf(input);
  const fromDate = input.fromDate ?? sinceEver;
  if (schedule === null) change.problems.add(at(''), 'either a week (seven days, Monday first) or a rotation (pattern and anchor) is needed');
  else checkHours(change, schedule, shifts, fromDate, at);
  return { code: input.code, fromDate, definition: JSON.stringify(schedule) };
}

function scheduleOf(input: WorkScheduleInput): WorkSchedule | null {
  if (Boolean(input.week) === Boolean(input.pattern)) return null;
  if (input.week) return { kind: 'weekly', week: input.week.map(dayOf) };
  return { kind: 'rotation', pattern: (input.pattern ?? []).map(dayOf), anchor: input.anchor ?? '' };
}

const dayOf = (day: DayInput): readonly string[] => (day === null || day === '' ? [] : typeof day === 'string' ? [day] : day);

function checkHours(change: PlanChange, schedule: WorkSchedule, shifts: ReadonlyMap<string, Shift>, fromDate: string, at: (field: string) => Place): void {
  const check = { shifts, onDate: later(fromDate, firstFullDate(schedule, shifts)) };
  // A week of Ramadan hours is in order too; which of both is meant shows in its own minutes.
  const ramadan = schedule.kind === 'weekly' && weeklyMinutes(schedule.week, check) === DECREED_RAMADAN_WEEKLY_MINUTES;
  const decreedWeeklyMinutes = ramadan ? DECREED_RAMADAN_WEEKLY_MINUTES : DECREED_WEEKLY_MINUTES;
  for (const problem of checkSchedule(schedule, { ...check, decreedWeeklyMinutes })) {
    if (problem.severity === 'error') change.problems.add(at(problem.path), problem.message);
    else change.warn(at(problem.path), `${problem.message}; the decreed weeks have ${DECREED_WEEKLY_MINUTES} and, in Ramadan, ${DECREED_RAMADAN_WEEKLY_MINUTES} minutes`);
  }
}

/** The first date on which every shift of a schedule has hours. */
function firstFullDate(schedule: WorkSchedule, shifts: ReadonlyMap<string, Shift>): string {
  const codes = (schedule.kind === 'weekly' ? schedule.week : schedule.pattern).flat();
  const firsts = codes.map((code) => (shifts.get(code)?.versions ?? []).reduce((first, version) => (version.from === null || version.from < first ? (version.from ?? sinceEver) : first), '9999-12-31'));
  return firsts.filter((date) => date !== '9999-12-31').reduce(later, sinceEver);
}
