import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { mondays, openingWeek, ServiceTown, staff, ticketWeek } from '../../medium/service/service-town';

const reporter = { name: 'Siti Pelapor', contact: 'siti@example.org' };

describeInBrowser('identity cards: from a slow step to a proof, in the console and on a phone', () => {
  let town: ServiceTown;
  let browser: Browser;
  let officer: Page;
  let phone: Page;
  let code = '';

  beforeAll(async () => {
    town = await ServiceTown.open();
    browser = new Browser(town.url);
    await town.user('ratna', 'hr-officer');
    await town.user('made', 'administrator');
    await town.ok('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: openingWeek });
    const [unit] = await town.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', ['DUKCAPIL']);
    await town.database.transaction(async (tx) => {
      await tx.insert('door_sensor', ['code', 'name', 'unit_id', 'zone', 'profile', 'door', 'side', 'settings'], [['D1', 'Pintu loket', unit?.id ?? '', 'Asia/Jakarta', 'x', 'loket', 'in', '{}']]);
      const opened = ['2026-11-16', '2026-11-17', '2026-11-18'].map((date, index) => ['D1', `k${index}`, 'opened', Date.parse(`${date}T07:40:00+07:00`), 0, 1]);
      await tx.insert('door_event', ['sensor', 'event_key', 'kind', 'occurred_at', 'received_at', 'time_trusted'], opened);
    });
    [officer, phone] = [await browser.signedIn('ratna'), await browser.page({ width: 320, height: 640 })];
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
    expect(browser.complaints).toEqual([]);
  });

  /** Presses an act of the complaint, fills its form and sends it. */
  const act = async (name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = () => Promise.resolve()): Promise<void> => {
    await officer.getByRole('button', { name, exact: true }).first().click();
    const dialog = officer.getByRole('dialog');
    await fill(dialog);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('the officer writes the service into the catalogue and opens a QR point', async () => {
    await officer.goto('/services');
    await officer.getByText('Belum ada layanan').waitFor();
    await officer.getByRole('button', { name: 'Tambah layanan' }).click();
    const form = officer.getByRole('dialog');
    await form.getByLabel('Kode').fill('KTP');
    await form.getByLabel('Unit pemberi layanan').click();
    await officer.getByRole('option', { name: /DUKCAPIL/ }).click();
    await form.getByLabel('Nama (Bahasa Indonesia)').fill('Perekaman dan pencetakan KTP');
    await form.getByLabel('Nama (Inggris)').fill('Identity card');
    await form.getByLabel('Selesai dalam').fill('8');
    await form.getByLabel('Satuan').click();
    await officer.getByRole('option', { name: 'jam kerja' }).click();
    await form.getByLabel('Berlaku mulai').fill('2026-01-01');
    await form.getByLabel('Persyaratan, satu per baris').fill('Fotokopi kartu keluarga | Copy of the family card');
    await form.getByLabel('Langkah, satu per baris').fill('record = Perekaman | Recording\nprint = Pencetakan | Printing');
    expect(await accessibilityFaults(officer)).toEqual([]);
    await form.getByRole('button', { name: 'Simpan' }).click();
    await officer.getByRole('button', { name: /Perekaman dan pencetakan KTP/ }).click();
    await officer.getByRole('button', { name: 'Buka titik QR' }).click();
    const point = officer.getByRole('dialog');
    await point.getByLabel('Loket', { exact: true }).click();
    await officer.getByRole('option', { name: 'Loket baru…' }).click();
    await point.getByLabel('Kode loket').fill('L1');
    await point.getByLabel('Nama loket').fill('Loket 1');
    await point.getByRole('button', { name: 'Buka titik QR' }).click();
    await officer.getByRole('link', { name: /Cetak lembar/ }).waitFor();
    await keepPicture(officer, '20-services');
    expect(await accessibilityFaults(officer)).toEqual([]);
  });

  it('a week of slow printing is signalled, with the step and what coincided', async () => {
    for (const monday of mondays('2026-09-21', 8)) await town.ok('POST', 'tickets/import', ticketWeek(monday, 30));
    await officer.getByRole('tab', { name: 'Tiket' }).click();
    await officer.locator('input[type=file]').setInputFiles({ name: 'tiket.csv', mimeType: 'text/csv', buffer: Buffer.from(ticketWeek('2026-11-16', 110)) });
    await officer.getByText(/80 peristiwa baru/).waitFor();
    await officer.getByText('Sen, 16 Nov', { exact: false }).or(officer.getByText('Senin, 16 Nov 2026')).first().waitFor();
    await keepPicture(officer, '21-tickets');
    expect(await accessibilityFaults(officer)).toEqual([]);
    await officer.getByRole('tab', { name: 'Sinyal lambat' }).click();
    await officer.getByRole('button', { name: 'Periksa sekarang' }).click();
    await officer.getByRole('button', { name: /Perekaman dan pencetakan KTP/ }).click();
    const panel = officer.locator('aside[aria-label="Perekaman dan pencetakan KTP"]');
    await panel.getByText('Paling banyak waktu hilang di “Pencetakan”: 80 mnt lebih lama.').waitFor();
    // The sensor opened once on each of three days; nobody of the unit had been judged.
    await panel.getByRole('row', { name: /Sen, 16 Nov/ }).waitFor();
    expect(await panel.getByRole('row', { name: /Sen, 16 Nov/ }).innerText()).toMatch(/0 dari 0[\s\S]*1[\s\S]*biasanya 0[\s\S]*4/);
    expect(await panel.innerText()).not.toContain(staff.name);
    await keepPicture(officer, '22-slow-signal');
    expect(await accessibilityFaults(officer)).toEqual([]);
  });

  it('the officer takes it on, with cause, measure, owner and deadline', async () => {
    await act('Ambil tindak lanjut', async (dialog) => {
      await dialog.getByLabel('Penyebab').fill('Satu dari dua pencetak rusak.');
      await dialog.getByLabel('Tindakan').fill('Pinjam pencetak dari PTSP.');
      await dialog.getByLabel('Tenggat').fill('2026-11-27');
    });
    await officer.getByText('Dikerjakan').first().waitFor();
  });

  it('a citizen scans the sheet at the counter and complains', async () => {
    const [point] = await town.ok<{ code: string; url: string }[]>('GET', 'service-points?service=KTP');
    const sheet = (await town.send<string>('GET', `service-points/${point?.code}/sheet`)).body;
    const address = /<p class="address">([^<]+)</.exec(sheet)?.[1] ?? '';
    expect(address).toBe(point?.url);
    await phone.goto(new URL(address).pathname);
    await phone.getByText('Sampaikan pengaduan').click();
    await phone.getByLabel('Apa yang terjadi?').fill('KTP saya tidak dicetak sampai sore, padahal berkas lengkap sejak pagi.');
    await phone.getByLabel('Nama').fill(reporter.name);
    await phone.getByRole('button', { name: 'Kirim' }).click();
    code = await phone.locator('strong').innerText();
  });

  it('the officer verifies it and calls the employee; letter and record bear no reporter', async () => {
    await officer.goto('/complaints');
    await officer.getByRole('row', { name: /KTP/ }).getByRole('link').click();
    await officer.getByText('KTP saya tidak dicetak sampai sore').waitFor();
    expect(await officer.content()).not.toContain(reporter.name);
    await act('Verifikasi dan arahkan');
    await act('Panggil untuk klarifikasi', async (dialog) => {
      await dialog.getByLabel('Pegawai (nama atau NIP)').fill('Ratna');
      await officer.getByRole('option', { name: new RegExp(staff.name) }).click();
      await dialog.getByLabel('Perihal, tertulis di surat').fill('Pencetakan KTP pada 16 sampai 20 November.');
      await dialog.getByLabel('Tanggal klarifikasi').fill('2026-11-24');
      await keepPicture(officer, '23-complaint-call');
      expect(await accessibilityFaults(officer)).toEqual([]);
    });
    const letter = officer.getByRole('link', { name: new RegExp(`Cetak surat panggilan: ${staff.number}`) });
    const paper = await officer.context().newPage();
    await paper.goto((await letter.getAttribute('href')) ?? '');
    expect(await paper.content()).toContain(staff.name);
    for (const secret of [reporter.name, 'KTP saya tidak dicetak']) expect(await paper.content()).not.toContain(secret);
    await paper.close();
    await act('Catat hasil klarifikasi', (dialog) => dialog.getByLabel('Yang disampaikan pegawai').fill('Satu dari dua pencetak rusak; Siti melihatnya.'));
    const record = officer.getByRole('link', { name: new RegExp(`Cetak berita acara klarifikasi: ${staff.number}`) });
    const minutes = await officer.context().newPage();
    await minutes.goto((await record.getAttribute('href')) ?? '');
    await minutes.getByText('Satu dari dua pencetak rusak; (pelapor) melihatnya.').waitFor();
    await keepPicture(minutes, '23a-clarification-record');
    await minutes.close();
  });

  it('an improvement is agreed and done, and the citizen gets an answer', async () => {
    await act('Sepakati perbaikan', async (dialog) => {
      expect(await dialog.getByLabel('Disepakati dengan (boleh kosong)').inputValue()).toBe(`${staff.number} ${staff.name}`);
      await dialog.getByLabel('Perbaikan yang disepakati').fill('Pinjam pencetak dari PTSP.');
    });
    await act('Jawab pelapor', async (dialog) => {
      await dialog.getByLabel('Jawaban, dibaca pelapor').fill(`${staff.name} sudah mencetak.`);
      await dialog.getByRole('button', { name: 'Jawab pelapor' }).click();
      // What names somebody of the staff does not go out.
      await dialog.getByRole('alert').waitFor();
      await dialog.getByLabel('Jawaban, dibaca pelapor').fill('Pencetak pengganti sudah dipakai; KTP Anda dapat diambil.');
    });
    // Answered, and the improvement that was agreed is what is due next.
    await officer.getByText('· perbaikan', { exact: false }).waitFor();
    await officer.goto('/services?tab=signals');
    await officer.getByRole('button', { name: /Perekaman dan pencetakan KTP/ }).click();
    await act('Nyatakan selesai', (dialog) => dialog.getByLabel('Bukti').fill('Berita acara serah terima pencetak 12/2026'));
    await officer.getByText('Menunggu diverifikasi').first().waitFor();
  });

  it('the citizen reads it by the code and agrees', async () => {
    await phone.goto('/pengaduan/ikuti');
    await phone.getByLabel('Kode pengaduan').fill(code);
    await phone.getByRole('button', { name: 'Buka' }).click();
    await phone.getByText('Pencetak pengganti sudah dipakai').waitFor();
    expect(await phone.content()).not.toContain(staff.name);
    await phone.getByLabel('Jawaban ini membantu').check();
    await phone.getByRole('button', { name: 'Kirim' }).click();
    await phone.getByText('Sudah dijawab').waitFor();
  });

  it('the figures recover, the effect is checked against them, and the complaint is closed', async () => {
    town.clock.set('2026-11-30T09:00:00+07:00');
    await town.ok('POST', 'tickets/import', ticketWeek('2026-11-23', 30));
    expect(await town.ok('POST', 'slow-signals/look')).toMatchObject({ found: 0 });
    const weeks = await town.ok<{ step: string | null; p50Minutes: number }[]>('GET', 'service-times?service=KTP&from=2026-11-16&to=2026-11-29');
    expect(weeks.filter(({ step }) => step === 'print').map(({ p50Minutes }) => p50Minutes)).toEqual([117.5, 35]);
    // A week without a press ends every session.
    officer = await browser.signedIn('ratna');
    await officer.goto('/complaints?tab=answered');
    await officer.getByRole('row', { name: /KTP/ }).getByRole('link').click();
    await officer.getByRole('row', { name: /Median waktu/ }).waitFor();
    // 60 days before (three days of the first usual week lie outside), a usual week after.
    expect(await officer.getByRole('row', { name: /Tiket selesai/ }).innerText()).toMatch(/168\s+20/);
    await keepPicture(officer, '24-complaint');
    expect(await accessibilityFaults(officer)).toEqual([]);
    await act('Periksa hasil perbaikan', (dialog) => dialog.getByLabel('Yang terlihat').first().fill('Median pencetakan kembali seperti semula.'));
    await act('Tutup pengaduan');
    await officer.getByText('Pengaduan ini sudah berakhir; tidak ada tindakan lagi.').waitFor();
  });

  it('who worked on the signal cannot verify it; somebody else does, and it is closed with its proof', async () => {
    await officer.goto('/services?tab=signals');
    await officer.getByRole('button', { name: /Perekaman dan pencetakan KTP/ }).click();
    await officer.getByRole('button', { name: 'Verifikasi', exact: true }).click();
    const own = officer.getByRole('dialog');
    await own.getByLabel('Yang terlihat').first().fill('Baik.');
    await own.getByRole('button', { name: 'Verifikasi', exact: true }).click();
    await own.getByRole('alert').waitFor();
    const other = await browser.signedIn('made', { scheme: 'dark' });
    await other.goto('/services?tab=signals');
    await other.getByRole('button', { name: /Perekaman dan pencetakan KTP/ }).click();
    await other.getByText('Berita acara serah terima pencetak 12/2026').waitFor();
    await other.getByRole('button', { name: 'Verifikasi', exact: true }).click();
    const dialog = other.getByRole('dialog');
    await dialog.getByLabel('Yang terlihat').first().fill('Median kembali seperti semula.');
    expect(await accessibilityFaults(other)).toEqual([]);
    await dialog.getByRole('button', { name: 'Verifikasi', exact: true }).click();
    await other.getByText('Tidak ada sinyal').waitFor();
    await other.getByLabel('Tampilkan yang sudah ditutup').check();
    await other.getByText('Ditutup').first().waitFor();
  });
});
