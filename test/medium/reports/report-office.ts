import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplication, ValidationPipe } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock } from '../../../src/platform/clock';
import { type Config, readConfig } from '../../../src/platform/config';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { ProblemFilter } from '../../../src/platform/http/problem-filter';
import { PlatformModule } from '../../../src/platform/platform.module';
import { DailyReportJob } from '../../../src/reports/daily-report-job';
import { RegulationBook } from '../../../src/discipline/regulation-book';
import { ReportsModule } from '../../../src/reports/reports.module';
import { ServiceModule } from '../../../src/service/service.module';
import { asEverybody } from '../../support/everybody';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A clock that stands until it is moved. */
export class StandingClock extends Clock {
  constructor(public at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }
}

const regulations = RegulationBook.read(join(__dirname, '../../../regulations'));

/** An instant in Jakarta: `jakarta('2026-11-24', '06:30')`. */
export const jakarta = (date: string, time: string): number => Date.parse(`${date}T${time}:00+07:00`);

/** One process of the service, as far as reports go. */
export interface Instance {
  readonly app: INestApplication;
  readonly job: DailyReportJob;
  close(): Promise<void>;
}

/** A database with a small office, a data folder, and as many processes on them as a test wants. */
export class ReportOffice {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'hadir-reports-'));
  readonly clock = new StandingClock(jakarta('2026-11-24', '06:00'));
  private readonly instances: Instance[] = [];

  private constructor(
    private readonly place: TestDatabase,
    readonly database: Database,
  ) {}

  static async open(): Promise<ReportOffice> {
    const place = await createTestDatabase();
    return new ReportOffice(place, await Database.open(place.url));
  }

  async close(): Promise<void> {
    for (const instance of [...this.instances]) await instance.close();
    await this.database.close();
    await this.place.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Starts what one process would run. */
  async start(changes: Partial<Config> = {}): Promise<Instance> {
    const config: Config = {
      ...readConfig({ MAIL_FROM: 'Hadir <hadir@kota.example>' }),
      dataDir: this.dataDir,
      databaseUrl: this.place.url,
      dailyReportTo: ['kepala@kota.example', 'bkpsdm@kota.example'],
      ...changes,
    };
    const database = await this.connect();
    const module = await Test.createTestingModule({
      imports: [PlatformModule.of(config, database, this.clock), ServiceModule.of(regulations.holidays), ReportsModule.of(regulations)],
    }).compile();
    const app = module.createNestApplication({ logger: false });
    app.use(asEverybody);
    app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
    const instance: Instance = {
      app,
      job: app.get(DailyReportJob),
      close: async () => {
        this.instances.splice(this.instances.indexOf(instance), 1);
        await app.close();
      },
    };
    this.instances.push(instance);
    return instance;
  }

  /** A server takes several connections; two to one SQLite file would wait for each other inside this one thread, so there they share it. */
  private async connect(): Promise<Database> {
    if (this.database.dialect === 'mysql') return Database.open(this.place.url, { poolSize: 3 });
    return Object.create(this.database, { close: { value: () => Promise.resolve() } }) as Database;
  }

  insert(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<number> {
    const columns = Object.keys(rows[0] ?? {});
    return this.database.transaction((tx) =>
      tx.insert(
        table,
        columns,
        rows.map((row) => columns.map((column) => row[column] ?? null)),
      ),
    );
  }

  execute(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.database.transaction((tx) => tx.execute(sql, values));
  }

  /** Two units under a city, three people. */
  async furnish(): Promise<void> {
    const zone = 'Asia/Jakarta';
    await this.insert('unit', [
      { id: 'city', code: 'KOTA', name: 'Kota Sukamaju', parent_id: null, zone },
      { id: 'dishub', code: 'DISHUB', name: 'Dinas Perhubungan', parent_id: 'city', zone },
      { id: 'parkir', code: 'PARKIR', name: 'UPT Parkir', parent_id: 'dishub', zone },
      { id: 'rsud', code: 'RSUD', name: 'RSUD Kota', parent_id: 'city', zone },
    ]);
    await this.insert('employee', [
      person('ana', 'Ana Putri'),
      person('odd', `<b>O'Neil & "x"`),
      person('siti', 'Siti Nurhaliza'),
    ]);
  }

  /** A present day unless told otherwise. */
  day(employeeId: string, workDate: string, changes: Readonly<Record<string, SqlValue>> = {}): Promise<number> {
    return this.insert('attendance_day', [{ ...presentDay(employeeId, workDate), ...changes }]);
  }

  runs(): Promise<{ report_date: string; state: string; reason: string | null }[]> {
    return this.database.query('SELECT report_date, state, reason FROM report_run ORDER BY report_date');
  }

  deliveries(): Promise<
    {
      report_date: string;
      channel: string;
      recipient: string;
      state: string;
      attempts: number;
      reason: string | null;
    }[]
  > {
    return this.database.query(
      'SELECT report_date, channel, recipient, state, attempts, reason FROM report_delivery ORDER BY report_date, channel, recipient',
    );
  }
}

const person = (id: string, name: string): Record<string, SqlValue> => ({
  id,
  number: `NIP-${id}`,
  name,
  category: 'PNS',
  job_title: null,
  email: null,
  joined_date: null,
  left_date: null,
});

const presentDay = (employeeId: string, workDate: string): Record<string, SqlValue> => ({
  employee_id: employeeId,
  work_date: workDate,
  shift_no: 1,
  unit_id: employeeId === 'siti' ? 'rsud' : 'parkir',
  zone: 'Asia/Jakarta',
  shift: 'office',
  status: 'PRESENT',
  settled: 1,
  late_minutes: 0,
  early_leave_minutes: 0,
  worked_minutes: 450,
  overtime_minutes: 0,
  break_overrun_minutes: 0,
  absent_days: 0,
  late_band: null,
  early_band: null,
  flags: '[]',
  signals: '[]',
  in_at: jakarta(workDate, '07:20'),
  out_at: jakarta(workDate, '16:01'),
  closes_at: jakarta(workDate, '20:00'),
  digest: 'x',
  explanation: '[]',
  computed_at: 0,
});
