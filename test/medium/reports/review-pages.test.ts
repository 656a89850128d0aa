import { UnitSpans } from '../../../src/core/organisation/unit-spans';
import { addDays } from '../../../src/core/time/calendar';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { ReviewQuery } from '../../../src/reports/review/review-items';
import { ReviewList } from '../../../src/reports/review/review-list';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** Two units share a name and three people share one, so that orders have ties; one unit has more rows than are put in order at once. */
const units = [['a', 'Kecamatan'], ['b', 'Dinas'], ['c', 'Kecamatan'], ['d', 'Badan']] as const;
const people = Array.from({ length: 26 }, (_, index) => ({ id: `e${index}`, name: index % 9 === 4 ? 'Siti' : `Orang ${String((index * 7) % 26)}`, unit: index < 13 ? 'b' : index < 18 ? 'a' : index < 22 ? 'c' : index < 24 ? 'd' : null }));
const dates = Array.from({ length: 210 }, (_, index) => addDays('2026-01-01', index));
const kindsOf = ['late-arrival', 'early-leave', 'absence'];
const violationColumns = ['employee_id', 'work_date', 'shift_no', 'kind', 'unit_id', 'minutes', 'days', 'standing', 'evidence', 'provision', 'source', 'state'];
const dayColumns = ['employee_id', 'work_date', 'shift_no', 'unit_id', 'zone', 'shift', 'status', 'settled', 'late_minutes', 'early_leave_minutes', 'worked_minutes', 'overtime_minutes', 'break_overrun_minutes', 'absent_days', 'flags', 'signals', 'in_at', 'out_at', 'digest', 'explanation', 'computed_at'];

let place: TestDatabase;
let database: Database;
let list: ReviewList;
const clock = new SetClock(Date.parse('2026-11-24T09:00:00+07:00'));

const violation = (person: number, date: number, state: string): SqlValue[] => {
  const { id, unit } = people[person] as (typeof people)[number];
  return [id, dates[date] ?? '', 1, kindsOf[(person + date) % 3] ?? '', unit, ((person * 31 + date * 17) % 12) * 5, 0, 'stands', '', null, '', state];
};
const day = (person: number, date: number): SqlValue[] => [people[person]?.id ?? '', dates[date] ?? '', 1, people[person]?.unit ?? null, 'Asia/Jakarta', 'REG', 'PRESENT', 1, 0, 0, 0, 0, 0, 0, '', '', null, null, 'x', '[]', 0];

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.url);
  list = new ReviewList(database, clock);
  const pairs = people.flatMap((_, person) => dates.map((__, date) => [person, date] as const));
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], units.map(([id, name]) => [id, id, name, null, 'Asia/Jakarta']));
    await tx.insert('employee', ['id', 'number', 'name', 'category'], people.map(({ id, name }, index) => [id, `N${index}`, name, index % 2 ? 'PNS' : 'PPPK']));
    await tx.insert('violation', violationColumns, pairs.map(([person, date]) => violation(person, date, date < 200 ? (date % 5 ? 'verified' : 'excused') : 'unverified')));
    await tx.insert('attendance_day', dayColumns, pairs.map(([person, date]) => day(person, date)));
  });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

const asked = (changes: Partial<ReviewQuery>): ReviewQuery => Object.assign(new ReviewQuery(), { tab: 'done', pageSize: 100 }, changes);
const keyOf = (row: { employeeId: string; workDate: string }): string => `${row.employeeId} ${row.workDate}`;

/** The same list in one statement that sorts everything. */
async function sorted(order: string, where: string): Promise<string[]> {
  const rows = await database.query<{ employee_id: string; work_date: string }>(
    `SELECT v.employee_id, v.work_date FROM violation v JOIN employee e ON e.id = v.employee_id LEFT JOIN unit u ON u.id = v.unit_id WHERE v.state IN ('verified', 'excused') ${where} ORDER BY ${order}u.name, e.name, v.work_date, v.employee_id, v.shift_no, v.kind`,
  );
  return rows.map((row) => `${row.employee_id} ${row.work_date}`);
}

describe('pages of the review', () => {
  it.each([
    [undefined, ''],
    ['-unit', 'u.name DESC, '],
    ['name', 'e.name, '],
    ['-name', 'e.name DESC, '],
    ['workDate', 'v.work_date, '],
    ['-workDate', 'v.work_date DESC, '],
    ['minutes', 'v.minutes, '],
    ['-minutes', 'v.minutes DESC, '],
    ['kind', 'v.kind, '],
    ['-kind', 'v.kind DESC, '],
  ])('sorted by %s are the pages of the whole list in that order', async (sort, order) => {
    const whole = await sorted(order, '');
    for (const page of [1, 2, 14, 26, 52, 53]) {
      const answer = await list.page(asked({ ...(sort ? { sort } : {}), page }), null);
      expect(answer.total).toBe(whole.length);
      expect(answer.items.map(keyOf)).toEqual(whole.slice((page - 1) * 100, page * 100));
    }
  });

  it('lie right under filters, and tell of each unit how many it has on all pages', async () => {
    const filter = "AND e.category = 'PNS' AND LOWER(e.name) LIKE '%orang%' AND v.work_date >= '2026-02-01'";
    for (const [sort, order] of [[undefined, ''], ['-workDate', 'v.work_date DESC, ']] as const) {
      const whole = await sorted(order, filter);
      const answer = await list.page(asked({ ...(sort ? { sort } : {}), category: 'PNS', text: 'orang', from: '2026-02-01', page: 3 }), null);
      expect(answer.items.map(keyOf)).toEqual(whole.slice(200, 300));
      const ofUnit = (unit: string | null): number => whole.filter((key) => people.find(({ id }) => key.startsWith(`${id} `))?.unit === unit).length;
      expect(answer.groups.length).toBeGreaterThan(0);
      for (const group of answer.groups) expect([group.unitId, group.count]).toEqual([group.unitId, ofUnit(group.unitId)]);
    }
  });

  it('stay within the reach', async () => {
    const answer = await list.page(asked({ page: 9 }), UnitSpans.always(['a', 'd']));
    expect(answer.items.map(keyOf)).toEqual((await sorted('', "AND v.unit_id IN ('a', 'd')")).slice(800, 900));
    expect(await list.page(asked({}), UnitSpans.always([]))).toMatchObject({ items: [], total: 0, groups: [] });
  });

  it('of a long history count it anew after an officer has said a word, and after a while in any case', async () => {
    const total = async (): Promise<number> => (await list.page(asked({}), null)).total;
    const change = (person: number): Promise<number> => database.transaction((tx) => tx.execute("UPDATE violation SET state = 'verified' WHERE employee_id = ? AND work_date >= ?", [people[person]?.id ?? '', dates[200] ?? '']));
    const before = await total();
    await change(0);
    await database.transaction((tx) => tx.insert('violation_decision', ['id', 'employee_id', 'work_date', 'kind', 'decision', 'actor', 'decided_at'], [['w1', 'e0', dates[200] ?? '', 'absence', 'verified', 'user:x', clock.now()]]));
    expect(await total()).toBe(before + 10);
    await change(1);
    expect(await total()).toBe(before + 10);
    clock.set('2026-11-24T09:00:16+07:00');
    expect(await total()).toBe(before + 20);
  });
});
