import { nine, ServiceTown, staff } from './service-town';

const reporter = { name: 'Rahmat Pelapor', contact: 'rahmat@example.org' };

let town: ServiceTown;
beforeAll(async () => {
  town = await ServiceTown.open();
});
afterAll(() => town.close());

/** Every route under the public paths, as the running service knows them. */
function publicRoutes(): string[] {
  const { stack } = (town.app.getHttpAdapter().getInstance() as { router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] } }).router;
  const named = stack.flatMap(({ route }) => (route && /^\/(suara|pengaduan)/.test(route.path) ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path.replace(/\/$/, '')}`) : []));
  return named.sort();
}

it('no public route says who works here, who reported, or what others wrote', async () => {
  const point = await town.openPoint();
  const { url } = await town.ok<{ url: string }>('POST', `service-points/${point}/rating-links`, { ticket: `T-1 ${reporter.name}` });
  for (let count = 0; count < 12; count++) await town.rate(`/suara/${point}`, { ...nine(4), comment: `Terima kasih ${staff.name} ${staff.number}` }, { from: `203.0.113.${count}` });
  const { id, code } = await town.ok<{ id: string; code: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words: `${staff.name} menolak berkas saya, ${reporter.name}`, reporterName: reporter.name, reporterContact: reporter.contact });
  for (const body of [{ act: 'verify', unit: 'DUKCAPIL' }, { act: 'call-for-clarification', employee: staff.number, text: 'berkas', dueDate: '2026-11-30' }, { act: 'record-clarification', employee: staff.number, text: `kata ${staff.name}` }, { act: 'answer', text: 'Berkas sudah diterima.' }]) await town.ok('POST', `complaints/${id}/acts`, body);
  const form = (path: string) => town.formToken(path);
  const complaint = { kind: 'complaint', words: 'Lampu ruang tunggu mati.', ...reporter };
  const ticket = new URL(url).pathname;
  /** One request of every route; the test fails when a route is added and not asked here. */
  const asked: Readonly<Record<string, () => Promise<{ status: number; body: string }>>> = {
    'GET /suara/:code': () => town.page(`/suara/${point}`),
    'POST /suara/:code': () => town.rate(`/suara/${point}`, { comment: 'kosong' }),
    'GET /suara/:code/hasil': () => town.page(`/suara/${point}/hasil`),
    'GET /suara/:code/terima-kasih': () => town.page(`/suara/${point}/terima-kasih`),
    'GET /suara/tiket/:token': () => town.page(ticket),
    'POST /suara/tiket/:token': () => town.post(ticket, { comment: 'kosong' }),
    'GET /pengaduan': () => town.page('/pengaduan'),
    'POST /pengaduan': async () => town.post('/pengaduan', { form: await form('/pengaduan'), ...complaint }),
    'GET /pengaduan/:point': () => town.page(`/pengaduan/${point}`),
    'POST /pengaduan/:point': async () => town.post(`/pengaduan/${point}`, { form: await form(`/pengaduan/${point}`), ...complaint }),
    'GET /pengaduan/ikuti': () => town.page('/pengaduan/ikuti'),
    'POST /pengaduan/ikuti': () => town.post('/pengaduan/ikuti', { code }),
    'GET /pengaduan/k/:code': () => town.page(`/pengaduan/k/${code}`),
    'POST /pengaduan/k/:code': () => town.post(`/pengaduan/k/${code}`, { content: 'yes', text: reporter.name }),
  };
  expect(publicRoutes()).toEqual(Object.keys(asked).sort());
  const personal = [staff.name, staff.number, staff.pin, reporter.name, reporter.contact, 'menolak berkas', 'Terima kasih Ratna'];
  for (const [route, ask] of Object.entries(asked)) {
    const { status, body } = await ask();
    expect([route, status < 500]).toEqual([route, true]);
    for (const secret of personal) expect([route, secret, body.includes(secret)]).toEqual([route, secret, false]);
  }
});

it('the routes of officers are closed to strangers', async () => {
  for (const path of ['services', 'service-points', 'satisfaction', 'service-ratings', 'complaints', 'complaints/import', 'complaint-terms']) {
    expect([path, (await fetch(`${town.url}/api/v1/${path}`)).status]).toEqual([path, 401]);
  }
});
