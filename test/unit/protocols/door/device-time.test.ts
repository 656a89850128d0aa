import { readDeviceTime } from '../../../../src/protocols/door/device-time';

const iso = { path: 'time', unit: 'iso' as const };
const at = (instant: string) => ({ kind: 'instant', at: Date.parse(instant) });

it.each([
  ['2026-08-03T07:25:00+07:00', at('2026-08-03T00:25:00Z')],
  ['2026-08-03T00:25:00.5Z', at('2026-08-03T00:25:00.500Z')],
  ['2026-08-03T00:25:00-0330', at('2026-08-03T03:55:00Z')],
  ['2026-08-03T07:25:00', { kind: 'wall-clock', wallClock: '2026-08-03 07:25:00' }],
  ['2026-08-03 07:25:00', { kind: 'wall-clock', wallClock: '2026-08-03 07:25:00' }],
  ['1970-01-01T00:00:12', { kind: 'wall-clock', wallClock: '1970-01-01 00:00:12' }],
  ['2026-02-30T07:25:00', null],
  ['2026-08-03T24:25:00', null],
  ['yesterday', null],
  ['', null],
])('text %j', (text, expected) => expect(readDeviceTime(text, iso)).toEqual(expected));

it.each([
  [1785741900, 'seconds', { kind: 'instant', at: 1785741900000 }],
  ['1785741900', 'seconds', { kind: 'instant', at: 1785741900000 }],
  [1680962879.62, 'seconds', { kind: 'instant', at: 1680962879620 }],
  [1785741900000, 'milliseconds', { kind: 'instant', at: 1785741900000 }],
  [37, 'seconds', { kind: 'instant', at: 37000 }],
  [-1, 'seconds', null],
  [1e18, 'seconds', null],
  [Number.NaN, 'seconds', null],
  [true, 'seconds', null],
  [null, 'seconds', null],
  [{ at: 1 }, 'seconds', null],
] as const)('number %j in %s', (value, unit, expected) => expect(readDeviceTime(value, { path: 'time', unit })).toEqual(expected));

it('a small number is time since start where the row says so', () => {
  expect(readDeviceTime(3.41, { path: 'ts', unit: 'seconds', uptime_below: 1e9 })).toEqual({ kind: 'uptime', uptimeMs: 3410 });
});
