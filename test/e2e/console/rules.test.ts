import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers, reviewDate } from '../../support/console-office';

describeInBrowser('the page of rules', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('shows what is in force on a date, each value with its article', async () => {
    await page.goto('/rules');
    await page.getByText('teguran lisan', { exact: false }).first().waitFor();
    // In words throughout: neither the names of the files nor their choices.
    const all = await page.locator('main').innerText();
    for (const words of ['Tenggat verifikasi (hari kerja)', 'ringan: atasan langsung; sedang: boleh tim; berat: wajib tim', 'Kebijakan kantor', 'pasal belum diperiksa']) expect(all).toContain(words);
    expect(all).not.toMatch(/asn-rules|not seen|verification|team-|working days|[a-z]_[a-z]/);
    await page.getByLabel('Pasal, kata atau nilai').fill('teguran tertulis');
    expect(await page.locator('main').innerText()).toMatch(/Ps 9/);
    await keepPicture(page, '13-rules');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Berlaku pada').fill('2015-06-01');
    await page.getByText('Ps 8 angka 9').first().waitFor();
  });

  it('tries another rule by keyboard, lists everybody who would differ, and hands the list out', async () => {
    for (const name of ['Hendra Saputra', 'Umi Salamah']) {
      const about = [{ employeeId: await office.employeeId(name), workDate: reviewDate, kind: 'absence' }];
      await office.call(officeUsers.officer, 'POST', 'violations/decisions', { decision: 'verified', about });
    }
    await office.judge();
    const law = readFileSync(`${__dirname}/../../../regulations/absence-pns.yaml`, 'utf8');
    await page.goto('/rules?tab=try');
    await page.getByLabel('Peraturan (YAML)').fill(law.replace('{ from: 3, to: 3,', '{ from: 1, to: 3,'));
    await page.getByRole('button', { name: 'Hitung perbedaannya' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/\d+ orang akan berbeda/).waitFor();
    const table = page.getByRole('region', { name: 'Bagaimana jika' }).last();
    expect(await table.innerText()).toMatch(/Hendra Saputra[\s\S]*teguran lisan/);
    await keepPicture(page, '13-rules-what-if');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Nama atau nomor').fill('umi');
    expect(await table.innerText()).not.toContain('Hendra');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Unduh 1 baris' }).click();
    expect(readFileSync(await (await waiting).path(), 'utf8')).toMatch(/K-009;Umi Salamah;2026;\d[^;]*;\d[^;]*;;teguran-lisan/);
  });

  it('says with line and rule what is wrong with a regulation', async () => {
    await page.getByLabel('Peraturan (YAML)').fill('code: x\nnonsense: [');
    await page.getByRole('button', { name: 'Hitung perbedaannya' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('what-if');
  });

  it('never waits for ever for an employee who opens it by its address', async () => {
    const employee = await browser.signedIn(officeUsers.employee, { width: 360, height: 740 });
    await employee.goto('/rules');
    await employee.getByText(/Ps 8|izin/).first().waitFor();
    expect(await employee.getByRole('tab', { name: 'Bagaimana jika' }).count()).toBe(0);
    await keepPicture(employee, '13-rules-employee-360');
    expect(await employee.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(employee)).toEqual([]);
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
