import { ValidationPipe } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttendanceModule } from '../../../src/attendance/attendance.module';
import { AuthGuard } from '../../../src/platform/auth/auth-guard';
import { type TokenScope } from '../../../src/platform/auth/caller';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { ProblemFilter } from '../../../src/platform/http/problem-filter';
import { PlatformModule } from '../../../src/platform/platform.module';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A clock that stands until it is set. */
export class SetClock extends Clock {
  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  set(iso: string): void {
    this.at = Date.parse(iso);
  }
}

/** The attendance room over a real database, with a small city in it. */
export interface Office {
  readonly app: NestExpressApplication;
  readonly database: Database;
  readonly clock: SetClock;
  readonly dataDir: string;
  token(scope: TokenScope): Promise<string>;
  dirtyDays(employeeId: string): Promise<string[]>;
  /** Forgets marks, requests and locks, so that the next test begins anew. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Tuesday, 10:00 in Jakarta. */
export const startOfTests = '2026-11-24T03:00:00.000Z';

const units: SqlValue[][] = [
  ['u-city', 'CITY', 'Kota', null, 'Asia/Jakarta'],
  ['u-health', 'HEALTH', 'Dinas Kesehatan', 'u-city', 'Asia/Jakarta'],
  ['u-east', 'EAST', 'Kantor Timur', null, 'Asia/Jayapura'],
];
const employees: SqlValue[][] = [
  ['e-ana', '198501012010011001', 'Ana', 'PNS', null, null, '2020-01-01', null],
  ['e-budi', '198601012010011002', 'Budi', 'PNS', null, null, null, null],
  ['e-east', '198701012010011003', 'Timo', 'PPPK', null, null, null, null],
  ['e-gone', '198801012010011004', 'Gone', 'PNS', null, null, '2020-01-01', '2026-06-30'],
];
const memberships: SqlValue[][] = [
  ['e-ana', '2020-01-01', 'u-health'],
  ['e-budi', '2020-01-01', 'u-city'],
  ['e-east', '2020-01-01', 'u-city'],
  ['e-east', '2026-11-01', 'u-east'],
];

/** Opens the office. */
export async function openOffice(): Promise<Office> {
  const place = await createTestDatabase();
  const database = await Database.open(place.url);
  try {
    return await furnish(place, database);
  } catch (error) {
    // Connections left open would keep the test runner from ending.
    await database.close();
    await place.drop();
    throw error;
  }
}

async function furnish(place: TestDatabase, database: Database): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hadir-data-'));
  const clock = new SetClock(Date.parse(startOfTests));
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], units);
    await tx.insert('employee', ['id', 'number', 'name', 'category', 'job_title', 'email', 'joined_date', 'left_date'], employees);
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], memberships);
  });
  const config = readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, TZ_DEFAULT: 'Asia/Jakarta' });
  const module = await Test.createTestingModule({ imports: [PlatformModule.of(config, database, clock), AttendanceModule] }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ logger: false });
  app.useBodyParser('text', { limit: '32mb', type: ['text/*'] });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalGuards(app.get(AuthGuard));
  await app.listen(0, '127.0.0.1');
  return {
    app,
    database,
    clock,
    dataDir,
    token: async (scope) => (await app.get(TokenStore).create(`hr-${scope}`, scope, null)).secret,
    dirtyDays: async (employeeId) =>
      (await database.query<{ work_date: string }>('SELECT work_date FROM dirty_day WHERE employee_id = ? ORDER BY work_date', [employeeId])).map((row) => row.work_date),
    clear: () => clear(database, clock),
    close: async () => {
      await app.close();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function clear(database: Database, clock: SetClock): Promise<void> {
  clock.set(startOfTests);
  const tables = ['dirty_day', 'request_attachment', 'request_event', 'request', 'month_lock', 'locked_change', 'attendance_day'];
  await database.transaction(async (tx) => {
    for (const table of tables) await tx.execute(`DELETE FROM ${table}`);
  });
}
