import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../../src/app.module';
import { DoorRegistry } from '../../../src/intake/doors/door-registry';
import { readConfig } from '../../../src/platform/config';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { CorroborationJob } from '../../../src/recompute/corroboration-job';
import { Recompute } from '../../../src/recompute/recompute';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { jsonReader, SetClock } from './door-site';

jest.setTimeout(120_000);

const date = '2026-11-24';
const at = (time: string): number => Date.parse(`${date}T${time}:00+07:00`);

const plan = `
units: [{ code: HALL, name: Balai Kota, zone: Asia/Jakarta }, { code: VILLAGE, name: Kelurahan, zone: Asia/Jakarta }]
shifts: [{ code: REG, segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] }]
schedules: [{ code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }]
assignments: [{ unit: '*', schedule: 5HK, fromDate: 2026-11-01 }]
employees:
${['Ana', 'Budi', 'Citra', 'Dodi', 'Eka'].map((name, index) => `  - { number: 'K${index + 1}', name: ${name}, category: contract, unit: HALL, unitFromDate: 2026-11-01 }`).join('\n')}
enrolments:
${[1, 2, 3, 4, 5].flatMap((index) => [`  - { pin: '${index}', employee: 'K${index}', fromDate: 2026-11-01 }`, `  - { pin: CA${index}0, terminal: IN, employee: 'K${index}', fromDate: 2026-11-01 }`, `  - { pin: CA${index}0, terminal: OUT, employee: 'K${index}', fromDate: 2026-11-01 }`]).join('\n')}
  - { kind: card, pin: '0123456789', employee: 'K1', fromDate: 2026-11-01 }
`;

/** A day at the town hall, whose doors are read on both sides. */
describe('the corroboration job', () => {
  let place: TestDatabase;
  let database: Database;
  let app: INestApplicationContext;
  let job: CorroborationJob;

  const insert = (table: string, columns: string[], rows: SqlValue[][]): Promise<number> => database.transaction((tx) => tx.insert(table, columns, rows));
  const punch = (pin: string, time: string, terminal = 'T1'): SqlValue[] => [terminal, `${date} ${time}:00`, pin, 255, 1, null, 'Asia/Jakarta', at(time), at(time), 'poll'];
  const pass = (sensor: string, card: string, time: string): SqlValue[] => [sensor, `${time}-${card}`, 'card-granted', card, at(time), at(time), 'x', 1];
  const observations = () =>
    database.query<{ name: string | null; rule: string; finding: string; evidence: string; doubtful: string }>('SELECT e.name, o.rule, o.finding, o.evidence, o.doubtful FROM observation o LEFT JOIN employee e ON e.id = o.employee_id ORDER BY o.rule, e.name');
  const short = async (): Promise<string[]> => (await observations()).map(({ name, rule, finding }) => `${name ?? 'nobody'}: ${rule}, ${finding}`);

  beforeAll(async () => {
    place = await createTestDatabase();
    database = await Database.open(place.url);
    const config = { ...readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
    app = await NestFactory.createApplicationContext(AppModule.of(config, database, new SetClock(at('23:00'))), { logger: false, abortOnError: false });
    job = app.get(CorroborationJob);
    await app.get(PlanImport).importOffice(plan);
    const unit = async (code: string): Promise<string> => (await database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [code]))[0]?.id ?? '';
    const [hall, village] = [await unit('HALL'), await unit('VILLAGE')];
    for (const [code, side] of [['IN', 'in'], ['OUT', 'out']] as const) {
      await app.get(DoorRegistry).add({ ...jsonReader, code, side, door: 'gate', unitId: hall, settings: { parameters: { topic: code }, mandatory: true } });
    }
    const terminalColumns = ['serial', 'name', 'unit_id', 'zone', 'status', 'speaks', 'profile', 'approved_at', 'first_seen_at', 'settings'];
    await insert('terminal', terminalColumns, [['T1', hall], ['T2', village]].map(([serial, id]): SqlValue[] => [serial ?? '', 'x', id ?? '', 'Asia/Jakarta', 'approved', 'zk-tcp', 'zkteco-generic', 0, 0, '{}']));
    await insert('terminal_health', ['serial', 'synced_until_at', 'clock_offset_seconds'], ['T1', 'T2'].map((serial) => [serial, at('23:00'), 1]));
    await insert('door_sensor_span', ['code', 'from_at', 'to_at'], ['IN', 'OUT'].map((code) => [code, at('00:00') - 86_400_000, at('23:00')]));
    await insert('punch', ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'], [
      punch('1', '07:22'), punch('1', '16:02'),
      // Read as 15CD5B07 at the gate, and a punch under the writing of the plan.
      punch('0123456789', '07:20', 'IN'),
      punch('2', '07:25'), punch('2', '16:01'),
      punch('4', '07:20'), punch('4', '16:05'),
      punch('5', '07:20'), punch('5', '07:31', 'T2'), punch('5', '16:00'),
    ]);
    await insert('door_event', ['sensor', 'event_key', 'kind', 'value', 'occurred_at', 'received_at', 'device_time', 'time_trusted'], [
      pass('IN', '15CD5B07', '07:20'), pass('IN', 'CA30', '07:24'), pass('IN', 'CA40', '07:19'), pass('OUT', 'CA40', '10:00'), pass('IN', 'CA40', '11:10'), pass('IN', 'CA50', '07:19'),
      // To lunch and back, in the break.
      pass('OUT', 'CA10', '12:05'), pass('IN', 'CA10', '12:55'),
    ]);
    await app.get(Recompute).drain();
  });
  afterAll(async () => {
    await app.close();
    await place.drop();
  });

  const expected = ['Budi: clocked-in-never-entered, observed', 'Budi: clocked-in-never-entered, observed', 'Citra: entered-never-clocked-in, observed', 'Dodi: out-in-working-hours, observed'];

  it('observes who clocked in without an entry, who entered without a punch, and who was out; with evidence', async () => {
    expect(await job.run(date)).toBe(expected.length);
    expect(await short()).toEqual(expected);
    expect((await observations())[3]).toMatchObject({ evidence: JSON.stringify(['door:OUT/10:00-CA40', 'door:IN/11:10-CA40']), doubtful: '[]' });
  });

  it('comes out the same again, and touches neither days nor violations', async () => {
    const derived = () => Promise.all(['attendance_day', 'violation', 'dirty_day'].map((table) => database.query(`SELECT * FROM ${table}`)));
    const before = [await derived(), await observations()];
    await job.run(date);
    expect([await derived(), await observations()]).toEqual(before);
  });

  it('says nothing of two sites without a known distance, and too fast with one', async () => {
    const ids = (await database.query<{ id: string }>('SELECT id FROM unit ORDER BY code')).map(({ id }) => id) as [string, string];
    await job.putTravelTimes([{ unitIds: ids, minutes: 30 }]);
    await job.run(date);
    expect(await short()).toEqual([...expected, 'Eka: two-sites-too-fast, observed']);
    await job.putTravelTimes([]);
  });

  it('a reader that is not known to have worked makes the same unknown', async () => {
    await database.transaction((tx) => tx.execute("UPDATE door_sensor_span SET to_at = ? WHERE code = 'IN'", [at('07:00')]));
    await job.run(date);
    expect(await short()).toEqual(expected.map((line) => line.replace('observed', 'unknown')));
    expect((await observations()).every(({ doubtful }) => doubtful === '["IN"]')).toBe(true);
    await database.transaction((tx) => tx.execute("UPDATE door_sensor_span SET to_at = ? WHERE code = 'IN'", [at('23:00')]));
  });

  it('a terminal with a fault makes unknown who seems not to have clocked in; a reader that can be passed by, nothing of the others', async () => {
    await insert('terminal_incident', ['id', 'serial', 'kind', 'from_at', 'to_at', 'detail'], [['i1', 'T1', 'outage', at('07:00'), at('08:00'), 'x']]);
    await database.transaction((tx) => tx.execute("UPDATE door_sensor SET settings = '{\"parameters\":{\"topic\":\"x\"}}'"));
    await job.run(date);
    expect(await short()).toEqual(['Citra: entered-never-clocked-in, unknown']);
  });

  it('tells of doors that were forced or held open, without a person', async () => {
    await insert('door_event', ['sensor', 'event_key', 'kind', 'value', 'occurred_at', 'received_at', 'time_trusted', 'open_since_at'], [['IN', 'held', 'held-open', null, at('13:10'), at('13:10'), 1, at('13:00')]]);
    await job.run(date);
    expect(await short()).toEqual(['nobody: door-held-open, observed', 'Citra: entered-never-clocked-in, unknown']);
  });
});
