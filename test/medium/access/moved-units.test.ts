import fc from 'fast-check';
import { UnitPlaces } from '../../../src/core/organisation/unit-places';
import { UnitSpans } from '../../../src/core/organisation/unit-spans';
import { addDays } from '../../../src/core/time/calendar';
import { limitRows } from '../../../src/platform/auth/own-rows';
import { Reach, type RowSubject } from '../../../src/platform/auth/reach';
import { readUnitPlaces, unitsCondition, unitsConditionOn } from '../../../src/platform/auth/unit-places';
import { Database } from '../../../src/platform/database/database';
import { Conditions } from '../../../src/platform/http/page';
import { createTestDatabase } from '../../support/test-database';

const ids = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
const people = ['e0', 'e1', 'e2', 'e3'];
const dates = Array.from({ length: 10 }, (_, day) => addDays('2026-01-01', day));
const date = fc.constantFrom(...dates);
const unit = fc.constantFrom(...ids);

/** Trees in which a unit stands below one with a smaller number, moves, memberships of people, and who asks on which day. */
const worlds = fc.record({
  first: fc.tuple(...ids.map((_, index) => fc.option(fc.nat(Math.max(0, index - 1)), { freq: 4 }))),
  moves: fc.uniqueArray(fc.record({ unitId: unit, fromDate: date, above: fc.nat(5) }), { maxLength: 6, selector: ({ unitId, fromDate }) => `${unitId} ${fromDate}` }),
  memberships: fc.uniqueArray(fc.record({ employeeId: fc.constantFrom(...people), fromDate: date, unitId: unit }), { maxLength: 8, selector: ({ employeeId, fromDate }) => `${employeeId} ${fromDate}` }),
  roots: fc.uniqueArray(unit, { maxLength: 2 }),
  employeeId: fc.option(fc.constantFrom(...people)),
  today: date,
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

let database: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const place = await createTestDatabase();
  database = await Database.open(place.url);
  drop = async () => {
    await database.close();
    await place.drop();
  };
});
afterAll(() => drop());

const parentOf = (index: number, above: number | null): string | null => (above === null || index === 0 ? null : `u${Math.min(above, index - 1)}`);

async function furnish({ first, moves, memberships }: World): Promise<void> {
  await database.transaction(async (tx) => {
    for (const table of ['unit', 'unit_move', 'employee_unit', 'roster_entry']) await tx.execute(`DELETE FROM ${table}`);
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], ids.map((id, index) => [id, id, id, parentOf(index, first[index] ?? null), 'Asia/Jakarta']));
    await tx.insert('unit_move', ['unit_id', 'from_date', 'parent_id'], moves.map(({ unitId, fromDate, above }) => [unitId, fromDate, parentOf(Number(unitId.slice(1)), above)]));
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], memberships.map(({ employeeId, fromDate, unitId }) => [employeeId, fromDate, unitId]));
    await tx.insert('roster_entry', ['employee_id', 'work_date', 'shifts'], people.flatMap((employeeId) => dates.map((on) => [employeeId, on, ''])));
  });
}

/** The unit of a person on a date, the first one before the first date. */
function unitThen({ memberships }: World, employeeId: string, on: string): string | null {
  const own = memberships.filter((one) => one.employeeId === employeeId).sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
  return (own.findLast(({ fromDate }) => fromDate <= on) ?? own[0])?.unitId ?? null;
}

const rowsOf = async (from: string, date: string, conditions: Conditions): Promise<string[]> =>
  (await database.query<{ key: string }>(`SELECT ${database.dialect === 'sqlite' ? `r.employee_id || ' ' || r.${date}` : `CONCAT(r.employee_id, ' ', r.${date})`} AS \`key\` FROM ${from} r ${conditions.toString()}`, conditions.values)).map(({ key }) => key).sort();

describe('the limits of lists where units move', () => {
  it('show in SQL the rows that are in reach one by one, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await furnish(world);
        const { memberships, roots, employeeId, today } = world;
        const places: UnitPlaces = await readUnitPlaces(database);
        const reach = new Reach(false, UnitSpans.union(roots.map((root) => places.subtreeOf(root))), employeeId, today);
        const limited = (subject: RowSubject): Conditions => reach.limit(new Conditions(), subject);

        // Rows with a unit of their own.
        const ofUnits = (covered: (row: World['memberships'][number]) => boolean): string[] => memberships.filter(covered).map((row) => `${row.employeeId} ${row.fromDate}`).sort();
        const dated = ofUnits(({ unitId, employeeId: of, fromDate }) => reach.covers({ unitId, employeeId: of, date: fromDate }));
        expect(await rowsOf('employee_unit', 'from_date', limited({ unit: 'r.unit_id', employee: 'r.employee_id', date: 'r.from_date' }))).toEqual(dated);
        expect(await rowsOf('employee_unit', 'from_date', await limitRows(database, reach, { table: 'employee_unit', alias: 'r', date: 'from_date' }))).toEqual(dated);
        const undated = ofUnits(({ unitId, employeeId: of }) => reach.covers({ unitId, employeeId: of }));
        expect(await rowsOf('employee_unit', 'from_date', limited({ unit: 'r.unit_id', employee: 'r.employee_id', date: null }))).toEqual(undated);
        expect(await rowsOf('employee_unit', 'from_date', await limitRows(database, reach, { table: 'employee_unit', alias: 'r', date: null }))).toEqual(undated);

        // Rows whose unit is that of the person.
        const ofPeople = (then: (on: string) => string): string[] => people.flatMap((of) => dates.filter((on) => reach.covers({ employeeId: of, unitId: unitThen(world, of, then(on)), date: then(on) })).map((on) => `${of} ${on}`)).sort();
        for (const peopleFirst of [{}, { peopleFirst: true } as const]) {
          expect(await rowsOf('roster_entry', 'work_date', limited({ employee: 'r.employee_id', date: 'r.work_date', ...peopleFirst }))).toEqual(ofPeople((on) => on));
          expect(await rowsOf('roster_entry', 'work_date', limited({ employee: 'r.employee_id', date: null, ...peopleFirst }))).toEqual(ofPeople(() => today));
        }

        // A filter by a unit.
        const [root = 'u0'] = roots;
        const below = places.subtreeOf(root);
        expect(await rowsOf('employee_unit', 'from_date', new Conditions().whenPart(unitsCondition(below, 'r.unit_id', 'r.from_date')))).toEqual(ofUnits(({ unitId, fromDate }) => places.lineOn(unitId, fromDate).includes(root)));
        expect(await rowsOf('employee_unit', 'from_date', new Conditions().whenPart(unitsConditionOn(below, 'r.unit_id', today)))).toEqual(ofUnits(({ unitId }) => places.lineOn(unitId, today).includes(root)));
      }),
      { numRuns: 200 },
    );
  });
});
