import { AccessPanelSimulator, type PanelEvent } from '../../../devices/simulators/push/access-panel';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { type LoggedPunch } from '../../../devices/simulators/push/terminal-log';
import { HealthNotes } from '../../../src/intake/terminals/health-notes';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { IntakeUnderTest } from './intake-under-test';

jest.setTimeout(120_000);

let serial = '';
let terminals = 0;
const logged = (count: number, from = '2026-11-23 07:00:00'): LoggedPunch[] =>
  Array.from({ length: count }, (_, index) => ({ pin: String(100 + (index % 7)), wallClock: new Date(Date.parse(`${from.replace(' ', 'T')}Z`) + index * 60_000).toISOString().slice(0, 19).replace('T', ' '), state: 0, verify: 1, workCode: '0' }));

describe('terminals that call', () => {
  let intake: IntakeUnderTest;

  beforeAll(async () => {
    intake = await IntakeUnderTest.start();
  });
  afterAll(() => intake.stop());
  beforeEach(() => {
    serial = `PUSH${(terminals += 1)}`;
    // Longer than anything is answered from memory.
    intake.clock.advance(10 * 60_000);
  });

  const pushing = (options: Partial<ConstructorParameters<typeof PushTerminalSimulator>[0]> = {}) => new PushTerminalSimulator({ baseUrl: intake.deviceUrl, serial, now: () => intake.clock.now(), ...options });
  const health = async (): Promise<Record<string, unknown>> => {
    await intake.app.get(HealthNotes).flush();
    return (await intake.database.query<Record<string, unknown>>('SELECT * FROM terminal_health WHERE serial = ?', [serial]))[0] ?? {};
  };

  it('refuses whom it does not know, and lists them only while pairing, up to a cap', async () => {
    const closed = await IntakeUnderTest.start({ env: { PAIRING: 'false' } });
    expect((await closed.device(`cdata?SN=STRANGER&options=all`)).status).toBe(403);
    expect((await closed.api('GET', 'terminals/STRANGER')).status).toBe(404);
    await closed.stop();
    const pairing = await IntakeUnderTest.start({ env: { PAIRING: 'true' } });
    try {
      const heard: unknown[] = [];
      pairing.app.get(EventEmitter2).on('device.announced', (event) => heard.push(event));
      expect((await pairing.device(`cdata?SN=NEWCOMER&options=all&DeviceType=acc`)).status).toBe(403);
      for (let n = 0; n < 230; n += 1) await pairing.device(`getrequest?SN=FLOOD${n}`);
      const listed = (await pairing.api<{ serial: string; status: string; profile: string }[]>('GET', 'terminals')).body;
      expect(listed).toHaveLength(200);
      expect(listed.find((one) => one.serial === 'NEWCOMER')).toMatchObject({ status: 'pending', profile: 'zkteco-acc-push' });
      expect(heard).toHaveLength(200);
      expect((await pairing.device('cdata?SN=NEWCOMER&table=ATTLOG', '1\t2026-11-23 07:00:00\t0\t1\n')).status).toBe(403);
      expect(await pairing.count('punch', 'NEWCOMER')).toBe(0);
    } finally {
      await pairing.stop();
    }
  });

  it('believes a terminal only from its networks, and settings only when they make sense', async () => {
    await intake.terminal(serial, 'push', { settings: { sourceNetworks: ['192.0.2.0/24'] } });
    expect((await intake.device(`getrequest?SN=${serial}`)).status).toBe(403);
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'outside-network' }]);
    const wrong = await intake.api<{ detail: string }>('PATCH', `terminals/${serial}`, { settings: { sourceNetworks: ['192.0.2.0/99', 'office'], colour: 'blue' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.detail).toMatch(/sourceNetworks\.0.*sourceNetworks\.1.*colour/);
    expect((await intake.api('PATCH', `terminals/${serial}`, { profile: 'no-such-model' })).status).toBe(422);
    expect((await intake.api('PATCH', `terminals/${serial}`, { zone: 'Jakarta' })).status).toBe(422);
    expect((await intake.api('PATCH', `terminals/${serial}`, { settings: { sourceNetworks: ['127.0.0.0/8'] } })).status).toBe(200);
    expect((await intake.device(`getrequest?SN=${serial}`)).status).toBe(200);
  });

  it('pins the key that is shown first; another one is refused until an administrator pins anew', async () => {
    await intake.terminal(serial, 'push');
    const shake = (key: string | null) => intake.device(`cdata?SN=${serial}&options=all${key === null ? '' : `&pushcommkey=${key}`}`);
    expect((await shake('first')).status).toBe(200);
    expect((await intake.device(`getrequest?SN=${serial}`)).status).toBe(200);
    expect((await shake('other')).status).toBe(403);
    expect((await shake(null)).status).toBe(403);
    expect((await shake('first')).status).toBe(200);
    expect((await intake.incidents(serial)).map(({ kind }) => kind)).toEqual(['key-changed', 'key-changed']);
    expect((await intake.api('POST', `terminals/${serial}/repin`)).status).toBe(200);
    expect((await shake('other')).status).toBe(200);
    expect((await shake('first')).status).toBe(403);
  });

  it('raises an alarm for what is done to a terminal, once however often it is sent', async () => {
    await intake.terminal(serial, 'push');
    const terminal = pushing();
    await terminal.handshake();
    for (const code of [0, 13, 21, 22, 23, 82]) terminal.operate(code);
    await terminal.uploadOperations();
    await intake.device(`cdata?SN=${serial}&table=OPERLOG`, `${terminal.operations.join('\n')}\n`);
    expect((await intake.incidents(serial)).map(({ kind }) => kind).sort()).toEqual(['clock-set', 'data-cleared', 'factory-reset', 'records-deleted', 'server-changed']);
    const events = await intake.api<{ total: number; items: object[] }>('GET', `terminals/${serial}/events?sort=code`);
    expect(events.body.total).toBe(6);
    expect(events.body.items[0]).toMatchObject({ kind: 'oplog', code: 0 });
  });

  it('keeps evidence, punches and unreadable lines together or not at all', async () => {
    await intake.terminal(serial, 'push');
    await intake.database.transaction((tx) => tx.execute('ALTER TABLE terminal_event RENAME TO terminal_event_away'));
    const body = 'time=2026-11-23 07:00:00\tpin=7\tcardno=1\teventaddr=1\tevent=0\tinoutstatus=0\tverifytype=1\tindex=1\nno record at all\n';
    try {
      expect((await intake.device(`cdata?SN=${serial}&table=rtlog`, body)).status).toBe(503);
      expect([await intake.count('punch', serial), await intake.count('rejected_record', serial)]).toEqual([0, 0]);
    } finally {
      await intake.database.transaction((tx) => tx.execute('ALTER TABLE terminal_event_away RENAME TO terminal_event'));
    }
    // What could not be kept is still on the terminal: its asking for commands proves nothing.
    await intake.device(`getrequest?SN=${serial}`);
    expect((await health())['synced_until_at'] ?? null).toBeNull();
    expect((await intake.device(`cdata?SN=${serial}&table=rtlog`, body)).status).toBe(200);
    expect([await intake.count('punch', serial), await intake.count('rejected_record', serial), await intake.count('terminal_event', serial, 'serial')]).toEqual([1, 1, 1]);
    await intake.device(`getrequest?SN=${serial}`);
    expect((await health())['synced_until_at']).toBe(intake.clock.now());
  });

  it('makes punches of those whom an access panel lets through, once for the event and the table', async () => {
    await intake.terminal(serial, 'push', { profile: 'zkteco-acc-push' });
    const event = (wallClock: string, pin: string, code: number, inOut: number): PanelEvent => ({ wallClock, pin, event: code, door: 1, inOut, verifyType: '4', cardNo: '11' });
    const panel = new AccessPanelSimulator({
      baseUrl: intake.deviceUrl,
      serial,
      events: [event('2026-11-23 07:01:00', '7', 0, 0), event('2026-11-23 07:02:00', '8', 27, 0), event('2026-11-23 07:03:00', '0', 102, 2), event('2026-11-23 16:01:00', '7', 0, 1), event('2026-11-23 16:02:00', '9', 3, 2)],
    });
    expect(await panel.round()).toBe(true);
    expect(await panel.uploadTable()).toBe(true);
    const punches = await intake.database.query('SELECT pin, wall_clock, state, verify FROM punch WHERE terminal = ? ORDER BY wall_clock', [serial]);
    expect(punches).toEqual([
      { pin: '7', wall_clock: '2026-11-23 07:01:00', state: 0, verify: 4 },
      { pin: '7', wall_clock: '2026-11-23 16:01:00', state: 1, verify: 4 },
    ]);
    expect(await intake.count('terminal_event', serial, 'serial')).toBe(5);
    // A site whose panel reports ordinary passages as 3 says so.
    await intake.api('PATCH', `terminals/${serial}`, { settings: { punchEvents: [0, 3] } });
    intake.clock.advance(3000);
    expect(await panel.uploadTable()).toBe(true);
    expect(await intake.count('punch', serial)).toBe(3);
  });

  it('finds events that an access panel counts and that are not here, also behind those of a cleared table', async () => {
    await intake.terminal(serial, 'push', { profile: 'zkteco-acc-push' });
    const event = (minute: number, pin = '7'): PanelEvent => ({ wallClock: `2026-11-23 07:${String(minute).padStart(2, '0')}:00`, pin, event: pin === '0' ? 102 : 0, door: 1, inOut: 0, verifyType: '4', cardNo: '11' });
    const panel = new AccessPanelSimulator({ baseUrl: intake.deviceUrl, serial, tellsCount: true, events: [event(1), event(2, '0'), event(3)] });
    const rounds = async (count: number): Promise<void> => {
      for (let round = 0; round < count; round += 1) {
        intake.clock.advance(61_000);
        await panel.round();
      }
    };
    await rounds(1);
    expect(await health()).toMatchObject({ device_records: 3, stored_records: 3, missing_records: 0, synced_until_at: intake.clock.now() });
    const syncedAt = intake.clock.now();
    panel.lose(event(4), event(5, '0'));
    await rounds(2);
    expect(await health()).toMatchObject({ missing_records: 2, synced_until_at: syncedAt });
    await rounds(1);
    expect(panel.commands).toEqual(['DATA QUERY tablename=transaction,fielddesc=*,filter=*']);
    expect(await health()).toMatchObject({ missing_records: 0, reconcile_outcome: 'complete', synced_until_at: intake.clock.now() });
    expect([await intake.count('punch', serial), await intake.count('terminal_event', serial, 'serial')]).toEqual([3, 5]);
    panel.clear();
    panel.lose(event(30));
    await rounds(3);
    expect(await health()).toMatchObject({ log_base: 5, missing_records: 0, device_records: 1, stored_records: 6 });
    expect(await intake.count('punch', serial)).toBe(4);
  });

  it('takes the offset that comes with a record', async () => {
    await intake.terminal(serial, 'push', { zone: 'Europe/Berlin' });
    const line = (wallClock: string, offset: string): string => `7\t${wallClock}\t0\t1\t0\t\t\t0\t255\t255\t${offset}\t\n`;
    // 02:30 comes twice on this night; the record says which it is.
    await intake.device(`cdata?SN=${serial}&table=ATTLOG`, line('2026-10-25 02:30:00', '+3600'));
    await intake.device(`cdata?SN=${serial}&table=ATTLOG`, line('2026-10-25 02:31:00', ''));
    const rows = await intake.database.query<{ punched_at: number }>('SELECT punched_at FROM punch WHERE terminal = ? ORDER BY wall_clock', [serial]);
    expect(rows.map((row) => new Date(row.punched_at).toISOString())).toEqual(['2026-10-25T01:30:00.000Z', '2026-10-25T00:31:00.000Z']);
    expect(await intake.incidents(serial)).toEqual([]);
    await intake.device(`cdata?SN=${serial}&table=ATTLOG`, line('2026-11-20 08:00:00', '+28800'));
    expect((await intake.incidents(serial)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['zone-mismatch', 'clock-fault']));
  });

  it('brings commands to it at least once, and back what it made of them', async () => {
    await intake.terminal(serial, 'push');
    const terminal = pushing();
    await terminal.handshake();
    const add = (body: object) => intake.api<{ id: number; status: string }>('POST', `terminals/${serial}/commands`, body);
    const status = async (id: number): Promise<unknown> => (await intake.api<{ items: { id: number; status: string; attempts: number }[] }>('GET', `terminals/${serial}/commands`)).body.items.find((one) => one.id === id);
    const user = await add({ kind: 'update-user', pin: '0007', name: 'Sri Wahyuni', card: '12345' });
    expect(user).toMatchObject({ status: 201, body: { id: 1, status: 'queued' } });
    expect((await add({ kind: 'update-user', pin: '7', name: 'x\nC:9:REBOOT' })).status).toBe(422);
    expect((await add({ kind: 'clear-log' })).status).toBe(400);
    expect((await add({ kind: 'delete-user', pin: '7' })).status).toBe(400);
    // The answer with the command gets lost: nothing is executed, and it is offered again.
    await terminal.connection.get('getrequest');
    intake.clock.advance(10_000);
    await terminal.poll();
    expect(terminal.users.size).toBe(0);
    intake.clock.advance(61_000);
    await terminal.poll();
    expect([...terminal.users]).toEqual([['0007', { name: 'Sri Wahyuni', card: '12345', privilege: '0' }]]);
    expect(await status(1)).toMatchObject({ status: 'done', attempts: 2, returnCode: 0 });
    // A reboot is not done twice for a lost answer.
    const reboot = await add({ kind: 'reboot' });
    await terminal.connection.get('getrequest');
    intake.clock.advance(61_000);
    await terminal.poll();
    expect(terminal.commands).not.toContain('REBOOT');
    expect(await status(reboot.body.id)).toMatchObject({ status: 'expired', attempts: 1 });
    const cancelled = await add({ kind: 'check' });
    expect((await intake.api('DELETE', `terminals/${serial}/commands/${cancelled.body.id}`)).body).toMatchObject({ status: 'cancelled' });
    expect((await intake.api('DELETE', `terminals/${serial}/commands/${cancelled.body.id}`)).status).toBe(409);
    await terminal.poll();
    expect(terminal.commands).not.toContain('CHECK');
    // Nobody else can report on its commands.
    await intake.terminal('OTHER', 'push');
    const info = await add({ kind: 'info' });
    await terminal.connection.get('getrequest');
    await intake.device('devicecmd?SN=OTHER', `ID=${info.body.id}&Return=0&CMD=INFO\n`);
    expect(await status(info.body.id)).toMatchObject({ status: 'sent' });
  });

  it('finds records that a terminal counts and that are not here, and has them sent again', async () => {
    await intake.terminal(serial, 'push');
    const terminal = pushing({ log: logged(40) });
    await terminal.round();
    expect((await health())['synced_until_at']).toBe(intake.clock.now());
    // A batch that the terminal believes to be acknowledged and that never came, from long before this week.
    const forgotten = logged(12, '2026-11-02 07:00:00');
    const honest = pushing({ log: [...forgotten, ...terminal.log] });
    Object.assign(honest, { acknowledged: honest.log.length });
    await honest.handshake();
    const syncedAt = intake.clock.now();
    for (let round = 0; round < 12 && (await intake.count('punch', serial)) < 52; round += 1) {
      intake.clock.advance(30_000);
      await honest.poll();
      if (round === 2) expect(await health()).toMatchObject({ missing_records: 12, synced_until_at: syncedAt });
    }
    expect(await intake.count('punch', serial)).toBe(52);
    expect(honest.commands.map((text) => text.split('\t')[0]?.slice(0, 40))).toEqual([
      expect.stringContaining('VERIFY SUM ATTLOG StartTime=2026-11-17'),
      expect.stringContaining('VERIFY SUM ATTLOG StartTime=2026-10-24'),
      expect.stringContaining('DATA QUERY ATTLOG StartTime=2026-10-24'),
    ]);
    intake.clock.advance(70_000);
    await honest.poll();
    expect(await health()).toMatchObject({ missing_records: 0, reconcile_outcome: 'complete', synced_until_at: intake.clock.now() });
  });

  it('does not let the records of a cleared log hide what is missing from the new one', async () => {
    await intake.terminal(serial, 'push');
    const terminal = pushing({ log: logged(40) });
    await terminal.round();
    const syncedAt = intake.clock.now();
    await health();
    // Cleared, and of what it recorded since, nothing came although it believes so.
    const lose = (records: LoggedPunch[]): void => void Object.assign(terminal, { acknowledged: terminal.log.push(...records) });
    terminal.log.length = 0;
    lose(logged(10, '2026-11-23 12:00:00'));
    intake.clock.advance(70_000);
    for (let round = 0; round < 4; round += 1) {
      intake.clock.advance(30_000);
      await terminal.poll();
    }
    expect(await intake.count('punch', serial)).toBe(50);
    expect(await health()).toMatchObject({ log_base: 40, missing_records: 0, reconcile_outcome: 'complete', synced_until_at: intake.clock.now() });
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'log-shrunk', from_at: syncedAt }]);
    lose(logged(4, '2026-11-23 14:00:00'));
    for (let round = 0; round < 8; round += 1) {
      intake.clock.advance(61_000);
      await terminal.poll();
      if (round === 0) expect(await health()).toMatchObject({ missing_records: 4 });
    }
    expect(await intake.count('punch', serial)).toBe(54);
    expect(await health()).toMatchObject({ missing_records: 0, reconcile_outcome: 'complete' });
    const shown = await intake.api<{ health: object }>('GET', `terminals/${serial}`);
    expect(shown.body.health).toMatchObject({ deviceRecords: 14, storedRecords: 14, earlierRecords: 40 });
  });

  it.each([['refuses to send it', -1], ['never says whether it sent it', null]])('a terminal whose log became shorter and that %s is compared anew, and somebody is told in words', async (_, refusal) => {
    await intake.terminal(serial, 'push');
    const info = (records: number) => intake.device(`getrequest?SN=${serial}&INFO=Ver 8,0,0,${records}`.replaceAll(' ', '%20'));
    await intake.device(`cdata?SN=${serial}&table=ATTLOG`, logged(3).map(({ pin, wallClock }) => `${pin}\t${wallClock}\t0\t1\n`).join(''));
    await info(3);
    intake.clock.advance(70_000);
    const [, id] = /^C:(\d+):DATA QUERY ATTLOG /.exec((await info(1)).text) ?? [];
    if (refusal !== null) await intake.device(`devicecmd?SN=${serial}`, `ID=${id}&Return=${refusal}&CMD=DATA\n`);
    for (let call = 0; call < 7; call += 1) {
      intake.clock.advance(61_000);
      await info(1);
    }
    expect((await intake.incidents(serial)).map(({ kind }) => kind).sort()).toEqual(['log-not-resent', 'log-shrunk']);
    const { body } = await intake.api<{ items: { kind: string; text: { id: string } }[] }>('GET', `terminals/${serial}/incidents`);
    expect(body.items.find(({ kind }) => kind === 'log-not-resent')?.text.id).toContain('USB');
  });

  it('gives up on records that it does not hand over, says so, and waits for nobody then', async () => {
    await intake.terminal(serial, 'push');
    const twice = logged(5);
    const terminal = pushing({ log: [...twice, ...twice.slice(0, 2)] });
    for (let round = 0; round < 14; round += 1) {
      intake.clock.advance(30_000);
      await terminal.round();
    }
    expect((await intake.incidents(serial)).map(({ kind }) => kind)).toEqual(['records-unaccounted']);
    expect(await health()).toMatchObject({ missing_records: 2, reconcile_outcome: 'unaccounted', synced_until_at: intake.clock.now() });
    const commands = terminal.commands.length;
    intake.clock.advance(70_000);
    await terminal.round();
    expect(terminal.commands).toHaveLength(commands);
  });

  it('tells the zone in the form that the terminal understands', async () => {
    await intake.terminal(serial, 'push', { zone: 'Asia/Kolkata' });
    const zone = async (): Promise<string | undefined> => /TimeZone=(.*)/.exec((await intake.device(`cdata?SN=${serial}&options=all&pushver=2.4.1`)).text)?.[1];
    expect(await zone()).toBe('330');
    await intake.api('PATCH', `terminals/${serial}`, { settings: { timeZoneForm: 'hh:mm' } });
    intake.clock.advance(3000);
    expect(await zone()).toBe('+05:30');
    await intake.api('PATCH', `terminals/${serial}`, { settings: { timeZoneForm: 'omit' } });
    intake.clock.advance(3000);
    expect(await zone()).toBeUndefined();
  });

  it('concludes a query when its last packet is here, in whatever order they come', async () => {
    await intake.terminal(serial, 'push', { profile: 'zkteco-acc-push' });
    const { body } = await intake.api<{ id: number }>('POST', `terminals/${serial}/commands`, { kind: 'query-transactions' });
    await intake.device(`getrequest?SN=${serial}`);
    const packet = (index: number) => intake.device(`querydata?SN=${serial}&type=tabledata&cmdid=${body.id}&tablename=transaction&count=1&packcnt=2&packidx=${index}`, `transaction cardno=1\tpin=7\tverified=4\tdoorid=1\teventtype=0\tinoutstate=0\ttime_second=${838_000_000 + index * 60}\tindex=${index}\r\n`);
    const status = async (): Promise<string | undefined> => (await intake.database.query<{ status: string }>('SELECT status FROM terminal_command WHERE serial = ? AND id = ?', [serial, body.id]))[0]?.status;
    expect((await packet(2)).text).toBe('transaction=1');
    await intake.device(`devicecmd?SN=${serial}`, `ID=${body.id}&Return=2&CMD=DATA QUERY\n`);
    expect(await status()).toBe('sent');
    await packet(1);
    expect(await status()).toBe('done');
    expect(await intake.count('punch', serial)).toBe(2);
  });

  it('sees a clock that is ahead or lost by its records, and holds days until it is right', async () => {
    await intake.terminal(serial, 'push');
    const terminal = pushing({ clockOffsetSeconds: 3600 });
    await terminal.round();
    terminal.punch('7');
    await terminal.round();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'clock-fault', to_at: null }]);
    expect(await intake.count('quarantined_punch', serial)).toBe(1);
    intake.clock.advance(600_000);
    terminal.clockOffsetSeconds = 0;
    terminal.punch('7');
    await terminal.round();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'clock-fault', to_at: intake.clock.now() }]);
    for (let n = 0; n < 6; n += 1) {
      terminal.clockOffsetSeconds = 20;
      intake.clock.advance(60_000);
      terminal.punch('8');
      await terminal.round();
    }
    expect((await health())['clock_offset_seconds']).toBe(20);
  });

  it.each([
    ['an hour behind', -3600, 150_000, -3600, ['clock-fault']],
    ['five minutes behind', -300, 150_000, -300, []],
    ['right, with a backlog that comes one by one', 0, 1_000, null, []],
  ])('a clock that is %s: records late by one time at the pace of life tell it', async (_, offset, everyMs, measured, kinds) => {
    await intake.terminal(serial, 'push');
    const terminal = pushing({ clockOffsetSeconds: offset, batchLines: 1 });
    await terminal.round();
    if (measured === null) for (let n = 0; n < 6; n += 1) terminal.log.push({ pin: '7', wallClock: `2026-11-24 09:0${n}:00`, state: 0, verify: 1, workCode: '0' });
    for (let n = 0; n < 6; n += 1) {
      intake.clock.advance(everyMs);
      if (measured !== null) terminal.punch('7');
      await terminal.uploadPunches();
    }
    expect((await intake.incidents(serial)).map(({ kind }) => kind)).toEqual(kinds);
    expect((await health())['clock_offset_seconds']).toBe(measured);
    if (kinds.length === 0) return;
    expect((await intake.database.query<{ detail: string }>('SELECT detail FROM terminal_incident WHERE serial = ?', [serial]))[0]?.detail).toBe('{"offsetSeconds":-3600,"likely":"zone"}');
    terminal.clockOffsetSeconds = 0;
    terminal.punch('7');
    await terminal.round();
    expect(await intake.incidents(serial)).toMatchObject([{ to_at: intake.clock.now() }]);
  });
});
