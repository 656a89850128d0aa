import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { type RequestInput } from '../../../src/attendance/requests/request-input';
import { openOffice, type Office } from './office';

describe('the desk of requests', () => {
  let office: Office;
  let desk: RequestDesk;

  beforeAll(async () => {
    office = await openOffice();
    desk = office.app.get(RequestDesk);
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  const ana = { employeeId: 'e-ana' };
  const leave = (fromDate: string, toDate = fromDate, more: Partial<RequestInput> = {}): RequestInput => ({ kind: 'leave', type: 'sick', fromDate, toDate, ...more });
  const forget = () => office.database.transaction((tx) => tx.execute('DELETE FROM dirty_day'));

  it('keeps every step with who took it and why', async () => {
    const { id } = await desk.file(ana, leave('2026-11-20', '2026-11-23', { reason: 'demam' }), 'token:ana');
    office.clock.set('2026-11-24T04:00:00Z');
    await desk.decide(id, 'approve', 'token:boss', null);
    office.clock.set('2026-11-25T04:00:00Z');
    expect(await desk.decide(id, 'revoke', 'token:boss', 'surat palsu')).toMatchObject({ state: 'revoked', changedAt: Date.parse('2026-11-25T04:00:00Z') });
    expect(await desk.history(id)).toEqual([
      { sequence: 1, type: 'filed', occurredAt: Date.parse('2026-11-24T03:00:00Z'), actor: 'token:ana', reason: 'demam' },
      { sequence: 2, type: 'approved', occurredAt: Date.parse('2026-11-24T04:00:00Z'), actor: 'token:boss', reason: null },
      { sequence: 3, type: 'revoked', occurredAt: Date.parse('2026-11-25T04:00:00Z'), actor: 'token:boss', reason: 'surat palsu' },
    ]);
  });

  it('marks exactly the days that each step can change', async () => {
    const { id } = await desk.file(ana, leave('2026-11-20', '2026-11-23'), 'token:ana');
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    await forget();
    await desk.decide(id, 'approve', 'token:boss', null);
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    await forget();
    await desk.file(ana, { kind: 'duty', letter: 'SPT 1', fromDate: '2026-11-10', fromTime: '05:00', toTime: '09:00' }, 'token:ana');
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-11-09', '2026-11-10']);
    expect(await office.dirtyDays('e-budi')).toEqual([]);
  });

  it('leaves nothing behind when it refuses', async () => {
    await expect(desk.file(ana, { kind: 'correction', fromDate: '2026-11-24', direction: 'in', wallClock: '2026-11-24 10:00:01', reason: 'x' }, 'token:ana')).rejects.toMatchObject({
      code: 'request-refused',
      message: 'wallClock: 2026-11-24 10:00:01 (Asia/Jakarta) has not come yet; a punch can only be corrected afterwards',
    });
    expect(await office.database.query('SELECT id FROM request')).toEqual([]);
    expect(await office.dirtyDays('e-ana')).toEqual([]);
  });

  it("reads a wall clock in the zone of the unit of that date", async () => {
    // 12:00 in Jayapura is the same instant as 10:00 in Jakarta, where the office of the person was until October.
    const correction = (employeeId: string) => desk.file({ employeeId }, { kind: 'correction', fromDate: '2026-11-24', direction: 'in', wallClock: '2026-11-24 12:00:00', reason: 'x' }, 'token:x');
    await expect(correction('e-east')).resolves.toMatchObject({ fromWall: '2026-11-24 12:00:00' });
    await expect(correction('e-ana')).rejects.toMatchObject({ code: 'request-refused' });
  });

  it('notes late filing and never refuses it', async () => {
    expect(await desk.file(ana, leave('2026-11-02', '2026-11-20'), 'token:ana')).toMatchObject({ filedDate: '2026-11-24', lateDays: 22 });
    expect(await desk.file(ana, leave('2025-01-02'), 'token:ana')).toMatchObject({ lateDays: 691 });
    expect(await desk.file(ana, leave('2026-11-21'), 'token:ana', '2026-11-21')).toMatchObject({ filedDate: '2026-11-21', lateDays: 0 });
    expect(await desk.file(ana, leave('2026-11-24'), 'token:ana')).toMatchObject({ lateDays: 0 });
    await expect(desk.file(ana, leave('2026-12-01'), 'token:ana', '2026-11-25')).rejects.toThrow('nothing can have been handed in on 2026-11-25; today is 2026-11-24');
  });

  it('counts today by the clock of the unit', async () => {
    office.clock.set('2026-11-24T15:30:00Z');
    expect(await desk.file({ employeeId: 'e-east' }, leave('2026-11-24'), 'token:x')).toMatchObject({ filedDate: '2026-11-25', lateDays: 1 });
    expect(await desk.file(ana, leave('2026-11-24'), 'token:x')).toMatchObject({ filedDate: '2026-11-24', lateDays: 0 });
  });

  it('refuses whom it does not know, and who does not work here then', async () => {
    await expect(desk.file({ employeeNumber: '42' }, leave('2026-11-20'), 'a')).rejects.toMatchObject({ code: 'unknown-employee', status: 404, message: 'No employee with the number "42" is known.' });
    await expect(desk.file({}, leave('2026-11-20'), 'a')).rejects.toMatchObject({ code: 'request-refused' });
    await expect(desk.file({ employeeId: 'e-gone' }, leave('2026-07-01'), 'a')).rejects.toThrow('198801012010011004 left on 2026-06-30; 2026-07-01 lies after that');
    await expect(desk.file(ana, leave('2019-12-30', '2019-12-31'), 'a')).rejects.toThrow('joined on 2020-01-01');
    await expect(desk.file({ employeeNumber: '198601012010011002' }, leave('2026-11-20'), 'a')).resolves.toMatchObject({ employeeId: 'e-budi' });
  });

  it('refuses a leave over an approved one when it is filed, and when it is approved', async () => {
    const first = await desk.file(ana, leave('2026-11-10', '2026-11-12'), 'a');
    const second = await desk.file(ana, leave('2026-11-12', '2026-11-13'), 'a');
    await desk.decide(first.id, 'approve', 'b', null);
    const refusal = { code: 'overlapping-leave', status: 409, details: expect.objectContaining({ other: first.id }) };
    await expect(desk.decide(second.id, 'approve', 'b', null)).rejects.toMatchObject(refusal);
    await expect(desk.file(ana, leave('2026-11-11', '2026-11-11', { type: 'annual' }), 'a')).rejects.toMatchObject(refusal);
    await expect(desk.file({ employeeId: 'e-budi' }, leave('2026-11-11'), 'a')).resolves.toBeDefined();
    await desk.decide(first.id, 'revoke', 'b', 'salah orang');
    await expect(desk.decide(second.id, 'approve', 'b', null)).resolves.toMatchObject({ state: 'approved' });
  });

  it('approves only one of two overlapping leaves, however closely the approvals come together', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const date = `2026-10-0${round}`;
      const requests = await Promise.all(['sick', 'annual', 'big', 'birth'].map((type) => desk.file(ana, leave(date, date, { type }), 'a')));
      const outcomes = await Promise.allSettled(requests.map(({ id }) => desk.decide(id, 'approve', 'b', null)));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('lets one of two opposite decisions win and writes one history', async () => {
    const { id } = await desk.file(ana, leave('2026-11-20'), 'a');
    const outcomes = await Promise.allSettled([desk.decide(id, 'approve', 'b', null), desk.decide(id, 'reject', 'c', 'tidak')]);
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1);
    expect(await desk.history(id)).toHaveLength(2);
  });
});
