import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

describeInBrowser('settings, people and rules', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.administrator);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('an account is made, its password told once, and it signs in and has to change it', async () => {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Tambah pengguna' }).click();
    await page.getByLabel('Nama', { exact: true }).fill('Bayu Nugraha');
    await page.getByLabel('Nama pengguna', { exact: true }).fill('bayu');
    await keepPicture(page, '13-settings-new-user');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Simpan' }).click();
    const password = await page.locator('output').innerText();
    await page.getByRole('button', { name: 'Selesai' }).click();
    await page.getByRole('button', { name: 'Bayu Nugraha' }).waitFor();
    const bayu = await browser.page();
    await bayu.goto('/sign-in');
    await bayu.getByLabel('Nama pengguna').fill('bayu');
    await bayu.getByLabel('Kata sandi', { exact: true }).first().fill(password);
    await bayu.getByRole('button', { name: 'Masuk' }).click();
    await bayu.waitForURL('**/password');
  });

  it('a role is granted and ended, with its dates', async () => {
    await page.getByRole('button', { name: 'Bayu Nugraha' }).click();
    await page.getByRole('button', { name: 'Beri peran…' }).click();
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.locator('aside').getByText('Admin unit · Semua unit').waitFor();
    await page.locator('aside li', { hasText: 'Admin unit' }).getByRole('button', { name: 'Akhiri' }).click();
    await page.locator('aside li[data-over="true"]', { hasText: 'Admin unit' }).waitFor();
    await keepPicture(page, '13-settings-user');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('a token has a name of its own while it is in force, and the secret is told once', async () => {
    await page.goto('/settings?tab=tokens');
    for (const answer of ['hadir_', 'Sudah ada token berlaku dengan nama itu.']) {
      await page.getByRole('button', { name: 'Buat token' }).click();
      await page.getByLabel('Nama', { exact: true }).fill('dasbor');
      await page.getByRole('button', { name: 'Simpan' }).click();
      await page.getByRole('dialog').getByText(answer).waitFor();
      if (answer === 'hadir_') await page.getByRole('button', { name: 'Selesai' }).click();
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('the audit trail shows it, and its chain is intact', async () => {
    await page.goto('/settings?tab=audit');
    await page.getByRole('button', { name: 'Periksa rantai' }).click();
    await page.getByText(/Rantai utuh: [\d.]+ catatan diperiksa/).waitFor();
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(3);
    // Words and names, neither codes nor bare ids; the moment on one line.
    await page.getByRole('row', { name: /Made Suryani admin Memberi peran Pengguna Bayu Nugraha/ }).waitFor();
    expect(await page.locator('tbody').innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|sign-in-failed|\bchanged\b/);
    expect(await page.locator('tbody tr td:first-child button').first().evaluate((button) => button.getBoundingClientRect().height)).toBeLessThan(30);
    await page.getByRole('combobox', { name: 'Tindakan' }).click();
    await page.getByRole('option', { name: 'Masuk', exact: true }).click();
    await page.waitForURL(/action=signed-in/);
    await page.getByRole('row', { name: /Bayu Nugraha bayu Masuk Sesi sendiri/ }).waitFor();
    await keepPicture(page, '13-settings-audit');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('the law of a date stands with its articles', async () => {
    await page.goto('/rules');
    await page.getByText('PP 94/2021', { exact: false }).first().waitFor();
    await keepPicture(page, '14-rules');
    expect(await page.getByRole('table').count()).toBeGreaterThan(1);
  });

  it.each(['/settings?tab=users', '/settings?tab=tokens', '/settings?tab=sessions', '/people/units', '/people/enrolments', '/rules', '/rules?tab=try', '/reports'])('%s is clean for axe in the dark, in English, on a phone too', async (path) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate(() => localStorage.setItem('hadir-language', 'en'));
    await page.goto(path);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    await keepPicture(page, `13-${path.replace(/\W+/g, '-').slice(1)}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('an officer who may not is told who can give access', async () => {
    const officer = await browser.signedIn(officeUsers.officer);
    await officer.goto('/settings');
    await officer.getByText('Di luar wewenang Anda').waitFor();
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
