import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

const phone = { width: 360, height: 740 };
const head = 'kepala';
const staffUser = 'hendra';

describeInBrowser('a roll call on a phone of 360 px, and what becomes of what it found', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;
  let own: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    const [melati] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'MELATI'");
    const users = [
      { username: head, name: 'Indah Permata', employeeId: await office.employeeId('Indah Permata'), roles: [{ role: 'head-of-unit', unitId: melati?.id, fromDate: '2026-09-14' }] },
      { username: staffUser, name: 'Hendra Saputra', employeeId: await office.employeeId('Hendra Saputra'), roles: [{ role: 'employee', fromDate: '2026-09-14' }] },
    ];
    for (const user of users) await office.call(officeUsers.administrator, 'POST', 'users', { ...user, password: officePassword });
    await office.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
    [page, own] = [await browser.signedIn(head, phone), await browser.signedIn(staffUser, phone)];
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const fits = async (on: Page): Promise<boolean> => on.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const mark = (name: string, what: string) => page.getByRole('group', { name: `Tanda untuk ${name}` }).getByRole('button', { name: what });

  it('begins with the list of who should be here, each with what plan and records say', async () => {
    await page.goto('/supervision');
    await page.getByText('Tidak ada selisih').waitFor();
    await page.getByRole('link', { name: 'Mulai sidak' }).click();
    await page.getByRole('combobox', { name: 'Unit yang diperiksa' }).click();
    await page.getByRole('option', { name: 'Kecamatan Melati' }).click();
    await page.getByRole('button', { name: 'Mulai', exact: true }).click();
    await page.getByRole('group', { name: 'Tanda untuk Hendra Saputra' }).waitFor();
    expect(await page.getByText(/^Masuk 07:\d\d$/).count()).toBeGreaterThan(2);
    // The head of the unit is not on the own list.
    expect(await page.getByRole('group', { name: 'Tanda untuk Indah Permata' }).count()).toBe(0);
    expect(await fits(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '20a-roll-call');
  });

  it('marks survive a page that is closed, and a connection that is gone', async () => {
    await mark('Hendra Saputra', 'Tidak terlihat').click();
    await mark('Taufik Hidayat', 'Di tempat lain').click();
    await page.getByText('Tulis di mana.').waitFor();
    expect(await page.getByRole('button', { name: 'Serahkan' }).isDisabled()).toBe(true);
    await page.getByLabel('Di mana Taufik Hidayat?').fill('Rapat di kantor wali kota');
    await page.reload();
    await page.getByText(/2 dari \d+ ditandai/).waitFor();
    expect(await mark('Hendra Saputra', 'Tidak terlihat').getAttribute('aria-pressed')).toBe('true');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Serahkan' }).click();
    await page.getByText(/Belum terkirim/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '20b-roll-call-offline');
    expect(await office.database.query('SELECT id FROM spot_check_difference')).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('Sidak diserahkan').waitFor();
    await page.getByText('2 orang ditandai, 2 selisih untuk dijelaskan.').waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('hadir-roll-call')))).toBe(false);
  });

  it('the head asks, the person answers, the head closes', async () => {
    await page.getByRole('link', { name: 'Lihat selisih' }).click();
    await page.getByRole('button', { name: 'Hendra Saputra' }).click();
    await page.getByLabel('Pertanyaan').fill('Di mana Anda pukul 09.12?');
    await page.getByRole('button', { name: 'Tanyakan' }).last().click();
    await page.getByText('Ditanyakan').first().waitFor();
    await page.getByText('Tidak ada alamat surel: sampaikan langsung').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '20c-difference');

    await own.goto('/my-supervision');
    await own.getByText('Di mana Anda pukul 09.12?').waitFor();
    await own.getByLabel('Penjelasan Anda').fill('Mengambil berkas di gudang.');
    expect(await fits(own)).toBe(true);
    expect(await accessibilityFaults(own)).toEqual([]);
    await keepPicture(own, '20d-own-supervision');
    await own.getByRole('button', { name: 'Kirim penjelasan' }).click();
    await own.getByText('Dijawab').waitFor();

    await page.reload();
    await page.getByText('Mengambil berkas di gudang.').waitFor();
    await page.getByRole('button', { name: 'Tutup', exact: true }).last().click();
    await page.getByLabel('Alasan penutupan').fill('Gudang di luar ruangan.');
    await page.getByRole('combobox', { name: 'Hasil' }).click();
    await page.getByRole('option', { name: 'Sudah dijelaskan' }).click();
    await page.getByRole('button', { name: 'Tutup', exact: true }).last().click();
    await page.getByText('Ditutup').first().waitFor();
    expect(await office.database.query('SELECT status, outcome FROM spot_check_difference WHERE employee_id = ?', [await office.employeeId('Hendra Saputra')])).toMatchObject([{ status: 'closed', outcome: 'explained' }]);
  });

  it('a note is written about a person, opened to them, and replied to', async () => {
    await page.goto('/supervision?tab=notes');
    await page.getByText('Belum ada catatan').waitFor();
    await page.getByRole('button', { name: 'Tulis catatan' }).click();
    await page.getByRole('combobox', { name: 'Tentang', exact: true }).fill('Hendra');
    await page.getByRole('option', { name: /Hendra Saputra/ }).click();
    await page.getByLabel('Isi catatan').fill('Mulai menata arsip dengan baik.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Mulai menata arsip dengan baik.').waitFor();
    await own.reload();
    await own.getByText('Belum ada catatan yang dibagikan.').waitFor();
    await page.getByRole('button', { name: 'Buka untuk' }).click();
    await page.getByRole('combobox', { name: 'Siapa yang membaca' }).click();
    await page.getByRole('option', { name: 'Atasan, inspektorat, dan pegawai ybs.' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buka untuk' }).click();
    await page.getByText('Atasan, inspektorat, dan pegawai ybs.').waitFor();
    await own.reload();
    await own.getByText('Mulai menata arsip dengan baik.').first().waitFor();
    await own.getByRole('button', { name: 'Tanggapi' }).click();
    await own.getByLabel('Isi catatan').fill('Terima kasih, Bu.');
    await own.getByRole('dialog').getByRole('button', { name: 'Tanggapi' }).click();
    await own.getByText('Riwayat (2)').waitFor();
    expect(await fits(page)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '20e-notes');
  });

  it('on a desk in the dark and in English; who may not is told so', async () => {
    const desk = await browser.signedIn(officeUsers.inspector, { scheme: 'dark' });
    await desk.goto('/supervision?status=all');
    await desk.getByText('Taufik Hidayat').waitFor();
    expect(await accessibilityFaults(desk)).toEqual([]);
    await keepPicture(desk, '20f-supervision-dark');
    await desk.goto('/supervision?tab=checks');
    await desk.locator('table a').first().click();
    await desk.getByText('Sidak Kecamatan Melati').first().waitFor();
    expect(await accessibilityFaults(desk)).toEqual([]);
    await keepPicture(desk, '20g-check');
    const admin = await browser.signedIn(officeUsers.unitAdmin);
    await admin.goto('/supervision');
    await admin.getByText(/administrator|hak|akses/i).first().waitFor();
    expect(browser.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  });
});
