import { type Locator, type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';
import { openCaseOffice } from './case-office';

jest.setTimeout(240_000);

/** What is entered in a dialog, by the label of the field; a choice is named by its option. */
type Entries = Readonly<Record<string, string>>;

describeInBrowser('the steps of a case, each in its dialog', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let caseId: string;
  let page: Page;

  beforeAll(async () => {
    ({ office, caseId } = await openCaseOffice());
    browser = new Browser(office.url);
    page = await browser.page();
    page.setDefaultTimeout(20_000);
    await on('2026-11-24');
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  /** Another day: the session of the day before is over, so the officer signs in again. */
  async function on(date: string): Promise<void> {
    office.clock.set(`${date}T09:00:00+07:00`);
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByLabel('Nama pengguna').fill(officeUsers.officer);
    await page.getByLabel('Kata sandi', { exact: true }).first().fill(officePassword);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.goto(`/cases/${caseId}`);
    await page.getByText('Berikutnya').first().waitFor();
  }

  async function open(act: string): Promise<Locator> {
    const button = page.getByRole('button', { name: act });
    if ((await button.count()) === 0) {
      await page.getByRole('button', { name: 'Langkah lain' }).click();
      await page.getByRole('menuitem', { name: act }).click();
    } else {
      await button.first().click();
    }
    const dialog = page.getByRole('dialog');
    await dialog.getByText(act.replace('…', '')).first().waitFor();
    return dialog;
  }

  async function enter(dialog: Locator, entries: Entries): Promise<void> {
    for (const [label, value] of Object.entries(entries)) {
      const choice = dialog.getByRole('combobox', { name: label, exact: true });
      if ((await choice.count()) > 0) {
        await choice.click();
        await page.getByRole('option', { name: value, exact: true }).click();
      } else {
        await dialog.getByLabel(label, { exact: true }).fill(value);
      }
    }
  }

  /** Opens a dialog, looks at it with axe, enters what it asks for, records the step, and gives the stage that the service says. */
  async function take(act: string, entries: Entries): Promise<string> {
    const dialog = await open(act);
    expect(await accessibilityFaults(page)).toEqual([]);
    await enter(dialog, entries);
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    await Promise.race([dialog.waitFor({ state: 'hidden' }), dialog.getByRole('alert').waitFor()]);
    if (await dialog.isVisible()) throw new Error(`${act}: ${await dialog.getByRole('alert').innerText()}`);
    return (await office.call<{ state: string }>(officeUsers.officer, 'GET', `cases/${caseId}`)).state;
  }

  const official = { 'Nama yang bertindak': 'Camat Melati' };

  it('another superior, and a higher one in the place of one who is involved', async () => {
    expect(await take('Ganti atasan langsung…', { 'Nama yang bertindak': 'Bagian Kepegawaian', 'Atasan langsung yang baru': 'Drs. Slamet Riyadi' })).toBe('opened');
    await page.getByText('Drs. Slamet Riyadi').first().waitFor();
    expect(await take('Ganti pemeriksa ke atasan yang lebih tinggi…', { 'Nama yang bertindak': 'Camat Melati', Sebab: 'Atasan terlibat' })).toBe('opened');
  });

  it('two summonses that nobody follows, and the minutes of it', async () => {
    const summons = { 'Nomor surat panggilan': '800/1', 'Tanggal surat': '2026-11-24', 'Tanggal pemeriksaan': '2026-12-03' };
    await expect(take('Catat panggilan…', { 'Nama yang bertindak': 'Drs. Slamet Riyadi', ...summons })).rejects.toThrow('atasan langsung digantikan; atasan yang lebih tinggi yang bertindak');
    await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).last().click();
    const actor = { 'Bertindak sebagai': 'Atasan yang lebih tinggi', 'Nama yang bertindak': 'Camat Melati' };
    expect(await take('Catat panggilan…', { ...actor, ...summons })).toBe('summoned');
    await on('2026-12-03');
    expect(await take('Catat tidak hadir…', actor)).toBe('missed-first');
    await page.getByRole('heading', { name: 'Kirim Panggilan II' }).waitFor();
    expect(await take('Catat panggilan…', { ...actor, 'Nomor surat panggilan': '800/2', 'Tanggal surat': '2026-12-03', 'Tanggal pemeriksaan': '2026-12-14' })).toBe('summoned-again');
    await on('2026-12-14');
    expect(await take('Catat tidak hadir…', actor)).toBe('missed-second');
    expect(await take('Catat berita acara tidak hadir…', { ...actor, 'Nomor berita acara': 'BA/7' })).toBe('absent-twice');
    await keepPicture(page, '04-case-absent-twice');
  });

  it('a decision, its delivery, an objection and its outcome, and the end', async () => {
    expect(await take('Catat keputusan…', { ...official, 'Nomor keputusan': 'SK/9/2026', Alasan: 'Dua panggilan tidak dipenuhi; bukti cukup.' })).toBe('decided');
    await page.getByRole('heading', { name: 'Sampaikan keputusan' }).waitFor();
    expect(await take('Catat tidak hadir saat penyampaian…', official)).toBe('decided');
    expect(await take('Catat pengiriman keputusan…', { ...official, 'Tanggal dikirim': '2026-12-14' })).toBe('decided');
    expect(await take('Catat penyampaian…', { ...official, 'Tanggal diterima pegawai': '2026-12-14' })).toBe('delivered');
    await keepPicture(page, '04-case-delivered');
    const { history } = await office.call<{ history: readonly { event: { act?: { act: string } } }[] }>(officeUsers.officer, 'GET', `cases/${caseId}`);
    const acts = history.flatMap(({ event }) => (event.act ? [event.act.act] : []));
    expect(acts).toEqual(['change-superior', 'replace-superior', 'summon', 'record-no-show', 'summon', 'record-no-show', 'record-absent-twice', 'decide', 'record-absent-at-delivery', 'send', 'deliver']);
  });

  it('the page of the case speaks Indonesian throughout, and prints black on white without its buttons', async () => {
    const words = await page.locator('main').innerText();
    expect(words).not.toMatch(/ and |\b\d{4}-\d{2}\b(?!\/)/);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    expect(await page.getByRole('button', { name: 'Cetak halaman' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').first().isVisible().catch(() => false)).toBe(false);
    const file = await page.pdf({ format: 'A4' });
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    await keepPicture(page, '04-case-print');
    await page.emulateMedia({ media: 'screen' });
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
