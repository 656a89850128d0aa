import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../../src/app';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { UserStore } from '../../../src/platform/auth/user-store';
import { readConfig } from '../../../src/platform/config';
import { IdentityProvider } from '../../medium/access/identity-provider';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A port that is free now: the provider has to know our address before we listen. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describeInBrowser('signing in through the identity provider, in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hadir-oidc-'));
  let place: TestDatabase;
  let provider: IdentityProvider;
  let app: NestExpressApplication;
  let browser: Browser;

  beforeAll(async () => {
    [place, provider] = [await createTestDatabase(), await IdentityProvider.start()];
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'hadir', OIDC_CLIENT_SECRET: 'client-secret', PUBLIC_URL: url };
    // The provider's tokens are dated by the real clock.
    app = await createApp({ ...readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env }), role: 'web' }, new SetClock(Date.now()));
    await app.listen(port, '127.0.0.1');
    const siti = await app.get(UserStore).create({ username: 'siti', name: 'Siti Rahma', password: null, mustChangePassword: false }, 'test');
    await app.get(RoleGrants).grant({ holderId: siti.id, role: 'inspector', unitId: null, fromDate: '2020-01-01', toDate: null }, 'test');
    browser = new Browser(url);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await provider.stop();
    await place.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('leads there and back, in with the own name and role, and out again', async () => {
    const page = await browser.page();
    await page.goto('/sign-in');
    const way = page.getByRole('link', { name: /akun kantor|penyedia identitas|SSO/i });
    await way.waitFor();
    await keepPicture(page, '17-sign-in-provider');
    expect(await accessibilityFaults(page)).toEqual([]);
    const [request] = await Promise.all([page.waitForRequest((one) => one.url().startsWith(`${provider.issuer}/authorize`)), way.click()]);
    const asked = new URL(request.url()).searchParams;
    expect([asked.get('response_type'), asked.get('code_challenge_method'), (asked.get('state') ?? '').length > 20, (asked.get('nonce') ?? '').length > 20]).toEqual(['code', 'S256', true, true]);
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByText('Siti Rahma').first().waitFor();
    const [session] = await page.context().cookies();
    expect(session).toMatchObject({ name: 'hadir_session', httpOnly: true, sameSite: 'Lax' });
    // A reload stays in; the way back in the history does not sign in a second time.
    await page.reload();
    await page.getByText('Siti Rahma').first().waitFor();
    expect(page.url()).not.toContain('code=');
  });

  it('tells somebody whom nobody made a user, in words, and lets nobody in', async () => {
    provider.username = 'stranger';
    const page = await browser.page();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: /akun kantor|penyedia identitas|SSO/i }).click();
    await page.getByRole('alert').getByText(/belum ada pengguna dengan nama itu/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '17-sign-in-stranger');
    await page.goto('/');
    await page.waitForURL('**/sign-in**');
    provider.username = 'siti';
  });
});
