import { lossOf, marksOf } from '../../../src/intake/poll/poll-terminal';
import { backoffMs, PollTurns } from '../../../src/intake/poll/poll-turns';
import { knownErrors } from '../../../src/intake/poll/zk-error-texts';
import { parseScenario } from '../../../devices/simulators/scenario/scenario-file';
import { type ZkAttendanceRecord } from '../../../src/protocols/zk/attendance-record';

const log = (from: number, to: number): ZkAttendanceRecord[] => Array.from({ length: to - from }, (_, n) => ({ pin: '1', pinFrom: 'record', wallClock: '', verify: 1, state: 0, raw: String(from + n) }));
const after = (before: readonly ZkAttendanceRecord[], now: readonly ZkAttendanceRecord[], full = false) => lossOf({ deviceRecords: before.length, ...marksOf(before) }, now, full);

describe('what became of a log', () => {
  it.each([
    ['grew', log(0, 10), log(0, 12), false, null],
    ['stands', log(0, 10), log(0, 10), false, null],
    ['rolled by less than was read', log(0, 10), log(4, 14), true, null],
    ['rolled further than was read', log(0, 10), log(10, 20), true, 'log-rolled'],
    ['begun anew and grown longer', log(0, 10), log(100, 130), false, 'log-cleared'],
    ['begun anew', log(0, 10), log(100, 103), false, 'log-cleared'],
    ['empty', log(0, 10), [], false, 'log-cleared'],
    ['lost its end', log(0, 10), log(0, 8), false, 'log-shrunk'],
    ['lost its begin', log(0, 10), log(5, 10), false, 'log-shrunk'],
  ] as const)('%s', (_, before, now, full, expected) => {
    expect(after(before, now, full)).toBe(expected);
  });

  it('of a terminal that was never read is unknown', () => {
    expect(lossOf({ deviceRecords: null, oldestRecord: null, newestRecord: null }, [], false)).toBeNull();
  });
});

describe('turns', () => {
  const all = (count: number, prefix = 'T') => Array.from({ length: count }, (_, n) => ({ serial: `${prefix}${n}` }));

  it('those that fail share few slots, whoever else is due', () => {
    const turns = new PollTurns({ all: 8, failing: 2 });
    turns.expectFailure(all(20, 'DEAD').map(({ serial }) => serial));
    const started = turns.due([...all(20, 'DEAD'), ...all(20)], 0);
    expect(started.filter(({ serial }) => serial.startsWith('DEAD'))).toHaveLength(2);
    expect(started).toHaveLength(8);
  });

  it('nobody is started twice, and the longest due comes first', () => {
    const turns = new PollTurns({ all: 2, failing: 1 });
    turns.of('T0').dueAt = 50;
    turns.of('T1').running = true;
    turns.of('T2').dueAt = 20;
    turns.of('T3').dueAt = 200;
    expect(turns.due(all(4), 100).map(({ serial }) => serial)).toEqual(['T2']);
  });

  it('pauses double up to the longest one', () => {
    expect([1, 2, 3, 20].map((failures) => backoffMs(failures, 1000, 5000, () => 0.5))).toEqual([1000, 2000, 4000, 5000]);
    expect(backoffMs(1, 1000, 5000, () => 0)).toBe(750);
  });
});

it('every name of an error has words', () => {
  expect(knownErrors()).toEqual(expect.arrayContaining(['ConnectTimeout', 'Timeout', 'Refused', 'Unreachable', 'Closed', 'WrongKey', 'Rejected', 'Unsupported', 'Framing', 'Checksum', 'Length', 'Protocol']));
});

it('a scenario names its faults', () => {
  const text = 'name: x\nabout: y\ndate: 2026-11-23\nutc_offset_minutes: 420\nterminals: [{ id: a, kind: zk, serial: A }]\nevents: [{ at: "08:00", terminal: a, punch: 7 }, { at: "07:00", terminal: a, power: "off" }]';
  expect(parseScenario(text).events.map(({ at }) => at)).toEqual(['07:00', '08:00']);
  expect(() => parseScenario(text.replace('terminal: a, punch', 'terminal: b, punch'))).toThrow('there is no terminal "b"');
  expect(() => parseScenario(text.replace('"07:00"', '"25:00"'))).toThrow(/events/);
});
