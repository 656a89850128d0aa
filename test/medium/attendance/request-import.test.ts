import supertest from 'supertest';
import { openOffice, type Office } from './office';

const heading = 'employee_number,type,from,to,letter,state,filed';
const ana = '198501012010011001';
const budi = '198601012010011002';

describe('tables of leave and duty over REST', () => {
  let office: Office;
  let write: string;

  beforeAll(async () => {
    office = await openOffice();
    write = await office.token('write');
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  const send = (kind: string, text: string, query = '') =>
    supertest(office.app.getHttpServer()).post(`/api/v1/requests/import/${kind}${query}`).auth(write, { type: 'bearer' }).set('Content-Type', 'text/csv').send(text);
  const requests = () => office.database.query<{ id: string; state: string; late_days: number }>('SELECT id, state, late_days FROM request ORDER BY employee_id, from_date');
  const table = (...rows: string[]) => [heading, ...rows, ''].join('\n');

  it('keep all rows, with their history, and mark their days', async () => {
    const { body } = await send('leave', table(`${ana},sick,2026-11-16,2026-11-18,L1,,`, `${budi},annual,2026-11-17,2026-11-17,L2,requested,2026-11-10`)).expect(200);
    expect(body).toMatchObject({ dryRun: false, rows: 2, created: 2, known: 0 });
    expect((await requests()).map(({ id, state, late_days }) => [id, state, late_days])).toEqual([
      [body.ids[0], 'approved', 8],
      [body.ids[1], 'requested', 0],
    ]);
    const events = await office.database.query<{ request_id: string; sequence: number; type: string; actor: string }>('SELECT request_id, sequence, type, actor FROM request_event ORDER BY request_id, sequence');
    expect(events.map((event) => [event.request_id, event.sequence, event.type, event.actor])).toEqual([
      [body.ids[0], 1, 'filed', 'token:hr-write'],
      [body.ids[0], 2, 'approved', 'token:hr-write'],
      [body.ids[1], 1, 'filed', 'token:hr-write'],
    ]);
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-11-16', '2026-11-17', '2026-11-18']);
  });

  it('change nothing when they are sent again, also after something was revoked', async () => {
    const text = table(`${ana},sick,2026-11-16,2026-11-18,L1,,`, `${ana},sick,2026-11-16,2026-11-18,L1,,`);
    const first = await send('leave', text).expect(200);
    expect(first.body).toMatchObject({ rows: 2, created: 1, known: 1 });
    await office.database.transaction((tx) => tx.execute("UPDATE request SET state = 'revoked'"));
    expect((await send('leave', text).expect(200)).body).toMatchObject({ created: 0, known: 2, ids: [] });
    expect((await requests()).map((request) => request.state)).toEqual(['revoked']);
  });

  it('name the row and column of every fault, and keep nothing', async () => {
    const { body } = await send(
      'leave',
      table(`${ana},sick,2026-11-16,2026-11-18,L1,,`, `42,sick,2026-11-16,2026-11-16,L,,`, `${budi},holiday,2026-11-16,2026-11-15,L,,`, `${budi},sick,16/11/2026,2026-11-16,L,,`, `${ana},annual,2026-11-18,2026-11-19,L9,,`, `${budi},sick,2026-01-01,2027-02-04,L,maybe,`),
    ).expect(422);
    expect(body.type).toBe('urn:hadir:import-refused');
    expect((body.problems as { row: number; column: string }[]).map(({ row, column }) => `${row} ${column}`)).toEqual(['3 employee_number', '4 type', '5 from', '6 from', '7 state']);
    expect(body.detail).toMatch(/^Nothing was imported\.\nrow 3, column employee_number: no employee with the number "42" is known/);
    expect(body.problems[3].message).toMatch(/^It overlaps leave \S+ \(sick, 2026-11-16 to 2026-11-18, approved\)/);
    expect(await requests()).toEqual([]);
    expect(await office.dirtyDays('e-ana')).toEqual([]);
  });

  it('can be tried first', async () => {
    const text = table(`${ana},sick,2026-11-16,2026-11-18,L1,,`);
    expect((await send('leave', text, '?dryRun=true').expect(200)).body).toEqual({ dryRun: true, rows: 1, created: 1, known: 0, ids: [] });
    expect(await requests()).toEqual([]);
    await send('leave', text, '?dryRun=perhaps').expect(400);
    await send('leave', text, '?dryRun=false').expect(200);
    expect((await send('leave', text, '?dryRun=true').expect(200)).body).toMatchObject({ created: 0, known: 1 });
  });

  it('take duty with its letter, by days or by hours', async () => {
    const text = `employee_number;from;to;letter;from_time;to_time\n${ana};2026-11-16;2026-11-18;SPT/1;;\n${budi};2026-11-16;2026-11-16;SPT/2;08:00;10:00\n`;
    expect((await send('duty', text).expect(200)).body).toMatchObject({ created: 2 });
    expect(await office.dirtyDays('e-budi')).toEqual(['2026-11-15', '2026-11-16']);
    expect((await send('duty', text).expect(200)).body).toMatchObject({ created: 0, known: 2 });
    expect((await send('duty', text.replace('SPT/2', '')).expect(422)).body.problems).toEqual([{ row: 3, column: 'letter', message: 'a duty needs letter' }]);
  });

  it('are refused when they are no table of ours', async () => {
    await send('salary', table()).expect(404);
    await send('leave', 'nip,jenis\n1,2\n').expect(422);
    await supertest(office.app.getHttpServer()).post('/api/v1/requests/import/leave').auth(write, { type: 'bearer' }).send({ rows: [] }).expect(415);
    expect((await send('leave', `${heading}\n`).expect(200)).body).toMatchObject({ rows: 0, created: 0 });
  });

  it('sent twice at the same moment create each request once', async () => {
    const text = table(...Array.from({ length: 20 }, (_, index) => `${index % 2 ? ana : budi},annual,2026-10-${String(index + 1).padStart(2, '0')},2026-10-${String(index + 1).padStart(2, '0')},L${index},,`));
    const outcomes = await Promise.all([send('leave', text), send('leave', text), send('leave', text)]);
    expect(outcomes.map((outcome) => [outcome.status, outcome.body.created]).sort()).toEqual([
      [200, 0],
      [200, 0],
      [200, 20],
    ]);
    expect(await requests()).toHaveLength(20);
  });
});
