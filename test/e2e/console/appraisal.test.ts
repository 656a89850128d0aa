import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

describeInBrowser('an appraisal in the console, from the period to the answered objection', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let head: Page;
  let own: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    const [melati] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'MELATI'");
    const users = [
      { username: 'kepala', name: 'Indah Permata', employeeId: await office.employeeId('Indah Permata'), roles: [{ role: 'head-of-unit', unitId: melati?.id, fromDate: '2026-09-14' }] },
      { username: 'hendra', name: 'Hendra Saputra', employeeId: await office.employeeId('Hendra Saputra'), roles: [{ role: 'employee', fromDate: '2026-09-14' }] },
    ];
    for (const user of users) await office.call(officeUsers.administrator, 'POST', 'users', { ...user, password: officePassword });
    await office.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
    [head, own] = [await browser.signedIn('kepala'), await browser.signedIn('hendra', { width: 360, height: 740 })];
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('an officer of the city writes the period', async () => {
    const officer = await browser.signedIn(officeUsers.officer);
    await officer.goto('/performance?tab=appraisals');
    await officer.getByText('Belum ada periode penilaian').waitFor();
    await officer.getByRole('button', { name: 'Tulis periode' }).click();
    await officer.getByLabel('Kode').fill('2026-Q4');
    await officer.getByLabel('Nama').fill('Triwulan IV 2026');
    await officer.getByLabel('Dari tanggal').fill('2026-10-01');
    await officer.getByLabel('Sampai tanggal').fill('2026-11-24');
    await officer.getByRole('button', { name: 'Simpan' }).click();
    await officer.getByText('Belum ada penilaian', { exact: true }).waitFor();
  });

  it('the superior plans results with indicators', async () => {
    await head.goto('/performance?tab=appraisals');
    expect(await head.getByRole('button', { name: 'Tulis periode' }).count()).toBe(0);
    await head.getByRole('button', { name: 'Mulai penilaian' }).click();
    await head.getByRole('combobox', { name: 'Tentang' }).fill('Hendra');
    await head.getByRole('option', { name: /Hendra Saputra/ }).click();
    await head.getByRole('dialog').getByRole('button', { name: 'Mulai penilaian' }).click();
    await head.getByLabel('Hasil kerja yang diharapkan').fill('Arsip tertata');
    await head.getByRole('textbox', { name: 'Indikator' }).fill('Berkas terdigitalkan');
    await head.getByRole('textbox', { name: 'Target' }).fill('400 berkas');
    expect(await accessibilityFaults(head)).toEqual([]);
    await keepPicture(head, '22a-plan');
    await head.getByRole('button', { name: 'Susun rencana' }).last().click();
    await head.getByText('Direncanakan').waitFor();
    await head.getByText('400 berkas').waitFor();
  });

  it('the person agrees on a phone of 360 px', async () => {
    await own.goto('/my-performance');
    await own.getByRole('link', { name: '2026-Q4' }).click();
    await own.getByRole('button', { name: 'Setujui rencana' }).last().waitFor();
    expect(await own.getByRole('button', { name: 'Susun rencana' }).count()).toBe(0);
    expect(await own.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await accessibilityFaults(own)).toEqual([]);
    await own.getByRole('button', { name: 'Setujui rencana' }).last().click();
    await own.getByText('Disepakati').waitFor();
  });

  it('the superior evaluates by the quadrant, with attendance beside it', async () => {
    await head.reload();
    await head.getByRole('button', { name: 'Nilai', exact: true }).first().click();
    await head.getByRole('combobox', { name: 'Hasil kerja' }).click();
    await head.getByRole('option', { name: 'Di atas ekspektasi' }).click();
    await head.getByText('Menurut kuadran, predikatnya Baik.').waitFor();
    await head.getByText('Perilaku menurut nilai BerAKHLAK (tidak wajib)').click();
    await head.getByRole('combobox', { name: 'Akuntabel' }).click();
    await head.getByRole('option', { name: 'Sesuai ekspektasi' }).last().click();
    await head.getByLabel('Alasan penilaian').fill('Target terlampaui.');
    await head.getByText('tidak ada predikat yang dihitung dari bukti').waitFor();
    for (const block of ['Catatan pengawasan', 'Selisih sidak', 'Pengaduan yang menyebut orang ini', 'Suara warga tentang layanan unit']) await head.getByRole('heading', { name: block }).waitFor();
    await head.getByText('Tabel kuadran dicatat dari ingatan', { exact: false }).waitFor();
    expect(await accessibilityFaults(head)).toEqual([]);
    await keepPicture(head, '22b-evaluate');
    await head.getByRole('button', { name: 'Nilai', exact: true }).last().click();
    await head.getByText('Dinilai', { exact: true }).waitFor();
  });

  it('the person objects, the superior answers and closes; the list of the period says where it stands', async () => {
    await own.reload();
    await own.getByText('Bukan untuk Anda: Pengaduan yang menyebut orang ini, Suara warga tentang layanan unit.').waitFor();
    await keepPicture(own, '22d-own-evidence');
    await own.getByRole('button', { name: 'Ajukan keberatan' }).first().click();
    await own.getByLabel('Keberatan', { exact: true }).fill('Perilaku saya di atas ekspektasi.');
    await own.getByRole('button', { name: 'Ajukan keberatan' }).last().click();
    await own.getByText('Ada keberatan').waitFor();
    await head.reload();
    await head.getByRole('button', { name: 'Jawab keberatan' }).first().click();
    await head.getByLabel('Jawaban atas keberatan').fill('Dipertimbangkan; bukti belum cukup.');
    await head.getByRole('button', { name: 'Jawab keberatan' }).last().click();
    await head.getByText('Dinilai', { exact: true }).waitFor();
    await head.getByRole('button', { name: 'Selesaikan' }).first().click();
    await head.getByRole('button', { name: 'Selesaikan' }).last().click();
    await head.getByText('Tidak ada langkah untuk Anda saat ini.').waitFor();
    await head.goto('/performance?tab=appraisals');
    await head.getByRole('region', { name: 'Sebaran predikat' }).waitFor();
    await head.getByRole('row', { name: /Hendra Saputra\s*Selesai\s*Baik/ }).waitFor();
    expect(await accessibilityFaults(head)).toEqual([]);
    await keepPicture(head, '22c-appraisals');
    expect(browser.complaints).toEqual([]);
  });
});
