import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officeUsers } from '../../support/console-office';
import { absentee, openCaseOffice } from './case-office';

jest.setTimeout(120_000);

describeInBrowser('cases in the console', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let caseId: string;
  let page: Page;

  beforeAll(async () => {
    ({ office, caseId } = await openCaseOffice());
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
    await page.goto('/cases');
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('the list stands by stage and says what is due; the mark of secrecy is there', async () => {
    await page.getByRole('region', { name: 'Kasus dibuka' }).waitFor();
    expect(await page.getByText('Rahasia', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('Panggilan oleh atasan').isVisible()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '04-cases');
    await page.getByRole('link', { name: new RegExp(absentee) }).click();
    await page.getByRole('heading', { name: `${absentee}: 3 hari tanpa keterangan` }).waitFor();
  });

  it('a day opens to its evidence, and the unverified day says what verifying would do', async () => {
    await page.getByText('Bila diverifikasi menjadi 4 hari, usul naik ke teguran tertulis.').waitFor();
    await page.getByRole('button', { name: 'Bukti per hari' }).click();
    await page.getByText('Rabu, 18 Nov 2026').waitFor();
    await page.getByText('Tanpa rekaman selama waktu rekam').first().waitFor();
    expect(page.url()).toContain('evidence=yes');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('a summons on a day off is refused in words, and nothing is lost', async () => {
    await page.getByRole('button', { name: 'Catat panggilan…' }).click();
    await page.getByLabel('Nama yang bertindak').fill('Drs. Slamet Riyadi');
    await page.getByLabel('Nomor surat panggilan').fill('800.1.6.2/117/MELATI/2026');
    await page.getByLabel('Tanggal surat').fill('2026-11-24');
    await page.getByLabel('Tanggal pemeriksaan').fill('2026-12-05');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Catat', exact: true }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('5 Des bukan hari kerja');
    expect(await page.getByLabel('Nomor surat panggilan').inputValue()).toBe('800.1.6.2/117/MELATI/2026');
  });

  it('somebody else was quicker: it says so, and the second try is on the new sight', async () => {
    await office.call(officeUsers.administrator, 'POST', `cases/${caseId}/acts`, { afterSequence: 1, actor: { role: 'staffing-officer', name: 'Kepegawaian' }, act: { act: 'change-superior', superior: 'Drs. Slamet Riyadi' } });
    await page.getByLabel('Tanggal pemeriksaan').fill('2026-12-03');
    await page.getByRole('button', { name: 'Catat', exact: true }).click();
    await page.getByText('Ada langkah lain di kasus ini sejak Anda membukanya.').waitFor();
    await expect(sequenceOf()).resolves.toBe(2);
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Catat', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Pemeriksaan Kamis, 3 Desember 2026' }).waitFor();
    await expect(sequenceOf()).resolves.toBe(3);
  });

  it('before the day of the examination nobody can have missed it', async () => {
    await page.getByText('Mulai 3 Des: isi BAP, atau catat tidak hadir.').waitFor();
    expect(await page.getByRole('button', { name: 'Catat tidak hadir…' }).count()).toBe(0);
  });

  it('in English, dark and on a phone the same page holds, and axe finds nothing', async () => {
    const other = await browser.signedIn(officeUsers.inspector, { width: 390, height: 844, scheme: 'dark' });
    await other.addInitScript(() => localStorage.setItem('hadir-language', 'en'));
    await other.goto(`/cases/${caseId}`);
    await other.getByRole('heading', { name: `${absentee}: 3 days without a reason` }).waitFor();
    await other.getByText('Confidential', { exact: true }).waitFor();
    await other.getByText('You can see this case, but not record steps in it.').waitFor();
    expect(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await accessibilityFaults(other)).toEqual([]);
    await keepPicture(other, '04-case-phone-dark-en');
  });

  it('no page complained', () => expect(browser.complaints).toEqual([]));

  const sequenceOf = async (): Promise<number> => (await office.call<{ sequence: number }>(officeUsers.officer, 'GET', `cases/${caseId}`)).sequence;
});
