import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';

jest.setTimeout(600_000);

/** Answers of refusal, from the moment on which one asks. */
function refusals(page: Page): string[] {
  const found: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) found.push(`${answer.status()} ${new URL(answer.url()).pathname} on ${new URL(page.url()).pathname}`);
  });
  return found;
}

/** The live connection never ends, so a page is there when nothing says any more that it loads. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main [role=status][aria-label="Memuat"], main [role=status][aria-label="Loading"], [aria-busy=true]') === null);
  await page.waitForTimeout(300);
}

/** Where the rail leads. */
const sectionsOf = (page: Page): Promise<string[]> => page.locator('aside nav a').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));

describeInBrowser('every page of the rail', () => {
  let office: ConsoleOffice;
  let browser: Browser;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    const [melati] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'MELATI'");
    const head = { username: 'kepala', name: 'Sulastri Hutapea', roles: [{ role: 'head-of-unit', unitId: melati?.id, fromDate: '2026-09-14' }] };
    await office.call(officeUsers.administrator, 'POST', 'users', { ...head, password: officePassword });
    await office.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  // The administrator's pages are walked further down, twice.
  it.each([...Object.entries(officeUsers).filter(([role]) => role !== 'administrator'), ['head of unit', 'kepala']])('asks nothing that is refused to the %s', async (_, username) => {
    const page = await browser.page();
    await page.goto('/sign-in');
    await page.getByLabel('Nama pengguna').fill(username);
    await page.getByLabel('Kata sandi').first().fill(officePassword);
    const refused = refusals(page);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe(username === officeUsers.employee ? '/me' : '/');
    const sections = await sectionsOf(page);
    expect(sections.length).toBeGreaterThan(2);
    for (const path of sections) {
      await page.goto(path);
      await settled(page);
    }
    expect(refused).toEqual([]);
    await page.context().close();
  });

  it('a page beyond the permission says so at once, and asks for nothing', async () => {
    const page = await browser.signedIn(officeUsers.employee);
    await settled(page);
    const refused = refusals(page);
    for (const path of ['/cases', '/terminals', '/reports', '/settings']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'Di luar wewenang Anda' }).waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '11-no-permission');
    expect(refused).toEqual([]);
    // What everybody may read does not wait for what an employee may not ask.
    await page.goto('/rules');
    await settled(page);
  });

  it.each(['Bahasa Indonesia', 'English'])('axe finds nothing on any page of the administrator, in %s, nothing is refused there, and all fit a phone', async (language) => {
    const page = await browser.signedIn(officeUsers.administrator, { scheme: language === 'English' ? 'dark' : 'light' });
    const refused = refusals(page);
    await page.getByRole('button', { name: /Made Suryani/ }).click();
    await page.getByRole('menuitem', { name: language }).click();
    const faults: string[] = [];
    for (const path of await sectionsOf(page)) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await settled(page);
      await keepPicture(page, `page${path.replaceAll('/', '-')}-${language === 'English' ? 'en-dark' : 'id'}`);
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${path} ${fault}`));
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForTimeout(300);
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${path} at 360 px: ${fault}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) faults.push(`${path} is ${width} px wide on a phone`);
    }
    expect(faults).toEqual([]);
    expect(refused).toEqual([]);
  });

  it('a phone has words under its icons, and everything else in a sheet', async () => {
    const page = await browser.signedIn(officeUsers.officer, { width: 360, height: 740 });
    await settled(page);
    for (const word of ['Hari ini', 'Tinjauan', 'Kasus', 'Permohonan']) expect(await page.locator('aside nav').getByText(word, { exact: true }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Lainnya' }).click();
    const sheet = page.getByRole('dialog', { name: 'Lainnya' });
    await sheet.getByRole('link', { name: 'Laporan' }).waitFor();
    await page.waitForTimeout(400);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, 'phone-more');
    await sheet.getByRole('link', { name: 'Laporan' }).click();
    await page.waitForURL((url) => url.pathname === '/reports');
    await sheet.waitFor({ state: 'detached' });
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
