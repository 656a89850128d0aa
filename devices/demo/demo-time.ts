/** The demo's city lies in Jakarta's zone: UTC+7, no summer time. */
export const demoZone = 'Asia/Jakarta';
export const demoOffsetMinutes = 7 * 60;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The city's date at an instant (epoch ms). */
export const dateOf = (at: number): string => wallClockOf(at).slice(0, 10);

/** The city's wall clock at an instant, 'YYYY-MM-DD HH:MM:SS'. */
export const wallClockOf = (at: number): string => new Date(at + demoOffsetMinutes * minuteMs).toISOString().slice(0, 19).replace('T', ' ');

/** The instant (epoch ms) of a minute of a date in the city; minutes may pass midnight. */
export const instantOf = (date: string, minutes: number): number => Date.parse(`${date}T00:00:00Z`) + (minutes - demoOffsetMinutes) * minuteMs;

/** Number of a date, counted in days. */
export const dayNumberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** The date so many days later. */
export const dateAfter = (date: string, days: number): string => new Date((dayNumberOf(date) + days) * dayMs).toISOString().slice(0, 10);

/** Monday = 1 ... Sunday = 7. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Every date of a span, both ends included. */
export function datesFrom(first: string, last: string): string[] {
  const days = Math.max(0, dayNumberOf(last) - dayNumberOf(first) + 1);
  return Array.from({ length: days }, (_, index) => dateAfter(first, index));
}
