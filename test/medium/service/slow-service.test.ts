import { Recompute } from '../../../src/recompute/recompute';
import { ktp, mondays, nine, openingWeek, ServiceTown, ticketWeek } from './service-town';

interface Signal {
  readonly id: string;
  readonly weekDate: string;
  readonly status: string;
  readonly detail: { readonly medianBefore: number; readonly medianNow: number; readonly ticketsNow: number; readonly steps: readonly { step: string; lostMinutes: number }[]; readonly attendanceNow: Readonly<Record<string, number>>; readonly attendancePerWeekBefore: Readonly<Record<string, number>> };
  readonly events: readonly { type: string }[];
}

const day = openingWeek[0] ?? [];
let town: ServiceTown;
beforeAll(async () => {
  town = await ServiceTown.open();
  await town.openPoint();
  await town.ok('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: openingWeek });
});
afterAll(() => town.close());

const problemOf = async (method: string, path: string, body: unknown): Promise<unknown> => {
  const answer = await town.send<{ type: string }>(method, path, body);
  return [answer.status, answer.body.type];
};

describe('tickets', () => {
  const report = (type: string, at: string, over: object = {}) => ({ service: 'KTP', ticket: 'A-1', type, at: `2026-11-20T${at}:00+07:00`, ...over });

  it('come by REST, once, and are held against the promise without the time of the applicant', async () => {
    const reports = [report('take', '08:00'), report('wait', '09:00'), report('resume', '11:00'), report('step', '11:00', { step: 'print' }), report('finish', '14:00')];
    expect(await town.ok('POST', 'tickets', { reports })).toEqual({ taken: 5, known: 0 });
    expect(await town.ok('POST', 'tickets', { reports })).toEqual({ taken: 0, known: 5 });
    // 8-9, 11-12 and 13-14.
    expect(await town.ok('GET', 'tickets?service=KTP&from=2026-11-20&to=2026-11-20')).toEqual([{ number: 'A-1', takenAt: '2026-11-20T01:00:00.000Z', finishedAt: '2026-11-20T07:00:00.000Z', minutes: 180, promisedMinutes: 480, within: true, steps: [{ step: 'print', minutes: 120 }] }]);
    expect(await town.ok('POST', 'tickets', { reports: [report('cancel', '14:05')] })).toEqual({ taken: 1, known: 0 });
    expect(await town.ok('GET', 'tickets?service=KTP&from=2026-11-20&to=2026-11-20')).toEqual([]);
  });

  it('are refused whole, with every fault', async () => {
    const answer = await town.send<{ problems: string[] }>('POST', 'tickets', { reports: [report('take', '08:00', { ticket: 'B-1' }), report('step', '08:00', { step: 'dance' }), report('take', '08:00', { service: 'XYZ' }), { ...report('take', '08:00'), at: '2026-12-20T08:00:00+07:00' }] });
    expect([answer.status, answer.body.problems]).toEqual([422, [expect.stringContaining('report 2'), expect.stringContaining('report 3'), expect.stringContaining('future')]]);
    expect(await town.database.query(`SELECT id FROM ticket WHERE number = 'B-1'`)).toEqual([]);
    expect(await problemOf('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: [day] })).toEqual([422, 'urn:hadir:opening-refused']);
    expect(await problemOf('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: [[['12:00', '08:00']], [], [], [], [], [], []] })).toEqual([422, 'urn:hadir:opening-refused']);
    expect((await town.send('POST', 'tickets', { reports: [{ ...report('take', '08:00'), at: '2026-11-20T08:00:00' }] })).status).toBe(400);
  });

  it('two files about the same ticket at once lose nothing', async () => {
    const both = [[report('take', '08:00', { ticket: 'C-1' }), report('step', '08:10', { ticket: 'C-1', step: 'print' })], [report('take', '08:00', { ticket: 'C-1' }), report('finish', '08:30', { ticket: 'C-1' })]];
    const answers = await Promise.all(both.map((reports) => town.ok<{ taken: number }>('POST', 'tickets', { reports })));
    expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(3);
    expect(await town.ok('GET', 'tickets?service=KTP&from=2026-11-20&to=2026-11-20')).toMatchObject([{ number: 'C-1', minutes: 30 }]);
    await town.ok('POST', 'tickets', { reports: [report('cancel', '08:30', { ticket: 'C-1' })] });
  });
});

describe('a service that becomes slow in one step', () => {
  it('is signalled with the step and what coincided, followed up, and closed by somebody else once the figures have recovered', async () => {
    await town.app.get(Recompute).drain();
    for (const monday of mondays('2026-09-21', 8)) await town.ok('POST', 'tickets/import', ticketWeek(monday, 30));
    await town.ok('POST', 'tickets/import', ticketWeek('2026-11-16', 110));
    expect(await town.ok('POST', 'slow-signals/look')).toEqual({ weekDate: '2026-11-16', found: 1 });
    expect(await town.ok('POST', 'slow-signals/look')).toEqual({ weekDate: '2026-11-16', found: 0 });
    const [signal] = await town.ok<Signal[]>('GET', 'slow-signals');
    expect(signal).toMatchObject({ weekDate: '2026-11-16', status: 'open', detail: { ticketsNow: 20, ticketsPerWeekBefore: 20, withinBefore: 1, withinNow: 1 } });
    expect(signal?.detail.steps.map(({ step, lostMinutes }) => [step, lostMinutes])).toEqual([['print', 80], ['record', 0]]);
    // One person, each day of the week and of the eight before by its status.
    const persons = (counts: Readonly<Record<string, number>> | undefined): number => Object.values(counts ?? {}).reduce((sum, days) => sum + days, 0);
    expect([persons(signal?.detail.attendanceNow), persons(signal?.detail.attendancePerWeekBefore)]).toEqual([7, 7]);
    expect(Object.keys(signal?.detail.attendanceNow ?? {}).length).toBeGreaterThan(1);
    expect(JSON.stringify(signal)).not.toContain('Ratna');
    await followUp(signal?.id ?? '');
  });

  async function followUp(id: string): Promise<void> {
    const path = `slow-signals/${id}/follow-up`;
    expect(await problemOf('POST', path, { act: 'finish', text: 'x' })).toEqual([409, 'urn:hadir:act-refused']);
    expect(await problemOf('POST', path, { act: 'take-on', text: 'Satu pencetak rusak' })).toEqual([422, 'urn:hadir:act-incomplete']);
    await town.ok('POST', path, { act: 'take-on', text: 'Satu pencetak rusak', owner: 'user:kasi', measure: 'Pinjam pencetak PTSP', dueDate: '2026-11-30' });
    expect(await town.ok<Signal>('POST', path, { act: 'finish', text: 'Berita acara serah terima pencetak' })).toMatchObject({ status: 'finished' });
    expect(await problemOf('POST', path, { act: 'verify', text: 'baik', helped: true })).toEqual([409, 'urn:hadir:act-refused']);
    town.clock.set('2026-11-30T09:00:00+07:00');
    await town.ok('POST', 'tickets/import', ticketWeek('2026-11-23', 30));
    expect(await town.ok('POST', 'slow-signals/look')).toEqual({ weekDate: '2026-11-23', found: 0 });
    const times = await town.ok<{ weekDate: string; step: string | null; p50Minutes: number }[]>('GET', 'service-times?service=KTP&from=2026-11-09&to=2026-11-29');
    const medians = times.filter(({ step }) => step === 'print').map(({ weekDate, p50Minutes }) => [weekDate, p50Minutes]);
    // The 25th was a day off of the town: what was done on it took no working time.
    expect(medians).toEqual([['2026-11-09', 37.5], ['2026-11-16', 117.5], ['2026-11-23', 35]]);
    // A unit is all its services: two quick tickets of another one move the share and the count, not the service.
    await town.ok('POST', 'services', ktp({ code: 'KK', promise: { amount: 1, unit: 'working-hour' } }));
    await town.ok('POST', 'tickets/import', ['service,ticket,event,at,step', 'KK,1,take,2026-11-23 08:00:00,', 'KK,1,finish,2026-11-23 08:30:00,', 'KK,2,take,2026-11-23 08:00:00,', 'KK,2,finish,2026-11-23 11:00:00,'].join('\n'));
    const unit = await town.ok<{ weekDate: string; step: string | null; tickets: number; withinPromise: number }[]>('GET', 'service-times/of-unit?unit=KOTA&from=2026-11-16&to=2026-11-29');
    expect(unit.map(({ weekDate, step, tickets }) => [weekDate, step, tickets])).toEqual([['2026-11-16', null, 20], ['2026-11-23', null, 22]]);
    expect(unit[1]?.withinPromise).toBeCloseTo(21 / 22, 9);
    expect((await town.send('GET', 'service-times/of-unit?unit=KOTA&from=2026-11-29&to=2026-11-16')).status).toBe(422);
    await town.actAs('inspector');
    expect(await town.ok<Signal>('POST', path, { act: 'verify', text: 'Median kembali seperti semula', helped: true })).toMatchObject({ status: 'verified', events: [{ type: 'take-on' }, { type: 'finish' }, { type: 'verify' }] });
    await town.actAs('officer');
    expect(await town.ok('GET', 'slow-signals')).toEqual([]);
    expect(await town.ok('GET', 'slow-signals?all=true')).toHaveLength(1);
  }
});

describe('an officer of another unit', () => {
  it('sees and touches nothing of this one', async () => {
    const point = (await town.ok<{ code: string }>('POST', 'service-points', { service: 'KTP' })).code;
    await town.rate(`/suara/${point}`, nine(4));
    const { id } = await town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words: 'Antrean panjang sekali.' });
    const [signal] = await town.ok<Signal[]>('GET', 'slow-signals?all=true');
    const [unit] = await town.database.query<{ id: string }>(`SELECT id FROM unit WHERE code = 'PTSP'`);
    await town.actAs('ptsp', [{ role: 'hr-officer', unitId: unit?.id ?? '', fromDate: '2020-01-01', toDate: null }]);
    expect(await town.ok('GET', 'satisfaction')).toMatchObject({ respondents: 0 });
    expect(await town.ok('GET', 'satisfaction?service=KTP')).toMatchObject({ respondents: 0 });
    expect(await town.ok('GET', 'service-ratings')).toMatchObject({ total: 0 });
    expect(await town.ok('GET', 'complaints')).toMatchObject({ items: [], total: 0 });
    expect(await town.ok('GET', 'overview')).toMatchObject({ complaints: 0 });
    expect(await town.ok('GET', 'slow-signals?all=true')).toEqual([]);
    const refused = [await town.send('GET', `complaints/${id}`), await town.send('GET', `complaints/${id}/reporter`), await town.send('POST', `complaints/${id}/acts`, { act: 'verify', unit: 'PTSP' }), await town.send('GET', 'service-times?service=KTP&from=2026-11-01&to=2026-11-30'), await town.send('GET', 'service-times/of-unit?unit=DUKCAPIL&from=2026-11-01&to=2026-11-30'), await town.send('POST', `slow-signals/${signal?.id}/follow-up`, { act: 'take-on', text: 'x', owner: 'x', measure: 'x', dueDate: '2026-12-01' }), await town.send('POST', 'tickets', { reports: [] })];
    for (const { status } of refused) expect([403, 404]).toContain(status);
    await town.actAs('officer');
    expect(await town.ok('GET', 'satisfaction?service=KTP')).toMatchObject({ respondents: 1 });
    expect(await town.ok('GET', 'complaints')).toMatchObject({ total: 1 });
  });
});
