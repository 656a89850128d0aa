import { randomUUID } from 'node:crypto';
import { type DifferenceDetail, type SpotCheckDetail } from '../../../src/performance/spot-checks/spot-check-bodies';
import { QuestionMailJob } from '../../../src/reports/spot-check/question-mail-job';
import { headerOf, partOf, PostOffice } from '../reports/post-office';
import { type Signed, SupervisionTown } from './supervision-town';

let office: SupervisionTown;
let head: Signed;
let person: Signed;
let inspector: Signed;
let other: Signed;
let officer: Signed;
const post = new PostOffice();
beforeAll(async () => {
  await post.open();
  office = await SupervisionTown.open({ SMTP_URL: post.url, MAIL_FROM: 'hadir@kota.example' });
  head = await office.hire('eka', 'head-of-unit', 'DUKCAPIL', 'S5');
  person = await office.hire('beni', 'employee', null, 'S2');
  inspector = await office.hire('iwan', 'inspector', null);
  other = await office.hire('lain', 'head-of-unit', 'PTSP');
  officer = await office.hire('ratna', 'hr-officer', null, 'S1');
});
afterAll(async () => {
  await office.close();
  await post.shut();
});

type Marks = readonly { employeeId: string; mark: string; note?: string; afterSeconds: number }[];
const start = (id: string = randomUUID(), by: Signed = head, unit = 'DUKCAPIL'): Promise<SpotCheckDetail> => by.ok('PUT', `spot-checks/${id}`, { unitId: office.id(unit) });
const mark = (number: string, what: string, over: object = {}): Marks[number] => ({ employeeId: office.id(number), mark: what, afterSeconds: 30, ...over });
const submit = (check: SpotCheckDetail, marks: Marks, by: Signed = head): Promise<SpotCheckDetail> => by.ok('POST', `spot-checks/${check.id}/submit`, { marks });
const stateOf = (check: SpotCheckDetail): Record<string, string> => Object.fromEntries(check.list.map(({ number, state }) => [number, state]));

it('the list says where everybody is by plan and ledger, with the units below and without the caller', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const check = await start();
  expect(stateOf(check)).toEqual({ '198703152010012007': 'no-record', S1: 'in', S2: 'no-record', S3: 'leave', S4: 'duty' });
  expect(check.list.find(({ number }) => number === 'S1')).toMatchObject({ stateAt: '2026-11-23T00:20:00.000Z', mark: null, difference: null });
  office.town.clock.set('2026-11-23T12:30:00+07:00');
  expect(Object.values(stateOf(await start()))).toEqual(expect.arrayContaining(['break']));
  office.town.clock.set('2026-11-23T07:00:00+07:00');
  expect(stateOf(await start())['S2']).toBe('not-yet-due');
  office.town.clock.set('2026-11-25T09:00:00+07:00');
  expect(stateOf(await start())['S2']).toBe('holiday');
  office.town.clock.set('2026-11-23T09:00:00+07:00');
});

it('whoever reaches the whole city has the units below on the list and in the filter, too', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const check = await start(randomUUID(), officer, 'KOTA');
  expect(Object.keys(stateOf(check)).sort()).toEqual(['198703152010012007', 'L1', 'S2', 'S3', 'S4', 'S5']);
  await submit(check, [mark('S2', 'not-seen')], officer);
  expect((await officer.ok<{ total: number }>('GET', `spot-check-differences?unitId=${office.id('KOTA')}&checkId=${check.id}`)).total).toBe(1);
});

it('a start and a handing in may be sent as often as the connection wants', async () => {
  const id = randomUUID();
  const [one, two] = await Promise.all([start(id), start(id)]);
  expect(two).toEqual(one);
  office.town.clock.set('2026-11-23T09:05:00+07:00');
  const marks = [mark('S1', 'seen'), mark('S2', 'not-seen')];
  const answers = await Promise.all([submit(one, marks), submit(one, [...marks].reverse()), submit(one, marks)]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ marked: 2, differences: 1, submittedAt: '2026-11-23T02:05:00.000Z' });
  expect(await head.refused('POST', `spot-checks/${id}/submit`, { marks: [mark('S1', 'not-seen')] })).toBe('409 already-submitted');
  expect(await head.refused('PUT', `spot-checks/${id}`, { unitId: office.id('LOKET') })).toBe('409 id-taken');
  expect((await office.town.database.query('SELECT id FROM spot_check_difference WHERE check_id = ?', [id])).length).toBe(1);
});

it('each mark is held against its own minute, with what has arrived since', async () => {
  office.town.clock.set('2026-11-23T11:25:00+07:00');
  const check = await start();
  await office.punch('902', '2026-11-23', '11:26:00');
  await office.judge();
  office.town.clock.set('2026-11-23T12:20:00+07:00');
  const done = await submit(check, [mark('S2', 'not-seen', { afterSeconds: 120 }), mark('S1', 'not-seen', { afterSeconds: 2400 })]);
  const row = (number: string) => done.list.find((one) => one.number === number);
  expect(row('S2')).toMatchObject({ state: 'no-record', markedState: 'in', difference: 'recorded-not-seen' });
  expect(row('S1')).toMatchObject({ state: 'in', markedState: 'break', difference: null });
});

it('what is wrong with a handing in is said, and nothing of it is kept', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const check = await start();
  const path = `spot-checks/${check.id}/submit`;
  expect(await head.refused('POST', path, { marks: [mark('S1', 'seen'), mark('S1', 'not-seen')] })).toBe('422 marked-twice');
  expect(await head.refused('POST', path, { marks: [mark('S1', 'elsewhere', { note: ' ' })] })).toBe('422 place-missing');
  expect(await head.refused('POST', path, { marks: [mark('L1', 'seen')] })).toBe('422 not-on-list');
  expect((await head.refused('POST', path, { marks: [mark('S1', 'asleep')] })).slice(0, 3)).toBe('400');
  expect(await officer.refused('POST', path, { marks: [mark('S1', 'seen')] })).toBe('403 not-yours');
  expect(await head.refused('PUT', 'spot-checks/not-an-id', { unitId: office.id('LOKET') })).toBe('422 wrong-id');
  expect(await head.ok<SpotCheckDetail>('GET', `spot-checks/${check.id}`)).toMatchObject({ submittedAt: null, marked: 0, differences: 0 });
});

it('a difference is asked about, answered by the person and closed by somebody else; it is no violation', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const before = await office.town.database.query('SELECT * FROM violation');
  const check = await submit(await start(), [mark('198703152010012007', 'elsewhere', { note: 'Rapat di kecamatan' }), mark('S3', 'seen'), mark('S2', 'not-seen')]);
  expect(check.list.flatMap(({ difference }) => difference ?? []).sort()).toEqual(['due-not-seen', 'elsewhere', 'seen-while-away']);
  const found = (await head.ok<{ items: DifferenceDetail[] }>('GET', `spot-check-differences?checkId=${check.id}&employeeId=${office.id('S2')}`)).items[0];
  const path = `spot-check-differences/${found?.id}`;
  expect(await head.refused('POST', `${path}/acts`, { act: 'close', text: 'x', outcome: 'explained' })).toBe('409 act-refused');
  expect(await head.refused('POST', `${path}/acts`, { act: 'ask', text: 'Di mana pukul 09.00?', dueDate: '2026-11-20' })).toBe('422 act-incomplete');
  expect(await head.ok('POST', `${path}/acts`, { act: 'ask', text: 'Di mana pukul 09.00?', dueDate: '2026-11-26' })).toMatchObject({ status: 'asked', dueDate: '2026-11-26', allowed: ['answer', 'close'] });
  expect((await person.ok<{ items: unknown[] }>('GET', 'spot-check-differences')).items).toEqual(expect.arrayContaining([expect.objectContaining({ id: found?.id, status: 'asked' })]));
  expect(await officer.refused('POST', `${path}/own-answer`, { text: 'x' })).toBe('403 not-yours');
  expect(await person.ok('POST', `${path}/own-answer`, { text: 'Mengambil berkas di gudang.' })).toMatchObject({ status: 'answered' });
  expect(await inspector.refused('POST', `${path}/acts`, { act: 'close', text: 'x', outcome: 'explained' })).toBe('403 not-permitted');
  expect(await head.ok('POST', `${path}/acts`, { act: 'close', text: 'Gudang memang di luar ruangan.', outcome: 'explained' })).toMatchObject({ status: 'closed', outcome: 'explained', allowed: [] });
  expect(await office.town.database.query('SELECT * FROM violation')).toEqual(before);
});

it('who is asked is told by mail, once, with a link and nothing that is not for a mailbox; who has no address is seen in the list', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const job = office.town.app.get(QuestionMailJob);
  post.mails.length = 0;
  const check = await submit(await start(), [mark('S2', 'not-seen'), mark('S3', 'seen'), mark('S4', 'seen')]);
  const items = async () => (await head.ok<{ items: DifferenceDetail[] }>('GET', `spot-check-differences?checkId=${check.id}`)).items;
  const of = async (number: string): Promise<DifferenceDetail> => (await items()).find((one) => one.number === number) ?? Promise.reject(new Error(number));
  const ask = async (number: string): Promise<unknown> => head.ok('POST', `spot-check-differences/${(await of(number)).id}/acts`, { act: 'ask', text: 'Di mana pukul 09.00?', dueDate: '2026-11-26' });
  await office.town.database.transaction(async (tx) => {
    await tx.execute('UPDATE employee SET email = ? WHERE number = ?', ['beni@rumah.example', 'S2']);
    await tx.execute('UPDATE user_account SET email = ? WHERE username = ?', ['beni@kota.example', 'beni']);
    await tx.execute('UPDATE employee SET email = ? WHERE number = ?', ['citra@rumah.example', 'S3']);
  });
  expect((await of('S2')).mail).toBeNull();
  for (const number of ['S2', 'S3', 'S4']) await ask(number);
  expect([(await of('S2')).mail, (await of('S3')).mail, (await of('S4')).mail]).toEqual(['waiting', 'waiting', 'no-address']);
  // A server that is away is asked again later; two processes that look at once send one mail.
  post.refusals.set('citra@rumah.example', { status: 451, text: 'later' });
  await Promise.all([job.send(), job.send()]);
  await job.send();
  expect(post.mails.map(({ to }) => to)).toEqual(['beni@kota.example']);
  const [mail] = post.mails;
  if (!mail) throw new Error('no mail came');
  expect(headerOf(mail, 'Subject')).toBe('Pertanyaan tentang sidak 23 November 2026');
  const words = `${partOf(mail, 'text/plain')}${partOf(mail, 'text/html')}`;
  for (const shown of ['https://hadir.kota.example/my-supervision', 'paling lambat 26 November 2026', 'bukan pernyataan pelanggaran']) expect(words).toContain(shown);
  for (const kept of ['Di mana', 'Beni', 'terlihat']) expect(words).not.toContain(kept);
  expect([(await of('S2')).mail, (await of('S3')).mail]).toEqual(['delivered', 'waiting']);
  // Answered before the mail could go: nothing goes any more.
  post.refusals.clear();
  await head.ok('POST', `spot-check-differences/${(await of('S3')).id}/acts`, { act: 'answer', text: 'Mengambil berkas.' });
  office.town.clock.set('2026-11-23T09:30:00+07:00');
  await job.send();
  expect([(await of('S3')).mail, post.mails.length]).toEqual(['not-needed', 1]);
  // Asked once more is another question.
  await head.ok('POST', `spot-check-differences/${(await of('S3')).id}/acts`, { act: 'ask', text: 'Berkas apa?' });
  await job.send();
  expect(post.mails.map(({ to }) => to)).toEqual(['beni@kota.example', 'citra@rumah.example']);
});

it('who decides does not decide about themselves; another unit sees none of it', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  expect(await inspector.refused('PUT', `spot-checks/${randomUUID()}`, { unitId: office.id('DUKCAPIL') })).toBe('403 not-permitted');
  const check = await submit(await start(), [mark('S1', 'not-seen')]);
  expect(await inspector.ok('GET', `spot-checks/${check.id}`)).toMatchObject({ marked: 1 });
  const item = (await head.ok<{ items: DifferenceDetail[] }>('GET', `spot-check-differences?checkId=${check.id}`)).items[0];
  const path = `spot-check-differences/${item?.id}`;
  expect(await officer.refused('POST', `${path}/acts`, { act: 'close', text: 'x', outcome: 'noted' })).toBe('403 own-matter');
  expect(await officer.ok('POST', `${path}/own-answer`, { text: 'Di ruang arsip.' })).toMatchObject({ status: 'answered' });
  expect([await other.refused('GET', path), await other.refused('GET', `spot-checks/${check.id}`), await other.refused('PUT', `spot-checks/${randomUUID()}`, { unitId: office.id('DUKCAPIL') })]).toEqual(['404 not-found', '404 not-found', '404 not-found']);
  expect(await other.ok('GET', 'spot-check-differences')).toMatchObject({ total: 0 });
  expect(await person.refused('GET', `spot-checks/${check.id}`)).toBe('403 not-permitted');
});

it('a silent terminal is told apart from a missing record, and nobody is asked for it', async () => {
  office.town.clock.set('2026-11-23T09:00:00+07:00');
  const now = office.town.clock.now();
  await office.town.database.transaction(async (tx) => {
    await tx.insert('terminal', ['serial', 'name', 'unit_id', 'zone', 'status', 'speaks', 'profile', 'first_seen_at', 'settings'], [['T-L', 'Loket', office.id('LOKET'), 'Asia/Jakarta', 'approved', 'push', 'zkteco-att-push', now - 86_400_000, '{}']]);
    await tx.insert('terminal_health', ['serial', 'last_contact_at', 'synced_until_at', 'clock_offset_seconds'], [['T-L', now - 5 * 3_600_000, now - 5 * 3_600_000, 0]]);
  });
  await office.town.database.transaction((tx) => tx.execute(`UPDATE attendance_day SET in_at = NULL WHERE employee_id = ?`, [office.id('S2')]));
  expect(stateOf(await start(randomUUID(), head, 'LOKET'))).toEqual({ S2: 'unknown', S4: 'duty' });
});
