import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { mondays, openingWeek, ServiceTown, staff, ticketWeek } from '../../medium/service/service-town';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const here = existsSync(executablePath);
if (!here && process.env['CI'] === 'true') throw new Error('CI needs Chromium for the story of the identity cards');
if (!here) process.stdout.write('No Chromium: the story of the identity cards was not played.\n');

interface Signal {
  readonly id: string;
  readonly detail: { readonly steps: readonly { readonly step: string; readonly lostMinutes: number }[] };
}

(here ? describe : describe.skip)('identity cards: from a slow step to a proof', () => {
  let town: ServiceTown;
  let browser: Browser;
  let phone: Page;
  let code = '';
  let id = '';
  let signal: Signal;
  beforeAll(async () => {
    [town, browser] = await Promise.all([ServiceTown.open(), chromium.launch({ executablePath, args: ['--no-sandbox'] })]);
    phone = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })).newPage();
    await town.ok('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: openingWeek });
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
  });
  const act = (body: object): Promise<unknown> => town.ok('POST', `complaints/${id}/acts`, body);

  it('a week of slow printing is signalled, with the step', async () => {
    await town.openPoint();
    for (const monday of mondays('2026-09-21', 8)) await town.ok('POST', 'tickets/import', ticketWeek(monday, 30));
    await town.ok('POST', 'tickets/import', ticketWeek('2026-11-16', 110));
    await town.ok('POST', 'slow-signals/look');
    signal = (await town.ok<Signal[]>('GET', 'slow-signals'))[0] as Signal;
    expect(signal.detail.steps[0]).toMatchObject({ step: 'print', lostMinutes: 80 });
  });

  it('a citizen scans the sheet at the counter and complains', async () => {
    const [point] = await town.ok<{ code: string; url: string }[]>('GET', 'service-points?service=KTP');
    const sheet = (await town.send<string>('GET', `service-points/${point?.code}/sheet`)).body;
    const address = /<p class="address">([^<]+)</.exec(sheet)?.[1] ?? '';
    expect(address).toBe(point?.url);
    await phone.goto(`${town.url}${new URL(address).pathname}`);
    await phone.getByText('Sampaikan pengaduan').click();
    await phone.getByLabel('Apa yang terjadi?').fill('KTP saya tidak dicetak sampai sore, padahal berkas lengkap sejak pagi.');
    await phone.getByLabel('Nama').fill('Siti Pelapor');
    await phone.getByRole('button', { name: 'Kirim' }).click();
    code = await phone.locator('strong').innerText();
    id = (await town.ok<{ items: { id: string }[] }>('GET', 'complaints'))?.items[0]?.id ?? '';
  });

  it('the employee is called and heard, an improvement is agreed, the citizen gets an answer', async () => {
    await act({ act: 'verify', unit: 'DUKCAPIL' });
    await act({ act: 'call-for-clarification', employee: staff.number, text: 'Pencetakan KTP pada 16 sampai 20 November.', dueDate: '2026-11-24' });
    expect((await town.send<string>('GET', `complaints/${id}/clarification-letter/${staff.number}`)).body).not.toContain('Siti');
    await act({ act: 'record-clarification', employee: staff.number, text: 'Satu dari dua pencetak rusak.' });
    await act({ act: 'agree-improvement', text: 'Pinjam pencetak dari PTSP.', dueDate: '2026-11-24' });
    await town.ok('POST', `slow-signals/${signal.id}/follow-up`, { act: 'take-on', text: 'Satu pencetak rusak', owner: 'user:kasi', measure: 'Pinjam pencetak PTSP', dueDate: '2026-11-24' });
    await town.ok('POST', `slow-signals/${signal.id}/follow-up`, { act: 'finish', text: 'Berita acara serah terima pencetak' });
    await act({ act: 'answer', text: 'Pencetak pengganti sudah dipakai; KTP Anda dapat diambil.' });
  });

  it('the citizen reads it by the code and agrees', async () => {
    await phone.goto(`${town.url}/pengaduan/ikuti`);
    await phone.getByLabel('Kode pengaduan').fill(code);
    await phone.getByRole('button', { name: 'Buka' }).click();
    await phone.getByText('Pencetak pengganti sudah dipakai').waitFor();
    expect(await phone.content()).not.toContain(staff.name);
    await phone.getByLabel('Jawaban ini membantu').check();
    await phone.getByRole('button', { name: 'Kirim' }).click();
    await phone.getByText('Sudah dijawab').waitFor();
  });

  it('the figures recover, somebody else verifies, and both are closed with proof', async () => {
    town.clock.set('2026-11-30T09:00:00+07:00');
    await town.ok('POST', 'tickets/import', ticketWeek('2026-11-23', 30));
    expect(await town.ok('POST', 'slow-signals/look')).toMatchObject({ found: 0 });
    const weeks = await town.ok<{ step: string | null; p50Minutes: number }[]>('GET', 'service-times?service=KTP&from=2026-11-16&to=2026-11-29');
    expect(weeks.filter(({ step }) => step === 'print').map(({ p50Minutes }) => p50Minutes)).toEqual([117.5, 35]);
    await act({ act: 'check-improvement', text: 'Median pencetakan kembali seperti semula.', helped: true });
    expect(await act({ act: 'close' })).toMatchObject({ status: 'closed' });
    await town.actAs('inspector');
    await town.ok('POST', `slow-signals/${signal.id}/follow-up`, { act: 'verify', text: 'Median kembali seperti semula', helped: true });
    expect(await town.ok('GET', 'slow-signals')).toEqual([]);
  });
});
