import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, dateOfDayNumber, dayNumber, isWorkDate, weekday } from '../../../../src/core/time/calendar';
import { parseWallClock, wallClockOf } from '../../../../src/core/time/wall-clock';
import {
  dateAt,
  instantToWall,
  isValidZone,
  minuteOfDateToInstant,
  offsetAt,
  wallToInstant,
} from '../../../../src/core/time/zone';

const zones = [
  ...['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Pontianak', 'Asia/Kolkata', 'UTC'],
  ...['Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Casablanca'],
  ...['Pacific/Apia', 'Asia/Tehran', 'Asia/Gaza', 'Africa/Cairo', 'Pacific/Kiritimati', 'America/St_Johns'],
];
const zone = fc.constantFrom(...zones);
const from = Date.UTC(1995, 0, 1);
const to = Date.UTC(2045, 0, 1);
const instant = fc.integer({ min: from / 1000, max: to / 1000 }).map((seconds) => seconds * 1000);

describe('zone tables', () => {
  it('show what luxon shows, before, inside and after the table', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const shown = DateTime.fromMillis(at, { zone: name });
        expect(instantToWall(name, at)).toBe(shown.toFormat('yyyy-MM-dd HH:mm:ss'));
        expect(dateAt(name, at)).toBe(shown.toISODate());
        expect(offsetAt(name, at)).toBe(shown.offset * 60_000);
      }),
      { numRuns: 1_500 },
    );
  });

  it('agree with luxon around every change of the clocks', () => {
    for (const name of zones) {
      for (const changeAt of changes(name)) {
        for (const seconds of [-7200, -3601, -1, 0, 1, 1799, 3600, 7200]) {
          const at = changeAt + seconds * 1000;
          expect([name, at, instantToWall(name, at)]).toEqual([name, at, luxonWall(name, at)]);
        }
      }
    }
  });

  it('bring a wall clock back to an instant that shows it, unless it lies in a gap', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const wallClock = instantToWall(name, at);
        const back = wallToInstant(name, wallClock);
        expect(instantToWall(name, back)).toBe(wallClock);
        expect(back).toBeLessThanOrEqual(at);
      }),
      { numRuns: 1_500 },
    );
  });

  it('take a repeated hour at its first occurrence', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const back = wallToInstant(name, instantToWall(name, at));
        const hour = 3_600_000;
        for (const earlier of [back - hour / 2, back - hour]) {
          expect(instantToWall(name, earlier)).not.toBe(instantToWall(name, back));
        }
      }),
    );
  });

  it('move a time inside a gap forward by the gap', () => {
    expect(instantToWall('Europe/Berlin', wallToInstant('Europe/Berlin', '2025-03-30 02:30:00'))).toBe(
      '2025-03-30 03:30:00',
    );
    expect(instantToWall('Pacific/Apia', wallToInstant('Pacific/Apia', '2011-12-30 10:00:00'))).toBe(
      '2011-12-31 10:00:00',
    );
    expect(instantToWall('America/New_York', wallToInstant('America/New_York', '2044-03-13 02:10:00'))).toBe(
      DateTime.fromISO('2044-03-13T02:10:00', { zone: 'America/New_York' }).toFormat('yyyy-MM-dd HH:mm:ss'),
    );
  });

  it('resolve wall clocks as luxon does', () => {
    fc.assert(
      fc.property(zone, instant, (name, local) => {
        const wallClock = wallClockOf(local);
        const oracle = DateTime.fromSQL(wallClock, { zone: name });
        const mine = wallToInstant(name, wallClock);
        // luxon takes either occurrence of a repeated hour; where the wall clock occurs once they must agree.
        if (instantToWall(name, mine) === wallClock && oracle.toMillis() !== mine) {
          expect(oracle.toMillis()).toBeGreaterThan(mine);
          expect(luxonWall(name, oracle.toMillis())).toBe(wallClock);
        } else expect(mine).toBe(oracle.toMillis());
      }),
      { numRuns: 1_500 },
    );
  });

  it('count minutes of a date past midnight', () => {
    expect(minuteOfDateToInstant('Asia/Jakarta', '2025-08-04', 1_860)).toBe(Date.UTC(2025, 7, 5, 0, 0));
    expect(minuteOfDateToInstant('Europe/Berlin', '2025-03-29', 30 * 60)).toBe(Date.UTC(2025, 2, 30, 4, 0));
  });

  it('know IANA names only', () => {
    expect(['Asia/Jakarta', 'UTC', 'Etc/GMT+7'].map(isValidZone)).toEqual([true, true, true]);
    expect(['+07:00', 'WIB', 'Asia/Binjai', ''].map(isValidZone)).toEqual([false, false, false, false]);
    expect(() => wallToInstant('Asia/Binjai', '2025-01-01 00:00:00')).toThrow('not a time zone');
  });
});

describe('calendar', () => {
  it('refuses dates and clocks that do not exist', () => {
    expect(['2026-02-30', '2025-02-29', '2025-13-01', '2025-1-1', '2025-00-10'].map(isWorkDate)).toEqual(
      Array(5).fill(false),
    );
    expect(parseWallClock('2026-02-30 07:00:00')).toBeNull();
    expect(parseWallClock('2026-02-28 24:00:00')).toBeNull();
    expect(parseWallClock('2026-02-28T07:05')).toBe('2026-02-28 07:05:00');
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
  });

  it('counts days and weekdays as luxon does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), fc.integer({ min: -800, max: 800 }), (number, days) => {
        const date = dateOfDayNumber(number);
        const oracle = DateTime.fromISO(date, { zone: 'utc' });
        expect(dayNumber(date)).toBe(number);
        expect(weekday(date)).toBe(oracle.weekday);
        expect(addDays(date, days)).toBe(oracle.plus({ days }).toISODate());
      }),
    );
  });
});

function luxonWall(name: string, at: number): string {
  return DateTime.fromMillis(at, { zone: name }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** The changes of offset of a zone from 2000 to 2040, by luxon alone, to the hour and then the second. */
function changes(name: string): number[] {
  const offset = (at: number) => DateTime.fromMillis(at, { zone: name }).offset;
  const found: number[] = [];
  const step = 20 * 86_400_000;
  for (let at = Date.UTC(2000, 0, 2); at < Date.UTC(2040, 0, 1); at += step) {
    let [low, high] = [at, at + step];
    if (offset(low) === offset(high)) continue;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}
