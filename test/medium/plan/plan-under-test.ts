import { type NestExpressApplication } from '@nestjs/platform-express';
import { ValidationPipe } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { PlanModule } from '../../../src/plan/plan.module';
import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { ProblemFilter } from '../../../src/platform/http/problem-filter';
import { xlsxMediaType } from '../../../src/platform/http/read-spreadsheet';
import { PlatformModule } from '../../../src/platform/platform.module';
import { asEverybody } from '../../support/everybody';
import { createTestDatabase } from '../../support/test-database';

/** 2026-11-24, noon in Jakarta. */
export const noon = Date.parse('2026-11-24T05:00:00Z');
/** The last date that is marked then: tomorrow where the day begins first. */
export const lastMarked = '2026-11-25';

/** The plan room on a database of its own, with a clock that stands still. */
export interface PlanUnderTest {
  readonly app: NestExpressApplication;
  readonly database: Database;
  get<T>(type: new (...needs: never[]) => T): T;
  /** Takes the marks: dates by number of the person, in order. */
  takeMarks(): Promise<Record<string, string[]>>;
  /** Empties the plan and the marks. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const planTables = ['unit', 'unit_move', 'employee', 'employee_unit', 'enrolment', 'shift_version', 'work_schedule_version', 'schedule_assignment', 'roster_entry', 'holiday', 'holiday_exemption', 'period_hours', 'policy_version', 'dirty_day'];

/** Starts the room. */
export async function openPlan(): Promise<PlanUnderTest> {
  const place = await createTestDatabase();
  const database = await Database.open(place.url);
  const config = readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'silent' });
  const clock = Object.assign(new Clock(), { now: () => noon });
  const module = await Test.createTestingModule({ imports: [PlatformModule.of(config, database, clock), PlanModule] }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ logger: false });
  app.use(asEverybody);
  app.useBodyParser('json');
  app.useBodyParser('text', { limit: '32mb', type: ['text/*', 'application/yaml'] });
  app.useBodyParser('raw', { limit: '16mb', type: xlsxMediaType });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  return {
    app,
    database,
    get: (type) => app.get(type),
    takeMarks: () => takeMarks(database),
    empty: () => database.transaction(async (tx) => {
      for (const table of planTables) await tx.execute(`DELETE FROM ${table}`);
    }),
    close: async () => {
      await app.close();
      await place.drop();
    },
  };
}

async function takeMarks(database: Database): Promise<Record<string, string[]>> {
  const rows = await database.query<{ number: string; work_date: string }>('SELECT e.number AS number, d.work_date AS work_date FROM dirty_day d JOIN employee e ON e.id = d.employee_id ORDER BY e.number, d.work_date');
  await database.transaction((tx) => tx.execute('DELETE FROM dirty_day'));
  const marks: Record<string, string[]> = {};
  for (const row of rows) (marks[row.number] ??= []).push(row.work_date);
  return marks;
}

/** The first and last of a run of dates without gaps, or the dates themselves. */
export function runOf(dates: readonly string[] | undefined): string {
  if (!dates || dates.length === 0) return 'nothing';
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? ''];
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return length === dates.length ? `${first}..${last}` : dates.join(' ');
}

/** A small town: an office of two units, and a hospital that never closes. */
export const town = `
units:
  - { code: KOTA, name: Kota Contoh, zone: Asia/Jakarta }
  - { code: DISDIK, name: Dinas Pendidikan, parent: KOTA }
  - { code: SD-1, name: SD Negeri 1, parent: DISDIK }
  - { code: RSUD, name: Rumah Sakit, parent: KOTA }
shifts:
  - { code: REG, segments: [["07:30", "16:00"]], breaks: [["12:00", "13:00"]] }
  - { code: FRI, segments: [["07:30", "16:30"]], breaks: [["11:30", "13:00"]] }
  - { code: RAM, segments: [["08:00", "15:00"]], breaks: [["12:30", "13:00"]] }
  - { code: P, segments: [["07:00", "14:00"]] }
  - { code: M, segments: [["21:00", "07:00+1"]] }
schedules:
  - { code: 5HK, week: [REG, REG, REG, REG, FRI, null, null] }
  - { code: ROT, pattern: [P, M, null], anchor: 2026-11-02 }
assignments:
  - { unit: KOTA, schedule: 5HK, fromDate: 2026-11-02 }
  - { unit: RSUD, schedule: ROT, fromDate: 2026-11-02 }
  - { employee: "199001012015011001", schedule: ROT, fromDate: 2026-11-16, toDate: 2026-11-18 }
holidays:
  - { date: 2026-11-10, name: Hari Pahlawan, kind: local }
  - { date: 2026-11-12, name: Hari Guru, kind: local, unit: DISDIK, fromTime: "12:00" }
holidayExemptions:
  - { unit: RSUD, fromDate: 2026-11-01 }
periodHours:
  - { name: Ramadan, fromDate: 2026-11-18, toDate: 2026-11-20, replaces: { REG: RAM } }
policies:
  - { policy: { lateGraceMinutes: 5 } }
  - { unit: RSUD, fromDate: 2026-11-09, policy: { continuousHandover: true } }
employees:
  - { number: 199001012015011001, name: Ani, category: pns, unit: DISDIK, joinedDate: 2026-11-02 }
  - { number: 199002022015012002, name: Budi, category: pns, unit: SD-1, joinedDate: 2026-11-02 }
  - { number: 199003032015011003, name: Citra, category: pns, joinedDate: 2026-11-02, unitHistory: [{ unit: SD-1, fromDate: 2026-11-02 }, { unit: RSUD, fromDate: 2026-11-16 }] }
  - { number: K-4, name: Dodi, category: contract, unit: RSUD, joinedDate: 2026-11-02, leftDate: 2026-11-13 }
enrolments:
  - { pin: 1, employee: 199001012015011001, fromDate: 2026-11-02 }
  - { pin: 0002, employee: 199002022015012002, fromDate: 2026-11-02 }
  - { pin: 1, terminal: T9, employee: K-4, fromDate: 2026-11-05, toDate: 2026-11-06 }
roster:
  - { employee: K-4, date: 2026-11-04, shifts: [P] }
  - { employee: K-4, date: 2026-11-05, shifts: [] }
`;

/** The numbers of the people of the town. */
export const people = { ani: '199001012015011001', budi: '199002022015012002', citra: '199003032015011003', dodi: 'K-4' } as const;
