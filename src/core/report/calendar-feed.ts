/** One entry of a calendar; instants in epoch milliseconds. */
export interface CalendarEntry {
  /** The same for the same duty, however often the calendar is read. */
  readonly uid: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly summary: string;
  readonly description: string;
}

/**
 * A calendar as iCalendar (RFC 5545): lines of at most 75 octets, texts escaped, times in UTC, so that no zone has to be described.
 * @param stampAt when the calendar was made, epoch milliseconds
 */
export function calendarFeed(name: string, entries: readonly CalendarEntry[], stampAt: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hadir//Roster//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...entries.flatMap((entry) => eventLines(entry, stampAt)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const eventLines = ({ uid, startAt, endAt, summary, description }: CalendarEntry, stampAt: number): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}`,
  `DTSTAMP:${utc(stampAt)}`,
  `DTSTART:${utc(startAt)}`,
  `DTEND:${utc(endAt)}`,
  `SUMMARY:${escaped(summary)}`,
  ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
  'END:VEVENT',
];

/** RFC 5545 3.3.5, form 2: '20261124T003000Z'. */
const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** RFC 5545 3.3.11; control characters other than line breaks may not stand in a text. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/** RFC 5545 3.1: at most 75 octets a line, a letter never cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const letter of line) {
    const size = octetsOf(letter);
    if (octets + size > 75) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += letter;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

function octetsOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
