import { isWorkDate } from '../../core/time/calendar';

/** The month of a date, 'YYYY-MM'. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** Whether the text is a month that exists, 'YYYY-MM'. */
export const isMonth = (text: string): boolean => isWorkDate(`${text}-01`);

/** The first date of a month. */
export const firstDateOf = (month: string): string => `${month}-01`;

/** The last date of a month. */
export function lastDateOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
