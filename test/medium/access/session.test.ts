import { request as httpRequest } from 'node:http';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { UserStore } from '../../../src/platform/auth/user-store';
import { AccessOffice, type Answer } from './access-office';

let office: AccessOffice;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
});
afterAll(() => office.close());

const password = 'kopi susu pagi hari';
const cookieIn = (answer: Answer): string => answer.headers.get('set-cookie') ?? '';
const signIn = (username: string, given = password, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => office.ask('POST', '/api/v1/session', null, { username, password: given }, headers);
const browserOf = (answer: Answer) => ({ cookie: cookieIn(answer).split(';')[0] ?? '', csrfToken: String(answer.json['csrfToken']) });

async function newUser(username: string, mustChangePassword = false): Promise<string> {
  const user = await office.app.get(UserStore).create({ username, name: 'Siti', password, mustChangePassword }, 'test');
  await office.app.get(RoleGrants).grant({ holderId: user.id, role: 'hr-officer', unitId: null, fromDate: '2026-01-01', toDate: null }, 'test');
  return user.id;
}

/** fetch sets Host by itself; a browser on another name does not. */
async function askAs(host: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; text: string }> {
  const { port } = new URL(await office.app.getUrl());
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/api/v1/first-run', method: 'POST', headers: { Host: host, 'Content-Type': 'application/json', ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
}

describe('the first run', () => {
  const first = { username: 'Kepala.IT', name: 'Kepala IT', password };

  it('is open to the machine itself and to the set-up code, to nobody else', async () => {
    expect((await office.ask('GET', '/api/v1/first-run')).json).toMatchObject({ open: true, codeNeeded: false, identityProvider: false });
    expect((await askAs('hadir.kota.example', first)).text).toContain('wrong-set-up-code');
    expect((await askAs('127.0.0.1', first, { 'X-Forwarded-For': '203.0.113.9' })).text).toContain('wrong-set-up-code');
    expect((await askAs('hadir.kota.example', { ...first, code: 'x'.repeat(20) })).text).toContain('wrong-set-up-code');
    expect((await askAs('127.0.0.1', first, { Origin: 'https://evil.example' })).text).toContain('forged-request');
    expect((await office.ask('POST', '/api/v1/first-run', null, { ...first, password: 'kurang' })).code).toBe('weak-password');
    const made = await office.ask('POST', '/api/v1/first-run', null, first);
    expect(made.json).toMatchObject({ username: 'kepala.it', roles: [{ role: 'administrator', unitId: null }], unitIds: null });
    expect((await office.ask('GET', '/api/v1/me', browserOf(made))).status).toBe(200);
    expect((await office.ask('POST', '/api/v1/first-run', null, { ...first, username: 'second' })).code).toBe('first-run-over');
    expect((await office.ask('GET', '/api/v1/first-run')).json['open']).toBe(false);
  });
});

describe('signing in', () => {
  it('sets a cookie that no script reads and no other site sends along, and says what one may do', async () => {
    await newUser('siti');
    const answer = await signIn('SITI');
    expect(cookieIn(answer)).toMatch(/^hadir_session=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(answer.json).toMatchObject({ username: 'siti', mustChangePassword: false, scope: null });
    expect(answer.json['permissions']).toEqual(expect.arrayContaining(['violations.decide', 'requests.decide']));
    expect(answer.json['permissions']).not.toEqual(expect.arrayContaining(['users.write']));
    expect(cookieIn(await signIn('siti', password, { 'X-Forwarded-Proto': 'https' }))).toMatch(/; Secure/);
  });

  it('gives a new secret each time, whatever cookie came along, and ends the old session (fixation)', async () => {
    const planted = await signIn('siti', password, { Cookie: 'hadir_session=planted-by-somebody' });
    expect(browserOf(planted).cookie).not.toContain('planted');
    const again = await signIn('siti', password, { Cookie: browserOf(planted).cookie });
    expect(browserOf(again).cookie).not.toBe(browserOf(planted).cookie);
    expect((await office.ask('GET', '/api/v1/me', browserOf(planted))).code).toBe('session-over');
    expect((await office.ask('GET', '/api/v1/me', { cookie: 'hadir_session=planted-by-somebody', csrfToken: '' })).code).toBe('session-over');
  });

  it('keeps no secret in the database', async () => {
    const secret = browserOf(await signIn('siti')).cookie.split('=')[1] ?? '';
    const dump = JSON.stringify([await office.database.query('SELECT * FROM user_session'), await office.database.query('SELECT * FROM user_account')]);
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(password);
    expect(dump).toContain('$argon2id$');
  });

  it('ends when asked to', async () => {
    const browser = browserOf(await signIn('siti'));
    expect((await office.ask('DELETE', '/api/v1/session', browser)).status).toBe(204);
    expect((await office.ask('GET', '/api/v1/me', browser)).code).toBe('session-over');
  });

  it('ends after two idle hours, and after twelve hours however busy', async () => {
    office.clock.set('2026-11-24T10:00:00+07:00');
    const [idle, busy] = [browserOf(await signIn('siti')), browserOf(await signIn('siti'))];
    office.clock.set('2026-11-24T11:59:00+07:00');
    expect((await office.ask('GET', '/api/v1/me', busy)).status).toBe(200);
    office.clock.set('2026-11-24T12:00:01+07:00');
    expect((await office.ask('GET', '/api/v1/me', idle)).code).toBe('session-over');
    for (const hour of [13, 14, 15, 16, 17, 18, 19, 20, 21]) {
      office.clock.set(`2026-11-24T${hour}:30:00+07:00`);
      expect([hour, (await office.ask('GET', '/api/v1/me', busy)).status]).toEqual([hour, 200]);
    }
    office.clock.set('2026-11-24T22:00:01+07:00');
    expect((await office.ask('GET', '/api/v1/me', busy)).code).toBe('session-over');
    office.clock.set('2026-11-24T10:00:00+07:00');
  });

  it('is over at once for a user who is disabled, in every session', async () => {
    const id = await newUser('budi');
    const browser = browserOf(await signIn('budi'));
    const admin = await office.user('boss', 'administrator', null);
    expect((await office.ask('PATCH', `/api/v1/users/${id}`, admin, { disabled: true })).json['disabledAt']).not.toBeNull();
    expect((await office.ask('GET', '/api/v1/me', browser)).code).toBe('session-over');
    expect((await signIn('budi')).code).toBe('wrong-password');
  });

  it('lets a role go at its last date', async () => {
    const browser = await office.user('acting', null, null);
    const id = office.userIds.get('acting') ?? '';
    await office.app.get(RoleGrants).grant({ holderId: id, role: 'inspector', unitId: null, fromDate: '2026-11-01', toDate: '2026-11-24' }, 'test');
    expect((await office.ask('GET', '/api/v1/cases', browser)).status).toBe(200);
    office.clock.set('2026-11-25T00:00:01+07:00');
    const next = await office.signIn('acting');
    expect((await office.ask('GET', '/api/v1/cases', next)).code).toBe('not-permitted');
    office.clock.set('2026-11-24T10:00:00+07:00');
  });
});

describe('guessing passwords', () => {
  it('is slowed down by username, and answers the same for names that nobody has', async () => {
    await newUser('target');
    for (const username of ['target', 'nobody-has-this']) {
      const answers = [];
      for (let attempt = 0; attempt < 7; attempt += 1) answers.push(await signIn(username, `wrong password ${attempt}`, { 'X-Forwarded-For': `198.51.100.${attempt}` }));
      expect(answers.slice(0, 6).map(({ code }) => code)).toEqual(new Array(6).fill('wrong-password'));
      expect(answers[6]).toMatchObject({ status: 429, code: 'too-many-attempts' });
      expect(answers[6]?.headers.get('retry-after')).toBe('1');
      expect(new Set(answers.slice(0, 6).map(({ text }) => text)).size).toBe(1);
    }
    expect((await signIn('target')).status).toBe(429);
    office.clock.set('2026-11-24T10:00:02+07:00');
    expect((await signIn('target')).status).toBe(200);
    expect((await signIn('target', 'wrong again')).code).toBe('wrong-password');
  });

  it('gains nothing by many tries at once', async () => {
    await newUser('flooded');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => signIn('flooded', `guess number ${index}`, { 'X-Forwarded-For': `203.0.113.${index}` })));
    expect(answers.filter(({ code }) => code === 'wrong-password')).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(14);
  });

  it('is slowed down by address, however many names are tried', async () => {
    const from = { 'X-Forwarded-For': '192.0.2.77' };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 32; attempt += 1) statuses.push((await signIn(`name${attempt}`, 'some password', from)).status);
    expect(statuses).toEqual([...new Array<number>(31).fill(401), 429]);
    expect((await signIn('siti', password, from)).status).toBe(429);
    expect((await signIn('siti', password, { 'X-Forwarded-For': '192.0.2.78' })).status).toBe(200);
  });
});

describe('forged requests', () => {
  it('are refused without the token of the session, with that of another, or from another site', async () => {
    const browser = browserOf(await signIn('siti'));
    const other = browserOf(await signIn('siti', password, { 'X-Forwarded-For': '10.0.0.1' }));
    const send = (headers: Readonly<Record<string, string>>) => office.ask('PATCH', '/api/v1/me', browser, { theme: 'dark' }, headers);
    expect((await send({ 'X-CSRF-Token': '' })).code).toBe('forged-request');
    expect((await send({ 'X-CSRF-Token': other.csrfToken })).code).toBe('forged-request');
    expect((await send({ Origin: 'https://evil.example' })).code).toBe('forged-request');
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).code).toBe('forged-request');
    expect((await send({ 'Sec-Fetch-Site': 'same-site' })).code).toBe('forged-request');
    expect((await send({ Origin: 'null' })).code).toBe('forged-request');
    expect((await send({ Origin: await office.app.getUrl(), 'Sec-Fetch-Site': 'same-origin' })).json['theme']).toBe('dark');
    expect((await signIn('siti', password, { Origin: 'https://evil.example' })).code).toBe('forged-request');
  });

  it('need no token from programs that show a bearer token', async () => {
    const { secret } = await office.app.get(TokenStore).create('payroll', 'write', null);
    expect((await office.ask('POST', '/api/v1/requests', null, { kind: 'leave' }, { Authorization: `Bearer ${secret}` })).status).not.toBe(403);
  });
});

describe('passwords', () => {
  it('have to be changed at first use, before anything else', async () => {
    await newUser('baru', true);
    const browser = browserOf(await signIn('baru'));
    expect((await office.ask('GET', '/api/v1/violations', browser)).code).toBe('password-change-needed');
    expect((await office.ask('GET', '/api/v1/me', browser)).json['mustChangePassword']).toBe(true);
    expect((await office.ask('POST', '/api/v1/me/password', browser, { current: 'not it at all', next: 'angin laut sore' })).code).toBe('wrong-password');
    expect((await office.ask('POST', '/api/v1/me/password', browser, { current: password, next: 'baru baru baru' })).code).toBe('weak-password');
    expect((await office.ask('POST', '/api/v1/me/password', browser, { current: password, next: password })).code).toBe('weak-password');
    const changed = await office.ask('POST', '/api/v1/me/password', browser, { current: password, next: 'angin laut sore' });
    expect(changed.json['mustChangePassword']).toBe(false);
    expect((await office.ask('GET', '/api/v1/violations', browser)).code).toBe('session-over');
    expect((await office.ask('GET', '/api/v1/violations', browserOf(changed))).status).toBe(200);
  });

  it('are given anew by an administrator, told once, and end all sessions', async () => {
    const id = await newUser('lupa');
    const browser = browserOf(await signIn('lupa'));
    const admin = await office.signIn('boss');
    const reset = await office.ask('POST', `/api/v1/users/${id}/password-reset`, admin);
    expect((await office.ask('GET', '/api/v1/me', browser)).code).toBe('session-over');
    expect((await signIn('lupa', String(reset.json['temporaryPassword']))).json['mustChangePassword']).toBe(true);
  });
});

describe('users and tokens over REST', () => {
  it('makes a user with a role in a unit, ends the role, ends the session', async () => {
    const admin = await office.signIn('boss');
    const made = await office.ask('POST', '/api/v1/users', admin, { username: 'kepala.a', name: 'Kepala A', roles: [{ role: 'head-of-unit', unitId: 'u-a' }] });
    const id = String(made.json['id']);
    const [role] = made.json['roles'] as { id: string; unitName: string; fromDate: string }[];
    expect(role).toMatchObject({ unitName: 'Dinas a', fromDate: '2026-11-24' });
    expect((await office.ask('POST', '/api/v1/users', admin, { username: 'KEPALA.A', name: 'x' })).code).toBe('username-taken');
    const browser = browserOf(await signIn('kepala.a', String(made.json['temporaryPassword'])));
    const [session] = ((await office.ask('GET', '/api/v1/sessions', admin)).json as unknown as { id: string; username: string }[]).filter(({ username }) => username === 'kepala.a');
    expect((await office.ask('DELETE', `/api/v1/sessions/${session?.id}`, admin)).status).toBe(204);
    expect((await office.ask('GET', '/api/v1/me', browser)).code).toBe('session-over');
    const ended = await office.ask('POST', `/api/v1/users/${id}/roles/${role?.id}/end`, admin, { toDate: '2026-11-23' });
    expect(ended.json['roles']).toMatchObject([{ toDate: '2026-11-23' }]);
    expect((await office.ask('PATCH', `/api/v1/users/${office.userIds.get('boss')}`, admin, { disabled: true })).code).toBe('own-matter');
  });

  it('makes nobody where a role is wrong: a user whose password was never told would be in the way', async () => {
    const admin = await office.signIn('boss');
    expect((await office.ask('POST', '/api/v1/users', admin, { username: 'setengah', name: 'Setengah', roles: [{ role: 'unit-admin', unitId: 'no-such' }] })).code).toBe('unknown-unit');
    expect((await office.ask('POST', '/api/v1/users', admin, { username: 'setengah', name: 'Setengah', roles: [{ role: 'unit-admin', fromDate: '2026-02-30' }] })).code).toBe('no-such-date');
    expect((await office.ask('POST', '/api/v1/users', admin, { username: 'setengah', name: 'Setengah' })).status).toBe(201);
  });

  it('makes a token with roles that reaches no further than they do, and a token whose roles ended reaches nothing', async () => {
    const admin = await office.signIn('boss');
    const made = await office.ask('POST', '/api/v1/tokens', admin, { name: 'dashboard', scope: 'read', roles: [{ role: 'head-of-unit', unitId: 'u-a', toDate: '2026-11-24' }] });
    const bearer = { Authorization: `Bearer ${String(made.json['secret'])}` };
    // Its name says in the record who acted, so no second one in force may have it.
    expect(await office.ask('POST', '/api/v1/tokens', admin, { name: 'Dashboard', scope: 'read' })).toMatchObject({ status: 409, code: 'token-name-taken' });
    const days = await office.ask('GET', '/api/v1/attendance-days', null, undefined, bearer);
    expect([days.text.includes('e-a'), days.text.includes('e-b')]).toEqual([true, false]);
    expect((await office.ask('GET', '/api/v1/requests/r-b', null, undefined, bearer)).code).toBe('not-found');
    expect((await office.ask('POST', '/api/v1/requests/r-a/approve', null, {}, bearer)).code).toBe('not-permitted');
    office.clock.set('2026-11-25T10:00:00+07:00');
    expect((await office.ask('GET', '/api/v1/attendance-days', null, undefined, bearer)).code).toBe('bad-token');
    office.clock.set('2026-11-24T10:00:00+07:00');
    const again = await office.signIn('boss');
    expect((await office.ask('DELETE', `/api/v1/tokens/${String(made.json['id'])}`, again)).status).toBe(204);
    expect((await office.ask('GET', '/api/v1/me', null, undefined, bearer)).code).toBe('bad-token');
    expect((await office.ask('POST', '/api/v1/tokens', again, { name: 'dashboard', scope: 'read' })).status).toBe(201);
  });
});

describe('nobody decides about themselves', () => {
  it('neither a request nor a violation of the own person', async () => {
    const browser = await office.user('self', 'hr-officer', null, 'e-a');
    expect((await office.ask('POST', '/api/v1/requests/r-a/approve', browser, {})).code).toBe('own-matter');
    const about = [{ employeeId: 'e-a', workDate: '2026-11-23', kind: 'LATE' }];
    expect((await office.ask('POST', '/api/v1/violations/decisions', browser, { decision: 'verified', about })).code).toBe('own-matter');
    expect((await office.ask('POST', '/api/v1/requests/r-b/approve', browser, {})).code).not.toBe('own-matter');
  });
});

describe('what every answer tells the browser', () => {
  it('lets in no script from inside a page, no frame, and keeps nothing of the API', async () => {
    const { headers } = await office.ask('GET', '/api/v1/first-run');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self';script-src 'self';script-src-attr 'none';.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect((await office.ask('GET', '/api/v1/first-run', null, undefined, { 'X-Forwarded-Proto': 'https' })).headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});
