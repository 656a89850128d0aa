import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeToday, officeUsers } from '../../support/console-office';

describeInBrowser('the page of terminals and doors', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    const row = { terminal: 'T-BPKAD', source: 'push', received_at: office.clock.now(), reason: 'the time cannot be read', status: 'open' };
    await office.insert('rejected_record', [{ ...row, id: 'held-1', raw: Buffer.from(`36\t${officeToday} 7h35\t0\t1`, 'latin1') }]);
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.administrator);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const statusOf = async (serial: string): Promise<string | undefined> => (await office.database.query<{ status: string }>('SELECT status FROM terminal WHERE serial = ?', [serial]))[0]?.status;

  it('puts first what needs attention, and says what is known of it', async () => {
    await page.goto('/terminals');
    await page.getByRole('button', { name: 'Lobi Dishub' }).click();
    await page.getByText('Yang diketahui').waitFor();
    await keepPicture(page, '05-terminals');
    const rows = await page.locator('tbody').first().innerText();
    expect(rows).toMatch(/Perlu perhatian/);
    expect(rows).toMatch(/Lobi Dishub[\s\S]*Diam 18 j 10 m/);
    expect(rows).toMatch(/Satpol PP[\s\S]*Jam maju[\s\S]*\+6 m 12 d/);
    expect(await page.locator('aside[aria-label="Lobi Dishub"]').innerText()).toContain('Terakhir terdengar Senin, 23 Nov 2026 15:02:00.');
    expect(page.url()).toContain('open=t%3AT-DISHUB');
    await page.keyboard.press('Escape');
    expect(page.url()).not.toContain('open=');
  });

  it('a terminal that is approved is told of since it was known, and not of the hours before', async () => {
    await page.getByRole('tab', { name: /Minta disetujui/ }).click();
    await page.getByLabel('Nama terminal').fill('Puskesmas Dahlia, loket');
    await keepPicture(page, '05-terminals-pending');
    await page.getByRole('button', { name: 'Setujui' }).click();
    await page.getByText('Tidak ada yang menunggu').waitFor();
    expect(await statusOf('T-NEW')).toBe('approved');
    await page.getByRole('tab', { name: /^Semua/ }).click();
    await page.getByRole('button', { name: 'Puskesmas Dahlia, loket' }).waitFor();
    // It has been known for half an hour: of the hours before nothing is said.
    const known = page.getByRole('row').filter({ hasText: 'Puskesmas Dahlia, loket' }).getByRole('img', { name: /tidak diketahui/ });
    expect(await known.getAttribute('aria-label')).toMatch(/32 m/);
    expect(await page.getByRole('row').filter({ hasText: 'BPKAD' }).getByRole('img', { name: 'Terdengar sepanjang 24 jam terakhir' }).count()).toBe(1);
  });

  it('a held record is read again as it should have been', async () => {
    await page.getByRole('tab', { name: /Rekaman tertahan/ }).click();
    await page.getByRole('cell', { name: 'the time cannot be read' }).click();
    await page.getByText('Badan mentah').waitFor();
    expect(await page.locator('pre').innerText()).toContain('33 36 09');
    await keepPicture(page, '05-terminals-held');
    await page.getByLabel('Seharusnya berbunyi').fill(`36\t${officeToday} 07:35:00\t0\t1`);
    await page.getByRole('button', { name: 'Baca ulang' }).click();
    await page.getByText('Semua rekaman terbaca').waitFor();
    const punches = await office.database.query('SELECT pin FROM punch WHERE terminal = ? AND wall_clock = ?', ['T-BPKAD', `${officeToday} 07:35:00`]);
    expect(punches).toEqual([{ pin: '36' }]);
  });

  it('a fault is recorded, and the days in it wait', async () => {
    await page.goto('/terminals?open=t%3AT-DISHUB');
    await page.getByRole('button', { name: 'Catat gangguan…' }).click();
    expect(await page.getByLabel('Mulai').inputValue()).toBe('2026-11-23T15:02');
    await page.getByLabel('Catatan').fill('listrik padam');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await office.database.query('SELECT kind, from_at FROM terminal_incident WHERE serial = ?', ['T-DISHUB'])).toEqual([{ kind: 'power-loss', from_at: Date.parse('2026-11-23T15:02:00+07:00') }]);
  });

  it('is clean for axe in both languages and themes, and fits a phone', async () => {
    await page.getByText('Terminal tidak dapat', { exact: false }).first().waitFor({ timeout: 5_000 }).catch(() => undefined);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Made Suryani/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: /Made Suryani/ }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.getByText('What is known').waitFor();
    await keepPicture(page, '05-terminals-dark-en');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/terminals');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Lobi Dishub' }).waitFor();
    await keepPicture(page, '05-terminals-360');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
