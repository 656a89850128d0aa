import { Command } from 'commander';
import { addAuditCommands } from '../../../src/cli/audit-commands';
import { AuditLog } from '../../../src/platform/audit/audit-log';
import { verifyAudit } from '../../../src/platform/audit/verify-audit';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { Database } from '../../../src/platform/database/database';
import { AccessOffice } from './access-office';

interface Line {
  readonly sequence: number;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: Record<string, unknown>;
}

let office: AccessOffice;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  await office.hire();
});
afterAll(() => office.close());

const lines = async (query = ''): Promise<Line[]> => (await office.ask('GET', `/api/v1/audit?sort=-sequence${query}`, 'inspector.city')).json['items'] as Line[];
const last = async (actor: string): Promise<Line | undefined> => (await lines(`&actor=user:${actor}`))[0];

describe('the audit', () => {
  it('has a line for every change, with what was sent but no secret', async () => {
    await office.ask('POST', '/api/v1/requests/r-a/reject', 'hr-officer.city', { reason: 'no letter' });
    expect(await last('hr-officer.city')).toMatchObject({ action: 'changed', subjectKind: 'request', subjectId: 'r-a', address: '127.0.0.1', detail: { method: 'POST', status: 200, route: '/api/v1/requests/:id/reject', body: { reason: 'no letter' } } });
    await office.ask('POST', '/api/v1/users', 'administrator.city', { username: 'dua', name: 'Dua', password: 'sebuah sandi rahasia' });
    expect((await last('administrator.city'))?.detail['body']).toEqual({ username: 'dua', name: 'Dua', password: '***' });
  });

  it('has a line for every refusal', async () => {
    await office.ask('GET', '/api/v1/requests/r-b', 'unit-admin.a');
    expect(await last('unit-admin.a')).toMatchObject({ action: 'refused', subjectKind: 'request', subjectId: 'r-b', detail: { code: 'not-found', permission: 'requests.read' } });
    await office.ask('PATCH', '/api/v1/me', 'unit-admin.a', { theme: 'dark' }, { 'X-CSRF-Token': 'x' });
    expect(await last('unit-admin.a')).toMatchObject({ action: 'refused', detail: { code: 'forged-request' } });
  });

  it.each([
    ['GET', '/api/v1/attachments/ra-a', 'downloaded', 'request-attachment', 'ra-a'],
    ['GET', '/api/v1/discipline/papers/p-a', 'downloaded', 'paper', 'p-a'],
    ['GET', '/api/v1/documents/d-a', 'downloaded', 'case-document', 'd-a'],
    ['GET', '/api/v1/attendance-days/e-a/2026-11-23', 'seen', 'employee-day', 'e-a/2026-11-23'],
    ['GET', '/api/v1/discipline/records?format=csv', 'exported', 'rows', null],
    ['GET', '/api/v1/attendance-days?format=csv', 'exported', 'rows', null],
    ['GET', '/api/v1/attendance-days?format=xlsx', 'exported', 'rows', null],
    ['GET', '/api/v1/discipline/records', 'seen', 'rows', null],
  ])('%s %s is written down as %s', async (method, path, action, subjectKind, subjectId) => {
    expect((await office.ask(method, path, 'head-of-unit.a')).status).toBe(200);
    expect(await last('head-of-unit.a')).toMatchObject({ action, subjectKind, subjectId });
  });

  it('names who acted and whom it was about, and of many the first', async () => {
    const named = async (actor: string): Promise<[unknown, unknown]> => {
      const line = (await last(actor)) as unknown as { actorName: string | null; subjectName: string | null };
      return [line.actorName, line.subjectName];
    };
    const about = (side: string) => ({ employeeId: `e-${side}`, workDate: '2026-11-23', kind: 'late-arrival' });
    await office.database.transaction((tx) => tx.execute("UPDATE violation SET kind = 'late-arrival'"));
    await office.ask('GET', '/api/v1/cases/c-a', 'inspector.a');
    expect(await named('inspector.a')).toEqual(['inspector.a', 'Orang a']);
    await office.ask('GET', '/api/v1/attachments/ra-b', 'inspector.city');
    expect((await lines('&action=downloaded'))[0]).toMatchObject({ subjectName: 'Orang b' });
    const decided = await office.ask('POST', '/api/v1/violations/decisions', 'hr-officer.city', { decision: 'verified', about: [about('a'), about('b')] });
    expect([decided.status, decided.json['code']]).toEqual([200, undefined]);
    expect(await named('hr-officer.city')).toEqual(['hr-officer.city', 'Orang a, Orang b']);
    await office.ask('POST', '/api/v1/requests', 'unit-admin.a', { kind: 'leave', type: 'annual', employeeNumber: 'N-a', fromDate: '2026-12-01', toDate: '2026-12-01' });
    expect(await named('unit-admin.a')).toEqual(['unit-admin.a', 'Orang a']);
    await office.ask('POST', `/api/v1/users/${office.userIds.get('inspector.a')}/roles`, 'administrator.city', { role: 'employee' });
    expect(await named('administrator.city')).toEqual(['administrator.city', 'inspector.a']);
    expect((await office.ask('PATCH', '/api/v1/terminals/T-a', 'administrator.city', { name: 'Lobi', profile: 'zkteco-att-push' })).status).toBe(200);
    expect(await named('administrator.city')).toEqual(['administrator.city', 'Lobi']);
  });

  it('says what was asked for and could not be given', async () => {
    expect((await office.ask('GET', '/api/v1/attendance-days/e-a/1999-01-01', 'head-of-unit.a')).code).toBe('unknown-day');
    expect((await lines('&actor=user:head-of-unit.a')).slice(0, 2).map(({ action }) => action)).toEqual(['not-given', 'seen']);
  });

  it('has no line for looking at lists', async () => {
    const before = (await lines()).length;
    await office.ask('GET', '/api/v1/attendance-days', 'inspector.a');
    await office.ask('GET', '/api/v1/me', 'inspector.a');
    // Reading the audit is itself a line.
    expect((await lines()).length).toBe(before + 1);
  });

  it('has a line for coming, going and failing', async () => {
    await office.ask('POST', '/api/v1/session', null, { username: 'nobody', password: 'wrong password' });
    expect(await last('nobody')).toMatchObject({ action: 'sign-in-failed' });
    await office.ask('DELETE', '/api/v1/session', 'inspector.a');
    expect(await last('inspector.a')).toMatchObject({ action: 'signed-out' });
  });

  it('is read by administrators and city inspectors only, by date, and what tokens do is in it', async () => {
    expect((await office.ask('GET', '/api/v1/audit', 'hr-officer.city')).code).toBe('not-permitted');
    expect((await office.ask('GET', '/api/v1/audit', 'inspector.city')).status).toBe(200);
    expect(await lines('&from=2026-11-25')).toEqual([]);
    expect((await lines('&from=2026-11-24&to=2026-11-24')).length).toBeGreaterThan(10);
    const { secret } = await office.app.get(TokenStore).create('payroll', 'write', null);
    await office.ask('POST', '/api/v1/requests/r-b/reject', null, { reason: 'no letter' }, { Authorization: `Bearer ${secret}` });
    expect((await lines('&actor=token:payroll'))[0]).toMatchObject({ action: 'changed', subjectId: 'r-b' });
  });

  it('is one chain, however many processes write at once', async () => {
    const other = await Database.open(office.databaseUrl);
    const [own, foreign] = [office.app.get(AuditLog), new AuditLog(other, office.clock)];
    const event = (index: number) => ({ actor: `user:${index}`, address: '', action: 'seen' as const, subjectKind: null, subjectId: null, detail: { text: `emoji 😀 and a lone half \ud83d of ${index}` } });
    await Promise.all(Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? own : foreign).append(event(index))));
    const verdict = await verifyAudit(office.database);
    expect(verdict).toMatchObject({ intact: true, broken: null });
    expect(verdict.entries).toBeGreaterThan(200);
    await other.close();
  });
});

describe('a chain that somebody meddled with', () => {
  const change = (sql: string, values: readonly (string | number)[] = []) => office.database.transaction((tx) => tx.execute(sql, [...values]));
  let whole: Awaited<ReturnType<typeof verifyAudit>>;

  beforeAll(async () => {
    await office.database.transaction(async (tx) => {
      await tx.execute('DELETE FROM audit_entry');
      await tx.execute("UPDATE audit_head SET sequence = 0, hash = ''");
    });
    const log = office.app.get(AuditLog);
    for (let index = 0; index < 10; index += 1) await log.append({ actor: 'user:siti', address: '', action: 'changed', subjectKind: 'case', subjectId: `c${index}`, detail: {} });
    whole = await verifyAudit(office.database);
  });

  /** Runs the command line's own code, and returns what it prints and its exit code. */
  async function cli(...args: string[]): Promise<{ printed: string; code: number }> {
    const written: string[] = [];
    const output = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const [url, code] = [process.env['DATABASE_URL'], process.exitCode];
    process.env['DATABASE_URL'] = office.databaseUrl;
    process.exitCode = 0;
    try {
      const root = new Command().exitOverride();
      addAuditCommands(root);
      await root.parseAsync(['audit', 'verify', ...args], { from: 'user' });
      return { printed: written.join(''), code: Number(process.exitCode) };
    } finally {
      output.mockRestore();
      process.exitCode = code;
      if (url === undefined) delete process.env['DATABASE_URL'];
      else process.env['DATABASE_URL'] = url;
    }
  }

  it('is whole before', async () => {
    expect(whole).toMatchObject({ intact: true, entries: 10 });
    expect(await cli()).toMatchObject({ code: 0, printed: expect.stringContaining('10 entries') as string });
  });

  it('shows a changed row', async () => {
    await change("UPDATE audit_entry SET actor = 'user:budi' WHERE sequence = 4");
    expect((await verifyAudit(office.database)).broken).toEqual({ sequence: 4, why: 'the entry is not what was written' });
    expect(JSON.parse((await cli('--json')).printed)).toMatchObject({ intact: false, broken: { sequence: 4 } });
    expect(await cli()).toMatchObject({ code: 1, printed: expect.stringContaining('BROKEN at entry 4') as string });
    expect((await office.ask('GET', '/api/v1/audit/verification', 'administrator.city')).json).toMatchObject({ intact: false, entries: 3, brokenAt: 4 });
    await change("UPDATE audit_entry SET actor = 'user:siti' WHERE sequence = 4");
    expect((await verifyAudit(office.database)).intact).toBe(true);
  });

  it('shows a deleted row, and a tail that was cut off', async () => {
    const [row] = await office.database.query<Record<string, string | number>>('SELECT * FROM audit_entry WHERE sequence = 7');
    await change('DELETE FROM audit_entry WHERE sequence = 7');
    expect((await verifyAudit(office.database)).broken).toEqual({ sequence: 7, why: 'the entry is missing' });
    await office.database.transaction((tx) => tx.insert('audit_entry', Object.keys(row ?? {}), [Object.values(row ?? {})]));
    const end = await verifyAudit(office.database);
    await change('DELETE FROM audit_entry WHERE sequence > 8');
    expect((await verifyAudit(office.database)).broken).toMatchObject({ sequence: 9 });
    // Whoever also sets the head back leaves a chain that is whole: only a head noted elsewhere tells.
    const [eighth] = await office.database.query<{ hash: string }>('SELECT hash FROM audit_entry WHERE sequence = 8');
    await change('UPDATE audit_head SET sequence = 8, hash = ?', [eighth?.hash ?? '']);
    expect((await verifyAudit(office.database)).intact).toBe(true);
    expect((await verifyAudit(office.database, end.head)).broken).toEqual({ sequence: end.head.sequence, why: 'the chain ends before the head that was noted' });
    expect((await cli('--head', `${end.head.sequence}:${end.head.hash}`)).code).toBe(1);
    expect((await cli('--head', `8:${'0'.repeat(64)}`)).printed).toContain('not the one whose hash was noted');
  });
});
