import { AppModule } from '../../../src/app.module';
import { type DeclaredRoute, declaredRoutes } from '../../../src/platform/auth/route-rule';
import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { officePassword } from '../../support/console-office';
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

describe('over every route of the service', () => {
  const secrets = ['Zulkarnain Pelapor', 'zulkarnain@example.org', 'Pelapor bernama'];
  let routes: DeclaredRoute[];
  let params: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const config = { ...readConfig({ DATABASE_URL: 'sqlite::memory:' }), role: 'cli' as const, logLevel: 'silent' as const };
    await town.openPoint();
    routes = declaredRoutes(AppModule.of(config, town.database, new Clock()));
    const { id } = await town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words: `${secrets[2]} ${secrets[0]} menunggu lama sekali.`, reporterName: secrets[0], reporterContact: secrets[1] });
    for (const body of [{ act: 'verify', unit: 'DUKCAPIL' }, { act: 'call-for-clarification', employee: staff.number, text: 'antrean', dueDate: '2026-11-30' }]) await town.ok('POST', `complaints/${id}/acts`, body);
    const { caseId } = await town.ok<{ caseId: string }>('POST', `complaints/${id}/referrals`, { employee: staff.number, breachDate: '2026-11-20', sanction: 'teguran-lisan', article: 'Pasal 3 huruf f', text: 'Meninggalkan loket saat ada antrean.' });
    const [employee] = await town.database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [staff.number]);
    params = { id, caseId, code: 'KTP', number: staff.number, photoId: 'x', employeeId: employee?.id ?? '', year: '2026', workDate: '2026-11-20', date: '2026-11-20', serial: 'x', format: 'json' };
    await town.user('kepala', 'administrator');
    await town.database.transaction(async (tx) => {
      await tx.execute('UPDATE user_account SET employee_id = ? WHERE username = ?', [employee?.id ?? '', 'kepala']);
    });
  }, 120_000);

  const pathOf = (path: string): string => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));

  it('nobody who is not signed in is told who works here or who reported', async () => {
    const open = routes.filter(({ rule }) => rule.permission === 'open');
    expect(open.length).toBeGreaterThan(14);
    for (const { method, path } of open) {
      const answer = await fetch(`${town.url}${pathOf(path)}`, { method, redirect: 'manual', ...(method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.77' }, body: '{}' }) });
      const body = await answer.text();
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
      for (const secret of [staff.name, staff.number, staff.pin, ...secrets]) expect([method, path, secret, body.includes(secret)]).toEqual([method, path, secret, false]);
    }
  });

  it('every other route turns strangers away', async () => {
    for (const { method, path, rule } of routes.filter((route) => route.rule.permission !== 'open')) {
      const answer = await fetch(`${town.url}${pathOf(path)}`, { method, redirect: 'manual', ...(['GET', 'HEAD'].includes(method) ? {} : { headers: { 'Content-Type': 'application/json' }, body: '{}' }) });
      expect([method, path, rule.permission, [401, 403, 429].includes(answer.status)]).toEqual([method, path, rule.permission, true]);
    }
  });

  it('whoever is accused, even as an administrator, finds the reporter in no page, list, file or audit', async () => {
    const signIn = await fetch(`${town.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'kepala', password: officePassword }) });
    const cookie = signIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const reads = routes.filter(({ method, path, rule }) => method === 'GET' && rule.permission !== 'open' && !/live|stream/.test(path));
    let answered = 0;
    for (const { path } of reads) {
      for (const query of ['', '?format=csv&language=en', '?format=json', '?service=KTP&unit=DUKCAPIL&from=2026-11-01&to=2026-11-30&month=2026-11&date=2026-11-20&year=2026']) {
        const answer = await fetch(`${town.url}${pathOf(path)}${query}`, { headers: { Cookie: cookie } });
        const body = await answer.text();
        if (answer.ok) answered += 1;
        for (const secret of secrets) expect([path, query, secret, body.includes(secret)]).toEqual([path, query, secret, false]);
      }
    }
    // Most of them have answered: a walk past closed doors would prove nothing.
    expect(answered).toBeGreaterThan(reads.length);
    const complaint = await fetch(`${town.url}/api/v1/complaints/${params['id']}`, { headers: { Cookie: cookie } });
    expect([complaint.status, ((await complaint.json()) as { type: string }).type]).toEqual([403, 'urn:hadir:complaint-about-you']);
    expect((await fetch(`${town.url}/api/v1/cases/${params['caseId']}/complaints`, { headers: { Cookie: cookie } })).status).toBe(403);
  }, 300_000);
});
