import { weekday as isoWeekday } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import type { ReportTexts } from './report-texts';

/** A number as a language writes it, with at most two decimals. */
export function numberText(value: number, texts: ReportTexts): string {
  const rounded = Math.round(Math.abs(value) * 100) / 100;
  const [whole = '0', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, texts.thousands);
  return `${value < 0 && rounded !== 0 ? '−' : ''}${grouped}${fraction ? `${texts.decimal}${fraction}` : ''}`;
}

/** A date with its weekday and a short month: 'Senin, 23 Nov 2026'. */
export function dateText(date: WorkDate, texts: ReportTexts): string {
  return `${weekday(date, texts)}, ${dayOfMonth(date)} ${monthOf(date, texts.shortMonths)} ${date.slice(0, 4)}`;
}

/** A date with its weekday and the whole month: 'Senin, 23 November 2026'. */
export function longDateText(date: WorkDate, texts: ReportTexts): string {
  return `${weekday(date, texts)}, ${dayOfMonth(date)} ${monthOf(date, texts.months)} ${date.slice(0, 4)}`;
}

/** A date with its weekday, and with its year only where that is not the given one: 'Senin, 23 Nov'. */
export function dayText(date: WorkDate, year: string, texts: ReportTexts): string {
  return date.startsWith(`${year}-`) ? `${weekday(date, texts)}, ${shortDateText(date, texts)}` : dateText(date, texts);
}

/** A date without its year: '23 Nov'. */
export function shortDateText(date: WorkDate, texts: ReportTexts): string {
  return `${dayOfMonth(date)} ${monthOf(date, texts.shortMonths)}`;
}

/** A length of time in its largest fitting unit: seconds under two minutes, minutes under two hours, hours under two days. */
export function lengthText(seconds: number, texts: ReportTexts): string {
  const length = Math.abs(seconds);
  if (length < 120) return texts.seconds(numberText(length, texts));
  if (length < 7200) return texts.minutes(numberText(Math.round(length / 60), texts));
  if (length < 172_800) return texts.hours(numberText(Math.round(length / 3600), texts));
  const days = Math.round(length / 86_400);
  return texts.calendarDays(days, numberText(days, texts));
}

const weekday = (date: WorkDate, texts: ReportTexts): string => texts.weekdays[isoWeekday(date) % 7] ?? '';
const dayOfMonth = (date: WorkDate): number => Number(date.slice(8, 10));
const monthOf = (date: WorkDate, names: readonly string[]): string => names[Number(date.slice(5, 7)) - 1] ?? '';
