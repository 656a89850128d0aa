import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fc from 'fast-check';
import { AppModule } from '../../../src/app.module';
import { addDays } from '../../../src/core/time/calendar';
import { violationStates } from '../../../src/discipline/violation-store';
import { ViolationQuery } from '../../../src/discipline/violations/violation-items';
import { ViolationsController } from '../../../src/discipline/violations/violations.controller';
import { UnitSpans } from '../../../src/core/organisation/unit-spans';
import { Reach } from '../../../src/platform/auth/reach';
import { readConfig } from '../../../src/platform/config';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { type ListWalk, walking } from '../../../src/platform/http/list-walk';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** Three people share a name, one moved to another unit, one has none: orders have ties, and own days lie outside the own unit. */
const units = [['a', 'A', null], ['b', 'B', 'a'], ['c', 'C', null]] as const;
const people = Array.from({ length: 17 }, (_, index) => ({ id: `e${index}`, name: index % 6 === 4 ? 'Siti' : `Orang ${(index * 7) % 17}` }));
const dates = Array.from({ length: 40 }, (_, index) => addDays('2026-02-20', index));
const kinds = ['late-arrival', 'early-leave', 'absence'] as const;
const sorts = { workDate: 'v.work_date', minutes: 'v.minutes', days: 'v.days', kind: 'v.kind', state: 'v.state', employeeId: 'v.employee_id', name: 'e.name' };
const columns = ['employee_id', 'work_date', 'shift_no', 'kind', 'unit_id', 'minutes', 'days', 'standing', 'evidence', 'provision', 'source', 'state'];

interface Plain {
  readonly employee_id: string;
  readonly work_date: string;
  readonly kind: string;
  readonly unit_id: string | null;
  readonly state: string;
}

const unitOf = (person: number, date: number): string | null => (person === 16 ? null : person === 3 && date > 20 ? 'c' : (units[person % 3]?.[0] ?? null));
const rowOf = (person: number, date: number): SqlValue[] => {
  const lot = (person * 31 + date * 17) % 23;
  return [people[person]?.id ?? '', dates[date] ?? '', 1, kinds[lot % 3] ?? '', unitOf(person, date), (lot % 7) * 5, lot % 3 === 2 ? 1 : 0, 'stands', '', null, '', violationStates[lot % 5] ?? ''];
};

let place: TestDatabase;
let app: INestApplicationContext;
let database: Database;
let list: ViolationsController;

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.url);
  const config = { ...readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
  app = await NestFactory.createApplicationContext(AppModule.of(config, database, new SetClock(Date.parse('2026-04-01T09:00:00+07:00'))), { logger: false, abortOnError: false });
  list = app.get(ViolationsController);
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], units.map(([id, name, parent]) => [id, id, name, parent, 'Asia/Jakarta']));
    await tx.insert('employee', ['id', 'number', 'name', 'category'], people.map(({ id, name }, index) => [id, `N${index}`, name, index % 2 ? 'PNS' : 'PPPK']));
    await tx.insert('violation', columns, people.flatMap((_, person) => dates.flatMap((__, date) => ((person + date) % 4 === 0 ? [] : [rowOf(person, date)]))));
  });
});
afterAll(async () => {
  await app.close();
  await place.drop();
});

const reaches = {
  everything: () => Reach.everything('2026-11-24'),
  'a unit': () => new Reach(false, UnitSpans.always(['b']), null, '2026-04-01'),
  'a unit and the own person within it': () => new Reach(false, UnitSpans.always(['b']), 'e1', '2026-04-01'),
  'a unit and the own person, who was elsewhere': () => new Reach(false, UnitSpans.always(['a']), 'e3', '2026-04-01'),
  'the own person': () => new Reach(false, UnitSpans.always([]), 'e3', '2026-04-01'),
  nothing: () => new Reach(false, UnitSpans.always([]), null, '2026-04-01'),
};

const filters = fc.record(
  {
    from: fc.constantFrom(...dates.slice(0, 20)),
    to: fc.constantFrom(...dates.slice(15)),
    kind: fc.constantFrom(...kinds),
    state: fc.constantFrom(...violationStates),
    employeeId: fc.constantFrom('e3', 'e4', 'nobody'),
    unitId: fc.constantFrom('a', 'b', 'c', 'none'),
    sort: fc.constantFrom(...Object.keys(sorts).flatMap((field) => [field, `-${field}`])),
  },
  { requiredKeys: [] },
);
type Filter = Partial<Record<'from' | 'to' | 'kind' | 'state' | 'employeeId' | 'unitId' | 'sort', string>>;

/** All violations in an order, by one plain statement without any filter. */
async function inOrder(sort: string | undefined): Promise<Plain[]> {
  const first = sort === undefined ? '' : `${sorts[sort.replace('-', '') as keyof typeof sorts]} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, `;
  return database.query<Plain>(`SELECT v.employee_id, v.work_date, v.kind, v.unit_id, v.state FROM violation v JOIN employee e ON e.id = v.employee_id ORDER BY ${first}v.work_date, v.employee_id, v.shift_no, v.kind`);
}

function isMeant(row: Plain, { from = '', to = '9999', kind, state, employeeId, unitId }: Filter, reach: Reach): boolean {
  const below = unitId === 'a' ? ['a', 'b'] : [unitId];
  const asked = row.work_date >= from && row.work_date <= to && [undefined, row.kind].includes(kind) && [undefined, row.state].includes(state) && [undefined, row.employee_id].includes(employeeId);
  return asked && (unitId === undefined || below.includes(row.unit_id ?? '')) && reach.covers({ unitId: row.unit_id, employeeId: row.employee_id });
}

const keyOf = (row: { employeeId: string; workDate: string; kind: string }): string => `${row.employeeId} ${row.workDate} ${row.kind}`;
const plainKey = (row: Plain): string => keyOf({ employeeId: row.employee_id, workDate: row.work_date, kind: row.kind });
const query = (filter: Filter, page: number, pageSize: number): ViolationQuery => Object.assign(new ViolationQuery(), filter, { page, pageSize });

describe('pages of the violations', () => {
  it('are the stretches of all that is meant and in reach, in the order that was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...Object.values(reaches)), fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 7, 50), async (filter, reach, page, pageSize) => {
        const meant = (await inOrder(filter.sort)).filter((row) => isMeant(row, filter, reach())).map(plainKey);
        const answer = await list.list(query(filter, page, pageSize), reach());
        expect(answer.total).toBe(meant.length);
        expect(answer.items.map(keyOf)).toEqual(meant.slice((page - 1) * pageSize, page * pageSize));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['name', '-name', 'minutes', '-minutes', 'days', '-days', 'kind', '-kind'])('of all dates are found by slices in the same order (%s)', async (sort) => {
    const all = (await inOrder(sort)).map(plainKey);
    for (const page of [1, 2, 9, Math.ceil(all.length / 23), 99]) {
      const answer = await list.list(query({ sort }, page, 23), reaches.everything());
      expect([answer.total, answer.items.map(keyOf)]).toEqual([all.length, all.slice((page - 1) * 23, page * 23)]);
    }
  });

  it('make up the whole list, each row once, when it is sent as a file', async () => {
    for (const sort of [undefined, 'name', '-minutes', '-workDate']) {
      const filter: Filter = { from: dates[3] ?? '', ...(sort ? { sort } : {}) };
      const reach = reaches['a unit and the own person, who was elsewhere'];
      const walk: ListWalk = { after: null, finished: false, byRows: false };
      const seen: string[] = [];
      while (!walk.finished) seen.push(...(await walking(walk, () => list.list(query(filter, 1, 40), reach()))).items.map(keyOf));
      expect(seen.length).toBeGreaterThan(80);
      expect(seen).toEqual((await inOrder(sort)).filter((row) => isMeant(row, filter, reach())).map(plainKey));
    }
  });

  it('carry what is shown beside the keys', async () => {
    const answer = await list.list(query({ sort: 'name' }, 1, 3), Reach.everything('2026-11-24'));
    for (const item of answer.items) expect(item.name).toBe(people.find(({ id }) => id === item.employeeId)?.name);
    expect(answer.items).toHaveLength(3);
  });
});
