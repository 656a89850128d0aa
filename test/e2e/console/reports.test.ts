import { type Page } from 'playwright-core';
import { Drawing } from '../../../src/platform/files/png';
import { DailyReportJob } from '../../../src/reports/daily-report-job';
import { DefinitionJob } from '../../../src/reports/definition/definition-job';
import { headerOf, PostOffice } from '../../medium/reports/post-office';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers, officeZone } from '../../support/console-office';
import { wallToInstant } from '../../../src/core/time/zone';

describeInBrowser('reports in the console', () => {
  let office: ConsoleOffice;
  let post: PostOffice;
  let browser: Browser;
  let page: Page;
  const tick = async (at: string): Promise<void> => {
    office.clock.set(new Date(wallToInstant(officeZone, `2026-11-24 ${at}`)).toISOString());
    await office.app.get(DefinitionJob).tick();
    await office.app.get(DailyReportJob).tick();
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  beforeAll(async () => {
    post = new PostOffice();
    await post.open();
    office = await ConsoleOffice.open({ role: 'worker', smtpUrl: post.url, publicUrl: 'https://hadir.kota.example', mailFrom: 'Hadir <hadir@kota.example>' });
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.administrator);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
    await post.shut();
  });

  it('a schedule is made: what, about whom, when, in which form, and for whom', async () => {
    await page.goto('/reports?tab=schedules');
    await page.getByRole('button', { name: 'Laporan harian kehadiran' }).waitFor();
    await button('Tambah jadwal').click();
    await page.getByLabel('Nama', { exact: true }).fill('Harian Dishub');
    await page.getByRole('combobox', { name: 'Unit', exact: true }).click();
    await page.getByRole('option', { name: 'Dinas Perhubungan' }).click();
    await page.getByLabel('Jam', { exact: true }).fill('10:00');
    await page.getByLabel('PDF').check();
    await page.getByLabel('Excel').check();
    await page.getByLabel('Alamat penerima 1').fill('dishub@kota.example');
    await keepPicture(page, '15-reports-schedule-dialog');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Simpan').click();
    await page.locator('aside').getByText('dishub@kota.example').waitFor();
    await page.locator('aside').getByText('24 Nov, 10:00').waitFor();
    await keepPicture(page, '15-reports-schedule');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('it is seen before it is sent, and sent to whoever asks', async () => {
    await button('Pratinjau').click();
    const mail = page.frameLocator('iframe');
    await mail.getByRole('heading', { name: 'Tidak ada yang perlu ditinjau' }).waitFor();
    expect(await mail.locator('img[alt*="Menunggu"]').evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth)).toBe(1120);
    await keepPicture(page, '15-reports-preview');
    await page.getByRole('dialog').getByRole('button').first().click();
    await button('Kirim ke saya sekarang…').click();
    await page.getByLabel('Alamat surel').fill('saya@kota.example');
    await button('Kirim sekarang').click();
    await page.getByText('Terkirim ke saya@kota.example.').waitFor();
    expect(post.receivedBy('saya@kota.example')[0]?.raw).toMatch(/filename=laporan-harian-2026-11-23-DISHUB\.pdf/);
    expect(post.receivedBy('dishub@kota.example')).toEqual([]);
    await button('Batal').click();
  });

  it('it is paused, changed and resumed', async () => {
    await button('Lainnya').click();
    await page.getByRole('menuitem', { name: 'Jeda' }).click();
    await page.locator('aside dd').getByText('dijeda').waitFor();
    await button('Lainnya').click();
    await page.getByRole('menuitem', { name: 'Lanjutkan' }).click();
    await page.locator('aside').getByText('24 Nov, 10:00').waitFor();
    await button('Ubah…').click();
    await button('Tambah penerima').click();
    await page.getByLabel('Alamat penerima 2').fill('tidak-ada@kota.example');
    await button('Simpan').click();
    await page.locator('aside').getByText('tidak-ada@kota.example').waitFor();
  });

  it('what arrived and what did not is seen with its reason, and tried again', async () => {
    post.refusals.set('tidak-ada@kota.example', { status: 550, text: 'no such mailbox' });
    await tick('10:00:00');
    expect(post.receivedBy('dishub@kota.example')).toHaveLength(1);
    await button('Lihat kiriman').click();
    await page.getByText('tidak-ada@kota.example: ditolak').waitFor();
    await page.getByText('no such mailbox', { exact: false }).waitFor();
    await page.locator('[data-progress="failed"]').waitFor();
    await keepPicture(page, '15-reports-runs');
    expect(await accessibilityFaults(page)).toEqual([]);
    post.refusals.clear();
    await button(/^Coba lagi: Harian Dishub/).click();
    await page.getByText('1 kiriman dicoba lagi.').waitFor();
    await tick('10:01:00');
    expect(post.receivedBy('tidak-ada@kota.example')).toHaveLength(1);
    await page.reload();
    await page.locator('[data-progress="sent"]').waitFor();
  });

  it('a recipient is muted with a reason', async () => {
    await page.goto('/reports?tab=schedules');
    await button('Bisukan penerima…').click();
    await page.getByLabel('Alamat surel').fill('dishub@kota.example');
    await page.getByLabel('Alasan').fill('pindah tugas');
    await page.getByRole('dialog').getByRole('button', { name: 'Bisukan' }).click();
    await page.getByText('pindah tugas', { exact: false }).waitFor();
    await keepPicture(page, '15-reports-mutes');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('figures that changed are offered as a correction, which a person sends; who is muted gets none', async () => {
    await office.database.transaction((tx) => tx.execute("UPDATE attendance_day SET status = 'PRESENT', settled = 1, flags = '' WHERE work_date = '2026-11-23' AND settled = 0"));
    await page.goto('/reports?tab=runs');
    await button(/^Kirim pembetulan… Harian Dishub, Sel, 24 Nov/).click();
    await keepPicture(page, '15-reports-correction');
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Kirim pembetulan').last().click();
    await page.getByText('Pembetulan dikirim kepada 2 penerima.').waitFor();
    await tick('10:05:00');
    expect(post.receivedBy('tidak-ada@kota.example').map((mail) => headerOf(mail, 'Subject')).at(-1)).toMatch(/Pembetulan/);
    expect(post.receivedBy('dishub@kota.example')).toHaveLength(1);
    await page.reload();
    await page.getByText('Pembetulan ke-1').waitFor();
    await page.getByText('muted by the administrator').waitFor();
  });

  it('who is heard again gets it with the next try', async () => {
    await page.goto('/reports?tab=schedules');
    await button('Bunyikan lagi: dishub@kota.example').click();
    await page.getByText('Tidak ada yang dibisukan.').waitFor();
    await page.goto('/reports?tab=runs');
    await button(/^Coba lagi: Harian Dishub/).click();
    await page.getByText('1 kiriman dicoba lagi.').waitFor();
    await tick('10:06:00');
    expect(post.receivedBy('dishub@kota.example')).toHaveLength(2);
  });

  it('the archive has every paper with its proof, and the paper itself', async () => {
    await page.goto('/reports?tab=archive');
    await page.locator('[data-progress="sent"]').first().waitFor();
    expect(await page.locator('tbody tr', { hasText: 'diganti oleh' }).count()).toBeGreaterThan(0);
    await keepPicture(page, '15-reports-archive');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^PDF, unduh/ }).first().click()]);
    expect(download.suggestedFilename()).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\.pdf$/);
    const code = await page.locator('tbody a[href^="/verify/"]').first().innerText();
    await page.getByLabel('Kode pemeriksa').fill(code.toLowerCase());
    const [verified] = await Promise.all([page.context().waitForEvent('page'), button('Periksa kode').click()]);
    await verified.waitForURL(/\/verify\//);
    expect(await verified.innerText('h1')).toBe('Asli dan berlaku');
    await verified.close();
  });

  it('the letterhead takes a logo that can be read, and says what is wrong with one that cannot', async () => {
    await page.goto('/reports?tab=letterhead');
    const drawing = new Drawing(120, 60);
    drawing.fill(10, 10, 100, 40, [46, 79, 179]);
    await page.locator('input[type=file]').setInputFiles({ name: 'kop.png', mimeType: 'image/png', buffer: drawing.png().subarray(0, 60) });
    await page.getByRole('alert').getByText('Gambar tidak dapat dibaca', { exact: false }).waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'kop.png', mimeType: 'image/png', buffer: drawing.png() });
    await page.getByAltText('Logo kop surat').waitFor();
    await page.getByLabel('Jabatan').fill('Kepala BKPSDM');
    await button('Simpan').click();
    await keepPicture(page, '15-reports-letterhead');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('codes of the recap are changed with their legend in sight, and two meanings for one are not kept', async () => {
    await page.goto('/reports?tab=codes');
    const training = page.getByLabel('Kode: diklat');
    await training.fill('tk');
    await page.getByText('Sudah berarti: diklat').waitFor();
    expect(await button('Simpan').isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await training.fill('BT');
    await page.getByLabel('Keterangan, Indonesia: diklat').fill('bimbingan teknis');
    await page.getByText('BT = bimbingan teknis').waitFor();
    await keepPicture(page, '15-reports-codes');
    await button('Simpan').click();
    await button('Pakai kode bawaan').waitFor();
    await page.getByText('BT = bimbingan teknis').waitFor();
    const { codes } = await office.call<{ codes: Record<string, { code: string }> }>(officeUsers.administrator, 'GET', 'reports/recap-codes');
    expect([codes['training'], codes['sick']?.code]).toEqual([{ code: 'BT', id: 'bimbingan teknis', en: 'training' }, 'S']);
  });

  it.each(['schedules', 'schedules&open=harian-dishub', 'runs', 'archive', 'letterhead', 'codes'])('%s is clean for axe in the dark, in English, on a phone too', async (tab) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate(() => localStorage.setItem('hadir-language', 'en'));
    await page.goto(`/reports?tab=${tab}`);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await keepPicture(page, `15-reports-phone-${tab.replace(/\W+/g, '-')}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('who may read only sees no button that changes anything; who has one unit is told', async () => {
    const inspector = await browser.signedIn(officeUsers.inspector);
    await inspector.goto('/reports?tab=schedules&open=harian-dishub');
    await inspector.locator('aside').getByText('dishub@kota.example').waitFor();
    expect(await inspector.getByRole('button', { name: /Tambah jadwal|Kirim ke saya|Bisukan/ }).count()).toBe(0);
    const unitAdmin = await browser.signedIn(officeUsers.unitAdmin);
    await unitAdmin.goto('/reports?tab=runs');
    await unitAdmin.getByText('Di luar wewenang Anda').first().waitFor();
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
