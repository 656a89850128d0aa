import { type Locator, type Page } from 'playwright-core';
import { CaseClock } from '../../../src/discipline/cases/case-clock';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';
import { absentee, longAbsentee, openCaseOffice, openLongAbsence } from './case-office';

jest.setTimeout(240_000);

/** What is entered in a dialog, by the label of the field; a choice is named by its option. */
type Entries = Readonly<Record<string, string>>;

describeInBrowser('the steps of a case, each in its dialog', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let caseId: string;
  /** The light case, and the one of a long absence. */
  let light: string;
  let long: Awaited<ReturnType<typeof openLongAbsence>>;
  let page: Page;

  beforeAll(async () => {
    ({ office, caseId: light } = await openCaseOffice());
    long = await openLongAbsence(office);
    caseId = light;
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
    await show(caseId);
  }

  async function show(id: string): Promise<void> {
    caseId = id;
    await page.goto(`/cases/${id}`);
    await page.getByText('Berikutnya').first().waitFor();
  }

  async function open(act: string): Promise<Locator> {
    const button = page.getByRole('button', { name: act }).first();
    const more = page.getByRole('button', { name: 'Langkah lain' });
    await button.or(more).first().waitFor();
    // A step that was just recorded may still be drawn: a menu without the act is closed and looked into again.
    for (const until = Date.now() + 20_000; Date.now() < until && (await page.getByRole('dialog').count()) === 0; ) {
      if (await button.isVisible()) await button.click();
      else if (await more.isVisible()) {
        await more.click();
        const item = page.getByRole('menuitem', { name: act });
        if (await item.waitFor({ timeout: 1_000 }).then(() => true, () => false)) await item.click();
        else await page.keyboard.press('Escape');
      }
      await page.getByRole('dialog').waitFor({ timeout: 1_000 }).catch(() => undefined);
    }
    const dialog = page.getByRole('dialog');
    await dialog.getByText(act.replace('…', '')).first().waitFor();
    return dialog;
  }

  async function enter(dialog: Locator, entries: Entries): Promise<void> {
    for (const [label, value] of Object.entries(entries)) {
      const choice = dialog.getByRole('combobox', { name: label, exact: true });
      const tick = dialog.getByRole('checkbox', { name: label, exact: true });
      if ((await tick.count()) > 0) {
        await tick.setChecked(value === 'ya');
      } else if ((await choice.count()) > 0) {
        await choice.click();
        await page.getByRole('option', { name: value, exact: true }).click();
      } else {
        await dialog.getByLabel(label, { exact: true }).fill(value);
      }
    }
  }

  /** Opens a dialog, looks at it with axe, enters what it asks for, records the step, and gives the stage that the service says. */
  async function take(act: string, entries: Entries): Promise<string> {
    await open(act);
    expect(await accessibilityFaults(page)).toEqual([]);
    return submit(entries);
  }

  /** Enters the rest in the dialog that is open, and records the step. */
  async function submit(entries: Entries): Promise<string> {
    const dialog = page.getByRole('dialog');
    await enter(dialog, entries);
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/acts'));
    await dialog.getByRole('button', { name: 'Catat', exact: true }).click();
    if ((await answered).status() >= 400) throw new Error(await dialog.getByRole('alert').innerText());
    await dialog.waitFor({ state: 'hidden' });
    return (await office.call<{ state: string }>(officeUsers.officer, 'GET', `cases/${caseId}`)).state;
  }

  /** Waits until the history of the case says something. */
  const told = (words: string): Promise<void> => page.getByRole('listitem').filter({ hasText: words }).first().waitFor();

  const official = { 'Nama yang bertindak': 'Camat Melati' };

  it('another superior, and a higher one in the place of one who is involved', async () => {
    expect(await take('Ganti atasan langsung…', { 'Nama yang bertindak': 'Bagian Kepegawaian', 'Atasan langsung yang baru': 'Drs. Slamet Riyadi' })).toBe('opened');
    await page.getByText('Drs. Slamet Riyadi').first().waitFor();
    expect(await take('Ganti pemeriksa ke atasan yang lebih tinggi…', { 'Nama yang bertindak': 'Camat Melati', Sebab: 'Atasan terlibat' })).toBe('opened');
  });

  it('nine verified days become ten in a row after somebody acted: the change is reviewed, and the heavier case needs a team', async () => {
    await show(long.caseId);
    await take('Ganti atasan langsung…', { 'Nama yang bertindak': 'Bagian Kepegawaian', 'Atasan langsung yang baru': 'Drs. Slamet Riyadi' });
    await long.verifyLast();
    await show(long.caseId);
    expect(await take('Tinjau perubahan…', { ...official, Hasil: 'Ganti usul sesuai fakta sekarang', Alasan: 'hari kesepuluh sudah diverifikasi' })).toBe('opened');
    await told('meninjau perubahan: ganti usul sesuai fakta sekarang. Alasan: hari kesepuluh sudah diverifikasi');
    await page.getByText('pemberhentian dengan hormat', { exact: false }).first().waitFor();
    const members = { 'Nama, Anggota 1': 'Drs. Slamet Riyadi', 'Nama, Anggota 2': 'Inspektur Pembantu', 'Nama, Anggota 3': 'Kepala BKPSDM' };
    await expect(take('Bentuk tim pemeriksa…', { ...official, 'Jenjang jabatan pegawai yang diperiksa': '2', ...members })).rejects.toThrow('Drs. Slamet Riyadi lebih rendah jenjangnya daripada yang diperiksa');
    const ranks = Object.fromEntries([1, 2, 3].map((member) => [`Jenjang jabatan (angka, lebih tinggi lebih besar), Anggota ${member}`, '3']));
    expect(await submit(ranks)).toBe('opened');
    await told('mencatat pembentukan tim pemeriksa oleh Camat Melati.');
    expect(await take('Bebaskan sementara dari tugas…', official)).toBe('opened');
    await told('mencatat pembebasan sementara dari tugas oleh Camat Melati.');
    expect(await take('Putuskan usul penghentian gaji…', { ...official, Hasil: 'Teruskan usul', Alasan: 'sepuluh hari kerja terus-menerus' })).toBe('opened');
    expect(await take('Catat panggilan…', { 'Bertindak sebagai': 'Tim pemeriksa', 'Nama yang bertindak': 'Tim Pemeriksa', 'Nomor surat panggilan': '800/3', 'Tanggal surat': '2026-11-24', 'Tanggal pemeriksaan': '2026-12-03' })).toBe('summoned');
    await keepPicture(page, '04-case-heavy');
    await show(light);
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

  it('an examination without a signature says why; what is decided on it is appealed against', async () => {
    await show(long.caseId);
    const team = { 'Bertindak sebagai': 'Tim pemeriksa', 'Nama yang bertindak': 'Tim Pemeriksa' };
    await expect(take('Isi hasil pemeriksaan…', { ...team, 'Nomor berita acara': 'BAP/3', 'Ditandatangani pegawai': 'tidak' })).rejects.toThrow('pegawai tidak menandatangani; tulis catatannya');
    expect(await submit({ 'Catatan bila tidak ditandatangani': 'menolak menandatangani, disaksikan dua anggota tim' })).toBe('examined');
    await told('mencatat pemeriksaan, BAP BAP/3, oleh Tim Pemeriksa.');
    expect(await take('Catat keputusan…', { ...official, 'Nomor keputusan': 'SK/10/2026', Alasan: 'Sepuluh hari kerja tanpa alasan yang sah.' })).toBe('decided');
    expect(await take('Catat penyampaian…', { ...official, 'Tanggal diterima pegawai': '2026-12-14' })).toBe('delivered');
    expect(await take('Catat banding…', { 'Nama yang bertindak': longAbsentee.name })).toBe('under-appeal');
    await told('mencatat banding.');
    expect(await take('Catat hasil banding…', { 'Nama yang bertindak': 'BPASN', Hasil: 'Keputusan dibatalkan' })).toBe('closed');
    await told('mencatat hasilnya: keputusan dibatalkan.');
    await show(light);
  });

  it('a decision, its delivery, an objection and its outcome, and the end', async () => {
    expect(await take('Catat keputusan…', { ...official, 'Nomor keputusan': 'SK/9/2026', Alasan: 'Dua panggilan tidak dipenuhi; bukti cukup.' })).toBe('decided');
    await page.getByRole('heading', { name: 'Sampaikan keputusan' }).waitFor();
    expect(await take('Catat tidak hadir saat penyampaian…', official)).toBe('decided');
    expect(await take('Catat pengiriman keputusan…', { ...official, 'Tanggal dikirim': '2026-12-14' })).toBe('decided');
    await expect(take('Catat penyampaian…', { ...official, 'Tanggal diterima pegawai': '2026-12-11' })).rejects.toThrow('tanggal diterima harus antara tanggal keputusan (14 Des) dan hari ini');
    expect(await submit({ 'Tanggal diterima pegawai': '2026-12-14' })).toBe('delivered');
    await keepPicture(page, '04-case-delivered');
    expect(await take('Catat keberatan…', { 'Nama yang bertindak': absentee, 'Ditujukan kepada': 'Wali Kota' })).toBe('under-objection');
    expect(await take('Catat hasil keberatan…', { 'Bertindak sebagai': 'Atasan yang lebih tinggi', 'Nama yang bertindak': 'Wali Kota', Hasil: 'Keputusan dipertahankan' })).toBe('delivered');
    // The working day on which it comes into force; the clock of the service records that.
    const { deadlines } = await office.call<{ deadlines: readonly { code: string; dueDate: string }[] }>(officeUsers.officer, 'GET', `cases/${caseId}`);
    await on(deadlines.find(({ code }) => code === 'in-force')?.dueDate ?? '');
    await office.app.get(CaseClock).tick();
    await show(light);
    expect(await take('Tutup kasus…', { ...official, Alasan: 'hukuman sudah berlaku' })).toBe('closed');
    await told('menutup kasus: hukuman sudah berlaku');
    const { history } = await office.call<{ history: readonly { event: { act?: { act: string } } }[] }>(officeUsers.officer, 'GET', `cases/${caseId}`);
    const acts = history.flatMap(({ event }) => (event.act ? [event.act.act] : []));
    expect(acts).toEqual(['change-superior', 'replace-superior', 'summon', 'record-no-show', 'summon', 'record-no-show', 'record-absent-twice', 'decide', 'record-absent-at-delivery', 'send', 'deliver', 'object', 'settle-objection', 'take-effect', 'close']);
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
