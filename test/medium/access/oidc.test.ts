import { type Answer, AccessOffice } from './access-office';
import { IdentityProvider } from './identity-provider';

let provider: IdentityProvider;
let office: AccessOffice;
beforeAll(async () => {
  provider = await IdentityProvider.start();
  office = await AccessOffice.open({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'hadir', OIDC_CLIENT_SECRET: 'client-secret' });
  await office.user('siti', 'inspector', null);
});
afterAll(async () => {
  await office.close();
  await provider.stop();
});
beforeEach(() => Object.assign(provider, { username: 'siti', fault: {}, foreignKey: false }));

const cookiesOf = (answer: Answer): string => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');

/** Goes to the provider and to the address that it sends the browser back to. */
async function leave(): Promise<{ cookies: string; back: string }> {
  const start = await office.ask('GET', '/api/v1/oidc/start');
  expect(start.status).toBe(302);
  const there = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  return { cookies: cookiesOf(start), back: `${back.pathname}${back.search}` };
}

const comeBack = (back: string, cookies: string): Promise<Answer> => office.ask('GET', back, null, undefined, { Cookie: cookies });

describe('signing in through the identity provider', () => {
  it('links to the user whom it vouches for', async () => {
    const { cookies, back } = await leave();
    const answer = await comeBack(back, cookies);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
    const me = await office.ask('GET', '/api/v1/me', { cookie: cookiesOf(answer), csrfToken: '' });
    expect(me.json).toMatchObject({ username: 'siti', roles: [{ role: 'inspector' }] });
    expect((await office.ask('GET', '/api/v1/first-run')).json['identityProvider']).toBe(true);
  });

  it('never makes a user, and lets no disabled one in', async () => {
    provider.username = 'stranger';
    const { cookies, back } = await leave();
    expect((await comeBack(back, cookies)).code).toBe('no-such-user');
    expect(await office.database.query('SELECT id FROM user_account')).toHaveLength(1);
  });

  it('counts once, and only in the browser that began', async () => {
    const first = await leave();
    expect((await comeBack(first.back, '')).code).toBe('sign-in-refused');
    const second = await leave();
    expect((await comeBack(second.back, first.cookies)).code).toBe('sign-in-refused');
    const third = await leave();
    expect((await comeBack(third.back, third.cookies)).status).toBe(302);
    expect((await comeBack(third.back, third.cookies)).code).toBe('sign-in-refused');
  });

  it.each([
    ['for another client', { aud: 'somebody-else' }],
    ['of another issuer', { iss: 'http://evil.example' }],
    ['with the nonce of another sign-in', { nonce: 'another' }],
    ['that is out of date', { exp: 1 }],
    ['without the username', { preferred_username: undefined }],
  ])('refuses a token %s', async (_, fault) => {
    provider.fault = fault;
    const { cookies, back } = await leave();
    expect((await comeBack(back, cookies)).code).toBe('sign-in-refused');
  });

  it('refuses a token that somebody else signed, and a code that was swapped', async () => {
    provider.foreignKey = true;
    const one = await leave();
    expect((await comeBack(one.back, one.cookies)).code).toBe('sign-in-refused');
    provider.foreignKey = false;
    const [two, victim] = [await leave(), await leave()];
    const swapped = two.back.replace(/code=\w+/, /code=\w+/.exec(victim.back)?.[0] ?? '');
    expect((await comeBack(swapped, two.cookies)).code).toBe('sign-in-refused');
  });

  it('is not there where no provider is set up', async () => {
    const plain = await AccessOffice.open();
    expect((await plain.ask('GET', '/api/v1/oidc/start')).code).toBe('no-identity-provider');
    await plain.close();
  });
});
