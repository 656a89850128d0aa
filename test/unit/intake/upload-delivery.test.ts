import { deliveryOfUpload } from '../../../src/intake/push/upload-delivery';
import { type Terminal } from '../../../src/intake/terminals/terminal';
import { isNetwork } from '../../../src/intake/terminals/terminal-settings';
import { isOffsetOfZone } from '../../../src/intake/to-punch';
import { parseUpload } from '../../../src/protocols/push/push-upload';

const terminal: Terminal = { serial: 'T', name: 'T', unitId: null, zone: 'Asia/Jakarta', status: 'approved', speaks: 'push', profile: 'x', address: null, commKey: null, acceptFromDate: null, approvedAt: 0, firstSeenAt: 0, settings: {}, pinnedKeys: {} };
const receivedAt = Date.UTC(2026, 10, 24, 3);
const accessEvents = new Map([[0, 'granted' as const], [27, 'denied' as const], [101, 'duress' as const]]);
const delivered = (query: Record<string, string>, body: string, settings: Terminal['settings'] = {}) => deliveryOfUpload(parseUpload(new Map(Object.entries(query)), Buffer.from(body)), { terminal: { ...terminal, settings }, accessEvents, acceptFromDate: '2026-01-01', receivedAt });

describe('an upload becomes one delivery', () => {
  it('panel events: only whom it let through, with the side of the door, and all of them as evidence', () => {
    const line = (event: number, pin: string, inOut: number, index: number): string => `time=2026-11-24 07:0${index}:00\tpin=${pin}\tcardno=1\teventaddr=1\tevent=${event}\tinoutstatus=${inOut}\tverifytype=0000000000000010\tindex=${index}`;
    const delivery = delivered({ table: 'rtlog' }, [line(0, '7', 0, 1), line(27, '8', 0, 2), line(101, '9', 2, 3), line(999, '9', 0, 4), line(0, '0', 0, 5)].join('\n'));
    expect(delivery.punches.map(({ pin, state, verify }) => [pin, state, verify])).toEqual([['7', 0, 0], ['9', 255, 0]]);
    expect(delivery.events).toHaveLength(5);
  });

  it('the number of an event makes it one in both of its forms, in whichever zone the panel counts', () => {
    const text = delivered({ table: 'rtlog' }, 'time=2026-11-24 07:00:00\tpin=7\tevent=0\tinoutstatus=0\tindex=5');
    const count = (((2026 - 2000) * 12 + 10) * 31 + 23) * 86_400;
    const table = (seconds: number, settings: Terminal['settings']) => delivered({ tablename: 'transaction' }, `transaction cardno=1\tpin=7\tverified=1\tdoorid=1\teventtype=0\tinoutstate=0\ttime_second=${seconds}\tindex=5`, settings);
    for (const other of [table(count + 7 * 3600, {}), table(count, { encodedTime: 'gmt' })]) {
      expect(other.punches.map(({ wallClock, punchedAt }) => [wallClock, punchedAt])).toEqual(text.punches.map(({ wallClock, punchedAt }) => [wallClock, punchedAt]));
      expect(other.events?.map(({ id }) => id)).toEqual(text.events?.map(({ id }) => id));
    }
  });

  it('what is done to a terminal is an alarm, the same one when it is sent again', () => {
    const body = 'OPLOG 23\t1\t2026-11-24 07:00:00\t0\t0\t0\t0\nOPLOG 4\t1\t2026-11-24 07:00:00\t0\t0\t0\t0\n';
    const [first, second] = [delivered({ table: 'OPERLOG' }, body), delivered({ table: 'OPERLOG' }, body)];
    expect(first.alarms.map(({ kind }) => kind)).toEqual(['records-deleted']);
    expect(second.alarms.map(({ id }) => id)).toEqual(first.alarms.map(({ id }) => id));
  });
});

it('an offset belongs to a zone on either side of a change of its clocks', () => {
  expect(isOffsetOfZone('2026-10-25 02:30:00', 3600, 'Europe/Berlin')).toBe(true);
  expect(isOffsetOfZone('2026-10-25 02:30:00', 7200, 'Europe/Berlin')).toBe(true);
  expect(isOffsetOfZone('2026-07-25 02:30:00', 3600, 'Europe/Berlin')).toBe(false);
  expect(isOffsetOfZone('2026-11-24 07:00:00', 28_800, 'Asia/Jakarta')).toBe(false);
});

it('networks are addresses with or without bits, and nothing else', () => {
  expect(['192.0.2.1', '192.0.2.0/24', '2001:db8::/32', '::1'].every(isNetwork)).toBe(true);
  expect(['', 'office', '192.0.2.0/33', '192.0.2.0/', '2001:db8::/129', '192.0.2.0/8/8'].some(isNetwork)).toBe(false);
});
