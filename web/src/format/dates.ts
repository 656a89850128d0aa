import { currentLanguage, type Language } from '../i18n/language';

const days: Record<Language, readonly string[]> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const months: Record<Language, readonly string[]> = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

function partsOf(date: string): DateParts {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** The name of a weekday, 0 = Sunday. */
export const weekdayName = (weekday: number, language: Language = currentLanguage()): string => days[language][weekday] ?? '';

/** The name of the weekday of a date ('YYYY-MM-DD'). */
export const weekdayOf = (date: string): string => weekdayName(partsOf(date).weekday);

/** The name of a month, 1 = January; three letters with `short`. */
export const monthName = (month: number, short = false): string => (months[currentLanguage()][month - 1] ?? '').slice(0, short ? 3 : undefined);

/** `Desember 2026` of '2026-12'. */
export function monthYear(month: string): string {
  const { year, month: number } = partsOf(`${month}-01`);
  return `${monthName(number)} ${year}`;
}

/** `Senin, 23 November 2026`. */
export function longDate(date: string): string {
  const { year, month, day, weekday } = partsOf(date);
  return `${weekdayName(weekday)}, ${day} ${monthName(month)} ${year}`;
}

/** `Senin, 23 Nov 2026`. */
export function mediumDate(date: string): string {
  const { year, month, day, weekday } = partsOf(date);
  return `${weekdayName(weekday)}, ${day} ${monthName(month, true)} ${year}`;
}

/** `Sen, 23 Nov`: for lists in which the year is known. */
export function shortDate(date: string): string {
  const { month, day, weekday } = partsOf(date);
  return `${weekdayName(weekday).slice(0, 3)}, ${day} ${monthName(month, true)}`;
}

/** `23 Nov`. */
export function dayMonth(date: string): string {
  const { month, day } = partsOf(date);
  return `${day} ${monthName(month, true)}`;
}

/** `Senin, 23 Nov`: a weekday in full and no year. */
export function weekdayDate(date: string): string {
  const { month, day, weekday } = partsOf(date);
  return `${weekdayName(weekday)}, ${day} ${monthName(month, true)}`;
}

/** The date so many days later (earlier when negative). */
export function addDays(date: string, count: number): string {
  const { year, month, day } = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + count)).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  clocks.set(zone, made);
  return made;
}

/** What clocks in a zone show at an instant (ISO text or epoch ms). */
export function wallClock(instant: string | number, zone: string): { date: string; time: string; seconds: string; minutes: number } {
  const at = Object.fromEntries(clockOf(zone).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return { date: `${at.year}-${at.month}-${at.day}`, time: `${at.hour}:${at.minute}`, seconds: `${at.hour}:${at.minute}:${at.second}`, minutes: Number(at.hour) * 60 + Number(at.minute) };
}

/** `08:17`, in the zone of the unit. */
export const clockTime = (instant: string | number, zone: string): string => wallClock(instant, zone).time;

/** `23 Nov, 08:17`. */
export function dateTime(instant: string | number, zone: string): string {
  const { date, time } = wallClock(instant, zone);
  return `${dayMonth(date)}, ${time}`;
}

/** `08:17` on the day itself, `kemarin 15:02` the day after, else `20 Nov, 15:02`. */
export function nearTime(instant: string | number, zone: string, today: string): string {
  const { date, time } = wallClock(instant, zone);
  if (date === today) return time;
  const yesterday = currentLanguage() === 'id' ? 'kemarin' : 'yesterday';
  return date === addDays(today, -1) ? `${yesterday} ${time}` : `${dayMonth(date)}, ${time}`;
}

const zoneNames: Readonly<Record<string, string>> = { 'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };

/** `WIB`, `WITA`, `WIT`, or the name of another zone. */
export const zoneName = (zone: string): string => zoneNames[zone] ?? zone;
