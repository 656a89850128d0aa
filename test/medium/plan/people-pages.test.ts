import fc from 'fast-check';
import { UnitSpans } from '../../../src/core/organisation/unit-spans';
import { Reach } from '../../../src/platform/auth/reach';
import { Database } from '../../../src/platform/database/database';
import { type ListWalk, walking } from '../../../src/platform/http/list-walk';
import { likeText } from '../../../src/platform/http/page';
import { type EmployeeCategory } from '../../../src/plan/employee/employee';
import { EmployeeList, type EmployeeListQuery, type ListedEmployee } from '../../../src/plan/employee/employee-list';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const units = [['u1', 'A', null], ['u2', 'B', 'u1'], ['u3', 'C', null]] as const;
const firstNames = ['Siti', 'Budi', 'Agus', 'Dewi', 'siti'];

interface Somebody {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly category: EmployeeCategory;
  readonly joined: string | null;
  readonly left: string | null;
  /** From which date in which unit, oldest first; nobody knows where the last person belongs. */
  readonly in: readonly (readonly [from: string, unit: string])[];
}

const people = Array.from({ length: 60 }, (_, index): Somebody => ({
  id: `e${index}`,
  number: `19${80 + (index % 9)}${index}`,
  name: `${firstNames[index % 5]} ${index % 4 === 0 ? '100%' : `Nama_${index % 13}`}`,
  category: index % 3 ? 'PNS' : 'PPPK',
  joined: index % 5 === 0 ? null : `20${10 + (index % 14)}-03-01`,
  left: index % 7 === 3 ? '2026-06-30' : null,
  in: index === 59 ? [] : index % 4 === 1 ? [['2020-01-01', 'u1'], ['2026-05-01', index % 8 === 1 ? 'u3' : 'u2']] : [['2025-01-01', `u${(index % 3) + 1}`]],
}));

let place: TestDatabase;
let database: Database;
let list: EmployeeList;

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.url);
  list = new EmployeeList(database);
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], units.map(([id, code, parent]) => [id, code, `Unit ${code}`, parent, 'Asia/Jakarta']));
    await tx.insert('employee', ['id', 'number', 'name', 'category', 'job_title', 'joined_date', 'left_date'], people.map((one) => [one.id, one.number, one.name, one.category, `Jabatan ${one.number}`, one.joined, one.left]));
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], people.flatMap((one) => one.in.map(([from, unit]) => [one.id, from, unit])));
  });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

const unitOn = ({ in: known }: Somebody, date: string): string | null => (known.findLast(([from]) => from <= date) ?? known[0])?.[1] ?? null;
const unitNamed = (id: string | null) => units.find(([one]) => one === id);
const below: Readonly<Record<string, readonly string[]>> = { A: ['u1', 'u2'], B: ['u2'], C: ['u3'] };

const reaches = [() => Reach.everything('2026-11-24'), () => new Reach(false, UnitSpans.always(['u2']), null, '2026-11-24'), () => new Reach(false, UnitSpans.always(['u2', 'u3']), 'e0', '2026-11-24'), () => new Reach(false, UnitSpans.always(['u1']), 'e59', '2026-11-24'), () => new Reach(false, UnitSpans.always([]), 'e7', '2026-11-24'), () => new Reach(false, UnitSpans.always([]), null, '2026-11-24')];
const sortColumns = { number: 'e.number', name: 'e.name', category: 'e.category', unit: 'u.code', joinedDate: 'e.joined_date', jobTitle: 'e.job_title' };

const filters = fc.record(
  {
    unit: fc.constantFrom('A', 'B', 'C'),
    text: fc.constantFrom('siti', 'ud', '1980', '19', '100%', 'a_1', 'zzz'),
    category: fc.constantFrom('PNS' as const, 'PPPK' as const),
    employed: fc.boolean(),
    sort: fc.constantFrom(...Object.keys(sortColumns).flatMap((field) => [field, `-${field}`])),
  },
  { requiredKeys: [] },
);
type Filter = Partial<Pick<EmployeeListQuery, 'unit' | 'text' | 'category' | 'employed' | 'sort'>>;

/** Everybody in an order by one plain statement; the units of the date are looked up in memory first. */
async function inOrder(sort: string | undefined, onDate: string): Promise<Somebody[]> {
  const first = sort === undefined ? '' : `${sortColumns[sort.replace('-', '') as keyof typeof sortColumns]} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, `;
  const codes = people.map((one) => `SELECT '${one.id}' AS id, ${unitNamed(unitOn(one, onDate)) ? `'${unitNamed(unitOn(one, onDate))?.[1]}'` : 'NULL'} AS code`).join(' UNION ALL ');
  const rows = await database.query<{ id: string }>(`SELECT e.id FROM employee e JOIN (${codes}) u ON u.id = e.id ORDER BY ${first}e.name, e.id`);
  return rows.map(({ id }) => people.find((one) => one.id === id) as Somebody);
}

function isMeant(one: Somebody, { unit, text, category, employed }: Filter, onDate: string, reach: Reach): boolean {
  const works = (one.joined ?? onDate) <= onDate && (one.left ?? onDate) >= onDate;
  const found = text === undefined || one.name.toLowerCase().includes(text.toLowerCase()) || one.number.startsWith(text);
  const inUnit = unit === undefined || (below[unit] ?? []).includes(unitOn(one, onDate) ?? '');
  return found && inUnit && [undefined, one.category].includes(category) && [undefined, works].includes(employed) && reach.covers({ unitId: unitOn(one, onDate), employeeId: one.id });
}

const dates = fc.constantFrom('2019-01-01', '2026-04-30', '2026-05-01', '2026-11-24');

describe('pages of the people', () => {
  it('are the stretches of all who are meant and in reach, with the unit of the date', async () => {
    await fc.assert(
      fc.asyncProperty(filters, dates, fc.constantFrom(...reaches), fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 8, 50), async (filter, onDate, reach, page, pageSize) => {
        const meant = (await inOrder(filter.sort, onDate)).filter((one) => isMeant(one, filter, onDate, reach()));
        const answer = await list.page({ ...filter, onDate, page, pageSize }, likeText, reach());
        expect(answer.total).toBe(meant.length);
        expect(answer.items.map(shown)).toEqual(meant.slice((page - 1) * pageSize, page * pageSize).map((one) => expected(one, onDate)));
      }),
      { numRuns: 150 },
    );
  });

  it('make up the whole list when it is sent as a file', async () => {
    for (const sort of [undefined, '-name', 'unit']) {
      const walk: ListWalk = { after: null, finished: false, byRows: false };
      const seen: string[] = [];
      while (!walk.finished) seen.push(...(await walking(walk, () => list.page({ ...(sort ? { sort } : {}), onDate: '2026-11-24', page: 1, pageSize: 11 }, likeText, Reach.everything('2026-11-24')))).items.map(({ id }) => id));
      expect(seen).toEqual((await inOrder(sort, '2026-11-24')).map(({ id }) => id));
    }
  });
});

const shown = ({ id, number, name, jobTitle, joinedDate, leftDate, unit, unitName }: ListedEmployee) => ({ id, number, name, jobTitle, joinedDate, leftDate, unit, unitName });
const expected = (one: Somebody, onDate: string): ReturnType<typeof shown> => {
  const unit = unitNamed(unitOn(one, onDate));
  return { id: one.id, number: one.number, name: one.name, jobTitle: `Jabatan ${one.number}`, joinedDate: one.joined, leftDate: one.left, unit: unit?.[1] ?? null, unitName: unit ? `Unit ${unit[1]}` : null };
};
