import { z } from 'zod';
import { issueTexts, repeatedIds } from '../scenario/scenario-error';
import type { WorkDate } from '../time/instant';
import { MONDAY_TO_FRIDAY, type WorkingCalendar } from '../calendar/working-calendar';
import type { YearAccount } from './account';
import { assess } from './assess';
import { dateText } from './dated';
import { exceptionsOf, type JudgedDay } from './exception';
import { heavier } from './reached-level';
import type { Regulations } from './regulation';
import { SCENARIO_CATEGORY, scenarioRegulations } from './scenario-regulations';
import { yearAccount } from './year-account';

const scenarioDay = z.strictObject({
  date: dateText,
  absentDays: z.number().min(0).max(1).optional(),
  status: z.string().optional(),
  pending: z.boolean().optional(),
  retracted: z.boolean().optional(),
  lateMinutes: z.number().int().nonnegative().optional(),
  earlyLeaveMinutes: z.number().int().nonnegative().optional(),
  lateExcused: z.boolean().optional(),
});
const scenarioCase = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  category: z.string().optional(),
  why: z.string().optional(),
  sources: z.array(z.string()).optional(),
  policy: z.strictObject({ convertMinutesPerDay: z.number().int().nonnegative().nullable().optional() }).default({}),
  holidays: z.array(dateText).default([]),
  days: z.array(scenarioDay),
  asOf: dateText,
  expect: z.strictObject({
    cumulativeDays: z.number().optional(),
    longestRun: z.number().int().optional(),
    level: z.string().optional(),
  }),
});
const levelsSchema = z
  .array(z.tuple([z.string().min(1), z.number().int().nonnegative()]))
  .min(2)
  .refine((levels) => levels.every(([, from], index) => index === 0 || from > (levels[index - 1]?.[1] ?? 0)), {
    error: 'the numbers of the levels must ascend',
  });
const scenarioFile = z.strictObject({
  schemaVersion: z.literal(1).optional(),
  name: z.string().optional(),
  rule: z.string().optional(),
  levels: levelsSchema,
  cases: z.array(scenarioCase),
});

type ScenarioCase = z.infer<typeof scenarioCase>;
type ScenarioDay = z.infer<typeof scenarioDay>;

/** What a discipline scenario came to, and whether every expectation of its case held (reconciliation.md, scenario files). */
export interface DisciplineCaseResult {
  readonly id: string;
  readonly pass: boolean;
  readonly cumulativeDays: number;
  readonly longestRun: number;
  readonly level: string;
}

/** A discipline scenario file that is not well formed; every problem names the case and the place in it. */
export class DisciplineScenarioError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`not a discipline scenario file: ${problems.join('; ')}`);
    this.name = 'DisciplineScenarioError';
  }
}

/** Runs every case of a parsed discipline scenario file through the functions of the service; throws DisciplineScenarioError on a malformed one. */
export function runDisciplineCases(json: unknown): readonly DisciplineCaseResult[] {
  const parsed = scenarioFile.safeParse(json);
  if (!parsed.success) throw new DisciplineScenarioError(parsed.error.issues.flatMap((issue) => problemTexts(json, issue)));
  const repeated = repeatedIds(parsed.data.cases);
  if (repeated.length > 0) throw new DisciplineScenarioError(repeated);
  return parsed.data.cases.map((each) => runCase(each, parsed.data.levels));
}

function problemTexts(json: unknown, issue: z.core.$ZodIssue): string[] {
  const [root, index, ...rest] = issue.path;
  if (root !== 'cases' || typeof index !== 'number') return issueTexts('file', issue, issue.path);
  const id = (json as { cases?: ({ id?: unknown } | null)[] }).cases?.[index]?.id;
  return issueTexts(`case ${typeof id === 'string' ? id : `number ${index + 1}`}`, issue, rest);
}

function runCase(each: ScenarioCase, levels: readonly (readonly [string, number])[]): DisciplineCaseResult {
  const regulations = scenarioRegulations(levels, each.policy.convertMinutesPerDay ?? 0);
  const years = yearsOf(each).map((year) => accountOf(each, year, regulations));
  const current = years.at(-1);
  if (current === undefined) throw new RangeError(`case ${each.id} has no year`);
  const longestRun = Math.max(...years.map((account) => account.longestRun.length));
  // A run is not tied to a year: one that was complete before this year still stands.
  const level = years
    .filter((account) => account.level?.by === 'run')
    .reduce((heaviest, account) => heavier(heaviest, account.level), current.level);
  const found = { cumulativeDays: current.cumulativeDays, longestRun, level: level?.title ?? levels[0]?.[0] ?? '' };
  return { id: each.id, pass: holds(each.expect, found), ...found };
}

function yearsOf(each: ScenarioCase): readonly number[] {
  const last = Number(each.asOf.slice(0, 4));
  const first = Math.min(last, ...each.days.map(({ date }) => Number(date.slice(0, 4))));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function holds(expected: ScenarioCase['expect'], found: Omit<DisciplineCaseResult, 'id' | 'pass'>): boolean {
  return (Object.keys(expected) as (keyof typeof expected)[]).every(
    (key) => expected[key] === undefined || expected[key] === found[key],
  );
}

function accountOf(each: ScenarioCase, year: number, regulations: Regulations): YearAccount {
  // As everywhere in scenario files, a date written twice is replaced by its later entry.
  const days = [...new Map(each.days.map((day) => [day.date, day])).values()]
    .filter((day) => day.retracted !== true)
    .map(judgedDay);
  const violations = days.flatMap((day) => assess(exceptionsOf(day), regulations, SCENARIO_CATEGORY, day.date));
  const verifications = violations.map(({ date, exception }) => ({
    ...{ date, kind: exception.kind, verdict: 'verified' as const },
    ...{ actor: 'scenario', reason: each.id, evidence: [] },
  }));
  return yearAccount(
    { category: SCENARIO_CATEGORY, year, violations, verifications },
    calendarOf(each),
    regulations,
    each.asOf,
  );
}

function judgedDay(day: ScenarioDay): JudgedDay {
  return {
    date: day.date,
    status: day.status ?? (day.absentDays === 1 ? 'ABSENT' : 'PRESENT'),
    settled: day.pending !== true,
    flags: day.lateExcused === true ? ['LATE_EXCUSED'] : [],
    absentDays: day.absentDays ?? ABSENT_DAYS_OF_STATUS[day.status ?? ''] ?? 0,
    lateMinutes: day.lateMinutes ?? 0,
    earlyLeaveMinutes: day.earlyLeaveMinutes ?? 0,
  };
}

const ABSENT_DAYS_OF_STATUS: Readonly<Record<string, number>> = { ABSENT: 1, HALF_DAY: 0.5 };

function calendarOf(each: ScenarioCase): WorkingCalendar {
  const named = (date: WorkDate) => ({
    date,
    kind: 'national-holiday' as const,
    name: 'holiday',
    decree: each.id,
    decreedDate: date,
  });
  const decreedYears = new Set(
    [...each.days.map(({ date }) => date), each.asOf].map((date) => Number(date.slice(0, 4))),
  );
  return {
    weekdays: MONDAY_TO_FRIDAY,
    holidays: new Map(each.holidays.map((date) => [date, named(date)])),
    decreedYears,
  };
}
