import { DayChangesReader } from '../../../src/attendance/requests/day-changes-reader';
import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { openOffice, type Office } from './office';

describe('what the engine is told about requests', () => {
  let office: Office;
  let desk: RequestDesk;
  let reader: DayChangesReader;

  beforeAll(async () => {
    office = await openOffice();
    desk = office.app.get(RequestDesk);
    reader = office.app.get(DayChangesReader);
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  const changes = (ids: string[], from: string, to = from) => reader.changesFor(office.database, ids, from, to);
  const at = (iso: string) => Date.parse(iso);

  it('is a leave of whole dates, from midnight to midnight of the unit, with its status', async () => {
    const leave = { kind: 'leave', type: 'annual', fromDate: '2026-11-20', toDate: '2026-11-23' } as const;
    const { id } = await desk.file({ employeeId: 'e-ana' }, leave, 'a');
    const fact = { id, type: 'annual', fromAt: at('2026-11-19T17:00:00Z'), toAt: at('2026-11-23T17:00:00Z'), wholeDates: { fromDate: '2026-11-20', toDate: '2026-11-24' } };
    expect((await changes(['e-ana'], '2026-11-21')).get('e-ana')).toEqual({ leaves: [{ ...fact, status: 'pending' }], duties: [], corrections: [], excuses: [], overtimeOrders: [] });
    await desk.decide(id, 'approve', 'b', null);
    expect((await changes(['e-ana'], '2026-11-21')).get('e-ana')?.leaves).toEqual([{ ...fact, status: 'approved' }]);
    await desk.decide(id, 'revoke', 'b', 'x');
    expect(await changes(['e-ana'], '2026-11-21')).toEqual(new Map());
  });

  it('is in the zone of the unit of the date, before and after a transfer', async () => {
    const hours = { kind: 'duty', letter: 'SPT 7', fromTime: '08:00', toTime: '10:00' } as const;
    await desk.file({ employeeId: 'e-east' }, { ...hours, fromDate: '2026-10-30' }, 'a');
    await desk.file({ employeeId: 'e-east' }, { ...hours, fromDate: '2026-11-02' }, 'a');
    const duties = (await changes(['e-east'], '2026-10-01', '2026-11-30')).get('e-east')?.duties ?? [];
    expect(duties.map((duty) => [new Date(duty.fromAt).toISOString(), duty.wholeDates, duty.letter])).toEqual([
      ['2026-10-30T01:00:00.000Z', null, 'SPT 7'],
      ['2026-11-01T23:00:00.000Z', null, 'SPT 7'],
    ]);
  });

  it('is a correction, an overtime order, and the excuses that a letter stands for', async () => {
    const file = (input: Parameters<RequestDesk['file']>[1]) => desk.file({ employeeId: 'e-budi' }, input, 'a');
    const correction = await file({ kind: 'correction', fromDate: '2026-11-19', direction: 'out', wallClock: '2026-11-19 16:05:00', reason: 'lupa' });
    const order = await file({ kind: 'overtime-order', fromDate: '2026-11-19', toDate: '2026-11-20', fromTime: '17:00', toTime: '01:00', letter: 'SPL 3' });
    await file({ kind: 'excuse', type: 'incomplete', fromDate: '2026-11-19', reason: 'mesin mati' });
    await file({ kind: 'permission', covers: ['late', 'early'], fromDate: '2026-11-20' });
    await file({ kind: 'permission', covers: ['absent'], fromDate: '2026-11-21' });
    const found = (await changes(['e-budi'], '2026-11-20')).get('e-budi');
    expect(found?.corrections).toEqual([{ id: correction.id, date: '2026-11-19', kind: 'out', at: at('2026-11-19T09:05:00Z'), status: 'pending' }]);
    expect(found?.overtimeOrders).toEqual([{ id: order.id, fromAt: at('2026-11-19T10:00:00Z'), toAt: at('2026-11-19T18:00:00Z'), status: 'pending' }]);
    expect(found?.excuses.map((excuse) => `${excuse.date} ${excuse.kind}`)).toEqual([
      '2026-11-19 incomplete',
      '2026-11-20 late',
      '2026-11-20 early',
      '2026-11-21 absent',
      '2026-11-21 late',
      '2026-11-21 early',
      '2026-11-21 incomplete',
    ]);
  });

  it('is read for many people at once, two days around the span, and for nobody else', async () => {
    const excuse = (employeeId: string, fromDate: string) => desk.file({ employeeId }, { kind: 'excuse', type: 'late', fromDate, reason: 'x' }, 'a');
    await excuse('e-ana', '2026-11-08');
    await excuse('e-ana', '2026-11-07');
    await excuse('e-budi', '2026-11-12');
    await excuse('e-budi', '2026-11-13');
    await excuse('e-east', '2026-11-10');
    const strangers = Array.from({ length: 1200 }, (_, index) => `nobody-${index}`);
    const found = await changes([...strangers, 'e-ana', 'e-budi'], '2026-11-10');
    expect([...found].map(([id, own]) => [id, own.excuses.map((one) => one.date)])).toEqual([
      ['e-ana', ['2026-11-08']],
      ['e-budi', ['2026-11-12']],
    ]);
  });

  it('is seen inside the transaction that writes it', async () => {
    await desk.file({ employeeId: 'e-ana' }, { kind: 'excuse', type: 'late', fromDate: '2026-11-10', reason: 'x' }, 'a');
    const inside = await office.database.transaction(async (tx) => {
      await tx.execute("UPDATE request SET state = 'approved'");
      return reader.changesFor(tx, ['e-ana'], '2026-11-10', '2026-11-10');
    });
    expect(inside.get('e-ana')?.excuses).toEqual([{ date: '2026-11-10', kind: 'late', status: 'approved' }]);
  });
});
