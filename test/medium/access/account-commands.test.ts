import { Command } from 'commander';
import { addAccountCommands } from '../../../src/cli/account-commands';
import { addTokenCommands } from '../../../src/cli/token-commands';
import { verifyAudit } from '../../../src/platform/audit/verify-audit';
import { AccessOffice, type Answer } from './access-office';

let office: AccessOffice;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
});
afterAll(() => office.close());

interface Ran {
  /** Standard output: the answer alone. */
  readonly answer: string;
  /** Standard error: what the person at the keyboard is told. */
  readonly told: string;
}

/** Runs the command line's own code on the office's database. */
async function cli(...args: readonly string[]): Promise<Ran> {
  const written = { answer: '', told: '' };
  const output = jest.spyOn(process.stdout, 'write').mockImplementation((text) => (written.answer += String(text)) !== '');
  const error = jest.spyOn(process.stderr, 'write').mockImplementation((text) => (written.told += String(text)) !== '');
  const before = process.env['DATABASE_URL'];
  process.env['DATABASE_URL'] = office.databaseUrl;
  try {
    const root = new Command().exitOverride();
    addAccountCommands(root);
    addTokenCommands(root);
    for (const group of root.commands) for (const command of [group, ...group.commands]) command.exitOverride();
    await root.parseAsync([...args], { from: 'user' });
    return written;
  } finally {
    output.mockRestore();
    error.mockRestore();
    if (before === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = before;
  }
}

const signIn = (username: string, password: string): Promise<Answer> => office.ask('POST', '/api/v1/session', null, { username, password });
const lastAudit = async (): Promise<Record<string, unknown>> => {
  const [row] = await office.database.query<{ actor: string; action: string; subject_kind: string; detail: string }>('SELECT actor, action, subject_kind, detail FROM audit_entry ORDER BY sequence DESC LIMIT 1');
  return { ...row, detail: JSON.parse(row?.detail ?? '{}') as unknown };
};

describe('account create', () => {
  it('makes a user with a role in a unit; the password stands alone on standard output, works, and has to be changed', async () => {
    const { answer, told } = await cli('account', 'create', 'Kepala.A', '--name', 'Kepala A', '--email', 'a@kota.example', '--employee', 'N-a', '--role', 'head-of-unit', '--unit', 'U-a', '--from', '2026-11-01', '--to', '2026-12-31');
    expect(answer).toMatch(/^\S{12,}\n$/);
    expect(told).toContain('User "kepala.a" with the role head-of-unit');
    expect(told).not.toContain(answer.trim());
    const me = await signIn('kepala.a', answer.trim());
    expect(me.json).toMatchObject({ name: 'Kepala A', employeeId: 'e-a', mustChangePassword: true, roles: [{ role: 'head-of-unit', unitId: 'u-a', fromDate: '2026-11-01', toDate: '2026-12-31' }] });
    const [kept] = await office.database.query<{ email: string; password_hash: string }>("SELECT email, password_hash FROM user_account WHERE username = 'kepala.a'");
    expect(kept).toMatchObject({ email: 'a@kota.example', password_hash: expect.stringContaining('$argon2id$') as string });
  });

  it('writes it down in the audit, without the password', async () => {
    const { answer } = await cli('account', 'create', 'tanpa.peran');
    expect(await lastAudit()).toMatchObject({ actor: 'cli', action: 'user-created', subject_kind: 'user', detail: { username: 'tanpa.peran' } });
    expect(JSON.stringify(await office.database.query('SELECT detail FROM audit_entry'))).not.toContain(answer.trim());
    expect((await verifyAudit(office.database)).intact).toBe(true);
  });

  it.each([
    ['a name that is taken', ['kepala.a'], /"kepala\.a" is taken/],
    ['a name that is none', ['Siti Rahma'], /A username has 2 to 48 letters/],
    ['a person whom nobody knows', ['baru', '--employee', '404'], /There is no employee "404"/],
    ['a unit that is not there', ['baru2', '--role', 'unit-admin', '--unit', 'X'], /There is no unit "X"/],
    ['a role that is none', ['baru3', '--role', 'king'], /Allowed choices are administrator/],
  ])('says what is wrong with %s', async (_, args, words) => {
    await expect(cli('account', 'create', ...args)).rejects.toThrow(words);
  });

  it('keeps nobody of a command that was refused', async () => {
    const users = await office.database.query<{ username: string }>('SELECT username FROM user_account ORDER BY username');
    expect(users.map(({ username }) => username)).toEqual(['kepala.a', 'tanpa.peran']);
  });
});

describe('account list', () => {
  it('has a line for each user with state and roles', async () => {
    const { answer } = await cli('account', 'list');
    expect(answer.split('\n')).toEqual(['kepala.a\tKepala A\tactive\thead-of-unit in Dinas a 2026-11-01..2026-12-31', 'tanpa.peran\ttanpa.peran\tactive\tno role', '']);
    await office.database.transaction((tx) => tx.execute("UPDATE user_account SET disabled_at = 1 WHERE username = 'tanpa.peran'"));
    expect((await cli('user', 'list')).answer).toContain('tanpa.peran\ttanpa.peran\tdisabled\t');
    await office.database.transaction((tx) => tx.execute("UPDATE user_account SET disabled_at = NULL WHERE username = 'tanpa.peran'"));
  });
});

describe('account reset-password', () => {
  it('gives a new one, to be changed; the old one and all sessions end', async () => {
    const first = (await cli('account', 'reset-password', 'kepala.a')).answer.trim();
    const signedIn = await signIn('kepala.a', first);
    const browser = { cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrfToken: '' };
    expect((await office.ask('GET', '/api/v1/me', browser)).json['mustChangePassword']).toBe(true);
    const second = await cli('account', 'reset-password', 'KEPALA.A');
    expect(second.answer).toMatch(/^\S{12,}\n$/);
    expect((await office.ask('GET', '/api/v1/me', browser)).code).toBe('session-over');
    expect((await signIn('kepala.a', first)).code).toBe('wrong-password');
    expect((await signIn('kepala.a', second.answer.trim())).json['mustChangePassword']).toBe(true);
    expect((await office.database.query("SELECT action FROM audit_entry WHERE action = 'password-reset'")).length).toBe(2);
  });

  it('says that there is no such user', async () => {
    await expect(cli('account', 'reset-password', 'nobody')).rejects.toThrow('There is no user "nobody".');
  });
});

describe('account grant', () => {
  it('adds a role, in all units and from today unless told', async () => {
    await cli('account', 'grant', 'tanpa.peran', '--role', 'inspector');
    expect(await lastAudit()).toMatchObject({ action: 'role-granted', detail: { username: 'tanpa.peran', role: 'inspector' } });
    const [grant] = await office.database.query<{ role: string; unit_id: string | null; to_date: string | null; granted_by: string }>("SELECT * FROM role_grant WHERE role = 'inspector'");
    expect(grant).toMatchObject({ unit_id: null, to_date: null });
    expect((await cli('account', 'list')).answer).toMatch(/tanpa\.peran\t.*inspector in all units \d{4}-\d{2}-\d{2}\.\.\n/);
  });

  it('says what is missing', async () => {
    await expect(cli('account', 'grant', 'tanpa.peran')).rejects.toThrow(/Name a role with --role: administrator/);
    await expect(cli('account', 'grant', 'nobody', '--role', 'inspector')).rejects.toThrow('There is no user "nobody".');
    await expect(cli('account', 'grant', 'tanpa.peran', '--role', 'inspector', '--from', '2026-13-01')).rejects.toThrow('No calendar has the date "2026-13-01"');
    await expect(cli('account', 'grant', 'tanpa.peran', '--role', 'inspector', '--from', '2026-12-01', '--to', '2026-11-01')).rejects.toThrow('cannot end before it begins');
  });
});

describe('token create, list and revoke', () => {
  it('makes a secret that works in its scope until it is revoked', async () => {
    const { answer, told } = await cli('token', 'create', 'payroll', '--scope', 'read', '--days', '3650');
    const bearer = { Authorization: `Bearer ${answer.trim()}` };
    expect(told).not.toContain(answer.trim());
    expect((await office.ask('GET', '/api/v1/cases', null, undefined, bearer)).status).toBe(200);
    expect((await office.ask('POST', '/api/v1/requests/r-a/approve', null, {}, bearer)).code).toBe('not-permitted');
    const line = (await cli('token', 'list')).answer.split('\n').find((one) => one.includes('payroll')) ?? '';
    expect(line).toMatch(/^\S+\tpayroll\tread\tmade \S+\texpires 20\d\d-/);
    expect(line).not.toContain(answer.trim());
    await cli('token', 'revoke', line.split('\t')[0] ?? '');
    expect((await office.ask('GET', '/api/v1/cases', null, undefined, bearer)).code).toBe('bad-token');
    expect((await cli('token', 'list')).answer).toMatch(/payroll\tread\t.*revoked 20/);
    await expect(cli('token', 'revoke', 'no-such-id')).rejects.toThrow('No token with the id "no-such-id" is in force.');
    await expect(cli('token', 'create', 'x', '--days', '0')).rejects.toThrow(/whole number of days/);
  });
});
