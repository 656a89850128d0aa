import { dateOfDayNumber, dayNumber } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import type { AllowanceTable } from './allowance-table';

/** What the allowance needs to know of one day; `excused` says a permission letter covers its minutes. */
export interface AllowanceDay {
  readonly date: WorkDate;
  readonly absentDays: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly missingIn: boolean;
  readonly missingOut: boolean;
  readonly excused?: boolean;
  readonly ceremonyMissed?: boolean;
  /** A day whose facts are still on their way is listed and cuts nothing. */
  readonly waiting?: boolean;
}

/** A leave taken, both ends included. */
export interface LeaveSpan {
  readonly leave: string;
  readonly fromDate: WorkDate;
  readonly toDate: WorkDate;
}

/** What lies beside the days: leaves, sanctions in force, the working days of the month and, if the money is wanted, the allowance. */
export interface AllowanceContext {
  readonly workingDays: readonly WorkDate[];
  readonly leaves?: readonly LeaveSpan[];
  readonly sanctions?: readonly { readonly sanction: string; readonly inForceDate: WorkDate }[];
  readonly allowanceAmount?: number;
}

/** One line of the cut: the day (null for a month's own lines), the table's code, the measure, and percent of the whole allowance. */
export interface AllowanceLine {
  readonly date: WorkDate | null;
  readonly code: string;
  readonly quantity: number;
  readonly unit: 'minute' | 'day' | 'punch' | 'month' | 'cap';
  readonly percent: number;
  readonly of: 'base' | 'whole';
  readonly percentOfWhole: number;
}

/** The month's cut with the lines that make it up; the amount is in whole units of money, rounded down. */
export interface AllowanceCut {
  readonly month: string;
  readonly lines: readonly AllowanceLine[];
  readonly waitingDates: readonly WorkDate[];
  readonly cutPercent: number;
  readonly cutAmount: number | null;
}

/** Adds up one month ('YYYY-MM') by a table (asn-rules.md section 3); days of other months are left out. */
export function allowanceCut(
  days: readonly AllowanceDay[],
  table: AllowanceTable,
  month: string,
  context: AllowanceContext,
): AllowanceCut {
  const ofMonth = days.filter(({ date }) => date.startsWith(`${month}-`)).sort((a, b) => (a.date < b.date ? -1 : 1));
  const dayLines = ofMonth.filter((day) => day.waiting !== true).flatMap((day) => cappedDay(day, table));
  const lines = [...dayLines, ...leaveLines(table, month, context), ...sanctionLines(table, month, context)];
  const capped = [...lines, ...capLine(lines, table.monthlyCapPercent, null, 'monthly-cap')];
  const cutMicros = sumMicros(capped);
  return {
    month,
    lines: capped,
    waitingDates: ofMonth.filter((day) => day.waiting === true).map(({ date }) => date),
    cutPercent: cutMicros / MICROS,
    cutAmount:
      context.allowanceAmount === undefined ? null : Math.floor((context.allowanceAmount * cutMicros) / (100 * MICROS)),
  };
}

/** Millionths of a percent: sums of hundredths per minute of a 30 percent share stay exact in them. */
const MICROS = 1_000_000;

function line(
  table: AllowanceTable,
  of: 'base' | 'whole',
  percent: number,
  rest: Pick<AllowanceLine, 'date' | 'code' | 'quantity' | 'unit'>,
): AllowanceLine {
  const share = of === 'base' ? table.baseSharePercent : 100;
  const micros = Math.round(percent * MICROS);
  return { ...rest, percent: micros / MICROS, of, percentOfWhole: Math.round((micros * share) / 100) / MICROS };
}

function sumMicros(lines: readonly AllowanceLine[]): number {
  return lines.reduce((sum, each) => sum + Math.round(each.percentOfWhole * MICROS), 0);
}

function cappedDay(day: AllowanceDay, table: AllowanceTable): readonly AllowanceLine[] {
  const lines = linesOfDay(day, table);
  return table.dailyCapPercent === null
    ? lines
    : [...lines, ...capLine(lines, (table.dailyCapPercent * table.baseSharePercent) / 100, day.date, 'daily-cap')];
}

/** What exceeds a cap is given back as a line of its own, so that the lines always add up to the cut. */
function capLine(
  lines: readonly AllowanceLine[],
  capPercent: number,
  date: WorkDate | null,
  code: string,
): readonly AllowanceLine[] {
  const over = sumMicros(lines) - Math.round(capPercent * MICROS);
  return over <= 0
    ? []
    : [{ date, code, quantity: 1, unit: 'cap', percent: -over / MICROS, of: 'whole', percentOfWhole: -over / MICROS }];
}

function linesOfDay(day: AllowanceDay, table: AllowanceTable): readonly AllowanceLine[] {
  const { date } = day;
  const ceremony =
    day.ceremonyMissed === true && table.ceremony !== null
      ? [line(table, 'base', table.ceremony.percent, { date, code: table.ceremony.code, quantity: 1, unit: 'day' })]
      : [];
  if (day.absentDays > 0) return [absenceLine(day.absentDays, date, table), ...ceremony];
  if (day.missingIn && day.missingOut && table.missingBoth === 'absence')
    return [absenceLine(1, date, table), ...ceremony];
  const billsMinutes = day.excused !== true || table.excusedMinutes === 'cut';
  return [
    ...(day.missingIn
      ? [punchLine(table.missingIn, date, table)]
      : billsMinutes
        ? minuteLines('late', day.lateMinutes, date, table)
        : []),
    ...(day.missingOut
      ? [punchLine(table.missingOut, date, table)]
      : billsMinutes
        ? minuteLines('early', day.earlyLeaveMinutes, date, table)
        : []),
    ...ceremony,
  ];
}

function absenceLine(days: number, date: WorkDate, table: AllowanceTable): AllowanceLine {
  return line(table, 'base', table.absence.percent * days, {
    date,
    code: table.absence.code,
    quantity: days,
    unit: 'day',
  });
}

function punchLine(rule: { code: string; percent: number }, date: WorkDate, table: AllowanceTable): AllowanceLine {
  return line(table, 'base', rule.percent, { date, code: rule.code, quantity: 1, unit: 'punch' });
}

function minuteLines(
  side: 'late' | 'early',
  minutes: number,
  date: WorkDate,
  table: AllowanceTable,
): readonly AllowanceLine[] {
  const rule = table[side];
  if (minutes <= 0) return [];
  if (rule.method === 'per-minute')
    return [
      line(table, 'base', rule.percentPerMinute * minutes, {
        date,
        code: rule.code,
        quantity: minutes,
        unit: 'minute',
      }),
    ];
  const band = rule.bands.find(
    (each) => minutes >= each.fromMinutes && (each.belowMinutes === null || minutes < each.belowMinutes),
  );
  return band === undefined
    ? []
    : [line(table, 'base', band.percent, { date, code: band.code, quantity: minutes, unit: 'minute' })];
}

/** Leave cuts by the step each day of it stands in: as a share of the month's working days, or a percentage per calendar day. */
function leaveLines(table: AllowanceTable, month: string, context: AllowanceContext): readonly AllowanceLine[] {
  return (context.leaves ?? []).flatMap((span) => {
    const rule = table.leaves.find((each) => each.leave === span.leave);
    if (rule === undefined) return [];
    const working = context.workingDays.filter((date) => date.startsWith(`${month}-`));
    const taken =
      rule.by === 'day'
        ? datesOf(span).filter((date) => date.startsWith(`${month}-`))
        : working.filter((date) => date >= span.fromDate && date <= span.toDate);
    const daysByCut = new Map<number, number>();
    for (const date of taken) {
      const cut = stepOf(rule, span, date);
      if (cut > 0) daysByCut.set(cut, (daysByCut.get(cut) ?? 0) + 1);
    }
    return [...daysByCut].map(([cut, count]) =>
      line(table, rule.of, rule.by === 'day' ? cut * count : (cut * count) / working.length, {
        date: null,
        code: span.leave,
        quantity: count,
        unit: 'day',
      }),
    );
  });
}

type LeaveRule = AllowanceTable['leaves'][number];

function stepOf(rule: LeaveRule, span: LeaveSpan, date: WorkDate): number {
  const index =
    rule.by === 'month-of-leave' ? monthOfLeave(span.fromDate, date) : dayNumber(date) - dayNumber(span.fromDate) + 1;
  return rule.steps.find((step) => step.upTo === null || index <= step.upTo)?.cutPercent ?? 0;
}

/** 1 in the first month of a leave: a month ends the day before the same day of the next one. */
function monthOfLeave(fromDate: WorkDate, date: WorkDate): number {
  return monthsBetween(fromDate, date) + (date.slice(8) >= fromDate.slice(8) ? 1 : 0);
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

function datesOf(span: LeaveSpan): readonly WorkDate[] {
  const first = dayNumber(span.fromDate);
  return Array.from({ length: Math.max(0, dayNumber(span.toDate) - first + 1) }, (_, index) =>
    dateOfDayNumber(first + index),
  );
}

/** A sanction cuts from the month after it came into force, for as many months as the table says. */
function sanctionLines(table: AllowanceTable, month: string, context: AllowanceContext): readonly AllowanceLine[] {
  return (context.sanctions ?? []).flatMap(({ sanction, inForceDate }) => {
    const rule = table.sanctions.find((each) => each.sanction === sanction);
    const index = monthsBetween(inForceDate, month);
    if (rule === undefined || index < 1 || (rule.months !== null && index > rule.months)) return [];
    return [line(table, 'base', rule.percent, { date: null, code: sanction, quantity: index, unit: 'month' })];
  });
}
