import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../../src/app.module';
import { type AttendanceDayRow } from '../../../src/attendance/attendance-day-store';
import { wallToInstant } from '../../../src/core/time/zone';
import { type ViolationRow } from '../../../src/discipline/violation-store';
import { PunchLedger } from '../../../src/ledger/punch-ledger';
import { type Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { Recompute } from '../../../src/recompute/recompute';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

export const zone = 'Asia/Jakarta';

/** The rooms of the service over one database and a clock that stands; nothing starts by itself. */
export class RecomputeUnderTest {
  private constructor(
    readonly place: TestDatabase,
    readonly database: Database,
    readonly app: INestApplicationContext,
    readonly clock: SetClock,
  ) {}

  static async open(now: string): Promise<RecomputeUnderTest> {
    const place = await createTestDatabase();
    const clock = new SetClock(Date.parse(now));
    const { database, app } = await rooms(place.url, clock);
    return new RecomputeUnderTest(place, database, app, clock);
  }

  /** Another process on the same database. */
  another(): Promise<{ database: Database; app: INestApplicationContext }> {
    return rooms(this.place.url, this.clock);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.place.drop();
  }

  async plan(yaml: string): Promise<void> {
    await this.app.get(PlanImport).importOffice(yaml);
  }

  /** Somebody punches at a terminal. */
  async punch(pin: string, wallClock: string, terminal = 'T1', state = 255): Promise<void> {
    const punch = { terminal, pin, wallClock, state, verify: 1, workCode: null, zone, punchedAt: wallToInstant(zone, wallClock), receivedAt: this.clock.now(), source: 'push' as const };
    await this.app.get(PunchLedger).append({ punches: [punch], quarantined: [], rejected: [] });
  }

  drain(): Promise<{ judged: number; changed: number }> {
    return this.app.get(Recompute).drain();
  }

  async employeeId(number: string): Promise<string> {
    const rows = await this.database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [number]);
    return rows[0]?.id ?? '';
  }

  async day(number: string, date: string): Promise<AttendanceDayRow | undefined> {
    const sql = 'SELECT d.* FROM attendance_day d JOIN employee e ON e.id = d.employee_id WHERE e.number = ? AND d.work_date = ?';
    return (await this.database.query<AttendanceDayRow>(sql, [number, date]))[0];
  }

  async violations(number: string): Promise<ViolationRow[]> {
    return this.database.query<ViolationRow>('SELECT v.* FROM violation v JOIN employee e ON e.id = v.employee_id WHERE e.number = ? ORDER BY v.work_date, v.kind', [number]);
  }
}

async function rooms(url: string, clock: Clock): Promise<{ database: Database; app: INestApplicationContext }> {
  const database = await Database.open(url);
  const config = { ...readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
  return { database, app: await NestFactory.createApplicationContext(AppModule.of(config, database, clock), { logger: false, abortOnError: false }) };
}

/** An office of some people on office hours, enrolled from a date on. */
export function officeOf(numbers: readonly string[], fromDate: string): string {
  return [
    `units: [{ code: CITY, name: City, zone: ${zone} }, { code: OFFICE, name: Office, parent: CITY }, { code: OTHER, name: Other office, parent: CITY }]`,
    "shifts: [{ code: REG, segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] }]",
    'schedules: [{ code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }]',
    `assignments: [{ unit: CITY, schedule: 5HK, fromDate: ${fromDate} }]`,
    'employees:',
    ...numbers.map((number, index) => `  - { number: '${number}', name: 'Pegawai ${number}', category: PNS, joinedDate: ${fromDate}, unit: ${index === 0 ? 'OFFICE' : index % 2 ? 'OFFICE' : 'OTHER'} }`),
    'enrolments:',
    ...numbers.map((number) => `  - { pin: '${number}', employee: '${number}', fromDate: ${fromDate} }`),
  ].join('\n');
}
