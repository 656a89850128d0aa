import { ProtocolError } from '../../../../src/protocols/errors';
import {
  accessAnswer,
  handshakeAnswer,
  registryAnswer,
  timeAnswer,
  timeZoneValue,
} from '../../../../src/protocols/push/handshake';
import { decodeDateTime, encodeDateTime, parseWallClock, rtdataAnswer } from '../../../../src/protocols/push/push-time';

const NOON = Date.UTC(2026, 2, 2, 5, 0, 0);

describe('handshakeAnswer (push.md A3)', () => {
  const settings = { offsetMinutes: 420, timeZoneForm: 'auto' } as const;

  it('is the block of a current attendance terminal', () => {
    expect(handshakeAnswer('SIM1', '2.4.1', { ...settings, maxPostBytes: 1000 }).split('\n')).toEqual([
      'GET OPTION FROM: SIM1',
      'ATTLOGStamp=9999',
      'OPERLOGStamp=9999',
      'ATTPHOTOStamp=9999',
      'BIODATAStamp=9999',
      'IDCARDStamp=9999',
      'ERRORLOGStamp=9999',
      'ErrorDelay=30',
      'Delay=10',
      'TransTimes=00:00;14:05',
      'TransInterval=1',
      'TransFlag=TransData AttLog\tOpLog',
      'TimeZone=7',
      'Realtime=1',
      'Encrypt=None',
      'Timeout=60',
      'ServerVer=2.4.1',
      'PushProtVer=2.4.1',
      'PushOptionsFlag=1',
      'SupportPing=1',
      'MaxPostSize=1000',
      '',
    ]);
  });

  it('gives the stamps of PUSH 1.0 only to a terminal that says no version', () => {
    expect(handshakeAnswer('SIM1', null, settings)).toContain('\nStamp=9999\nOpStamp=9999\n');
  });

  it('asks for the whole log only when told to', () => {
    expect(handshakeAnswer('SIM1', '2.4.1', { ...settings, resendAll: true })).toContain('\nATTLOGStamp=0\n');
    expect(handshakeAnswer('SIM1', '2.4.1', settings)).not.toContain('Stamp=0');
  });

  it('asks for no template and no photo', () => {
    const users = handshakeAnswer('SIM1', '2.4.1', {
      ...settings,
      transfer: ['AttLog', 'OpLog', 'EnrollUser', 'ChgUser'],
    });
    expect(users).not.toMatch(/EnrollFP|FPImag|FACE|UserPic|BioPhoto|AttPhoto/);
  });
});

describe('timeZoneValue (push.md A7)', () => {
  it.each([
    [420, 'auto', '7'],
    [-300, 'auto', '-5'],
    [330, 'auto', '330'],
    [525, 'auto', '525'],
    [480, 'minutes', '480'],
    [480, 'hours', '8'],
    [-570, 'hh:mm', '-09:30'],
    [420, 'hh:mm', '+07:00'],
    [420, 'omit', null],
  ] as const)('%i minutes as %s is %s', (offset, form, value) => {
    expect(timeZoneValue(offset, form)).toBe(value);
  });

  it('never says a fraction of an hour', () => {
    expect(() => timeZoneValue(330, 'hours')).toThrow(ProtocolError);
  });
});

describe('access panel', () => {
  it('is configured at the handshake and at /push; users are not asked for', () => {
    const configuration = { registryCode: 'c0de', sessionId: 's1' };
    expect(accessAnswer(configuration, 'handshake')).toMatch(
      /^registry=ok\nRegistryCode=c0de\nServerVersion=3\.1\.2\n[^]*\nTransTables=Transaction\n/,
    );
    expect(accessAnswer(configuration, 'push')).toMatch(/^ServerVersion=3\.1\.2\n[^]*\nSessionID=s1\n/);
    expect(registryAnswer('c0de')).toBe('RegistryCode=c0de\n');
  });

  it.each(['', 'a b', 'a\nb', 'x'.repeat(33)])('has no registry code %j', (code) => {
    expect(() => registryAnswer(code)).toThrow(ProtocolError);
  });
});

describe('time', () => {
  it('is told with its offset', () => {
    expect(timeAnswer(NOON, 420)).toBe('Time=2026-03-02T12:00:00+07:00\n');
    expect(rtdataAnswer(NOON, 420, 'gmt')).toBe(`DateTime=${encodeDateTime('2026-03-02 05:00:00')},ServerTZ=+0700`);
    expect(rtdataAnswer(NOON, -570, 'local')).toBe(`DateTime=${encodeDateTime('2026-03-01 19:30:00')},ServerTZ=-0930`);
  });

  it('is counted with months of 31 days (push.md A7: 855219600)', () => {
    expect(encodeDateTime('2026-08-10 09:00:00')).toBe(855_219_600);
    expect(decodeDateTime(855_219_600)).toBe('2026-08-10 09:00:00');
    expect(decodeDateTime(encodeDateTime('2026-02-28 00:00:00') + 86_400)).toBeNull();
    expect(decodeDateTime(-1)).toBeNull();
  });

  it.each([
    ['2026-03-02 08:00:00', '2026-03-02 08:00:00'],
    ['2026-03-02T08:00', '2026-03-02 08:00:00'],
    ['2026-3-2 8:00:05', '2026-03-02 08:00:05'],
    ['2028-02-29 23:59:59', '2028-02-29 23:59:59'],
    ['2026-02-29 08:00:00', null],
    ['2026-03-02 08:60:00', null],
    ['2026-00-02 08:00:00', null],
    ['0000-01-01 00:00:00', null],
    ['2026-03-02', null],
    ['2026-03-02 08:00:00Z', null],
  ])('reads %s as %s', (text, wallClock) => {
    expect(parseWallClock(text)).toBe(wallClock);
  });
});
