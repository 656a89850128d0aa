import { deriveAttendanceLayout } from '../../../../src/protocols/zk/attendance-layout';
import {
  ATTENDANCE_LAYOUTS,
  type AttendanceLayoutName,
  decodeAttendanceRecords,
} from '../../../../src/protocols/zk/attendance-record';
import { datasetBody } from '../../../../src/protocols/zk/bulk-read';
import { isSendable, ZK_COMMANDS } from '../../../../src/protocols/zk/commands';
import { decodeFreeSizes } from '../../../../src/protocols/zk/free-sizes';
import { assertLibraryContract, missingMethods } from '../../../../src/protocols/zk/library-contract';
import { clockOffsetSeconds } from '../../../../src/protocols/zk/probe-terminal';
import { decodeEvent } from '../../../../src/protocols/zk/realtime-event';
import { countRange, fittingRecordSizes } from '../../../../src/protocols/zk/record-size';
import { resolvePins } from '../../../../src/protocols/zk/terminal-reads';
import { decodeName } from '../../../../src/protocols/zk/text';
import { decodeUsers, type ZkUserRecord } from '../../../../src/protocols/zk/user-record';
import { decodeEventWallClock, decodeWallClock, encodeWallClock } from '../../../../src/protocols/zk/wall-clock';
import {
  attendanceDataset,
  attendanceEvent,
  freeSizes,
  garbageDataset,
  userDataset,
} from '../../../../devices/simulators/zk/datasets';
import { punchSeries, usersOfSeries } from '../../../../devices/simulators/zk/punch-series';

const range = (count: number) => countRange(count, count);
const bodyOf = (layout: AttendanceLayoutName, count: number): Buffer =>
  datasetBody(attendanceDataset(layout, punchSeries(count), 0));
const LAYOUT_NAMES = Object.keys(ATTENDANCE_LAYOUTS) as AttendanceLayoutName[];

describe('the wall clock', () => {
  it.each([
    ['2026-02-30 08:00:00', 'impossible-date'],
    ['2026-04-31 23:59:59', 'impossible-date'],
    ['2025-02-29 00:00:00', 'impossible-date'],
    ['2000-01-01 00:00:00', 'clock-lost'],
    ['2133-01-01 00:00:00', 'implausible-year'],
    ['2024-02-29 12:00:00', undefined],
  ])('%s is told as it is, with the fault %s', (wallClock, fault) => {
    expect(decodeWallClock(encodeWallClock(wallClock))).toEqual(fault ? { wallClock, fault } : { wallClock });
  });

  it('is 2000-01-01 for 0', () =>
    expect(decodeWallClock(0)).toEqual({ wallClock: '2000-01-01 00:00:00', fault: 'clock-lost' }));

  it('of an event that has hour 25 is impossible, not moved to the next day', () => {
    expect(decodeEventWallClock(Buffer.from([26, 3, 2, 25, 0, 0]))).toEqual({
      wallClock: '2026-03-02 25:00:00',
      fault: 'impossible-date',
    });
  });

  it('is compared with the site, not with the zone of the process', () => {
    const at = Date.UTC(2026, 10, 24, 1, 0, 0, 500);
    expect(clockOffsetSeconds({ wallClock: '2026-11-24 08:00:00' }, at, () => 420)).toBe(0);
    expect(clockOffsetSeconds({ wallClock: '2026-11-24 08:01:00' }, at, () => 420)).toBe(60);
    expect(clockOffsetSeconds({ wallClock: '2000-01-01 00:00:00', fault: 'clock-lost' }, at, () => 420)).toBeLessThan(
      -800_000_000,
    );
  });
});

describe('the size of a record', () => {
  it.each([
    [400, 10, [40]],
    [80, 1, [40]],
    [80, 10, [8]],
    [160, 10, [16]],
    [490, 10, [49]],
    [440, 10, [40]],
    [100, 10, []],
  ])('%i bytes for %i counted records fit %j', (total, count, sizes) => {
    expect(fittingRecordSizes(total, [8, 16, 40, 49], range(count))).toEqual(sizes);
  });

  it('never lets fewer records pass than were counted', () =>
    expect(fittingRecordSizes(360, [8, 16, 40, 49], range(10))).toEqual([]));

  it('takes every count between the two that were read', () =>
    expect(fittingRecordSizes(480, [8, 16, 40, 49], countRange(10, 14))).toEqual([40]));
});

describe('attendance records', () => {
  it.each(LAYOUT_NAMES)('of layout %s are recognised and come out in order', (name) => {
    const sixteen = name === '16-state-first' ? name : '16';
    const body = bodyOf(name, 60);
    const layout = deriveAttendanceLayout(body, range(60), sixteen);
    expect(layout.name).toBe(name);
    const seen = decodeAttendanceRecords(layout, body).map(({ pin, wallClock, verify, state }) => ({
      pin,
      wallClock,
      verify,
      state,
    }));
    expect(seen).toEqual(
      punchSeries(60).map(({ uid, pin, wallClock, verify, state }) => ({
        pin: layout.bytes === 8 ? String(uid) : pin,
        wallClock,
        verify,
        state,
      })),
    );
  });

  it('keep ids of 24 characters whole', () => {
    const pinned = punchSeries(10, { pinPrefix: '12345678901234567890' });
    const body = datasetBody(attendanceDataset('40', pinned, 0));
    expect(decodeAttendanceRecords(deriveAttendanceLayout(body, range(10)), body).map(({ pin }) => pin)).toEqual(
      pinned.map(({ pin }) => pin),
    );
  });

  it('are refused when the content cannot be records', () => {
    expect(() => deriveAttendanceLayout(datasetBody(garbageDataset('40', 3)), range(3))).toThrow(
      expect.objectContaining({ fault: 'Protocol' }) as Error,
    );
    expect(() => deriveAttendanceLayout(datasetBody(garbageDataset('40', 29)), range(29))).toThrow(
      expect.objectContaining({ fault: 'Protocol' }) as Error,
    );
    expect(() => deriveAttendanceLayout(Buffer.alloc(400), range(10))).toThrow(
      expect.objectContaining({ fault: 'Protocol' }) as Error,
    );
  });

  it('of 8 bytes are refused when both layouts are as likely', () => {
    const body = Buffer.concat(Array.from({ length: 4 }, () => Buffer.from('0100000000000000', 'hex')));
    expect(() => deriveAttendanceLayout(body, range(4))).toThrow(
      expect.objectContaining({ fault: 'Protocol' }) as Error,
    );
  });

  it('are refused when no size fits the count', () => {
    expect(() => deriveAttendanceLayout(bodyOf('40', 10).subarray(0, 399), range(10))).toThrow(
      expect.objectContaining({ fault: 'Length' }) as Error,
    );
  });
});

describe('internal uids', () => {
  const users = [
    { uid: 1, pin: '7' },
    { uid: 3, pin: '3001' },
  ] as ZkUserRecord[];
  const [one, two, seven] = decodeAttendanceRecords(
    ATTENDANCE_LAYOUTS['8A'],
    Buffer.concat([1, 2, 7].map((uid) => Buffer.from([uid, 0, 1, 0, 0, 0, 0x30, 0]))),
  );

  it('become printed ids by the user list, stay numbers without one, and never become somebody else', () => {
    if (!one || !two || !seven) throw new Error('three records were decoded');
    expect(resolvePins([one, two, seven], users).map(({ pin, pinFrom }) => [pin, pinFrom])).toEqual([
      ['7', 'user-list'],
      ['2', 'uid'],
      ['uid:7', 'uid'],
    ]);
  });
});

describe('users', () => {
  const users = usersOfSeries(20);

  it.each([28, 72] as const)('of %i bytes are recognised by their count', (bytes) => {
    const body = datasetBody(userDataset(bytes, users));
    expect(decodeUsers(body, range(20)).map(({ uid, pin, card }) => ({ uid, pin, card }))).toEqual(
      users.map(({ uid, pin, card }) => ({ uid, pin, card })),
    );
  });

  it('do not give away passwords', () => {
    const decoded = JSON.stringify(decodeUsers(datasetBody(userDataset(72, users)), range(20)));
    expect(decoded).not.toMatch(/secret|736563726574/);
  });

  it('are refused when the bytes do not fit the count', () => {
    expect(() => decodeUsers(datasetBody(userDataset(72, users)).subarray(0, 700), range(20))).toThrow(
      expect.objectContaining({ fault: 'Length' }) as Error,
    );
  });

  it.each([
    ['Sutrisno', Buffer.from('Sutrisno').toString('hex')],
    ['Müller', Buffer.from('Müller', 'utf8').toString('hex')],
    ['张伟', 'd5c5ceb0'],
    ['Ren\u00e9', Buffer.from('Ren\u00e9', 'latin1').toString('hex')],
  ])('are called %s whatever the encoding', (name, bytes) => {
    expect(decodeName(Buffer.concat([Buffer.from(bytes, 'hex'), Buffer.from([0, 0x41])]))).toBe(name);
  });
});

describe('sizes', () => {
  it.each([80, 92, 112])('of %i bytes', (bytes) => {
    expect(decodeFreeSizes(freeSizes(bytes, 3, 58, 100_000))).toMatchObject({
      users: 3,
      records: 58,
      recordCapacity: 100_000,
      recordsFree: 99_942,
    });
  });
});

describe('events', () => {
  const [punch] = punchSeries(1);

  it.each([10, 12, 14, 32, 36, 37, 52])('of %i bytes', (bytes) => {
    if (!punch) throw new Error('a series has a first punch');
    const event = decodeEvent({ command: 500, session: 1, replyId: 0, data: attendanceEvent(bytes, punch) });
    const pin = bytes === 10 || bytes === 14 ? String(punch.uid) : punch.pin;
    expect(event).toEqual({
      kind: 'attendance',
      pin,
      wallClock: punch.wallClock,
      verify: punch.verify,
      state: punch.state,
    });
  });
});

describe('what is never sent', () => {
  it.each([7, 8, 10, 12, 14, 15, 18, 19, 20, 31, 33, 88, 202, 1003, 1004, 1005, 1009])(
    'command %i does not exist',
    (command) => expect(isSendable(command)).toBe(false),
  );

  it('every command names its source', () => {
    for (const command of Object.values(ZK_COMMANDS)) expect(command.source).toMatch(/^zk\.md B\.\d+/);
  });
});

describe('the library', () => {
  it('is the audited one', () => expect(() => assertLibraryContract()).not.toThrow());
  it('would be refused without a method that is overridden', () =>
    expect(missingMethods({ connect: () => undefined }, ['connect', 'executeCmd'])).toEqual(['executeCmd']));
});
