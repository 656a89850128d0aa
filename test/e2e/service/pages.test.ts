import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { nine, openingWeek, ServiceTown, staff } from '../../medium/service/service-town';

/** How far a page reaches beyond its window, in pixels. */
const overhang = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describeInBrowser('pages of public service', () => {
  let town: ServiceTown;
  let browser: Browser;
  let point: string;

  beforeAll(async () => {
    town = await ServiceTown.open();
    browser = new Browser(town.url);
    await town.user('ratna', 'hr-officer');
    await town.user('sari', 'unit-admin', 'DUKCAPIL');
    await town.user('tono', 'unit-admin', 'PTSP');
    await town.ok('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: openingWeek });
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
    expect(browser.complaints).toEqual([]);
  });
  const later = (minutes: number): void => town.clock.set(new Date(town.clock.now() + minutes * 60_000).toISOString());

  it('without a service the counter says who can add one; with one it works on a tablet, by fingers and by keys', async () => {
    const tablet = await browser.signedIn('sari', { width: 768, height: 1024 });
    await tablet.goto('/counter');
    await tablet.getByText('Belum ada layanan').waitFor();
    point = await town.openPoint();
    await tablet.reload();
    await tablet.getByRole('button', { name: 'Ambil tiket' }).focus();
    await tablet.keyboard.press('Enter');
    const card = tablet.getByRole('listitem').filter({ hasText: '20261123-001' });
    await card.getByText('Menunggu dilayani').waitFor();
    expect(await accessibilityFaults(tablet)).toEqual([]);
    const start = card.getByRole('button', { name: 'Mulai' });
    expect((await start.boundingBox())?.height).toBeGreaterThanOrEqual(56);
    later(4);
    await start.click();
    await card.getByText('Langkah 1 dari 2: Perekaman').waitFor();
    await keepPicture(tablet, '25-counter');
    later(10);
    await card.getByRole('button', { name: 'Tunggu pemohon' }).click();
    await card.getByText('Menunggu pemohon', { exact: true }).waitFor();
    later(60);
    await card.getByRole('button', { name: 'Lanjutkan' }).click();
    await card.getByRole('button', { name: 'Lanjut: Pencetakan' }).click();
    await card.getByText('Langkah 2 dari 2: Pencetakan').waitFor();
    later(6);
    await card.getByRole('button', { name: 'Selesai' }).click();
    await tablet.getByText('Tiket 20261123-001 selesai: 20 mnt.').waitFor();
    await tablet.getByText('Tidak ada tiket terbuka').waitFor();
  });

  it('a press that comes too late is told, and a ticket can be taken back', async () => {
    const page = await browser.signedIn('sari', { width: 360, height: 740, scheme: 'dark' });
    await page.goto('/counter');
    await page.getByLabel('Nomor (kosong = otomatis)').fill('B-12');
    await page.getByRole('button', { name: 'Ambil tiket' }).click();
    const card = page.getByRole('listitem').filter({ hasText: 'B-12' });
    await card.getByRole('button', { name: 'Mulai' }).waitFor();
    const [ticket] = await town.ok<{ id: string }[]>('GET', 'counter-tickets');
    await town.ok('POST', `counter-tickets/${ticket?.id}/events`, { event: 'start' });
    await card.getByRole('button', { name: 'Mulai' }).click();
    await card.getByText('Tiket ini sudah berubah', { exact: false }).waitFor();
    // And the card shows what may be pressed now.
    await card.getByRole('button', { name: 'Lanjut: Pencetakan' }).waitFor();
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await keepPicture(page, '25-counter-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    await card.getByRole('button', { name: 'Batalkan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Batalkan' }).last().click();
    await page.getByText('Tidak ada tiket terbuka').waitFor();
  });

  it('a counter shows nothing of another unit, and complaints are not for unit admins', async () => {
    await town.ok('POST', 'counter-tickets', { service: 'KTP', number: 'C-1' });
    const other = await browser.signedIn('tono');
    await other.goto('/counter');
    await other.getByText('Belum ada layanan').waitFor();
    await other.goto('/complaints');
    await other.getByRole('heading', { name: 'Di luar wewenang Anda' }).first().waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
  });

  it('the voice shows index, class and sample, and what is outside the index as outside', async () => {
    for (let count = 0; count < 12; count++) await town.rate(`/suara/${point}`, { ...nine(count < 6 ? 4 : 3), sex: count < 6 ? 'male' : 'female', education: 's1', comment: count === 0 ? '<script>alert(1)</script>' : '' }, { from: `203.0.113.${count}` });
    await town.rate(`/suara/${point}`, nine(1), { from: '198.51.100.9', seconds: 1 });
    await town.rate(`/suara/${point}`, { quick: '4', site: 'https://spam.example' }, { from: '198.51.100.10' });
    const page = await browser.signedIn('ratna');
    await page.goto('/voice');
    await page.getByText('87,50', { exact: true }).waitFor();
    await page.getByText('Mutu B', { exact: false }).waitFor();
    await page.getByLabel('Penduduk yang dilayani').fill('100');
    await page.getByText(/kurang 6\d/).waitFor();
    await page.getByText('Terlalu cepat untuk dibaca').waitFor();
    const sex = page.getByRole('region', { name: 'Jenis kelamin' }).or(page.locator('section[aria-label="Jenis kelamin"]'));
    expect(await sex.innerText()).toMatch(/Laki-laki\s+6[\s\S]*Perempuan\s+6/);
    await keepPicture(page, '26-voice');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Penilaian' }).click();
    await page.getByText('Di luar: Mengisi ruas tersembunyi').waitFor();
    await page.getByText('<script>alert(1)</script>').waitFor();
    expect(await page.getByRole('row').count()).toBe(15);
    await keepPicture(page, '26-voice-ratings');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Lembar QR' }).click();
    const sheet = page.getByRole('link', { name: `Cetak lembar A5 ${point}` });
    expect((await page.request.get((await sheet.getAttribute('href')) ?? '')).status()).toBe(200);
    await page.getByRole('tab', { name: 'Tabel sampel' }).click();
    await page.getByRole('row').nth(5).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('an officer writes a complaint down, and its code is shown once', async () => {
    const page = await browser.signedIn('ratna');
    await page.goto('/complaints');
    await page.getByText('Tidak ada pengaduan di sini').waitFor();
    await page.getByRole('button', { name: 'Catat pengaduan' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Apa yang diadukan').fill('Antrean KTP terlalu panjang pada hari Senin pagi.');
    await form.getByLabel('Nama pelapor (rahasia, boleh kosong)').fill('Rahmat Pelapor');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Simpan' }).click();
    const code = await page.locator('output').innerText();
    expect(code).toMatch(/^[0-9A-Z]{16}$/);
    await page.getByRole('button', { name: 'Selesai' }).click();
    await page.getByRole('row', { name: /Pengaduan/ }).getByRole('link').click();
    await page.getByRole('button', { name: 'Lihat pelapor' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lihat pelapor' }).click();
    await page.getByText('Rahmat Pelapor').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Identitas pelapor dilihat').waitFor();
  });

  it('a breach of conduct becomes a case that shows the complaint without its reporter', async () => {
    const { id } = await town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words: 'Saya Rahmat Pelapor disuruh membayar untuk KTP.', reporterName: 'Rahmat Pelapor' });
    for (const body of [{ act: 'verify', unit: 'DUKCAPIL' }, { act: 'name-staff', employee: staff.number }]) await town.ok('POST', `complaints/${id}/acts`, body);
    const page = await browser.signedIn('ratna');
    await page.goto(`/complaints/${id}`);
    await page.getByRole('button', { name: 'Teruskan ke kasus disiplin' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Kewajiban atau larangan yang diduga dilanggar').fill('PP 94/2021 Pasal 3 huruf f');
    await form.getByLabel('Hukuman terberat yang dipertimbangkan').click();
    await page.getByRole('option').nth(1).click();
    await form.getByLabel('Dugaan pelanggaran, tertulis dalam kasus').fill('Meminta pembayaran untuk layanan yang gratis.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Teruskan ke kasus disiplin' }).click();
    await page.getByRole('link', { name: 'Buka kasusnya' }).click();
    await page.getByRole('heading', { name: `${staff.name}: dugaan pelanggaran perilaku` }).waitFor();
    await page.getByText('disuruh membayar untuk KTP').waitFor();
    expect(await page.content()).not.toContain('Rahmat');
    await keepPicture(page, '29-conduct-case');
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const said of ['Kejadian yang diduga', 'membuka kasus perilaku dari pengaduan']) await page.getByText(said).first().waitFor();
    // A summons about the duty, from the page; what names the reporter is refused there.
    expect(await page.getByText(/Rekapitulasi/).count()).toBe(0);
    const caseId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const summons = { act: 'summon', letterNumber: '800/7', letterDate: '2026-11-23', examinationDate: '2026-12-02' };
    await town.ok('POST', `cases/${caseId}/acts`, { afterSequence: 1, actor: { role: 'direct-superior', name: 'Kasi Layanan' }, actDate: '2026-11-23', act: summons });
    await page.reload();
    await page.getByRole('button', { name: 'Siapkan Surat Panggilan I' }).first().click();
    const letter = page.getByRole('dialog');
    for (const [label, text] of [['Tempat pemeriksaan', 'Rumah Pak Rahmat'], ['Pukul pemeriksaan', '09.00'], ['Jabatan pejabat yang memeriksa', 'Kasi'], ['Jabatan penanda tangan', 'Kasi'], ['NIP penanda tangan', '1970']] as const) await letter.getByLabel(label).fill(text);
    await letter.getByRole('button', { name: 'Cetak PDF' }).click();
    await letter.getByText('Isian ini menyebut pelapor: Tempat pemeriksaan.', { exact: false }).waitFor();
    await keepPicture(page, '29a-conduct-letter-refused');
    expect(await accessibilityFaults(page)).toEqual([]);
    await letter.getByLabel('Tempat pemeriksaan').fill('Ruang rapat');
    await letter.getByRole('button', { name: 'Cetak PDF' }).click();
    await letter.getByRole('link', { name: /PDF/ }).waitFor();
    await page.keyboard.press('Escape');
    await keepPicture(page, '29b-conduct-documents');
    await page.goto('/cases');
    await page.getByText('perilaku, dari pengaduan').waitFor();
  });

  it('a file of LAPOR! is tried, refused as a whole where a line is wrong, and saved when it is right', async () => {
    const page = await browser.signedIn('ratna');
    await page.goto('/complaints/import');
    const file = (lines: string): { name: string; mimeType: string; buffer: Buffer } => ({ name: 'lapor.csv', mimeType: 'text/csv', buffer: Buffer.from(`Tracking ID;Tanggal;Klasifikasi;Isi Laporan;Instansi\n${lines}`) });
    await page.locator('input[type=file]').setInputFiles(file('901;2026-11-20;Pengaduan;Loket tutup sebelum waktunya;Dinas Kependudukan\n902;kemarin;Pengaduan;Tidak ada petugas;\n'));
    await page.getByText('Perbaiki baris yang ditolak', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /Simpan/ }).isDisabled()).toBe(true);
    await keepPicture(page, '27-lapor-import');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Berkas lain' }).click();
    await page.locator('input[type=file]').setInputFiles(file('901;2026-11-20;Pengaduan;Loket tutup sebelum waktunya;Dinas Kependudukan\n'));
    await page.getByRole('button', { name: 'Simpan 1 pengaduan' }).click();
    await page.getByText('1 pengaduan disimpan').waitFor();
    await page.getByRole('link', { name: 'Ke daftar pengaduan' }).click();
    await page.getByText('DUKCAPIL').first().waitFor();
  });

  it('every page fits a phone of 360 px and speaks English', async () => {
    const page = await browser.signedIn('ratna', { width: 360, height: 740 });
    for (const path of ['/services', '/services?open=KTP', '/services?tab=tickets', '/services?tab=signals', '/counter', '/voice', '/voice?tab=ratings', '/voice?tab=sheets', '/complaints', '/complaints/import']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await overhang(page)]).toEqual([path, 0]);
      expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
    }
    await keepPicture(page, '28-complaints-phone');
    await page.goto('/services?open=KTP');
    await keepPicture(page, '28-services-phone');
    await page.evaluate(() => localStorage.setItem('hadir-language', 'en'));
    await town.database.transaction((tx) => tx.execute("UPDATE user_account SET language = 'en' WHERE username = 'ratna'"));
    await page.goto('/counter');
    await page.getByRole('button', { name: 'Take a ticket' }).waitFor();
    await page.goto('/complaints');
    await page.getByRole('tab', { name: /Waiting for action/ }).waitFor();
    expect(await page.content()).not.toContain(staff.name);
  });

  it('a list that cannot be read says so and can be asked again', async () => {
    const page = await browser.signedIn('ratna');
    await page.route('**/api/v1/services?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"type":"urn:hadir:x","title":"x","status":503,"detail":"x"}' }));
    await page.route('**/api/v1/services', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"type":"urn:hadir:x","title":"x","status":503,"detail":"x"}' }));
    await page.goto('/services');
    await page.getByRole('alert').waitFor();
    await page.unroute('**/api/v1/services?*');
    await page.unroute('**/api/v1/services');
    await page.getByRole('button', { name: /Coba lagi|Try again/ }).click();
    await page.getByRole('button', { name: /KTP/ }).first().waitFor();
  });
});

