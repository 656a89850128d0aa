import { ktp, openingWeek, ServiceTown, ticketWeek, mondays, staff } from './service-town';

interface Ticket {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly step: string | null;
  readonly minutes: number;
  readonly allowed: readonly string[];
}

let town: ServiceTown;
beforeAll(async () => {
  town = await ServiceTown.open();
  await town.ok('POST', 'services', ktp());
  await town.ok('POST', 'opening-hours', { unit: 'KOTA', fromDate: '2026-01-01', days: openingWeek });
});
afterAll(() => town.close());

const later = (minutes: number): void => town.clock.set(new Date(town.clock.now() + minutes * 60_000).toISOString());
const press = (id: string, event: string, step?: string): Promise<Ticket> => town.ok('POST', `counter-tickets/${id}/events`, { event, ...(step ? { step } : {}) });

describe('the counter of a unit without a queue system', () => {
  it('keeps the time from taking to finishing, without what the applicant needed', async () => {
    const taken = await town.ok<Ticket>('POST', 'counter-tickets', { service: 'KTP' });
    expect(taken).toMatchObject({ number: '20261123-001', status: 'taken', allowed: ['start', 'cancel'] });
    later(5);
    expect(await press(taken.id, 'start')).toMatchObject({ status: 'in-work', step: 'record', minutes: 5 });
    later(10);
    expect(await press(taken.id, 'wait')).toMatchObject({ status: 'waiting', allowed: ['resume', 'cancel'] });
    later(30);
    expect(await town.ok<Ticket[]>('GET', 'counter-tickets')).toMatchObject([{ number: '20261123-001', status: 'waiting', minutes: 15 }]);
    await press(taken.id, 'resume');
    later(5);
    await press(taken.id, 'step', 'print');
    later(20);
    expect(await press(taken.id, 'finish')).toMatchObject({ status: 'finished', minutes: 40 });
    expect(await town.ok<Ticket[]>('GET', 'counter-tickets')).toEqual([]);
    const [timed] = await town.ok<{ minutes: number; promisedMinutes: number; steps: object[] }[]>('GET', 'tickets?service=KTP&from=2026-11-23&to=2026-11-23');
    // The wait lies in the step in which it came.
    expect(timed).toMatchObject({ minutes: 40, promisedMinutes: 480, within: true, steps: [{ step: 'record', minutes: 15 }, { step: 'print', minutes: 20 }] });
  });

  it('gives each ticket its own number, also where two press at once', async () => {
    const taken = await Promise.all([1, 2, 3].map(() => town.ok<Ticket>('POST', 'counter-tickets', { service: 'KTP' })));
    expect(new Set(taken.map(({ number }) => number)).size).toBe(3);
    expect((await town.send('POST', 'counter-tickets', { service: 'KTP', number: taken[0]?.number })).body).toMatchObject({ type: 'urn:hadir:ticket-known' });
    for (const { id } of taken) await press(id, 'cancel');
    expect(await town.ok<Ticket[]>('GET', 'counter-tickets?service=KTP')).toEqual([]);
  });

  it('says what may be pressed where a press comes too late', async () => {
    const { id } = await town.ok<Ticket>('POST', 'counter-tickets', { service: 'KTP', number: 'A-7' });
    const answers = [await town.send('POST', `counter-tickets/${id}/events`, { event: 'finish' }), await town.send('POST', `counter-tickets/${id}/events`, { event: 'take' })];
    await press(id, 'start');
    answers.push(await town.send('POST', `counter-tickets/${id}/events`, { event: 'step', step: 'fly' }), await town.send('POST', `counter-tickets/nowhere/events`, { event: 'start' }), await town.send('POST', 'counter-tickets', { service: 'XYZ' }));
    expect(answers.map(({ status }) => status)).toEqual([409, 400, 422, 404, 404]);
    expect(answers[0]?.body).toMatchObject({ type: 'urn:hadir:event-refused', allowed: ['start', 'cancel'] });
  });
});

it('beside a slow week stand the staff seen by punches and doors, and the tickets, day by day', async () => {
  const employee = (await town.database.query<{ id: string; unit: string }>('SELECT e.id AS id, u.id AS unit FROM employee e, unit u WHERE e.number = ? AND u.code = ?', [staff.number, 'DUKCAPIL']))[0];
  for (const monday of mondays('2026-09-21', 8)) await town.ok('POST', 'tickets/import', ticketWeek(monday, 30));
  await town.ok('POST', 'tickets/import', ticketWeek('2026-11-16', 110));
  await town.database.transaction(async (tx) => {
    const columns = ['employee_id', 'work_date', 'shift_no', 'unit_id', 'zone', 'shift', 'status', 'settled', 'late_minutes', 'early_leave_minutes', 'worked_minutes', 'overtime_minutes', 'break_overrun_minutes', 'absent_days', 'flags', 'signals', 'in_at', 'digest', 'explanation', 'computed_at'];
    const day = (date: string, status: string, inAt: number | null) => [employee?.id ?? '', date, 1, employee?.unit ?? '', 'Asia/Jakarta', 'REG', status, 1, 0, 0, 0, 0, 0, 0, '[]', '[]', inAt, 'x', '[]', 0];
    await tx.insert('attendance_day', columns, [day('2026-11-09', 'PRESENT', 1), day('2026-11-16', 'ABSENT', null), day('2026-11-17', 'PRESENT', 1)]);
    await tx.insert('door_sensor', ['code', 'name', 'unit_id', 'zone', 'profile', 'door', 'side', 'settings'], [['D1', 'Loket', employee?.unit ?? '', 'Asia/Jakarta', 'x', 'loket', 'in', '{}']]);
    const event = (key: string, at: string) => ['D1', key, 'opened', Date.parse(at), 0, 1];
    await tx.insert('door_event', ['sensor', 'event_key', 'kind', 'occurred_at', 'received_at', 'time_trusted'], [event('a', '2026-11-16T08:00:00+07:00'), event('b', '2026-11-16T09:00:00+07:00'), event('c', '2026-11-09T09:00:00+07:00')]);
  });
  await town.ok('POST', 'slow-signals/look');
  const [signal] = await town.ok<{ id: string }[]>('GET', 'slow-signals');
  const days = await town.ok<object[]>('GET', `slow-signals/${signal?.id}/days`);
  expect(days).toHaveLength(7);
  expect(days[0]).toMatchObject({ date: '2026-11-16', due: 1, seen: 0, seenBefore: 1, away: 1, doorEvents: 2, doorEventsBefore: 1 / 8, ticketsTaken: 4, ticketsTakenBefore: 4, ticketsFinished: 4 });
  expect(days[1]).toMatchObject({ due: 1, seen: 1, seenBefore: null, away: 0 });
  expect(JSON.stringify(days)).not.toContain(staff.name);
});
