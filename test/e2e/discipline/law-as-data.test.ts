import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../src/platform/database/database';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { freePort, runCli, type ServiceEnvironment, ServiceProcess } from '../../support/service-process';

jest.setTimeout(300_000);

const root = join(__dirname, '../../..');

const office = `
units:
  - { code: KOTA, name: Kota Sukamaju, zone: Asia/Jakarta }
shifts:
  - { code: REG, segments: [["07:30", "16:00"]], breaks: [["12:00", "13:00"]] }
schedules:
  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }
assignments:
  - { unit: KOTA, schedule: 5HK, fromDate: 2026-05-01 }
employees:
  - { number: "198001012005012001", name: Ani Lestari, category: PNS, unit: KOTA, joinedDate: 2026-05-04, leftDate: 2026-05-12 }
  - { number: "198102022006011002", name: Budi Santoso, category: PNS, unit: KOTA, joinedDate: 2026-05-04, leftDate: 2026-05-05 }
`;

describe('law as data, in the program as it runs', () => {
  let place: TestDatabase;
  let folder: string;
  let env: ServiceEnvironment;
  let ownLaw: string;

  beforeAll(async () => {
    place = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'hadir-law-'));
    ownLaw = join(folder, 'law');
    cpSync(join(root, 'regulations'), ownLaw, { recursive: true });
    env = { DATABASE_URL: place.url, DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), DEVICE_PORT: String(await freePort()), REGULATIONS_DIR: ownLaw };
    const plan = join(folder, 'office.yaml');
    writeFileSync(plan, office);
    expect((await runCli(['plan', 'import', plan], env)).code).toBe(0);
    expect((await runCli(['rebuild', '--from', '2026-05-04', '--to', '2026-05-12'], env)).code).toBe(0);
  });
  afterAll(async () => {
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const withChange = async <T>(file: string, from: string, to: string, work: () => Promise<T>): Promise<T> => {
    const path = join(ownLaw, file);
    const before = readFileSync(path, 'utf8');
    expect(before).toContain(from);
    writeFileSync(path, before.replace(from, to));
    try {
      return await work();
    } finally {
      writeFileSync(path, before);
    }
  };

  it.each([
    ['a gap between thresholds', 'absence-pns.yaml', '{ from: 7, to: 10, sanction', '{ from: 8, to: 10, sanction', /absence-pns\.yaml:\d+ \[threshold-gap\]/],
    ['an overlap of thresholds', 'absence-pns.yaml', '{ from: 7, to: 10, sanction', '{ from: 6, to: 10, sanction', /absence-pns\.yaml:\d+ \[threshold-overlap\]/],
    ['a value without a source', 'duty-attendance-pns.yaml', '        source: { act: PP 94/2021', '        origin: { act: PP 94/2021', /duty-attendance-pns\.yaml:\d+ \[missing-source\]/],
    ['a unit that does not exist', 'procedure-pns.yaml', 'unit: working-day', 'unit: fortnight', /procedure-pns\.yaml:\d+ \[unknown-unit\]/],
    ['dates that do not ascend', 'absence-pns.yaml', '2010-06-06:', '2029-06-06:', /absence-pns\.yaml:\d+ \[dates-ascending\]/],
    ['a holiday of another year', 'holidays/id-2026.yaml', 'date: 2026-01-16', 'date: 2025-01-16', /id-2026\.yaml:\d+ \[year\]/],
    ['a letter that names what is not', 'documents/bap.yaml', '{employee.unit}', '{employee.salary}', /bap\.yaml:\d+ \[unknown-value\]/],
  ])('%s: the service does not start and names file, line and rule', async (_what, file, from, to, message) => {
    await withChange(file, from, to, async () => {
      const outcome = await ServiceProcess.start(env).then(
        async (service) => {
          await service.kill();
          return 'it started';
        },
        (error: unknown) => (error as Error).message,
      );
      expect(outcome).toMatch(message);
    });
  });

  it('simulate names whose level another rule would change, and changes nothing', async () => {
    const database = await Database.open(place.url);
    try {
      const [ani] = await database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', ['198001012005012001']);
      await database.transaction(async (tx) => {
        const days = await tx.query<{ work_date: string }>("SELECT work_date FROM violation WHERE employee_id = ? AND kind = 'absence'", [ani?.id ?? '']);
        expect(days.length).toBe(7);
        await tx.insert('violation_decision', ['id', 'employee_id', 'work_date', 'kind', 'decision', 'reason', 'document', 'actor', 'decided_at'], days.map(({ work_date: date }) => [date, ani?.id ?? '', date, 'absence', 'verified', null, null, 'test', 1]));
      });
      const stricter = join(folder, 'stricter.yaml');
      const law = readFileSync(join(ownLaw, 'absence-pns.yaml'), 'utf8');
      writeFileSync(stricter, law.replace('{ from: 7, to: 10, sanction: pernyataan-tidak-puas', '{ from: 8, to: 10, sanction: pernyataan-tidak-puas').replace('{ from: 4, to: 6, sanction', '{ from: 4, to: 7, sanction'));
      const tables = ['violation', 'violation_decision', 'year_account', 'case_event', 'discipline_case', 'attendance_day', 'dirty_day'];
      const all = () => Promise.all(tables.map((table) => database.query(`SELECT * FROM ${table}`)));
      const before = JSON.stringify(await all());
      const run = await runCli(['simulate', '--regulation', stricter, '--from', '2026-05-01', '--to', '2026-05-31', '--json'], env);
      expect(run).toMatchObject({ code: 0 });
      expect(JSON.parse(run.stdout)).toMatchObject({
        employees: 2,
        accounts: 2,
        differing: [{ number: '198001012005012001', year: 2026, cumulativeDays: { now: 7, then: 7 }, level: { now: 'pernyataan-tidak-puas', then: 'teguran-tertulis' } }],
      });
      expect(JSON.stringify(await all())).toBe(before);
      const words = await runCli(['simulate', '--regulation', stricter, '--from', '2026-05-01', '--to', '2026-05-31'], env);
      expect(words.stdout).toBe('198001012005012001 Ani Lestari 2026: pernyataan-tidak-puas (7) -> teguran-tertulis (7)\n');
      const same = await runCli(['simulate', '--regulation', join(ownLaw, 'absence-pns.yaml'), '--from', '2026-05-01', '--to', '2026-05-31', '--json'], env);
      expect(JSON.parse(same.stdout)).toMatchObject({ differing: [] });
    } finally {
      await database.close();
    }
  });

  it('simulate refuses a rule that does not hold together', async () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, readFileSync(join(ownLaw, 'absence-pns.yaml'), 'utf8').replace('{ from: 7, to: 10, sanction', '{ from: 9, to: 10, sanction'));
    const run = await runCli(['simulate', '--regulation', broken, '--from', '2026-05-01', '--to', '2026-05-31'], env);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/broken\.yaml:\d+ \[threshold-gap\]/);
  });

  it('prints a letter in a thread of its own while the service answers', async () => {
    const service = await ServiceProcess.start(env);
    try {
      const token = (await runCli(['token', 'create'], env)).stdout.trim();
      const send = (method: string, path: string, body?: object) =>
        fetch(`${service.url}/api/v1/${path}`, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
      await runCli(['rebuild', '--from', '2026-05-04', '--to', '2026-05-12'], env);
      const { items } = (await (await send('GET', 'cases')).json()) as { items: readonly { caseId: string; level: string }[] };
      expect(items).toMatchObject([{ level: 'pernyataan-tidak-puas' }]);
      const fields = { 'signer-name': 'Drs. Slamet', 'signer-title': 'Kepala Dinas', 'signer-number': '196901011994031001' };
      const printing = Array.from({ length: 6 }, () => send('POST', `cases/${items[0]?.caseId}/documents`, { kind: 'rekapitulasi-tmk', fields }));
      expect((await fetch(`${service.url}/healthz`)).ok).toBe(true);
      const answers = await Promise.all(printing);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
      const { id } = (await answers[0]?.json()) as { id: string };
      expect(Buffer.from(await (await send('GET', `documents/${id}`)).arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    } finally {
      expect(await service.stop()).toBe(0);
    }
  });
});
