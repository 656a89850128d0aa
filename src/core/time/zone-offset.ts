import { SECOND_MS, type Instant } from './instant';

const formatters = new Map<string, Intl.DateTimeFormat | null>();
const IANA_NAME = /^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/;

/** Whether the runtime's time zone data has the IANA name. */
export function isKnownZone(zone: string): boolean {
  return formatterOf(zone) !== null;
}

/** Offset from UTC in milliseconds by the runtime's zone data: exact and slow, the source of the zone tables. */
export function offsetByFormatter(zone: string, at: Instant): number {
  const formatter = formatterOf(zone);
  if (!formatter) throw new RangeError(`not a time zone: ${zone}`);
  const wholeSecond = Math.floor(at / SECOND_MS) * SECOND_MS;
  return shownAsUtc(formatter, wholeSecond) - wholeSecond;
}

function shownAsUtc(formatter: Intl.DateTimeFormat, at: Instant): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = IANA_NAME.test(zone) ? newFormatter(zone) : null;
  formatters.set(zone, formatter);
  return formatter;
}

function newFormatter(zone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
  } catch {
    return null;
  }
}
