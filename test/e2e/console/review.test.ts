import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers, reviewDate } from '../../support/console-office';

const rowOf = (page: Page, name: string) => page.locator('li[data-key]', { hasText: name });
const states = (page: Page): Promise<(string | null)[]> => page.locator('li[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')));

const untilRows = (page: Page, count: number): Promise<unknown> => page.waitForFunction((wanted) => document.querySelectorAll('li[data-key]').length === wanted, count);

jest.setTimeout(180_000);

describeInBrowser('the morning review', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
    await page.getByRole('link', { name: 'Mulai meninjau' }).click();
    await rowOf(page, 'Joko Susilo').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('lists yesterday by unit, and says whom a silent terminal holds up', async () => {
    await keepPicture(page, '02-review');
    const text = await page.innerText('main');
    expect(text).toContain('Senin, 23 Nov 2026');
    expect(text).toMatch(/8 orang belum dinilai karena 1 terminal diam/);
    expect(text).toContain('Terlambat 63 menit');
    await untilRows(page, 13);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('filters by text and kind, in the address', async () => {
    await page.getByPlaceholder('Nama atau NIP').fill('indah');
    await untilRows(page, 1);
    expect(await rowOf(page, 'Indah Permata').count()).toBe(1);
    expect(page.url()).toContain('q=indah');
    await page.getByPlaceholder('Nama atau NIP').fill('');
    await untilRows(page, 13);
    await page.getByRole('button', { name: 'Jenis' }).click();
    await page.getByRole('menuitem', { name: 'Tanpa rekaman', exact: true }).click();
    await untilRows(page, 2);
    expect(page.url()).toContain('kind=absence');
    await page.getByRole('button', { name: 'Tanpa rekaman' }).first().click();
    await page.getByRole('menuitem', { name: 'Semua jenis' }).click();
    await untilRows(page, 13);
  });

  it('says why, with evidence, words of the employee and what verifying would do', async () => {
    await rowOf(page, 'Joko Susilo').getByRole('button', { name: 'Joko Susilo' }).click();
    await page.getByRole('heading', { name: 'Mengapa' }).waitFor();
    await page.getByText('Ban motor bocor').waitFor();
    await keepPicture(page, '02-review-panel');
    const panel = await page.innerText('aside[aria-label="Mengapa"]');
    expect(panel).toMatch(/Masuk 08:33, waktu kerja mulai 07:30: 63 menit/);
    expect(panel).toContain('akumulasi 2026 menjadi 63 menit');
    expect(panel).toContain('PP 94');
    expect(await accessibilityFaults(page)).toEqual([]);
    // The strip says itself in one sentence, and its marks can be walked.
    const strip = page.getByRole('group', { name: /Jadwal 07:30 sampai 16:00/ });
    await strip.focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-mark'))).toBeTruthy();
    await page.keyboard.press('Escape');
    await page.locator('aside[aria-label="Mengapa"]').waitFor({ state: 'detached' });
  });

  it('verifies ten by keyboard, rows keep their place, and takes it back', async () => {
    const before = await page.locator('li[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
    await rowOf(page, 'Joko Susilo').getByRole('checkbox').focus();
    await page.locator('main').press('j');
    await page.keyboard.press('x');
    for (let step = 0; step < 9; step++) await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('10 dipilih').first().waitFor();
    await page.getByRole('button', { name: 'Verifikasi 10' }).waitFor();
    await page.getByText('10 dipilih.').waitFor();
    await keepPicture(page, '02b-review-bulk');
    await page.keyboard.press('1');
    await page.getByText('10 kejadian diverifikasi.').waitFor();
    await keepPicture(page, '02c-review-done');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.locator('li[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')))).toEqual(before);
    expect((await states(page)).filter((state) => state === 'verified')).toHaveLength(10);
    await page.keyboard.press('z');
    await page.getByText('10 keputusan diurungkan.').waitFor();
    expect((await states(page)).filter((state) => state === 'verified')).toHaveLength(0);
    const counts = await office.call<{ review: number; done: number }>(officeUsers.officer, 'GET', `review/counts?from=${reviewDate}&to=${reviewDate}`);
    expect(counts).toMatchObject({ review: 13, done: 0 });
    // Asking what would happen is no change.
    const entries = await office.database.query<{ total: number }>("SELECT COUNT(*) AS total FROM audit_entry WHERE detail LIKE '%violations/decisions%'");
    expect(Number(entries[0]?.total)).toBe(2);
  });

  it('takes one back from its day, however long ago it was decided', async () => {
    const hendra = await office.employeeId('Hendra Saputra');
    const { items } = await office.call<{ items: { kind: string }[] }>(officeUsers.officer, 'GET', `violations?employeeId=${hendra}&from=${reviewDate}&to=${reviewDate}`);
    await office.call(officeUsers.officer, 'POST', 'violations/decisions', { decision: 'verified', about: [{ employeeId: hendra, workDate: reviewDate, kind: items[0]?.kind }] });
    await office.judge();
    await page.goto('/review?tab=done');
    await rowOf(page, 'Hendra Saputra').getByRole('button', { name: 'Hendra Saputra' }).click();
    await page.getByText('Bisa diurungkan kapan saja; laporan harian pukul 06:30').waitFor();
    await page.getByRole('complementary', { name: 'Mengapa' }).getByRole('button', { name: 'Urungkan' }).click();
    await page.getByText('1 keputusan diurungkan.').waitFor();
    await office.judge();
    await page.goto('/review');
    await untilRows(page, 13);
  });

  it('counts by what the service says, not by what is shown', async () => {
    await page.goto('/review?kind=missing-out');
    const name = 'Taufik Hidayat';
    await rowOf(page, name).waitFor();
    const shown = await page.locator('li[data-key]').count();
    // Gone meanwhile, while the list still shows it.
    await office.database.transaction((tx) => tx.execute("UPDATE violation SET standing = 'waiting', state = 'waiting' WHERE work_date = ? AND kind = 'missing-out' AND employee_id = (SELECT id FROM employee WHERE name = ?)", [reviewDate, name]));
    for (const box of await page.locator('li[data-key] input[type=checkbox]').all()) await box.click();
    await page.getByText('1 menunggu mesin dan belum dapat diverifikasi.').waitFor();
    const verify = page.getByRole('button', { name: /Verifikasi/ });
    expect(await verify.innerText()).toContain(`Verifikasi ${shown - 1}`);
    expect(await verify.isDisabled()).toBe(shown === 1);
    await office.database.transaction((tx) => tx.execute("UPDATE violation SET standing = 'counted', state = 'unverified' WHERE work_date = ? AND standing = 'waiting' AND kind = 'missing-out'", [reviewDate]));
  });

  it('a late punch announces itself and comes in on request', async () => {
    await page.goto('/review');
    await rowOf(page, 'Taufik Hidayat').waitFor();
    // The list listens now; what happens from here on is news.
    await page.waitForTimeout(300);
    const before = await page.locator('li[data-key]').count();
    office.clock.set('2026-11-24T09:20:00+07:00');
    await office.punch('Taufik Hidayat', reviewDate, '16:02:00');
    const pill = page.getByRole('button', { name: /Ada perubahan|kejadian baru/ });
    await pill.waitFor({ timeout: 20_000 });
    // Nothing moved meanwhile.
    expect(await page.locator('li[data-key]').count()).toBe(before);
    await pill.click();
    await untilRows(page, before - 1);
    expect(await rowOf(page, 'Taufik Hidayat').count()).toBe(0);
  });

  it('keeps a view under a name', async () => {
    await page.goto('/review?kind=late-arrival');
    await page.getByRole('button', { name: 'Simpan tampilan ini' }).click();
    await page.getByLabel('Nama tampilan').fill('Hanya terlambat');
    await page.getByRole('button', { name: 'Simpan', exact: true }).click();
    await page.getByRole('button', { name: 'Hanya terlambat', exact: true }).waitFor();
    expect(await office.call(officeUsers.officer, 'GET', 'review/views')).toMatchObject([{ name: 'Hanya terlambat', query: 'kind=late-arrival' }]);
    expect(await office.call(officeUsers.inspector, 'GET', 'review/views')).toEqual([]);
  });

  it('exports what is shown', async () => {
    const { cookie } = await office.session(officeUsers.officer);
    const answer = await fetch(`${office.url}/api/v1/review?from=${reviewDate}&to=${reviewDate}&kind=late-arrival&tab=review&format=csv`, { headers: { Cookie: cookie } });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(text).toContain('Joko Susilo');
    expect(text).not.toContain('Hendra Saputra');
    expect(text.trim().split('\n')).toHaveLength(9);
  });

  it('is as good in English, in the dark and on a phone', async () => {
    const dark = await browser.signedIn(officeUsers.unitAdmin, { scheme: 'dark' });
    await dark.goto('/review');
    await rowOf(dark, 'Hendra Saputra').waitFor();
    // A unit administrator sees the own unit and nothing else, also by an address that somebody typed.
    expect(await rowOf(dark, 'Joko Susilo').count()).toBe(0);
    const joko = await office.employeeId('Joko Susilo');
    await expect(office.call(officeUsers.unitAdmin, 'GET', `review/${joko}/${reviewDate}/1`)).rejects.toThrow(/40[34]/);
    await dark.getByRole('button', { name: /Sari Kusuma/ }).click();
    await dark.getByRole('menuitem', { name: 'English' }).click();
    await rowOf(dark, 'Hendra Saputra').getByRole('button', { name: 'Hendra Saputra' }).click();
    await dark.getByRole('heading', { name: 'Why' }).waitFor();
    await keepPicture(dark, '08-review-dark-en');
    expect(await accessibilityFaults(dark)).toEqual([]);
    await dark.setViewportSize({ width: 360, height: 740 });
    await keepPicture(dark, '08-review-360-panel');
    expect(await dark.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await dark.getByRole('button', { name: 'Close the panel' }).click();
    await rowOf(dark, 'Hendra Saputra').waitFor();
    await keepPicture(dark, '08-review-360');
    expect(await accessibilityFaults(dark)).toEqual([]);
  });

  it('an inspector looks on', async () => {
    const inspector = await browser.signedIn(officeUsers.inspector);
    await inspector.goto('/review');
    await rowOf(inspector, 'Joko Susilo').getByRole('button', { name: 'Joko Susilo' }).click();
    await inspector.getByText('Anda melihat saja').waitFor();
    expect(await inspector.getByRole('button', { name: /Verifikasi/ }).count()).toBe(0);
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
