import { driftSecondsOf } from '../../../../src/core/punch/clock-drift';
import type { ClockReading, TerminalHealth } from '../../../../src/core/punch/terminal-health';

const rule = { driftCorrection: true, driftFloorSeconds: 30 };
const at = (clock: string) => Date.parse(`2026-11-19T${clock}+07:00`);
const read = (clock: string, offsetSeconds: number): ClockReading => ({ measuredAt: at(clock), offsetSeconds });
const terminal = (...clockReadings: ClockReading[]): TerminalHealth => ({ clockReadings, clockFaults: [] });

describe('seconds taken off a record', () => {
  const setRightAtNoon = terminal(read('06:00:00', 420), read('12:00:00', 0), read('18:00:00', -3700));

  it.each([
    ['before the first reading, by the first', '05:00:00', 420],
    ['after a reading, by it', '07:34:00', 420],
    ['just before the clock was set', '12:06:59', 0],
    ['after it was set', '16:00:00', 0],
    // 17:30 on a clock an hour and more slow is 18:31:40, after the reading that says so.
    ['by the time the record means, not by what the clock showed', '17:30:00', -3700],
  ])('%s', (_, clock, seconds) => {
    expect(driftSecondsOf(setRightAtNoon, at(clock), rule)).toBe(seconds);
  });

  it('are none without a reading, without the wish, or within the floor', () => {
    expect(driftSecondsOf(undefined, at('07:00:00'), rule)).toBe(0);
    expect(driftSecondsOf(terminal(), at('07:00:00'), rule)).toBe(0);
    expect(driftSecondsOf(setRightAtNoon, at('07:34:00'), { ...rule, driftCorrection: false })).toBe(0);
    expect([30, 31, -30, -31].map((offset) => driftSecondsOf(terminal(read('06:00:00', offset)), at('07:00:00'), rule))).toEqual([0, 31, 0, -31]);
  });
});
