import { AccessPanelSimulator } from '../../../devices/simulators/push/access-panel';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { PlanFollower } from '../../../src/intake/push/plan-follower';
import { UserSync } from '../../../src/intake/push/user-sync';
import { TerminalRegistry } from '../../../src/intake/terminals/terminal-registry';
import { IntakeUnderTest } from './intake-under-test';

jest.setTimeout(60_000);

interface Result {
  changes: { pin: string; change: string; card: string | null }[];
  leftOut: { pin: string; reason: string }[];
}

const office = (enrolments: readonly string[]): string =>
  ['units: [{ code: OFFICE, name: Office, zone: Asia/Jakarta }]', 'employees:', ...['1', '2', '3', '4', '5', '6', '7', '8'].map((number) => `  - { number: "${number}", name: Employee ${number}, category: contract, joinedDate: 2020-01-01, unit: OFFICE }`), 'enrolments:', ...enrolments.map((each) => `  - { ${each} }`)].join('\n');
const pinOf = (pin: string, terminal: string): string => `pin: "${pin}", terminal: ${terminal}, employee: "${pin}", fromDate: 2020-01-01`;
const cardOf = (pin: string, number: string, from = '2020-01-01', to?: string): string => `kind: card, pin: "${number}", employee: "${pin}", fromDate: ${from}${to ? `, toDate: ${to}` : ''}`;

let intake: IntakeUnderTest;
beforeAll(async () => (intake = await IntakeUnderTest.start()));
afterAll(() => intake.stop());
const sync = (serial: string, body: object = {}) => intake.api<Result>('POST', `terminals/${serial}/users/sync`, body);
const statuses = async (serial: string): Promise<string[]> => (await intake.database.query<{ status: string }>("SELECT status FROM terminal_command WHERE serial = ? AND command LIKE '%update-user%' ORDER BY id", [serial])).map(({ status }) => status);

describe('an access panel with cards', () => {
  const serial = 'PANEL1';
  let panel: AccessPanelSimulator;
  beforeAll(async () => {
    // Added by hand, under the profile of nothing in particular: what it is shows when it calls.
    await intake.terminal(serial, 'push');
    await intake.plan(office([pinOf('1', serial), pinOf('2', serial), pinOf('3', serial), cardOf('1', '[15CD5B07]'), cardOf('2', '94D8FC5F'), cardOf('3', '0X0000022B')]));
    panel = new AccessPanelSimulator({ baseUrl: intake.deviceUrl, serial });
    panel.users.set('2', { name: 'Employee 2', card: '777', privilege: '14' });
  });
  const call = async (): Promise<void> => {
    intake.clock.advance(61_000);
    await panel.round();
  };

  it('is asked for its users, tells them, and is sent what differs, in its own commands', async () => {
    expect(await sync(serial)).toMatchObject({ status: 409 });
    await call();
    expect(panel.commands).toEqual(['DATA QUERY tablename=user,fielddesc=*,filter=*']);
    const { body, status } = await sync(serial);
    expect(status).toBe(200);
    // The writing of the second card does not say which end comes first: it is known on readers that write it so, and never sent.
    expect(body).toMatchObject({ changes: [{ pin: '1', change: 'new', card: '123456789' }, { pin: '3', change: 'new', card: '555' }], leftOut: [] });
    await call();
    expect(panel.commands.slice(1)).toEqual(['DATA UPDATE user CardNo=123456789\tPin=1\tName=Employee 1\tPrivilege=0', 'DATA UPDATE user CardNo=555\tPin=3\tName=Employee 3\tPrivilege=0']);
    expect(await statuses(serial)).toEqual(['done', 'done']);
    expect(panel.users.get('2')).toEqual({ name: 'Employee 2', card: '777', privilege: '14' });
    expect((await sync(serial)).body.changes).toEqual([]);
  });

  it('still is one after a restart, when all it does is ask for commands', async () => {
    await intake.terminal('OTHERPANEL', 'push');
    await intake.database.transaction((tx) => tx.insert('terminal_event', ['serial', 'id', 'kind', 'received_at', 'raw'], [['OTHERPANEL', 'x', 'rtlog', 1, 'x']]));
    await intake.api('POST', 'terminals/OTHERPANEL/commands', { kind: 'query-users' });
    expect((await intake.device('getrequest?SN=OTHERPANEL')).text).toBe('C:1:DATA QUERY tablename=user,fielddesc=*,filter=*\n');
  });

  it('is offered a change again until it reports on it, and the same user twice is one', async () => {
    await intake.plan(office([cardOf('1', '4294967295', '2026-11-24'), cardOf('1', '[15CD5B07]', '2020-01-01', '2026-11-23')]));
    await sync(serial);
    panel.losesReports = true;
    await call();
    await panel.round();
    expect(await statuses(serial)).toEqual(['done', 'done', 'sent']);
    panel.losesReports = false;
    await call();
    expect(await statuses(serial)).toEqual(['done', 'done', 'done']);
    expect(panel.commands.filter((text) => text.includes('CardNo=4294967295'))).toHaveLength(2);
    expect(panel.users.get('1')?.card).toBe('4294967295');
  });

  it('is not offered an older change of a user again once there is a newer one', async () => {
    const changes = ['4000000001', '4000000002'];
    panel.losesReports = true;
    for (const card of changes) {
      await intake.api('POST', `terminals/${serial}/commands`, { kind: 'update-user', pin: '1', name: 'Employee 1', card });
      await panel.round();
    }
    panel.losesReports = false;
    await call();
    await call();
    expect((await statuses(serial)).slice(-2)).toEqual(['cancelled', 'done']);
    expect(panel.users.get('1')?.card).toBe('4000000002');
    await intake.api('POST', `terminals/${serial}/commands`, { kind: 'update-user', pin: '1', name: 'Employee 1', card: '4294967295' });
    await call();
  });

  it('that refuses a user leaves a failed command with words, and the change still to be made', async () => {
    await intake.plan(office([cardOf('3', '0X0000022B', '2020-01-01', '2026-11-23')]));
    await sync(serial);
    panel.refusesUsers = -1001;
    await call();
    panel.refusesUsers = null;
    expect((await intake.database.query("SELECT status, return_code, answer FROM terminal_command WHERE serial = ? ORDER BY id DESC LIMIT 1", [serial]))[0]).toEqual({ status: 'failed', return_code: -1001, answer: 'capacity exceeded' });
    expect((await sync(serial, { dryRun: true })).body.changes).toEqual([{ pin: '3', name: 'Employee 3', change: 'card', card: null }]);
  });

  it('that writes cards in hexadecimal is told and understood in it', async () => {
    await intake.api('PATCH', `terminals/${serial}`, { settings: { cardWriting: 'hex' } });
    panel.users.set('1', { name: 'Employee 1', card: 'FFFFFFFF', privilege: '0' });
    panel.users.set('3', { name: 'Employee 3', card: '0000022B', privilege: '0' });
    intake.clock.advance(3000);
    expect(await panel.uploadUsers()).toBe(true);
    expect((await sync(serial, { dryRun: true })).body.changes).toEqual([{ pin: '3', name: 'Employee 3', change: 'card', card: null }]);
  });
});

describe('dates of the plan on a terminal that calls', () => {
  const serial = 'DATES1';
  let terminal: PushTerminalSimulator;
  const follow = (): Promise<void> => intake.app.get(PlanFollower).look();
  const call = async (): Promise<void> => {
    intake.clock.advance(61_000);
    await terminal.round();
  };
  const cards = (): string[] => [...terminal.users].map(([pin, { card }]) => `${pin} ${card}`).sort();
  beforeAll(async () => {
    intake.clock.set('2026-11-25T15:00:00Z');
    await intake.terminal(serial, 'push');
    await intake.plan(office([pinOf('5', serial), pinOf('6', serial), pinOf('7', serial), cardOf('5', '100', '2020-01-01', '2026-11-25'), cardOf('6', '200', '2026-11-26'), cardOf('7', '400')]));
    terminal = new PushTerminalSimulator({ baseUrl: intake.deviceUrl, serial, now: () => intake.clock.now() });
  });

  it('take effect by themselves only after somebody has synchronised it', async () => {
    await intake.device(`cdata?SN=${serial}&table=OPERLOG`, 'USER PIN=97\tName=Guest\tPri=0\tCard=\n');
    await follow();
    await call();
    expect(terminal.commands).toEqual([]);
    await sync(serial);
    await call();
    expect(cards()).toEqual(['5 100', '6 ', '7 400']);
  });

  it('end and begin a card at midnight of its zone, once', async () => {
    const sent = terminal.commands.length;
    intake.clock.set('2026-11-25T16:59:00Z');
    await follow();
    await terminal.round();
    expect(terminal.commands).toHaveLength(sent);
    intake.clock.set('2026-11-25T17:00:30Z');
    await follow();
    await follow();
    await call();
    expect(cards()).toEqual(['5 ', '6 200', '7 400']);
    for (let hour = 0; hour < 3; hour += 1) {
      intake.clock.advance(3_600_001);
      await follow();
      await call();
    }
    expect(terminal.commands).toHaveLength(sent + 2);
  });

  it('take a card from whoever has left, and touch nobody who never was in the plan', async () => {
    await intake.device(`cdata?SN=${serial}&table=OPERLOG`, 'USER PIN=99\tName=Guest\tPri=0\tCard=900\nUSER PIN=98\tName=Somebody\tPri=0\tCard=400\n');
    await intake.database.transaction((tx) => tx.execute("UPDATE employee SET left_date = '2026-11-25' WHERE number = '7'"));
    intake.clock.advance(3_600_001);
    await follow();
    await call();
    expect(cards()).toEqual(['5 ', '6 200', '7 ']);
    expect(terminal.commands.filter((text) => /PIN=9[89]\b/.test(text))).toEqual([]);
  });

  it('ask a terminal that refuses once a day, and not at all when its site does not want it', async () => {
    await intake.plan(office([cardOf('5', '101', '2026-11-26')]));
    // Refused whatever it is: the simulated terminal does not know the command.
    const refused = async (): Promise<number> => Number((await intake.database.query<{ n: number }>("SELECT COUNT(*) AS n FROM terminal_command WHERE serial = ? AND command LIKE '%\"101\"%'", [serial]))[0]?.n);
    for (let hour = 0; hour < 3; hour += 1) {
      intake.clock.advance(3_600_001);
      await follow();
      const [entry] = await intake.database.query<{ id: number }>("SELECT id FROM terminal_command WHERE serial = ? AND status = 'queued' ORDER BY id LIMIT 1", [serial]);
      if (entry) await intake.device(`getrequest?SN=${serial}`).then(() => intake.device(`devicecmd?SN=${serial}`, `ID=${entry.id}&Return=-1002&CMD=DATA\n`));
    }
    expect(await refused()).toBe(1);
    intake.clock.set('2026-11-26T17:10:00Z');
    await follow();
    expect(await refused()).toBe(2);
    await intake.app.get(TerminalRegistry).change(serial, { settings: { followPlan: false } });
    await intake.plan(office([cardOf('6', '200', '2026-11-26', '2026-11-26')]));
    intake.clock.set('2026-11-27T17:10:00Z');
    const before = (await statuses(serial)).length;
    await follow();
    expect(await statuses(serial)).toHaveLength(before);
    expect((await intake.app.get(UserSync).sync(serial, { dryRun: true, assumeEmpty: false }, 'x')).changes).toMatchObject([{ pin: '6', card: null }]);
  });
});

it("a card that the plan has in two writings for two people is sent to neither, and named", async () => {
  intake.clock.set('2026-11-28T03:00:00Z');
  await intake.terminal('TWICE', 'push');
  await intake.plan(office([pinOf('4', 'TWICE'), pinOf('8', 'TWICE'), 'kind: card, terminal: TWICE, pin: "0000000600", employee: "4", fromDate: 2026-11-28', 'kind: card, terminal: TWICE, pin: "600", employee: "8", fromDate: 2026-11-28']));
  const { body } = await sync('TWICE', { dryRun: true, assumeEmpty: true });
  expect(body.changes).toEqual([]);
  expect(body.leftOut).toEqual(['4', '8'].map((pin) => ({ pin, reason: expect.stringContaining('somebody else') })));
});
