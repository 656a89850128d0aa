import type { WorkDate } from '../time/instant';
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { AccountInput } from './account';
import { keyOf, verdictsOf } from './account-days';
import { valueOn } from './dated';
import type { Conversion } from './regulation';
import { valueOr } from './rules-in-force';
import { workOwed } from './run';

/** Minutes of one date that may be added up. */
interface DayMinutes {
  readonly date: WorkDate;
  readonly late: number;
  readonly early: number;
}

/** The minutes of a year, and the days they make where an office converts; the remainder is carried to the end of the year only. */
export interface ConvertedMinutes {
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly carriedMinutes: number;
  /** A date per converted day: the date on which its last minute fell. */
  readonly convertedOn: readonly WorkDate[];
}

/** Adds up the minutes of lateness and early leaving of the account's year and converts them where the switch is on (asn-rules.md 8 no. 27). */
export function convertMinutes(
  input: AccountInput,
  conversion: Conversion | undefined,
  calendar: WorkingCalendar,
  asOfDate: WorkDate,
): ConvertedMinutes {
  const days = minutesOf(input, calendar, asOfDate);
  const sum = (of: (day: DayMinutes) => number): number => days.reduce((total, day) => total + of(day), 0);
  const converted = conversion === undefined ? NOTHING : convert(days, conversion, input);
  return { lateMinutes: sum((day) => day.late), earlyLeaveMinutes: sum((day) => day.early), ...converted };
}

const NOTHING = { carriedMinutes: 0, convertedOn: [] as readonly WorkDate[] };

function minutesOf(input: AccountInput, calendar: WorkingCalendar, asOfDate: WorkDate): readonly DayMinutes[] {
  const verdicts = verdictsOf(input.verifications);
  const inYear = input.violations.filter(({ date }) => Number(date.slice(0, 4)) === input.year && date <= asOfDate);
  // An absent day, whole or half and whatever becomes of it, never adds minutes as well: nobody is billed twice, and excusing it adds nothing.
  const absent = new Set(inYear.filter(({ exception }) => exception.kind === 'absence').map(({ date }) => date));
  const byDate = new Map<WorkDate, DayMinutes>();
  for (const { date, exception } of inYear) {
    if (
      exception.minutes === 0 ||
      exception.standing !== 'stands' ||
      absent.has(date) ||
      !workOwed(calendar, input.owed, date)
    )
      continue;
    const verdict = verdicts.get(keyOf(date, exception.kind))?.verdict;
    if (verdict === 'excused' || verdict === 'sent-back') continue;
    const before = byDate.get(date) ?? { date, late: 0, early: 0 };
    const late = exception.kind === 'late-arrival' ? exception.minutes : 0;
    const early = exception.kind === 'early-leave' ? exception.minutes : 0;
    byDate.set(date, { date, late: before.late + late, early: before.early + early });
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function convert(
  days: readonly DayMinutes[],
  conversion: Conversion,
  input: AccountInput,
): Pick<ConvertedMinutes, 'carriedMinutes' | 'convertedOn'> {
  const minutesByLength = new Map<number, number>();
  const convertedOn: WorkDate[] = [];
  let length = 0;
  for (const day of days.filter(({ date }) => valueOr(conversion.parameters.enabled, date, false))) {
    length = lengthOf(day.date, conversion, input);
    minutesByLength.set(length, (minutesByLength.get(length) ?? 0) + includedMinutes(day, conversion));
    while (convertedOn.length < wholeDays(minutesByLength)) convertedOn.push(day.date);
  }
  const carriedMinutes = length === 0 ? 0 : Math.round((fraction(minutesByLength) - convertedOn.length) * length);
  return { carriedMinutes, convertedOn };
}

function includedMinutes(day: DayMinutes, conversion: Conversion): number {
  const include = valueOr(conversion.parameters.include, day.date, []);
  return (include.includes('late-arrival') ? day.late : 0) + (include.includes('early-leave') ? day.early : 0);
}

/** How many minutes make a day on a date: a part-timer's own, the schedule's where the policy says so, else the fixed number. */
function lengthOf(date: WorkDate, conversion: Conversion, input: AccountInput): number {
  const fixed = valueOn(conversion.parameters.minutesPerDay, date)?.value;
  if (fixed === undefined) throw new RangeError(`minutes_per_day of ${conversion.code} has no value on ${date}`);
  if (input.dayMinutes !== undefined) return input.dayMinutes;
  const basis = valueOr(conversion.parameters.dayBasis, date, 'fixed');
  return basis === 'scheduled' ? (input.scheduledMinutes?.get(date) ?? fixed) : fixed;
}

function fraction(minutesByLength: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const [length, minutes] of minutesByLength) total += minutes / length;
  return total;
}

/** Whole days with a margin far below one minute, so that sums such as 1/390 + 389/390 are not lost to binary fractions. */
function wholeDays(minutesByLength: ReadonlyMap<number, number>): number {
  return Math.floor(fraction(minutesByLength) + 1e-9);
}
