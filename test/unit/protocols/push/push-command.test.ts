import * as fc from 'fast-check';
import { ProtocolError } from '../../../../src/protocols/errors';
import { commandBatch, commandText, type PushCommand } from '../../../../src/protocols/push/push-command';

describe('commandText (push.md A6)', () => {
  it.each<[PushCommand, string]>([
    [
      { kind: 'update-user', pin: '0007', name: 'Sri Wahyuni', card: '12345' },
      'DATA UPDATE USERINFO PIN=0007\tName=Sri Wahyuni\tPri=0\tCard=12345',
    ],
    [
      { kind: 'update-user', pin: '7', name: '', privilege: 14, card: null },
      'DATA UPDATE USERINFO PIN=7\tName=\tPri=14\tCard=',
    ],
    [{ kind: 'delete-user', pin: '7' }, 'DATA DELETE USERINFO PIN=7'],
    [
      { kind: 'query-attlog', from: '2026-03-02 00:00:00', to: '2026-03-02 23:59:59' },
      'DATA QUERY ATTLOG StartTime=2026-03-02 00:00:00\tEndTime=2026-03-02 23:59:59',
    ],
    [
      { kind: 'verify-sum-attlog', from: '2026-03-02 00:00:00', to: '2026-03-02 23:59:59' },
      'VERIFY SUM ATTLOG StartTime=2026-03-02 00:00:00\tEndTime=2026-03-02 23:59:59',
    ],
    [{ kind: 'info' }, 'INFO'],
    [{ kind: 'check' }, 'CHECK'],
    [{ kind: 'log' }, 'LOG'],
    [{ kind: 'reload-options' }, 'RELOAD OPTIONS'],
    [{ kind: 'reboot' }, 'REBOOT'],
    [{ kind: 'unlock' }, 'AC_UNLOCK'],
    [{ kind: 'cancel-alarm' }, 'AC_UNALARM'],
    [{ kind: 'set-option', key: 'TimeZone', value: '330' }, 'SET OPTION TimeZone=330'],
    [{ kind: 'set-clock', wallClock: '2026-08-10 09:00:00' }, 'SET OPTION DateTime=855219600'],
  ])('spells %j for a terminal', (command, text) => {
    expect(commandText(command, 'att')).toBe(text);
  });

  it.each<[PushCommand, string]>([
    [
      { kind: 'update-user', pin: '7', name: 'Sri', card: '77' },
      'DATA UPDATE user CardNo=77\tPin=7\tName=Sri\tPrivilege=0',
    ],
    [{ kind: 'delete-user', pin: '7' }, 'DATA DELETE user Pin=7'],
    [{ kind: 'query-transactions' }, 'DATA QUERY tablename=transaction,fielddesc=*,filter=*'],
    [{ kind: 'reboot' }, 'CONTROL DEVICE 03000000'],
  ])('spells %j for a panel', (command, text) => {
    expect(commandText(command, 'acc')).toBe(text);
  });

  it.each<[PushCommand, 'att' | 'acc']>([
    [{ kind: 'query-transactions' }, 'att'],
    [{ kind: 'query-attlog', from: '2026-03-02 00:00:00', to: '2026-03-02 23:59:59' }, 'acc'],
    [{ kind: 'unlock' }, 'acc'],
    [{ kind: 'update-user', pin: '7', name: 'Sri\nC:9:REBOOT' }, 'att'],
    [{ kind: 'update-user', pin: '7', name: 'Sri\tPri=14' }, 'att'],
    [{ kind: 'update-user', pin: '7', name: 'Sri\u2028x' }, 'acc'],
    [{ kind: 'update-user', pin: '7', name: 'x'.repeat(49) }, 'att'],
    [{ kind: 'update-user', pin: '7 8', name: 'Sri' }, 'att'],
    [{ kind: 'update-user', pin: '7', name: 'Sri', card: '7\r' }, 'att'],
    [{ kind: 'delete-user', pin: '*' }, 'acc'],
    [{ kind: 'delete-user', pin: '' }, 'att'],
    [{ kind: 'query-attlog', from: '2026-02-30 00:00:00', to: '2026-03-02 23:59:59' }, 'att'],
    [{ kind: 'set-option', key: 'TimeZone', value: '7\nx' }, 'att'],
    [{ kind: 'set-option', key: 'ICLOCKSVRURL' as 'Delay', value: '1' }, 'att'],
    [{ kind: 'set-option', key: 'constructor' as 'Delay', value: '1' }, 'att'],
    [{ kind: 'SHELL' as 'info' }, 'att'],
    [{ kind: 'constructor' as 'info' }, 'att'],
  ])('refuses %j for %s', (command, protocol) => {
    expect(() => commandText(command, protocol)).toThrow(ProtocolError);
  });

  it('never lets a field start another command, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (pin, name, card) => {
        const { text } = commandBatch([{ id: 1, command: { kind: 'update-user', pin, name, card } }], 'att');
        expect(
          text === 'OK' ||
            /^C:1:DATA UPDATE USERINFO PIN=[A-Za-z0-9]+\tName=[^\t\r\n]*\tPri=0\tCard=[^\t\r\n]*\n$/.test(text),
        ).toBe(true);
      }),
    );
  });

  it('has no word for running code, clearing logs or touching templates', () => {
    const kinds: PushCommand['kind'][] = [
      'info',
      'check',
      'log',
      'reload-options',
      'reboot',
      'unlock',
      'cancel-alarm',
      'query-transactions',
    ];
    const texts = kinds.flatMap((kind) =>
      (['att', 'acc'] as const).map(
        (protocol) => commandBatch([{ id: 1, command: { kind } as PushCommand }], protocol).text,
      ),
    );
    expect(texts.join('')).not.toMatch(/SHELL|PutFile|GetFile|UPGRADE|CLEAR|FINGERTMP|BIODATA|ENROLL|PHOTO|templatev/i);
  });
});

describe('commandBatch', () => {
  const queue = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ id, command: { kind: 'info' } as PushCommand }));

  it('is OK when nothing waits', () => {
    expect(commandBatch([], 'att')).toEqual({ text: 'OK', ids: [], refused: [] });
  });

  it('puts REBOOT last and names what it refuses', () => {
    const batch = commandBatch(
      [
        { id: 1, command: { kind: 'reboot' } },
        { id: 2, command: { kind: 'query-transactions' } },
        { id: 3, command: { kind: 'check' } },
      ],
      'att',
    );
    expect(batch).toEqual({
      text: 'C:3:CHECK\nC:1:REBOOT\n',
      ids: [3, 1],
      refused: [{ id: 2, reason: 'An attendance terminal knows no query-transactions' }],
    });
  });

  it('carries at most 200 commands and 40,000 bytes', () => {
    expect(commandBatch(queue(201), 'att').ids).toHaveLength(200);
    const long = queue(200).map(({ id }) => ({
      id,
      command: { kind: 'update-user', pin: '7', name: '名'.repeat(48) } as PushCommand,
    }));
    const batch = commandBatch([...long], 'att');
    expect(Buffer.byteLength(batch.text)).toBeLessThanOrEqual(40_000);
    expect(batch.text.split('\n')).toHaveLength(batch.ids.length + 1);
    expect(batch.ids.length).toBeGreaterThan(150);
  });
});
