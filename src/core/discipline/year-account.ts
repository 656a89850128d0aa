import type { WorkDate } from '../time/instant';
import { crossesUndecreedYear, type WorkingCalendar } from '../calendar/working-calendar';
import type {
  AccountInput,
  AccountRule,
  CountedDay,
  ReachedLevel,
  Run,
  SalaryStop,
  WaitingDay,
  YearAccount,
} from './account';
import { sortDays, type SortedDays } from './account-days';
import { convertMinutes, type ConvertedMinutes } from './minute-conversion';
import { climb, heavier, runLevel, type CountedItem, type CountOutcome } from './reached-level';
import type { Escalation, Regulations } from './regulation';
import { conversionFor, escalationFor, noRuleReason, valueOr } from './rules-in-force';
import { longestOf, runsOf, workOwed, type RunMark } from './run';

/**
 * One person's account of one calendar year up to a date: what counts, what waits, what level is reached and what is missing to the
 * next (PP 94/2021 Ps 9-11, 15(1)). Days of other years may be handed in; they matter to a run over New Year only.
 */
export function yearAccount(
  input: AccountInput,
  calendar: WorkingCalendar,
  regulations: Regulations,
  asOfDate: WorkDate,
): YearAccount {
  const looksAt = input.looksAt ?? 'absence';
  const escalation = escalationFor(regulations, input.category, looksAt);
  const sorted = sortDays(input, escalation, calendar, asOfDate);
  const minutes = convertMinutes(input, conversionFor(regulations, input.category), calendar, asOfDate);
  const runs = accountRuns(input, escalation, sorted, calendar);
  const count = countOutcome(input, escalation, sorted, minutes, regulations, asOfDate);
  const byRun =
    escalation === undefined ? NO_RUN_OUTCOME : runOutcome(runs.verified, input.year, escalation, regulations);
  const verifiedDays = totalOf(sorted.counted, input.year);
  return {
    ...{
      category: input.category,
      looksAt,
      year: input.year,
      asOfDate,
      rule: ruleOf(input, escalation, regulations, asOfDate),
    },
    ...{ verifiedDays, waitingDays: totalOf(sorted.waiting, input.year), convertedDays: minutes.convertedOn.length },
    ...{
      lateMinutes: minutes.lateMinutes,
      earlyLeaveMinutes: minutes.earlyLeaveMinutes,
      carriedMinutes: minutes.carriedMinutes,
    },
    cumulativeDays: escalation?.measure === 'events' ? count.highestCount : verifiedDays + minutes.convertedOn.length,
    longestRun: longestOf(runs.verified.filter((run) => touches(run, input.year))),
    possibleRun: longestOf(runs.possible.filter((run) => touches(run, input.year))),
    counted: sorted.counted.filter(({ date }) => yearOf(date) === input.year),
    waiting: sorted.waiting.filter(({ date }) => yearOf(date) === input.year),
    level: heavier(byRun.level, count.level),
    next: count.next,
    salaryStop: byRun.salaryStop,
    provisional: crossesUndecreedYear(calendar, `${input.year}-01-01`, `${input.year}-12-31`),
  };
}

const NO_RUN_OUTCOME: { level: ReachedLevel | null; salaryStop: SalaryStop | null } = { level: null, salaryStop: null };

function ruleOf(
  input: AccountInput,
  escalation: Escalation | undefined,
  regulations: Regulations,
  asOfDate: WorkDate,
): AccountRule {
  if (escalation !== undefined) return { outcome: 'rule', code: escalation.code };
  return { outcome: 'no-rule', ...noRuleReason(regulations, input.category, input.looksAt ?? 'absence', asOfDate) };
}

/** The verified runs, and those there would be if every waiting day proved an absence: "10 pending" (asn-rules.md 8 no. 13). */
function accountRuns(
  input: AccountInput,
  escalation: Escalation | undefined,
  sorted: SortedDays,
  calendar: WorkingCalendar,
): { verified: readonly Run[]; possible: readonly Run[] } {
  if (escalation?.measure === 'events') return { verified: [], possible: [] };
  const ofYear = ({ date }: { date: WorkDate }): boolean =>
    yearOf(date) === input.year || crossesYear(escalation, date);
  const owes = (date: WorkDate): boolean => workOwed(calendar, input.owed, date);
  const whole = sorted.counted.filter((day) => day.days === 1 && ofYear(day));
  const waiting = sorted.waiting.filter((day) => day.days === 1 && ofYear(day));
  const absent: [WorkDate, RunMark][] = whole.map(({ date }) => [date, 'absent']);
  const bridges: [WorkDate, RunMark][] = waiting
    .filter(({ date }) => bridgesRun(escalation, date))
    .map(({ date }) => [date, 'bridge']);
  const verified = runsOf(new Map([...bridges, ...absent]), owes);
  if (waiting.length === 0) return { verified, possible: verified };
  return {
    verified,
    possible: runsOf(new Map([...waiting.map(({ date }): [WorkDate, RunMark] => [date, 'absent']), ...absent]), owes),
  };
}

function crossesYear(escalation: Escalation | undefined, date: WorkDate): boolean {
  return escalation === undefined || valueOr(escalation.parameters.runCrossesYear, date, false);
}

function bridgesRun(escalation: Escalation | undefined, date: WorkDate): boolean {
  return escalation !== undefined && valueOr(escalation.parameters.pendingInRun, date, 'breaks') === 'bridges';
}

function countOutcome(
  input: AccountInput,
  escalation: Escalation | undefined,
  sorted: SortedDays,
  minutes: ConvertedMinutes,
  regulations: Regulations,
  asOfDate: WorkDate,
): CountOutcome {
  if (escalation === undefined) return { level: null, highestCount: 0, next: null };
  const breaches = sorted.counted.filter((day) => day.provision !== null);
  // Events in a window that began last year still count this year; absent days never do (PP 94/2021 Ps 15(1)).
  const days: readonly CountedItem[] =
    escalation.measure === 'events' ? breaches : breaches.filter(({ date }) => yearOf(date) === input.year);
  const converted = escalation.measure === 'events' ? [] : minutes.convertedOn.map((date) => ({ date, days: 1 }));
  const items = [...days, ...converted].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return climb(items, escalation, regulations, input.year, asOfDate);
}

/** A run belongs to the year in which it reached the rule's length, so that one run is never held against two years. */
function runOutcome(
  runs: readonly Run[],
  year: number,
  escalation: Escalation,
  regulations: Regulations,
): typeof NO_RUN_OUTCOME {
  for (const run of runs) {
    const reached = runLevel(run, escalation, regulations);
    if (reached === null || yearOf(reached.level.reachedDate) !== year) continue;
    const { reachedDate, source } = reached.level;
    return {
      level: reached.level,
      salaryStop: reached.salaryStop ? { month: monthAfter(reachedDate), reachedDate, source } : null,
    };
  }
  return NO_RUN_OUTCOME;
}

function totalOf(days: readonly (CountedDay | WaitingDay)[], year: number): number {
  return days.reduce((sum, day) => sum + (yearOf(day.date) === year ? day.days : 0), 0);
}

function touches(run: Run, year: number): boolean {
  return run.dates.some((date) => yearOf(date) === year);
}

function yearOf(date: WorkDate): number {
  return Number(date.slice(0, 4));
}

function monthAfter(date: WorkDate): string {
  const [year, month] = [yearOf(date), Number(date.slice(5, 7))];
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
