import { type NestExpressApplication } from '@nestjs/platform-express';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/app';
import { createPushListener, type PushListener } from '../../../src/intake/push/push-listener';
import { HealthNotes } from '../../../src/intake/terminals/health-notes';
import { PushIntake } from '../../../src/intake/push/push-intake';
import { type TerminalSettings, type TerminalSpeech } from '../../../src/intake/terminals/terminal';
import { TerminalRegistry } from '../../../src/intake/terminals/terminal-registry';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { Recompute } from '../../../src/recompute/recompute';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A clock that stands until it is moved. */
export class MovableClock extends Clock {
  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  set(iso: string): void {
    this.at = Date.parse(iso);
  }

  advance(ms: number): void {
    this.at += ms;
  }
}

/** An address and a status of an answer. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** The whole service over a real database, nothing of which moves by itself: terminals call, tests poll, and time stands still. */
export class IntakeUnderTest {
  private constructor(
    readonly app: NestExpressApplication,
    readonly database: Database,
    readonly clock: MovableClock,
    readonly deviceUrl: string,
    private readonly apiUrl: string,
    private readonly token: string,
    private readonly front: PushListener,
    private readonly place: TestDatabase,
    private readonly folder: string,
  ) {}

  static async start(options: { at?: string; env?: Record<string, string>; place?: TestDatabase } = {}): Promise<IntakeUnderTest> {
    const place = options.place ?? (await createTestDatabase());
    const folder = mkdtempSync(join(tmpdir(), 'hadir-intake-'));
    const clock = new MovableClock(Date.parse(options.at ?? '2026-11-24T03:00:00Z'));
    const config = { ...readConfig({ DATABASE_URL: place.url, DATA_DIR: folder, LOG_LEVEL: 'silent', ...options.env }), role: 'cli' as const };
    const app = await createApp(config, clock);
    await app.listen(0, '127.0.0.1');
    const { secret } = await app.get(TokenStore).create(`test ${randomUUID()}`, 'admin', null);
    const front = createPushListener(app.get(PushIntake), { now: () => clock.now(), log: () => undefined, perAddress: null, perSerial: null });
    const { port } = await front.listen(0, '127.0.0.1');
    const api = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    return new IntakeUnderTest(app, app.get(Database), clock, `http://127.0.0.1:${port}`, api, secret, front, place, folder);
  }

  /** Adds a terminal that is believed. */
  async terminal(serial: string, speaks: TerminalSpeech, given: { address?: string; unitId?: string; profile?: string; zone?: string; settings?: TerminalSettings; acceptFrom?: string } = {}): Promise<void> {
    const registry = this.app.get(TerminalRegistry);
    const { acceptFrom, ...rest } = given;
    await registry.announce(serial, { zone: 'Asia/Jakarta', speaks, ...rest });
    await registry.approve(serial, acceptFrom ?? '2020-01-01');
  }

  async api<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const headers = { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.apiUrl}/api/v1/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  /** A request of a device, as plain HTTP. */
  async device(path: string, body?: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.deviceUrl}/iclock/${path}`, body === undefined ? {} : { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  }

  plan(yaml: string): Promise<unknown> {
    return this.app.get(PlanImport).importOffice(yaml);
  }

  async judge(): Promise<void> {
    await this.app.get(HealthNotes).flush();
    await this.app.get(Recompute).drain();
  }

  /** Status and flags of a person's day. */
  async day(number: string, date: string): Promise<{ status: string; flags: string } | undefined> {
    const sql = 'SELECT d.status, d.flags FROM attendance_day d JOIN employee e ON e.id = d.employee_id WHERE e.number = ? AND d.work_date = ?';
    return (await this.database.query<{ status: string; flags: string }>(sql, [number, date]))[0];
  }

  async count(table: string, serial: string, column = 'terminal'): Promise<number> {
    const rows = await this.database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${column} = ?`, [serial]);
    return Number(rows[0]?.n);
  }

  async incidents(serial: string): Promise<{ kind: string; from_at: number; to_at: number | null; verdict: string | null }[]> {
    return this.database.query('SELECT kind, from_at, to_at, verdict FROM terminal_incident WHERE serial = ? ORDER BY from_at, kind', [serial]);
  }

  async stop(options: { keepDatabase?: boolean } = {}): Promise<void> {
    await this.front.close(200);
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
    if (!options.keepDatabase) await this.place.drop();
  }
}

/** An office of some people on a five-day week of 07:30-16:00, enrolled on one terminal by their numbers. */
export function smallOffice(terminal: string, numbers: readonly string[]): string {
  return [
    'units:',
    '  - { code: OFFICE, name: Office, zone: Asia/Jakarta }',
    'shifts:',
    "  - { code: REG, segments: [['07:30', '16:00']] }",
    'schedules:',
    '  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }',
    'assignments:',
    '  - { unit: OFFICE, schedule: 5HK, fromDate: 2020-01-01 }',
    'employees:',
    ...numbers.map((number) => `  - { number: '${number}', name: 'Employee ${number}', category: contract, joinedDate: 2020-01-01, unit: OFFICE }`),
    'enrolments:',
    ...numbers.map((number) => `  - { pin: '${number}', terminal: ${terminal}, employee: '${number}', fromDate: 2020-01-01 }`),
  ].join('\n');
}
