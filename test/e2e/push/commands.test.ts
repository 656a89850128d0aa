import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { answerCommand } from '../../../devices/simulators/push/terminal-commands';
import { type LoggedPunch, punchKey } from '../../../devices/simulators/push/terminal-log';
import { closeFronts, type Front, startFront } from './front';

const LOG: LoggedPunch[] = [
  '2026-03-01 08:00:00',
  '2026-03-02 08:00:00',
  '2026-03-02 16:00:00',
  '2026-03-03 08:00:00',
].map((wallClock) => ({
  pin: '0007',
  wallClock,
  state: 0,
  verify: 1,
  workCode: '',
}));
const DAY = { from: '2026-03-02 00:00:00', to: '2026-03-02 23:59:59' };

let front: Front;
let terminal: PushTerminalSimulator;
beforeEach(async () => {
  front = await startFront();
  terminal = new PushTerminalSimulator({
    baseUrl: front.baseUrl,
    serial: 'SIM1',
    log: LOG,
    now: () => Date.UTC(2026, 2, 3, 2, 0, 0),
  });
});
afterEach(closeFronts);

describe('commands reach a terminal and their results come back (push.md A6)', () => {
  it('counts a day and sends it again', async () => {
    const sum = front.handler.command({ kind: 'verify-sum-attlog', ...DAY });
    const query = front.handler.command({ kind: 'query-attlog', ...DAY });
    expect(await terminal.poll()).toBe(true);
    expect(sum.result).toMatchObject({ outcome: 'done', attlogSum: 2 });
    expect(query.result).toMatchObject({ outcome: 'done', returnCode: 2 });
    expect(front.handler.punchKeys('SIM1')).toEqual(LOG.slice(1, 3).map(punchKey));
  });

  it('puts users on it and takes them off', async () => {
    front.handler.command({ kind: 'update-user', pin: '0007', name: 'Sri Wahyuni', card: '12345' });
    await terminal.poll();
    expect([...terminal.users]).toEqual([['0007', { name: 'Sri Wahyuni', card: '12345', privilege: '0' }]]);
    front.handler.command({ kind: 'delete-user', pin: '0007' });
    const missing = front.handler.command({ kind: 'delete-user', pin: '9' });
    await terminal.poll();
    expect(terminal.users.size).toBe(0);
    expect(missing.result).toMatchObject({ outcome: 'failed', returnCode: -10 });
  });

  it('reads its options, sets one, sets its clock and reboots it last', async () => {
    const reboot = front.handler.command({ kind: 'reboot' });
    const info = front.handler.command({ kind: 'info' });
    front.handler.command({ kind: 'set-option', key: 'Delay', value: '15' });
    front.handler.command({ kind: 'set-clock', wallClock: '2026-03-03 09:00:00' });
    await terminal.handshake();
    await terminal.poll();
    expect(info.result?.options).toMatchObject({ DeviceName: 'SIM-A1', FirmVer: 'Ver 8.0.4-sim' });
    expect(terminal.options['Delay']).toBe('15');
    expect(terminal.wallClock()).toBe('2026-03-03 09:00:00');
    expect(terminal.commands.at(-1)).toBe('REBOOT');
    expect(reboot.result?.outcome).toBe('done');
    expect(terminal.shaken).toBe(false);
    await terminal.uploadOperations();
    expect(front.handler.lines.map(({ line }) => line.kind === 'oplog' && line.code)).toEqual([21, 0]);
  });

  it('are offered again while no result has come', async () => {
    const entry = front.handler.command({ kind: 'check' });
    await terminal.connection.get('getrequest');
    await terminal.connection.get('getrequest');
    expect(entry).toMatchObject({ offered: 2, result: null });
    await terminal.poll();
    expect(entry).toMatchObject({ offered: 3, result: { outcome: 'done' } });
  });

  it('a terminal that does not know a command says so', async () => {
    expect(await answerCommand(terminal, 'SHELL ls')).toEqual({ returnCode: -1002, tail: 'SHELL' });
    expect(await answerCommand(terminal, 'USER ADD PIN=1')).toEqual({ returnCode: -1002, tail: 'USER' });
  });
});

describe('handshake', () => {
  it('tells the zone, and the whole log again only when asked', async () => {
    front.handler.settings = { offsetMinutes: 330, timeZoneForm: 'auto' };
    await terminal.handshake();
    expect(terminal.offsetMinutes).toBe(330);
    await terminal.uploadPunches();
    await terminal.handshake();
    expect(terminal.pending).toBe(0);
    front.handler.settings = { ...front.handler.settings, resendAll: true };
    await terminal.handshake();
    expect(terminal.pending).toBe(LOG.length);
  });

  it('a zone that cannot be said is a failure of ours, not an answer', async () => {
    front.handler.settings = { offsetMinutes: 330, timeZoneForm: 'hours' };
    expect(await terminal.handshake()).toBe(false);
  });
});
