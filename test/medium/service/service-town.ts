import { type NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/app';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { type Role } from '../../../src/platform/auth/permission';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { UserStore } from '../../../src/platform/auth/user-store';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { officePassword } from '../../support/console-office';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase } from '../../support/test-database';

/** The people of the town; none of this may ever stand on a public page. */
export const staff = { name: 'Ratna Wulandari', number: '198703152010012007', pin: '70715' } as const;

const plan = `
units:
  - { code: KOTA, name: Pemerintah Kota Contoh, zone: Asia/Jakarta }
  - { code: DUKCAPIL, name: Dinas Kependudukan, parent: KOTA }
  - { code: PTSP, name: Pelayanan Terpadu, parent: KOTA }
shifts:
  - { code: REG, segments: [["07:30", "16:00"]], breaks: [["12:00", "13:00"]] }
schedules:
  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }
assignments:
  - { unit: KOTA, schedule: 5HK, fromDate: 2026-01-01 }
holidays:
  - { date: 2026-11-25, name: Hari libur daerah, kind: local }
employees:
  - { number: "${staff.number}", name: ${staff.name}, category: pns, unit: DUKCAPIL, joinedDate: 2020-01-01 }
enrolments:
  - { pin: "${staff.pin}", employee: "${staff.number}", fromDate: 2020-01-01 }
`;

/** An answer of the API or of a public page. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** What a citizen's form carries. */
export type Fields = Readonly<Record<string, string>>;

/** A service named KTP with two counters, in a town whose clock a test moves. */
export class ServiceTown {
  readonly clock = new SetClock(Date.parse('2026-11-23T09:00:00+07:00'));
  app!: NestExpressApplication;
  url = '';
  private token = '';
  private readonly tokens = new Map<string, string>();
  private close_: () => Promise<void> = () => Promise.resolve();

  /** @param settings environment beside that of all tests */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<ServiceTown> {
    const town = new ServiceTown();
    await town.start(settings);
    return town;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  close(): Promise<void> {
    return this.close_();
  }

  /** From now on the API is called by the token of this name; with grants it reaches no further than they do. */
  async actAs(name: string, grants: Parameters<TokenStore['create']>[3] = []): Promise<void> {
    this.token = this.tokens.get(name) ?? (await this.app.get(TokenStore).create(name, 'admin', null, grants)).secret;
    this.tokens.set(name, this.token);
  }

  /** Somebody who signs in to the console with the password of all tests. */
  async user(username: string, role: Role, unitCode: string | null = null): Promise<void> {
    const user = await this.app.get(UserStore).create({ username, name: username, password: officePassword, mustChangePassword: false, employeeId: null }, 'test');
    const [unit] = unitCode === null ? [] : await this.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [unitCode]);
    await this.app.get(RoleGrants).grant({ holderId: user.id, role, unitId: unit?.id ?? null, fromDate: '2026-01-01', toDate: null }, 'test');
  }

  /** Calls the API as an officer. */
  async send<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const form = body instanceof FormData;
    const text = typeof body === 'string';
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...(form || body === undefined ? {} : { 'Content-Type': text ? 'text/csv' : 'application/json' }) },
      ...(body === undefined ? {} : { body: form || text ? body : JSON.stringify(body) }),
    });
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: (json ? await answer.json() : await answer.text()) as T, headers: answer.headers };
  }

  /** Calls the API and expects it to do as told. */
  async ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send<T>(method, path, body);
    if (answer.status > 299) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Opens a public page as a citizen does. */
  async page(path: string): Promise<Answer<string>> {
    const answer = await fetch(`${this.url}${path}`, { redirect: 'manual' });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  /** Sends a public form; `from` is the network address it comes from. */
  async post(path: string, fields: Fields | FormData, from = '203.0.113.1'): Promise<Answer<string>> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', redirect: 'manual', body, headers: { 'X-Forwarded-For': from } });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  /** The token in the form of a page. */
  async formToken(path: string): Promise<string> {
    return /name="form" value="([^"]+)"/.exec((await this.page(path)).body)?.[1] ?? '';
  }

  /** Opens a form, waits so many seconds and sends it. */
  async rate(path: string, fields: Fields, options: { readonly from?: string; readonly seconds?: number } = {}): Promise<Answer<string>> {
    const form = await this.formToken(path);
    this.clock.set(new Date(this.clock.now() + (options.seconds ?? 20) * 1000).toISOString());
    return this.post(path, { form, ...fields }, options.from);
  }

  /** The service KTP with its counter, and a point there. */
  async openPoint(limits: object = {}): Promise<string> {
    await this.ok('POST', 'services', ktp());
    await this.ok('POST', 'service-counters', { unit: 'DUKCAPIL', code: 'L1', name: { id: 'Loket 1', en: 'Counter 1' } });
    return (await this.ok<{ code: string }>('POST', 'service-points', { service: 'KTP', counter: 'L1', ...limits })).code;
  }

  private async start(settings: Readonly<Record<string, string>>): Promise<void> {
    const place = await createTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'hadir-service-'));
    const config = readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent', PUBLIC_URL: 'https://hadir.kota.example', ...settings });
    this.app = await createApp({ ...config, role: 'cli' }, this.clock);
    await this.app.listen(0, '127.0.0.1');
    this.url = await this.app.getUrl();
    await this.app.get(PlanImport).importOffice(plan);
    await this.actAs('officer');
    this.close_ = async () => {
      await this.app.close();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  }
}

/** All nine answers alike. */
export const nine = (score: 1 | 2 | 3 | 4): Record<string, string> => Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`e${index + 1}`, String(score)]));

/** The service as it is handed in. */
export const ktp = (over: object = {}): object => ({
  code: 'KTP',
  unit: 'DUKCAPIL',
  fromDate: '2026-01-01',
  name: { id: 'Perekaman dan pencetakan KTP', en: 'Identity card' },
  promise: { amount: 8, unit: 'working-hour' },
  requirements: [{ id: 'Fotokopi kartu keluarga', en: 'Copy of the family card' }],
  steps: [
    { code: 'record', name: { id: 'Perekaman', en: 'Recording' } },
    { code: 'print', name: { id: 'Pencetakan', en: 'Printing' } },
  ],
  ...over,
});

/** Open from Monday to Friday, 08:00 to 12:00 and 13:00 to 15:00. */
export const openingWeek: readonly (readonly (readonly string[])[])[] = [...Array.from({ length: 5 }, () => [['08:00', '12:00'], ['13:00', '15:00']]), [], []];

/** Tickets of a working week, four a day: recorded in 20 to 35 minutes, printed in `printing` and up to 15 more. */
export function ticketWeek(monday: string, printing: number): string {
  const lines = ['service,ticket,event,at,step'];
  for (let offset = 0; offset < 5; offset++) {
    const date = new Date(Date.parse(`${monday}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);
    for (let count = 0; count < 4; count++) {
      const number = `${date}-${count}`;
      const clock = (minutes: number): string => `${date} ${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
      const recorded = 5 + 20 + ((offset * 7 + count * 5) % 16);
      lines.push(`KTP,${number},take,${clock(0)},`, `KTP,${number},step,${clock(5)},record`, `KTP,${number},step,${clock(recorded)},print`, `KTP,${number},finish,${clock(recorded + printing + ((offset * 5 + count * 7) % 16))},`);
    }
  }
  return lines.join('\n');
}

/** Mondays from one on. */
export const mondays = (from: string, count: number): string[] => Array.from({ length: count }, (_, index) => new Date(Date.parse(`${from}T00:00:00Z`) + index * 7 * 86_400_000).toISOString().slice(0, 10));
