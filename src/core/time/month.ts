import { addDays, isWorkDate } from './calendar';

/** The month of a date, 'YYYY-MM'. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** Whether the text is a month that exists, 'YYYY-MM'. */
export const isMonth = (text: string): boolean => isWorkDate(`${text}-01`);

/** The first date of a month. */
export const firstDateOf = (month: string): string => `${month}-01`;

/** The month after a month: the 28th and four days lie in it, whatever the month. */
export const monthAfter = (month: string): string => monthOf(addDays(`${month}-28`, 4));

/** The last date of a month. */
export const lastDateOf = (month: string): string => addDays(firstDateOf(monthAfter(month)), -1);
