import { DateTime } from 'luxon';
import { shortDateText } from '../core/report/words';
import type { ReportTexts } from '../core/report/report-texts';

const indonesianZones: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** The date of an instant in a zone. */
export const localDateOf = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

/** The time of day of an instant in a zone: '08:17'. */
export const timeText = (at: number, zone: string): string => DateTime.fromMillis(at, { zone }).toFormat('HH:mm');

/** What people call a zone: WIB, WITA, WIT, else its offset from UTC. */
export const zoneText = (at: number, zone: string): string =>
  indonesianZones[zone] ?? DateTime.fromMillis(at, { zone }).toFormat("'UTC'Z");

/** A time, with its date where that is not the date one is reading about. */
export function timeOn(at: number, zone: string, date: string, texts: ReportTexts): string {
  const own = localDateOf(at, zone);
  return own === date ? timeText(at, zone) : `${shortDateText(own, texts)} ${timeText(at, zone)}`;
}
