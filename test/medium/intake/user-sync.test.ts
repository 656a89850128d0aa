import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { IntakeUnderTest } from './intake-under-test';

jest.setTimeout(60_000);

interface Result {
  changes: { pin: string; name: string; change: string; card: string | null }[];
  unchanged: number;
  waiting: string[];
  leftOut: { pin: string; reason: string }[];
  notInPlan: string[];
}

describe('users of the plan on a terminal', () => {
  const serial = 'USERS1';
  let intake: IntakeUnderTest;
  let terminal: PushTerminalSimulator;
  beforeAll(async () => {
    intake = await IntakeUnderTest.start();
    await intake.terminal(serial, 'push');
    await intake.terminal('OTHER', 'push');
    terminal = new PushTerminalSimulator({ baseUrl: intake.deviceUrl, serial, now: () => intake.clock.now() });
    const people: [string, string, string | null][] = [['e1', 'Sri Wahyuni', null], ['e2', 'Budi Santoso', null], ['e3', 'Raden Mas Bambang Hadikusumo Nitinegoro Wicaksono Adiwijaya', null], ['e4', 'Left Long Ago', '2026-01-31'], ['e5', 'Dewi\u0007 Lestari', null], ['e6', 'Agus', null]];
    const enrolments: [string, string, string, string][] = [['1', 'e1', serial, '2026-01-01'], ['2', 'e2', serial, '2026-01-01'], ['3', 'e3', serial, '2026-01-01'], ['4', 'e4', serial, '2025-01-01'], ['0005', 'e5', serial, '2026-01-01'], ['6', 'e6', 'OTHER', '2026-01-01'], ['7', 'e6', serial, '2027-01-01'], ['8-8', 'e6', serial, '2026-01-01'], ['9', 'e6', '', '2026-01-01']];
    await intake.database.transaction(async (tx) => {
      await tx.insert('employee', ['id', 'number', 'name', 'category', 'left_date'], people.map(([id, name, left]) => [id, id, name, 'pns', left]));
      await tx.insert('enrolment', ['id', 'pin', 'employee_id', 'terminal', 'from_date'], enrolments.map(([pin, employee, where, from]) => [`n-${pin}`, pin, employee, where, from]));
    });
  });
  afterAll(() => intake.stop());

  const sync = (body: object = {}) => intake.api<Result & { type: string }>('POST', `terminals/${serial}/users/sync`, body);
  const tell = (lines: string[]) => intake.device(`cdata?SN=${serial}&table=OPERLOG`, `${lines.join('\n')}\n`);
  const pass = async (): Promise<void> => {
    intake.clock.advance(61_000);
    await terminal.round();
  };

  it('is refused while nobody knows who is on it, and without an effect on a dry run', async () => {
    expect((await sync()).status).toBe(409);
    expect((await sync({ assumeEmpty: true, dryRun: true })).body.changes).toHaveLength(4);
    await pass();
    expect(terminal.users.size).toBe(0);
  });

  it('sends the differences only, keeps card and privilege, deletes nobody', async () => {
    await tell(['USER PIN=1\tName=Sri Wahyuni\tPri=14\tPasswd=4711\tCard=123\tGrp=1', 'USER PIN=2\tName=BUDI\tPri=14\tPasswd=\tCard=777\tGrp=1', 'USER PIN=3\tName=Raden Mas Bambang Hadik\tPri=0\tCard=\tGrp=1', 'USER PIN=99\tName=Guest\tPri=0\tCard=\tGrp=1']);
    const { body, status } = await sync();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      changes: [{ pin: '0005', name: 'Dewi Lestari', change: 'new', card: null }, { pin: '2', name: 'Budi Santoso', change: 'renamed', card: '777' }],
      unchanged: 2,
      waiting: [],
      leftOut: [{ pin: '8-8', reason: expect.stringContaining('letters and digits') }],
      notInPlan: ['99'],
    });
    expect((await sync()).body).toMatchObject({ changes: [], waiting: ['0005', '2'] });
    await pass();
    expect([...terminal.users].sort()).toEqual([['0005', { name: 'Dewi Lestari', card: '', privilege: '0' }], ['2', { name: 'Budi Santoso', card: '777', privilege: '14' }]]);
    expect(terminal.commands.filter((text) => text.includes('UPDATE USERINFO'))).toHaveLength(2);
    expect((await sync()).body).toMatchObject({ changes: [], waiting: [], unchanged: 4 });
  });

  it('leaves out whose privilege it could not keep, and takes what the terminal said last', async () => {
    intake.clock.advance(1000);
    await tell(['USER PIN=1\tName=Renamed There\tPri=14\tCard=123']);
    intake.clock.advance(1000);
    await tell(['USER PIN=1\tName=Another Name\tPri=14\tCard=123']);
    intake.clock.advance(1000);
    // Word for word as it said before: it holds from now on all the same.
    await tell(['USER PIN=2\tName=Somebody else\tPri=2\tCard=777', 'USER PIN=1\tName=Sri Wahyuni\tPri=14\tPasswd=4711\tCard=123\tGrp=1']);
    expect((await sync({ dryRun: true })).body).toMatchObject({ changes: [], unchanged: 3 });
    intake.clock.advance(1000);
    await tell(['USER PIN=1\tName=Renamed There\tPri=14\tCard=123']);
    expect((await sync({ dryRun: true })).body).toMatchObject({ changes: [{ pin: '1', name: 'Sri Wahyuni', change: 'renamed' }], leftOut: [{ pin: '2', reason: expect.stringContaining('privilege') }, { pin: '8-8' }] });
  });

  it('takes in those of its unit whose pin is theirs on every terminal', async () => {
    await intake.database.transaction(async (tx) => {
      await tx.execute("UPDATE terminal SET unit_id = 'u1' WHERE serial = ?", [serial]);
      await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], [['e6', '2026-01-01', 'u1']]);
    });
    intake.clock.advance(3000);
    expect((await sync({ dryRun: true })).body.changes).toContainEqual({ pin: '9', name: 'Agus', change: 'new', card: null });
  });

  it('brings cards of the plan while they are valid, takes them back after, and leaves those alone that the plan does not know', async () => {
    const cards: [string, string, string, string, string | null][] = [
      ['123456789', 'e1', '', '2026-01-01', null],
      ['555', 'e2', '', '2025-01-01', '2025-12-31'],
      ['888', 'e2', 'OTHER', '2026-01-01', null],
      ['94D8FC5F', 'e3', '', '2026-01-01', null],
      ['900', 'e3', serial, '2030-01-01', null],
      ['901', 'e6', '', '2026-01-01', null],
      ['902', 'e6', serial, '2026-02-01', null],
    ];
    await intake.database.transaction((tx) => tx.insert('enrolment', ['id', 'pin', 'kind', 'employee_id', 'terminal', 'from_date', 'to_date'], cards.map(([number, employee, where, from, to]) => [`c-${number}`, number, 'card', employee, where, from, to])));
    intake.clock.advance(3000);
    await tell(['USER PIN=1\tName=Sri Wahyuni\tPri=14\tCard=[15CD5B07]', 'USER PIN=2\tName=Budi Santoso\tPri=0\tCard=555', 'USER PIN=3\tName=Raden Mas Bambang Hadik\tPri=0\tCard=77']);
    const first = await sync();
    expect(first.body.changes).toEqual([
      { pin: '2', name: 'Budi Santoso', change: 'card', card: null },
      { pin: '9', name: 'Agus', change: 'new', card: '902' },
    ]);
    expect(first.body.notInPlan).toEqual(['99']);
    await pass();
    expect(terminal.users.get('2')).toEqual({ name: 'Budi Santoso', card: '', privilege: '0' });
    expect(terminal.users.get('9')).toEqual({ name: 'Agus', card: '902', privilege: '0' });
    // The card changes hands: whoever had it loses it.
    await intake.database.transaction((tx) => tx.execute("UPDATE enrolment SET employee_id = 'e2' WHERE id = 'c-123456789'"));
    expect((await sync({ dryRun: true })).body.changes).toEqual([{ pin: '1', name: 'Sri Wahyuni', change: 'card', card: null }, { pin: '2', name: 'Budi Santoso', change: 'card', card: '123456789' }]);
  });
});
