import { ComplaintDesk } from '../../../src/service/complaints/complaint-desk';
import { ServiceTown, staff } from './service-town';

interface Detail {
  readonly id: string;
  readonly status: string;
  readonly unit: string | null;
  readonly words: string;
  readonly verifyDue: { date: string } | null;
  readonly followUpDue: { date: string } | null;
  readonly overdue: string | null;
  readonly suspicious: boolean;
  readonly photos: readonly { id: string; mediaType: string }[];
  readonly events: readonly { type: string; employee: string | null }[];
  readonly allowed: readonly string[];
  readonly alike: readonly { id: string; likeness: number }[];
  readonly effect: { before: { complaints: number }; after: { complaints: number } } | null;
}

const reporter = { name: 'Siti Pelapor', contact: '0812-0000-1111' };
const words = 'Saya Siti menunggu tiga jam di loket satu, petugas pergi tanpa kabar.';
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('picture')]);

let town: ServiceTown;
let point: string;
beforeAll(async () => {
  town = await ServiceTown.open();
  point = await town.openPoint();
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.transaction(async (tx) => {
    for (const table of ['complaint', 'complaint_event', 'complaint_photo', 'complaint_reporter', 'complaint_term']) await tx.execute(`DELETE FROM ${table}`);
  });
  // Monday; the 25th is a day off of the town.
  town.clock.set('2026-11-23T09:00:00+07:00');
});

async function complain(fields: Record<string, string> = {}, options: { path?: string; photo?: Buffer; from?: string } = {}): Promise<{ status: number; body: string; code: string }> {
  const path = options.path ?? `/pengaduan/${point}`;
  const form = new FormData();
  for (const [name, value] of Object.entries({ form: await town.formToken(path), kind: 'complaint', words, ...fields })) form.set(name, value);
  if (options.photo) form.set('photo', new Blob([new Uint8Array(options.photo)]), 'anything.exe');
  const { status, body } = await town.post(path, form, options.from ?? '203.0.113.7');
  return { status, body, code: /<strong>([0-9A-Z-]{19})<\/strong>/.exec(body)?.[1] ?? '' };
}
const list = async (query = ''): Promise<readonly Detail[]> => (await town.ok<{ items: readonly Detail[] }>('GET', `complaints?${query}`)).items;
const detail = (id: string): Promise<Detail> => town.ok('GET', `complaints/${id}`);
const first = async (): Promise<Detail> => detail((await list())[0]?.id ?? '');
const act = (id: string, body: object): Promise<Detail> => town.ok('POST', `complaints/${id}/acts`, body);
const problem = async (id: string, body: object): Promise<unknown> => {
  const answer = await town.send<{ type: string }>('POST', `complaints/${id}/acts`, body);
  return [answer.status, answer.body.type];
};
const at = (moment: string): void => town.clock.set(`${moment}T09:00:00+07:00`);

describe('a complaint of a citizen', () => {
  it('comes with a photo, is followed by a code, and its reporter stands apart', async () => {
    const sent = await complain(reporter, { photo: png });
    expect([sent.status, sent.code.length]).toEqual([200, 19]);
    const one = await first();
    expect(one).toMatchObject({ status: 'received', unit: 'DUKCAPIL', words, suspicious: false, verifyDue: { date: '2026-11-27' }, photos: [{ mediaType: 'image/png' }], allowed: ['verify', 'reject', 'mark-duplicate'] });
    expect(JSON.stringify([await list(), one])).not.toContain(reporter.name);
    expect((await town.send('GET', `complaints/${one.id}/photos/${one.photos[0]?.id}`)).headers.get('content-type')).toBe('image/png');
    expect(await town.ok('GET', `complaints/${one.id}/reporter`)).toEqual(reporter);
    expect((await detail(one.id)).events).toMatchObject([{ type: 'reporter-read' }]);
    const page = await town.page(`/pengaduan/k/${sent.code.toLowerCase()}`);
    expect(page.body).toContain('menunggu verifikasi');
    expect(page.body).toContain('27/11/2026');
    expect(page.body).not.toContain('Siti');
    expect(JSON.stringify(await town.database.query('SELECT * FROM complaint'))).not.toContain(sent.code.replaceAll('-', ''));
  });

  it('asks for its code on a page without script', async () => {
    const { code } = await complain();
    const asked = await town.post('/pengaduan/ikuti', { code: ` ${code.toLowerCase()} ` });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, `/pengaduan/k/${code.replaceAll('-', '')}?lang=id`]);
    const wrong = await town.page('/pengaduan/k/AAAABBBBCCCCDDDD?lang=en');
    expect(wrong.status).toBe(404);
    expect(wrong.body).toContain('unknown or no longer valid');
  });

  it('is told what is wrong, and loses nothing that was written', async () => {
    for (const [fields, photo, status] of [[{ words: 'pendek' }, null, 422], [{ kind: 'revenge' }, null, 422], [{ form: 'x.y' }, null, 422], [{}, Buffer.from('MZ program'), 415], [{}, Buffer.from('%PDF-1.7'), 415], [{}, Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 413]] as const) {
      const answer = await complain({ name: '"><script>x', ...fields }, photo ? { photo } : {});
      expect(answer.status).toBe(status);
      if (answer.body.includes('role="alert"')) expect(answer.body).toContain('&quot;&gt;&lt;script&gt;x');
      expect(answer.body).not.toContain('<script');
    }
    expect(await list()).toEqual([]);
  });

  it('a form of a rating is none for a complaint; one form makes one complaint', async () => {
    const form = await town.formToken(`/suara/${point}`);
    expect((await complain({ form })).status).toBe(422);
    const path = '/pengaduan';
    const token = await town.formToken(path);
    expect((await complain({ form: token, unit: 'DUKCAPIL' }, { path })).code).not.toBe('');
    const again = await complain({ form: token }, { path });
    expect([again.status, again.code]).toEqual([200, '']);
    expect(await list()).toHaveLength(1);
  });

  it('of one network twenty a day; a trap is marked for a person', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 21; count++) {
      town.clock.set(new Date(town.clock.now() + 60_000).toISOString());
      statuses.push((await complain(count === 0 ? { site: 'x' } : {}, { from: '2001:db8:9:9::1' })).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    expect((await list('pageSize=50')).map(({ suspicious }) => suspicious).filter(Boolean)).toHaveLength(1);
  });
});

describe('an officer', () => {
  it('verifies, answers in time, is told when late, and hears the reporter', async () => {
    const waiting = async (): Promise<number> => (await town.ok<{ complaints: number }>('GET', 'overview')).complaints;
    const { code } = await complain(reporter);
    const { id } = await first();
    expect(await waiting()).toBe(1);
    at('2026-11-28');
    expect(await list('open=true')).toMatchObject([{ overdue: 'verify' }]);
    at('2026-11-27');
    // Monday the 30th is the first of five working days.
    expect(await act(id, { act: 'verify', unit: 'PTSP' })).toMatchObject({ status: 'verified', unit: 'PTSP', overdue: null, followUpDue: { date: '2026-12-04' } });
    expect(await list('unit=PTSP')).toHaveLength(1);
    expect(await list('unit=DUKCAPIL')).toHaveLength(0);
    at('2026-12-05');
    expect(await list('open=true')).toMatchObject([{ overdue: 'follow-up' }]);
    await act(id, { act: 'answer', text: 'Loket kini dijaga dua petugas.' });
    expect(await waiting()).toBe(0);
    const page = await town.page(`/pengaduan/k/${code}`);
    expect(page.body).toContain('Loket kini dijaga dua petugas.');
    expect((await town.post(`/pengaduan/k/${code}`, { content: 'no', text: 'Masih lama' })).status).toBe(303);
    expect(await detail(id)).toMatchObject({ status: 'verified' });
    await act(id, { act: 'answer', text: 'Ditambah satu loket.' });
    expect((await town.post(`/pengaduan/k/${code}`, { content: 'yes' })).status).toBe(303);
    expect((await town.post(`/pengaduan/k/${code}`, { content: 'maybe' })).status).toBe(422);
    expect(await act(id, { act: 'close' })).toMatchObject({ status: 'closed', allowed: [] });
    expect((await town.post(`/pengaduan/k/${code}`, { content: 'no' })).status).toBe(409);
  });

  it('calls an employee, whose letter says nothing of the reporter, and follows the improvement', async () => {
    await complain(reporter);
    const { id } = await first();
    await act(id, { act: 'verify', unit: 'DUKCAPIL' });
    expect(await problem(id, { act: 'record-clarification', employee: staff.number, text: 'x' })).toEqual([409, 'urn:hadir:act-refused']);
    expect(await problem(id, { act: 'call-for-clarification', employee: staff.number })).toEqual([422, 'urn:hadir:act-incomplete']);
    expect(await problem(id, { act: 'name-staff', employee: '0' })).toEqual([404, 'urn:hadir:unknown-employee']);
    expect(await problem(id, { act: 'call-for-clarification', employee: staff.number, text: 'Pengaduan Ibu Siti.', dueDate: '2026-11-30' })).toEqual([422, 'urn:hadir:names-reporter']);
    await act(id, { act: 'call-for-clarification', employee: staff.number, text: 'Pelayanan loket 1 pada 23 November.', dueDate: '2026-11-30' });
    expect((await town.send('GET', `complaints/${id}/clarification-record/${staff.number}`)).status).toBe(404);
    const letter = (await town.send<string>('GET', `complaints/${id}/clarification-letter/${staff.number}`)).body;
    expect(letter).toContain(staff.name);
    expect(letter).toContain('30 November 2026');
    for (const secret of [reporter.name, reporter.contact, 'Siti', 'tiga jam']) expect(letter).not.toContain(secret);
    expect(await problem(id, { act: 'answer', text: `${staff.name.toUpperCase()} sudah ditegur.` })).toEqual([422, 'urn:hadir:answer-names-staff']);
    await act(id, { act: 'record-clarification', employee: staff.number, text: 'Menjemput berkas; Siti tahu, teleponnya 0812 0000 1111.' });
    const record = (await town.send<string>('GET', `complaints/${id}/clarification-record/${staff.number}`)).body;
    for (const shown of [staff.name, 'Senin tanggal 23 November 2026', 'Pelayanan loket 1', 'Menjemput berkas; (pelapor) tahu, teleponnya (pelapor).']) expect(record).toContain(shown);
    for (const secret of ['Siti', '1111', 'tiga jam']) expect(record).not.toContain(secret);
    const agreed = await act(id, { act: 'agree-improvement', employee: staff.number, text: 'Jadwal pengganti loket.', dueDate: '2026-12-07' });
    expect(agreed.effect).toMatchObject({ before: { complaints: 0 }, after: { complaints: 1 } });
    expect(agreed).toMatchObject({ improvementDue: '2026-12-07', events: expect.arrayContaining([expect.objectContaining({ type: 'agree-improvement', employee: `${staff.number} ${staff.name}` })]) });
    await act(id, { act: 'answer', text: 'Sudah ada jadwal pengganti.' });
    at('2026-12-20');
    expect(await problem(id, { act: 'close' })).toEqual([409, 'urn:hadir:act-refused']);
    expect(await detail(id)).toMatchObject({ overdue: 'improvement' });
    await act(id, { act: 'check-improvement', text: 'Tidak ada keluhan sejak itu.', helped: true });
    expect(await act(id, { act: 'close' })).toMatchObject({ status: 'closed' });
  });

  it('who is named in it is refused its words, its photo and its reporter', async () => {
    await complain(reporter);
    const { id } = await first();
    await act(id, { act: 'verify', unit: 'DUKCAPIL' });
    await act(id, { act: 'name-staff', employee: staff.number });
    const [person] = await town.database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [staff.number]);
    const desk = town.app.get(ComplaintDesk);
    await expect(desk.refuseNamed(id, person?.id ?? '')).rejects.toMatchObject({ code: 'complaint-about-you', status: 403 });
    await expect(desk.refuseNamed(id, 'somebody-else')).resolves.toBeUndefined();
    await expect(desk.refuseNamed(id, null)).resolves.toBeUndefined();
  });

  it('writes down what came by telephone, and sees what may be the same', async () => {
    await complain();
    const taken = await town.ok<{ id: string; code: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words: 'Petugas pergi tanpa kabar di loket satu, menunggu tiga jam.', reporterName: 'Pak Joko' });
    const one = await detail(taken.id);
    expect(one).toMatchObject({ unit: 'DUKCAPIL', alike: [{ likeness: expect.any(Number) }] });
    expect(JSON.stringify(one)).not.toContain('Joko');
    expect((await town.page(`/pengaduan/k/${taken.code}`)).status).toBe(200);
    expect(await act(taken.id, { act: 'mark-duplicate', text: one.alike[0]?.id })).toMatchObject({ status: 'duplicate', allowed: [] });
  });

  it('two who act at once come one after the other', async () => {
    await complain();
    const { id } = await first();
    const answers = await Promise.all([1, 2, 3].map(() => town.send('POST', `complaints/${id}/acts`, { act: 'verify', unit: 'PTSP' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('keeps the terms of the day on which a complaint came', async () => {
    await town.ok('POST', 'complaint-terms', { kind: 'complaint', fromDate: '2026-11-24', verifyWorkingDays: 1, followUpWorkingDays: 2, source: 'Perwal contoh' });
    await complain();
    at('2026-11-24');
    await complain();
    expect((await list('sort=receivedAt')).map(({ verifyDue }) => verifyDue?.date)).toEqual(['2026-11-27', '2026-11-26']);
  });
});

describe('the file of LAPOR!', () => {
  const file = 'Tracking ID;Tanggal;Klasifikasi;Judul;Isi Laporan;Instansi\n1001;20/11/2026;Pengaduan;Antrean;Antrean KTP sangat panjang;Dinas Kependudukan\n1002;2026-11-21;Permintaan Informasi;Jam buka;Jam berapa dibuka?;Tidak dikenal\n';
  it('brings each number once, with the date on which it came there', async () => {
    const tried = await town.ok<{ lines: { line: number; outcome: string; unit: string | null }[] }>('POST', 'complaints/import?dryRun=true', `${file};gestern;Fluch;;;\n`);
    expect(tried).toMatchObject({ dryRun: true, taken: 2, known: 0, refused: 1 });
    expect(tried.lines.map(({ line, outcome }) => [line, outcome])).toEqual([[2, 'new'], [3, 'new'], [4, 'refused']]);
    expect(await list()).toEqual([]);
    expect(await town.ok('POST', 'complaints/import', file)).toMatchObject({ dryRun: false, taken: 2, known: 0 });
    expect(await town.ok('POST', 'complaints/import', file)).toMatchObject({ taken: 0, known: 2 });
    expect((await list()).map(({ unit, verifyDue }) => [unit, verifyDue?.date]).sort()).toEqual([[null, '2026-11-26'], ['DUKCAPIL', '2026-11-26']].sort());
  });
  it('is refused whole, with every line that cannot be read', async () => {
    const answer = await town.send<{ problems: string[] }>('POST', 'complaints/import', `${file};gestern;Fluch;;;\n`);
    expect([answer.status, answer.body.problems.length]).toEqual([422, 4]);
    expect(await list()).toEqual([]);
    expect((await town.send('POST', 'complaints/import', 'a,b\n1,2\n')).status).toBe(422);
  });
});

describe('hostile senders of complaints', () => {
  const photo = (bytes: Buffer, name = 'foto.jpg'): Promise<FormData> =>
    town.formToken('/pengaduan').then((form) => {
      const data = new FormData();
      for (const [key, value] of Object.entries({ form, kind: 'complaint', words: 'Kursi ruang tunggu rusak semua.' })) data.set(key, value);
      data.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), name);
      return data;
    });
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);

  it('a huge photo is refused on a page that can be read, costs no memory to speak of, and leaves nothing behind', async () => {
    const before = process.memoryUsage.rss();
    const kept = (await list()).length;
    for (const size of [5 * 1024 * 1024 + 1, 40 * 1024 * 1024]) {
      const answer = await town.post('/pengaduan', await photo(Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)])), '203.0.113.200');
      expect([size, answer.status]).toEqual([size, 413]);
      expect(answer.body).toContain('<h1>');
    }
    expect((await list()).length).toBe(kept);
    // The bodies that this test itself makes are in it, too.
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
  }, 120_000);

  it('what only calls itself a photo is refused, and what is sent too often as a field, too', async () => {
    expect((await town.post('/pengaduan', await photo(Buffer.from('<svg onload="alert(1)"/>')), '203.0.113.201')).status).toBe(415);
    const many = await photo(jpeg);
    for (let count = 0; count < 40; count++) many.append(`x${count}`, 'y');
    expect((await town.post('/pengaduan', many, '203.0.113.202')).status).toBeLessThan(500);
  });

  it('tags stay text on the page of whoever follows, in the letter and in the answer', async () => {
    const tag = '<img src=x onerror=alert(1)>';
    const made = await town.post('/pengaduan', { form: await town.formToken('/pengaduan'), kind: 'complaint', words: `Tolong ${tag}`, name: 'Joko <b onclick=alert(2)>' }, '203.0.113.203');
    const code = (/<strong>([^<]+)<\/strong>/.exec(made.body)?.[1] ?? '').replace(/\W/g, '');
    const id = (await list())[0]?.id ?? '';
    for (const body of [{ act: 'verify', unit: 'DUKCAPIL' }, { act: 'call-for-clarification', employee: staff.number, text: `Perihal ${tag}`, dueDate: '2026-12-01' }, { act: 'answer', text: `Jawaban ${tag}` }]) await town.ok('POST', `complaints/${id}/acts`, body);
    const pages = [made.body, (await town.page(`/pengaduan/k/${code}`)).body, (await town.send<string>('GET', `complaints/${id}/clarification-letter/${staff.number}`)).body];
    expect(pages.map((page) => page.includes(tag))).toEqual([false, false, false]);
    expect(pages[1]).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each([['a code', '/pengaduan/k/AAAAAAAAAAAAAAAA'], ['a long one', `/pengaduan/k/${'9'.repeat(4000)}`], ['SQL', "/pengaduan/k/'%20OR%201=1"], ['a token', '/suara/tiket/a.b'], ['JSON', '/suara/tiket/e30.AAAA'], ['a point', '/suara/XXXXXXXX'], ['a path', '/suara/%2e%2e%2fetc']])('a wrong code or token tells nothing: %s', async (_, path) => {
    const answer = await town.page(path);
    expect([answer.status, answer.body.includes('tidak ditemukan')]).toEqual([404, true]);
  });
});
