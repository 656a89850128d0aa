import { AccessOffice } from './access-office';

let office: AccessOffice;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  await office.hire();
  const at = office.clock.now();
  await office.database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['u-below', 'U-below', 'Bidang', 'u-a', 'Asia/Jakarta']]);
    // Of unit b today, of the unit below a when the request was about.
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], [['e-moved', '2026-10-01', 'u-below']]);
    const columns = ['id', 'employee_id', 'kind', 'state', 'type', 'day_portion', 'from_date', 'to_date', 'filed_date', 'late_days', 'filed_at', 'filed_by', 'changed_at'];
    await tx.insert('request', columns, [['r-then', '2026-11-02'], ['r-now', '2026-11-20']].map(([id, date]) => [id ?? '', 'e-moved', 'leave', 'requested', 'annual', 'full', date ?? '', date ?? '', date ?? '', 0, at, 'x', at]));
    await tx.execute("UPDATE discipline_case SET unit_id = 'u-below' WHERE case_id = 'c-a'");
    await tx.execute("UPDATE attendance_day SET unit_id = 'u-below' WHERE employee_id = 'e-a'");
    await tx.execute("UPDATE locked_change SET unit_id = 'u-below' WHERE employee_id = 'e-a'");
    await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
  });
});
afterAll(() => office.close());

const idsOf = async (path: string, key: string, who = 'hr-officer.city'): Promise<unknown[]> => ((await office.ask('GET', path, who)).json['items'] as Record<string, unknown>[]).map((item) => item[key]).sort();

describe('a list that is filtered by a unit', () => {
  it.each([
    ['cases', 'caseId', ['c-a'], ['c-b']],
    ['attendance-days', 'employeeId', ['e-a', 'e-moved'], ['e-b', 'e-moved']],
    ['locked-changes', 'id', ['l-a'], ['l-b']],
    ['requests', 'id', ['r-a', 'r-then'], ['r-b', 'r-now']],
    ['violations', 'employeeId', ['e-a'], ['e-b']],
  ])('%s: means all units below it, on the date of the row', async (list, key, inA, inB) => {
    expect(await idsOf(`/api/v1/${list}?unitId=u-a`, key)).toEqual(inA);
    expect(await idsOf(`/api/v1/${list}?unitId=u-b`, key)).toEqual(inB);
    expect(await idsOf(`/api/v1/${list}?unitId=u-city`, key)).toEqual([...inA, ...inB].sort());
    expect(await idsOf(`/api/v1/${list}?unitId=no-such-unit`, key)).toEqual([]);
  });

  it('the leaf alone is in none of its sisters, and the filter never widens a reach', async () => {
    expect(await idsOf('/api/v1/requests?unitId=u-below', 'id')).toEqual(['r-then']);
    expect(await idsOf('/api/v1/requests?unitId=u-city', 'id', 'unit-admin.a')).toEqual(['r-a', 'r-then']);
    expect(await idsOf('/api/v1/cases?unitId=u-b', 'caseId', 'head-of-unit.a')).toEqual([]);
  });
});

describe('cases by what a page shows', () => {
  it('part of a name, stage and end', async () => {
    await office.database.transaction((tx) => tx.execute("UPDATE discipline_case SET state = 'withdrawn' WHERE case_id = 'c-b'"));
    expect(await idsOf('/api/v1/cases?text=ORANG%20A', 'caseId')).toEqual(['c-a']);
    expect(await idsOf('/api/v1/cases?text=%25', 'caseId')).toEqual([]);
    expect(await idsOf('/api/v1/cases?ended=true', 'caseId')).toEqual(['c-b']);
    expect(await idsOf('/api/v1/cases?ended=false', 'caseId')).toEqual(['c-a']);
    const file = (await office.ask('GET', '/api/v1/cases?ended=true&year=2026&format=csv&language=en', 'hr-officer.city')).text;
    expect([file.includes('Orang b'), file.includes('Orang a')]).toEqual([true, false]);
  });
});

describe('what a door sensor said and nobody could read', () => {
  it('is of the unit of the sensor: seen and set aside there, and nowhere else', async () => {
    const at = office.clock.now();
    const columns = ['id', 'terminal', 'source', 'received_at', 'raw', 'reason', 'status'];
    await office.database.transaction((tx) => tx.insert('rejected_record', columns, ['a', 'b'].map((side) => [`xs-${side}`, `S-${side}`, 'mqtt', at, Buffer.from('?'), 'door/x: no word', 'open'])));
    expect(await idsOf('/api/v1/rejected-records', 'id', 'hr-officer.a')).toEqual(['x-a', 'xs-a']);
    expect((await office.ask('POST', '/api/v1/rejected-records/xs-b/discard', 'hr-officer.a')).status).toBe(404);
    expect((await office.ask('POST', '/api/v1/rejected-records/xs-a/discard', 'hr-officer.a')).json).toMatchObject({ id: 'xs-a', status: 'discarded' });
  });
});

describe('machines by what a page shows', () => {
  it.each([['terminals', 'serials', 'T-a', 'T-b'], ['door-sensors', 'codes', 'S-a', 'S-b']])('%s: only those that are named, and only in reach', async (list, key, own, other) => {
    const rows = async (query: string, who = 'hr-officer.city'): Promise<string> => (await office.ask('GET', `/api/v1/${list}?format=csv${query}`, who)).text;
    expect([(await rows('')).includes(own), (await rows('')).includes(other)]).toEqual([true, true]);
    const named = await rows(`&${key}=${other}`);
    expect([named.includes(own), named.includes(other)]).toEqual([false, true]);
    expect((await rows(`&${key}=${own},${other}`, 'hr-officer.a')).includes(other)).toBe(false);
  });
});
