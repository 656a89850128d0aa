import { ATTENDANCE_LAYOUTS, decodeAttendanceRecord } from '../../../../src/protocols/zk/attendance-record';
import { ATTENDANCE_LOG } from '../../../../src/protocols/zk/bulk-read';
import { scrambleCommKey } from '../../../../src/protocols/zk/comm-key';
import { decodePacket, encodePacket } from '../../../../src/protocols/zk/packet';
import { decodeEvent } from '../../../../src/protocols/zk/realtime-event';
import { encodeFrame, TcpFrameReader } from '../../../../src/protocols/zk/tcp-frame';
import { decodeWallClock, encodeWallClock } from '../../../../src/protocols/zk/wall-clock';
import { expectedAuth, hasRightChecksum, packWallClock } from '../../../../devices/simulators/zk/wire-format';
import { capture } from './capture';

describe('bytes of real terminals', () => {
  it('a pushed punch', () => {
    const [payload = Buffer.alloc(0)] = new TcpFrameReader().push(capture('zk-event-attlog-32'));
    const packet = decodePacket(payload);
    expect(packet).toMatchObject({ command: 500, session: 1, replyId: 0 });
    expect(decodeEvent(packet)).toEqual({
      kind: 'attendance',
      pin: '999111333',
      wallClock: '2018-06-25 17:41:05',
      verify: 1,
      state: 0,
    });
    expect(hasRightChecksum(payload)).toBe(true);
  });

  it('the request for the attendance log', () => {
    const frame = encodeFrame(
      encodePacket({ command: 1503, session: 0x1f2e, replyId: 2, data: ATTENDANCE_LOG.buffered }),
    );
    expect(frame.toString('hex')).toBe(capture('zk-prepare-attendance-request').toString('hex'));
  });

  it('a packed wall clock', () => {
    const packed = capture('zk-time').readUInt32LE(0);
    expect(decodeWallClock(packed)).toEqual({ wallClock: '2018-06-25 17:50:35' });
    expect([encodeWallClock('2018-06-25 17:50:35'), packWallClock('2018-06-25 17:50:35')]).toEqual([packed, packed]);
  });

  it('a record of 8 bytes', () => {
    const record = decodeAttendanceRecord(ATTENDANCE_LAYOUTS['8B'], capture('zk-record-8b'));
    expect(record).toMatchObject({ uid: 7, verify: 0x28, state: 0, raw: '07002800a8eba71e' });
    expect(record.wallClock).toMatch(/^2016-/);
    expect(record.clockFault).toBeUndefined();
    expect(decodeAttendanceRecord(ATTENDANCE_LAYOUTS['8A'], capture('zk-record-8b')).clockFault).toBe(
      'implausible-year',
    );
  });

  it.each([
    ['zk-auth-1234', 1234, 0x1f2e],
    ['zk-auth-overflow', 131_071, 0xffff],
  ])('%s', (name, key, session) => {
    const bytes = capture(name).toString('hex');
    expect([scrambleCommKey(key, session).toString('hex'), expectedAuth(key, session).toString('hex')]).toEqual([
      bytes,
      bytes,
    ]);
  });
});
