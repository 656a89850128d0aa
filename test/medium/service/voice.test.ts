import { RatingBook } from '../../../src/service/voice/rating-book';
import { nine, ktp, ServiceTown, staff } from './service-town';

interface Figures {
  readonly respondents: number;
  readonly ikm: number | null;
  readonly grade: string | null;
  readonly quick: readonly number[];
  readonly leftOut: readonly { flag: string; count: number }[];
  readonly sample: { needed: number } | null;
}

let town: ServiceTown;
let point: string;
let path: string;
beforeAll(async () => {
  town = await ServiceTown.open();
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.transaction(async (tx) => {
    for (const table of ['rating', 'service_point', 'service_counter', 'service_version', 'service']) await tx.execute(`DELETE FROM ${table}`);
  });
  // Past every limit of the test before.
  town.clock.set(new Date(town.clock.now() + 86_400_000).toISOString());
  point = await town.openPoint();
  path = `/suara/${point}`;
});

const figures = (query = 'service=KTP'): Promise<Figures> => town.ok('GET', `satisfaction?${query}`);
const today = () => new Date(town.clock.now() + 7 * 3_600_000).toISOString().slice(0, 10);

describe('the catalogue', () => {
  it('keeps what was promised before, and says what holds on a date', async () => {
    expect(await town.ok('POST', 'services', ktp({ fromDate: '2026-07-01', promise: { amount: 1, unit: 'working-day' } }))).toEqual({ written: 'new' });
    expect(await town.ok('POST', 'services', ktp())).toEqual({ written: 'unchanged' });
    expect(await town.ok('POST', 'services', ktp({ promise: { amount: 9, unit: 'working-hour' } }))).toEqual({ written: 'changed' });
    expect(await town.ok('GET', 'services?unit=KOTA&date=2026-06-30')).toMatchObject([{ code: 'KTP', unit: 'DUKCAPIL', promise: { amount: 9, unit: 'working-hour' } }]);
    expect(await town.ok('GET', 'services?unit=DUKCAPIL&date=2026-07-01')).toMatchObject([{ promise: { amount: 1, unit: 'working-day' } }]);
    expect(await town.ok('GET', 'services?date=2025-12-31')).toEqual([]);
    expect(await town.ok('GET', 'services?unit=PTSP')).toEqual([]);
    expect(await town.ok<unknown[]>('GET', 'services/KTP')).toHaveLength(2);
  });

  it('says what cannot be kept', async () => {
    const answers = [
      await town.send('POST', 'services', ktp({ unit: 'NOWHERE' })),
      await town.send('POST', 'services', ktp({ unit: 'PTSP' })),
      await town.send('POST', 'services', ktp({ fromDate: '2026-02-30' })),
      await town.send('POST', 'services', ktp({ promise: { amount: 500, unit: 'working-hour' } })),
      await town.send('POST', 'service-points', { service: 'KTP', counter: 'L9' }),
      await town.send('GET', 'services/XYZ'),
    ];
    expect(answers.map(({ status, body }) => [status, (body as { type: string }).type])).toEqual([[404, 'urn:hadir:unknown-unit'], [409, 'urn:hadir:service-of-other-unit'], [422, 'urn:hadir:no-such-date'], [422, 'urn:hadir:service-refused'], [404, 'urn:hadir:unknown-counter'], [404, 'urn:hadir:unknown-service']]);
  });
});

describe('a point', () => {
  it('has a sheet with its picture and address', async () => {
    const sheet = await town.send<string>('GET', `service-points/${point}/sheet`);
    expect(sheet.status).toBe(200);
    expect(sheet.body).toContain(`https://hadir.kota.example/suara/${point}`);
    expect(sheet.body).toContain('size:A5');
    expect(sheet.body).toMatch(/<svg [^>]*viewBox/);
    expect(sheet.body).not.toContain('<script');
  });

  it('that is closed takes nothing and keeps what it took', async () => {
    await town.rate(path, { quick: '4' });
    await town.ok('DELETE', `service-points/${point}`);
    expect((await town.page(path)).status).toBe(404);
    expect((await town.send('POST', `service-points/${point}/rating-links`, { ticket: 'A1' })).status).toBe(409);
    expect(await figures()).toMatchObject({ quick: [0, 0, 0, 1] });
  });
});

describe('the form', () => {
  it('is small, needs no script, and speaks both languages', async () => {
    const page = await town.page(path);
    expect(page.status).toBe(200);
    expect(Buffer.byteLength(page.body)).toBeLessThan(15_000);
    expect(page.body).toContain('<html lang="id">');
    expect(page.body).toContain('Perekaman dan pencetakan KTP');
    expect(page.body).toContain('8 jam kerja');
    expect(page.body).not.toMatch(/<script|javascript:|\son\w+=/i);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    expect((await town.page(`${path}?lang=en`)).body).toContain('Identity card');
  });

  it('takes a quick rating and a full survey', async () => {
    const quick = await town.rate(path, { quick: '3', comment: 'Cepat & ramah' });
    expect([quick.status, quick.headers.get('location')]).toEqual([303, `${path}/terima-kasih?lang=id`]);
    expect((await town.page(`${path}/terima-kasih?lang=id`)).body).toContain('sudah kami terima');
    await town.rate(`${path}?lang=en`, { quick: '4', ...nine(4) }, { from: '203.0.113.2' });
    await town.rate(path, nine(3), { from: '203.0.113.3' });
    expect(await figures(`unit=KOTA&population=1000&from=${today()}&to=${today()}`)).toMatchObject({ respondents: 2, ikm: 87.5, grade: 'B', quick: [0, 0, 1, 1], sample: { population: 1000, needed: 278 } });
    expect(await figures('unit=PTSP')).toMatchObject({ respondents: 0, ikm: null });
    const { items } = await town.ok<{ items: { comment: string | null; flag: string | null }[] }>('GET', 'service-ratings?service=KTP');
    expect(items.map(({ comment, flag }) => [comment, flag])).toEqual([[null, null], [null, null], ['Cepat & ramah', null]]);
  });

  it('comes back with its answers when something is wrong', async () => {
    const nothing = await town.rate(path, { comment: '<b>only words</b>' });
    expect(nothing.status).toBe(422);
    expect(nothing.body).toContain('role="alert"');
    expect(nothing.body).toContain('&lt;b&gt;only words&lt;/b&gt;');
    expect((await town.rate(path, { quick: '5' })).status).toBe(422);
    expect((await town.rate(path, { quick: '4', comment: 'x'.repeat(2001) })).status).toBe(422);
    const late = await town.rate(path, { ...nine(2) }, { seconds: 13 * 3600 });
    expect(late.status).toBe(422);
    expect(late.body.match(/value="2" checked/g)).toHaveLength(9);
    expect((await town.post(path, { quick: '4', form: 'forged.token' })).status).toBe(422);
    expect(await figures()).toMatchObject({ respondents: 0, quick: [0, 0, 0, 0] });
  });

  it('of another point is worth nothing here', async () => {
    const other = (await town.ok<{ code: string }>('POST', 'service-points', { service: 'KTP' })).code;
    const form = await town.formToken(`/suara/${other}`);
    expect((await town.post(path, { form, quick: '4' })).status).toBe(422);
  });

  it('XSS stays text, wherever it is shown', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    await town.ok('POST', 'services', ktp({ name: { id: evil, en: evil }, requirements: [{ id: evil, en: evil }] }));
    // The page may show what it knew for some seconds.
    town.clock.set(new Date(town.clock.now() + 6_000).toISOString());
    for (const page of [await town.page(path), await town.page(`${path}?lang=%22%3E%3Cscript%3E`), await town.page(`${path}/hasil`), await town.rate(path, { comment: evil })]) {
      expect(page.body).not.toMatch(/<script|<img/);
    }
    expect((await town.send<string>('GET', `service-points/${point}/sheet`)).body).not.toMatch(/<script|<img/);
  });
});

describe('what is not plausible', () => {
  it('a form sent again counts once, and says so', async () => {
    const form = await town.formToken(path);
    town.clock.set(new Date(town.clock.now() + 20_000).toISOString());
    const answers = await Promise.all([1, 2, 3].map(() => town.post(path, { form, quick: '1' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(answers.filter(({ headers }) => headers.get('location')?.endsWith('status=lagi'))).toHaveLength(2);
    expect(await figures()).toMatchObject({ quick: [1, 0, 0, 0] });
  });

  it('a trap, a machine and a crowd stay in the data, outside the index, visibly', async () => {
    await town.rate(path, { ...nine(4) }, { from: '203.0.113.10' });
    await town.rate(path, { ...nine(1), site: 'http://spam.example' }, { from: '203.0.113.11' });
    await town.rate(path, { ...nine(1) }, { from: '203.0.113.12', seconds: 1 });
    for (let count = 0; count < 7; count++) await town.rate(path, { ...nine(4) }, { from: '203.0.113.13' });
    const result = await figures();
    expect(result).toMatchObject({ respondents: 6, ikm: 100 });
    expect(result.leftOut).toEqual([{ flag: 'trap', count: 1 }, { flag: 'too-fast', count: 1 }, { flag: 'address-crowd', count: 2 }, { flag: 'burst', count: 0 }]);
    expect((await town.ok<{ total: number }>('GET', 'service-ratings?service=KTP')).total).toBe(10);
  });

  it('a flood from one address is turned away, from many it moves nothing', async () => {
    for (let count = 0; count < 3; count++) await town.rate(path, nine(3), { from: `203.0.113.${count + 20}` });
    const before = await figures();
    town.clock.set(new Date(town.clock.now() + 3_600_000).toISOString());
    const forms = await Promise.all(Array.from({ length: 80 }, () => town.formToken(path)));
    town.clock.set(new Date(town.clock.now() + 20_000).toISOString());
    const one = await Promise.all(forms.slice(0, 40).map((form) => town.post(path, { form, ...nine(1) }, '198.51.100.1')));
    expect(one.filter(({ status }) => status === 429)).toHaveLength(20);
    expect(one.find(({ status }) => status === 429)?.body).toContain('Terlalu banyak kiriman');
    await Promise.all(forms.slice(40).map((form, index) => town.post(path, { form, ...nine(1) }, `198.51.101.${index}`)));
    const after = await figures();
    expect(after).toMatchObject({ respondents: before.respondents, ikm: before.ikm });
    expect(after.leftOut).toEqual(expect.arrayContaining([{ flag: 'address-crowd', count: 15 }, { flag: 'burst', count: 45 }]));
  });

  it('what a flood may store of an hour has an end', async () => {
    const small = (await town.ok<{ code: string }>('POST', 'service-points', { service: 'KTP', hourlyCapacity: 1 })).code;
    const statuses: number[] = [];
    for (let count = 0; count < 22; count++) statuses.push((await town.rate(`/suara/${small}`, { quick: '1' }, { from: `198.51.102.${count}`, seconds: 2 })).status);
    expect(statuses).toEqual([...Array<number>(20).fill(303), 429, 429]);
  });
});

describe('the link of a ticket', () => {
  const link = async (ticket: string, days = 14): Promise<string> => new URL((await town.ok<{ url: string }>('POST', `service-points/${point}/rating-links`, { ticket, days })).url).pathname;

  it('brings one rating, however often it is used or made, and does not name the ticket', async () => {
    const address = await link('A-017/Budi');
    expect(Buffer.from(address.split('/').pop() ?? '', 'base64url').toString()).not.toContain('Budi');
    expect((await town.page(address)).body).toContain('Perekaman');
    expect((await town.post(address, nine(2))).status).toBe(303);
    for (const again of [address, await link('A-017/Budi')]) expect((await town.post(again, nine(4))).headers.get('location')).toContain('lagi');
    expect(await figures()).toMatchObject({ respondents: 1, ikm: 50 });
  });

  it('counts in an hour that a flood has spoilt', async () => {
    const spoilt = (await town.ok<{ code: string }>('POST', 'service-points', { service: 'KTP', hourlyCapacity: 2 })).code;
    for (let count = 0; count < 4; count++) await town.rate(`/suara/${spoilt}`, nine(1), { from: `198.51.103.${count}` });
    await town.post(await link('B-1'), nine(4));
    expect(await figures()).toMatchObject({ respondents: 1, ikm: 100 });
  });

  it('that is wrong, changed or over is told clearly, and nothing is kept', async () => {
    const address = await link('C-1', 1);
    const changed = address.replace(/(?<=\.)./, (first) => (first === 'A' ? 'B' : 'A'));
    const ofSomebodyElse = address.replace(/(?<=tiket\/)[^.]+/, Buffer.from(JSON.stringify([point, 'x', Date.now() * 2])).toString('base64url'));
    for (const wrong of [changed, ofSomebodyElse, address.slice(0, -3), '/suara/tiket/x.y', '/suara/tiket/..', '/suara/NOSUCHPT', '/suara/%00', `${path}x`]) {
      const answer = await town.post(wrong, nine(4));
      expect([wrong, answer.status]).toEqual([wrong, 404]);
    }
    town.clock.set(new Date(town.clock.now() + 25 * 3_600_000).toISOString());
    const over = await town.page(address);
    expect(over.status).toBe(404);
    expect(over.body).toContain('Kode atau tautan ini tidak dikenal atau sudah tidak berlaku');
    expect(await figures()).toMatchObject({ respondents: 0 });
  });

  it('may be pressed five times a minute', async () => {
    const address = await link('D-1');
    const statuses = await Promise.all(Array.from({ length: 7 }, (_, n) => town.post(address, nine(4), `198.51.104.${n}`)));
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe('the public results', () => {
  it('show nothing of a handful, then elements and index, and never a word that was written', async () => {
    for (let count = 0; count < 9; count++) await town.rate(path, { ...nine(4), comment: `rahasia ${staff.name}` }, { from: `203.0.113.${count + 40}` });
    expect((await town.page(`${path}/hasil`)).body).not.toContain('IKM');
    await town.rate(path, nine(4), { from: '203.0.113.60' });
    town.clock.set(new Date(town.clock.now() + 61_000).toISOString());
    const results = (await town.page(`${path}/hasil`)).body;
    expect(results).toContain('IKM 100.00 · A (Sangat baik)');
    expect(results).not.toContain('rahasia');
  });
});

describe('ratings that come together', () => {
  it('are kept in one go: each form once, the others all, in whatever order they come', async () => {
    const forms = await Promise.all([0, 1, 2].map(() => town.formToken(path)));
    town.clock.set(new Date(town.clock.now() + 60_000).toISOString());
    const send = (form: string, from: string) => town.post(path, { form, ...nine(4) }, from).then(({ headers }) => headers.get('location') ?? '');
    const places = await Promise.all([...Array.from({ length: 6 }, (_, index) => send(forms[0] ?? '', `203.0.113.${index}`)), send(forms[1] ?? '', '203.0.113.20'), send(forms[2] ?? '', '203.0.113.21')]);
    expect(places.filter((place) => !place.includes('status=lagi'))).toHaveLength(3);
    expect(await figures()).toMatchObject({ respondents: 3, ikm: 100 });
  });

  it('do not fall with one of them that cannot be written', async () => {
    const book = town.app.get(RatingBook);
    const coming = (id: string, score: number | null) => ({ id, row: [id, id, point, id, 'ticket', score, '---------', null, 'id', 'k', 20, 0, town.clock.now(), null], pointCode: point, capacity: null, at: town.clock.now() });
    // The table knows no rating without a moment.
    const broken = { ...coming('b', 1), row: [...coming('b', 1).row.slice(0, 12), null, null] };
    const outcomes = await Promise.allSettled([book.add(coming('a', 4)), book.add(broken), book.add(coming('c', 3)), book.add({ ...coming('a', 4), id: 'again', row: ['again', ...coming('a', 4).row.slice(1)] })]);
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : 'refused'))).toEqual(['taken', 'refused', 'taken', 'again']);
  });
});
