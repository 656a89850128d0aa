import { ProtocolError } from '../../../../src/protocols/errors';
import { parseInfo } from '../../../../src/protocols/push/info-counters';
import { parseQuery } from '../../../../src/protocols/push/push-query';
import {
  addPacket,
  isComplete,
  type PacketProgress,
  parseQueryPacket,
} from '../../../../src/protocols/push/query-packets';

describe('parseInfo (push.md A2)', () => {
  it('reads the counters in their order, with or without spaces', () => {
    expect(parseInfo('Ver 8.0.4.3, 12, 30,4711,192.168.1.201,10,7,12,3,0111,9,8,7')).toEqual({
      firmware: 'Ver 8.0.4.3',
      users: 12,
      fingerprints: 30,
      attendanceRecords: 4711,
      address: '192.168.1.201',
      fingerAlgorithm: '10',
      faceAlgorithm: '7',
      facesNeeded: 12,
      faces: 3,
      features: '0111',
      cards: 9,
      userPhotos: 8,
      attendancePhotos: 7,
    });
  });

  it('takes what is missing for unknown, never for zero', () => {
    expect(parseInfo('Ver 6.39,5,x')).toMatchObject({ users: 5, fingerprints: null, attendanceRecords: null });
    expect(parseInfo(undefined)).toBeNull();
    expect(parseInfo('')).toBeNull();
  });
});

describe('packets of a query (push.md A2, querydata)', () => {
  const packet = (search: string) => parseQueryPacket(parseQuery(search).values);
  const through = (...searches: string[]) =>
    searches.reduce<PacketProgress | null>((progress, search) => addPacket(progress, packet(search), 10), null);

  it('reads the numbers', () => {
    expect(packet('cmdid=7&tablename=transaction&count=10&packcnt=3&packidx=2')).toEqual({
      commandId: 7,
      tableName: 'transaction',
      count: 10,
      packetCount: 3,
      packetIndex: 2,
    });
  });

  it.each([
    '',
    'cmdid=x',
    'cmdid=7&packcnt=0',
    'cmdid=7&packcnt=2&packidx=3',
    'cmdid=7&packcnt=-1',
    'cmdid=7&count=many',
  ])('refuses %s', (search) => {
    expect(() => packet(search)).toThrow(ProtocolError);
  });

  it('is complete when every packet is in, in any order, repeated or not', () => {
    const [one, two, three] = [1, 2, 3].map((index) => `cmdid=7&packcnt=3&packidx=${index}`) as [
      string,
      string,
      string,
    ];
    expect(through(three, one, one)).toMatchObject({ seen: [3, 1], records: 20 });
    expect(isComplete(through(three, one, one) as PacketProgress)).toBe(false);
    expect(isComplete(through(three, one, two) as PacketProgress)).toBe(true);
  });

  it('starts anew when the device does', () => {
    expect(through('cmdid=7&packcnt=3&packidx=1', 'cmdid=7&packcnt=2&packidx=1')).toMatchObject({
      packetCount: 2,
      seen: [1],
      records: 10,
    });
    expect(through('cmdid=7&packcnt=3&packidx=1', 'cmdid=8&packcnt=3&packidx=1')).toMatchObject({
      commandId: 8,
      seen: [1],
    });
  });
});
