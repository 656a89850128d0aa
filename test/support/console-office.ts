import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app';
import { addDays, datesBetween, weekday } from '../../src/core/time/calendar';
import { wallToInstant } from '../../src/core/time/zone';
import { PunchLedger } from '../../src/ledger/punch-ledger';
import { type Config, readConfig } from '../../src/platform/config';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { PlanImport } from '../../src/plan/import/plan-import';
import { Recompute } from '../../src/recompute/recompute';
import { SetClock } from './set-clock';
import { createTestDatabase, type TestDatabase } from './test-database';

/** Zone of the office. */
export const officeZone = 'Asia/Jakarta';
/** The Tuesday morning on which the tests look at it. */
export const officeToday = '2026-11-24';
/** The day that is reviewed. */
export const reviewDate = '2026-11-23';
const fromDate = '2026-09-14';

const units = [
  ['DISHUB', 'Dinas Perhubungan'],
  ['MELATI', 'Kecamatan Melati'],
  ['KENANGA', 'Puskesmas Kenanga'],
  ['BPKAD', 'BPKAD'],
  ['SATPOL', 'Satpol PP'],
] as const;

/** What somebody's Monday looked like: times of the punches, or `none`. */
interface Person {
  readonly name: string;
  readonly job: string;
  readonly unit: string;
  readonly monday: readonly [in_: string | null, out: string | null];
}

const named: readonly Person[] = [
  { name: 'Bambang Prasetyo', job: 'Pengatur Lalu Lintas', unit: 'DISHUB', monday: ['08:17:00', null] },
  { name: 'Dewi Anggraini', job: 'Analis Transportasi', unit: 'DISHUB', monday: ['07:42:00', null] },
  { name: 'Gilang Ramadhan', job: 'Pengadministrasi Umum', unit: 'DISHUB', monday: ['07:36:00', null] },
  { name: 'Hendra Saputra', job: 'Pengadministrasi Umum', unit: 'MELATI', monday: [null, null] },
  { name: 'Indah Permata', job: 'Kasi Pelayanan Umum', unit: 'MELATI', monday: ['07:21:00', '15:25:00'] },
  { name: 'Taufik Hidayat', job: 'Pranata Komputer', unit: 'MELATI', monday: ['07:28:00', null] },
  { name: 'Nanda Wijaya', job: 'Bidan Terampil', unit: 'KENANGA', monday: ['07:48:00', '16:05:00'] },
  { name: 'Fitri Handayani', job: 'Perawat Ahli Pertama', unit: 'KENANGA', monday: [null, '16:03:00'] },
  { name: 'Umi Salamah', job: 'Sanitarian', unit: 'KENANGA', monday: [null, null] },
  { name: 'Joko Susilo', job: 'Analis Keuangan', unit: 'BPKAD', monday: ['08:33:00', '17:01:00'] },
  { name: 'Rizky Maulana', job: 'Bendahara', unit: 'BPKAD', monday: ['07:39:00', '16:02:00'] },
  { name: 'Wahyu Nugroho', job: 'Polisi Pamong Praja', unit: 'SATPOL', monday: ['08:01:00', '16:10:00'] },
  { name: 'Yusuf Hakim', job: 'Polisi Pamong Praja', unit: 'SATPOL', monday: ['07:55:00', '16:08:00'] },
  { name: 'Siti Rahmawati', job: 'Pengelola Data', unit: 'SATPOL', monday: ['07:51:00', '16:01:00'] },
  { name: 'Agus Salim', job: 'Pengemudi', unit: 'SATPOL', monday: ['07:44:00', '16:04:00'] },
  { name: 'Rudi Hartono', job: 'Penyidik', unit: 'SATPOL', monday: ['07:59:00', '16:06:00'] },
];
const others = ['Ayu', 'Budi', 'Citra', 'Dimas', 'Eka', 'Farah', 'Galih', 'Hesti', 'Irfan', 'Julia', 'Kevin', 'Lina', 'Mira', 'Nurul', 'Oki', 'Putri', 'Rani', 'Surya', 'Tono', 'Vina', 'Wati', 'Yanti', 'Zaki', 'Dian'];

/** Everybody of the office; the later ones are simply there. */
export const officePeople: readonly Person[] = [
  ...named,
  ...others.map((name, index): Person => ({ name: `${name} ${index % 2 ? 'Kurniawan' : 'Lestari'}`, job: 'Pelaksana', unit: units[index % units.length]?.[0] ?? 'BPKAD', monday: ['07:1' + (index % 10) + ':00', '16:0' + (index % 10) + ':00'] })),
];

const numberOf = (index: number): string => `K-${String(index + 1).padStart(3, '0')}`;
const at = (date: string, time: string): number => wallToInstant(officeZone, `${date} ${time}`);

/** Users of the office by role; all have the same password. */
export const officeUsers = {
  administrator: 'admin',
  officer: 'ratna',
  unitAdmin: 'sari',
  inspector: 'iwan',
  employee: 'bambang',
} as const;
/** Their password. */
export const officePassword = 'kunci-kantor-sukamaju';

/** A small office in this process, with a day to review, a silent terminal and a user for each role, served on a port of 127.0.0.1. */
export class ConsoleOffice {
  private constructor(
    private readonly place: TestDatabase,
    private readonly dataDir: string,
    readonly app: NestExpressApplication,
    readonly database: Database,
    readonly clock: SetClock,
    readonly url: string,
  ) {}

  /** @param changes to its configuration, e.g. a mail server and the role of a worker */
  static async open(changes: Partial<Config> = {}): Promise<ConsoleOffice> {
    const place = await createTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'hadir-console-'));
    const clock = new SetClock(at(officeToday, '09:12:00'));
    const config = { ...readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), role: 'web' as const, ...changes };
    const app = await createApp(config, clock);
    await app.listen(0, '127.0.0.1');
    const office = new ConsoleOffice(place, dataDir, app, app.get(Database), clock, (await app.getUrl()).replace('[::1]', '127.0.0.1'));
    try {
      await office.furnish();
      return office;
    } catch (error) {
      // A listening service would keep the test process alive.
      await office.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.place.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Judges what is marked. */
  async judge(): Promise<void> {
    await this.app.get(Recompute).drain();
  }

  /** Somebody punches; the day is judged at once. */
  async punch(name: string, date: string, time: string): Promise<void> {
    const index = officePeople.findIndex((person) => person.name === name);
    await this.append([[index, date, time]]);
    await this.judge();
  }

  /** Id of a person by name. */
  async employeeId(name: string): Promise<string> {
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM employee WHERE name = ?', [name]);
    if (!row) throw new Error(`nobody is called ${name}`);
    return row.id;
  }

  /** The session of a user as a cookie and its CSRF token, for calls outside of the browser. */
  async session(username: string): Promise<{ readonly cookie: string; readonly csrfToken: string }> {
    const answer = await fetch(`${this.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password: officePassword }) });
    const me = (await answer.json()) as { csrfToken: string };
    return { cookie: answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), csrfToken: me.csrfToken };
  }

  /** Calls the API as a user; throws with the answer when it is refused. */
  async call<T>(username: string, method: string, path: string, body?: unknown): Promise<T> {
    const { cookie, csrfToken } = await this.session(username);
    const answer = await fetch(`${this.url}/api/v1/${path}`, { method, headers: { Cookie: cookie, 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  insert(table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<number> {
    const columns = Object.keys(rows[0] ?? {});
    return this.database.transaction((tx) => tx.insert(table, columns, rows.map((row) => columns.map((column) => row[column] ?? null))));
  }

  private async furnish(): Promise<void> {
    await this.app.get(PlanImport).importOffice(officePlan());
    await this.terminals();
    await this.history();
    await this.judge();
    await this.people();
    await this.words();
    await this.judge();
  }

  private async terminals(): Promise<void> {
    const ids = new Map((await this.database.query<{ code: string; id: string }>('SELECT code, id FROM unit')).map(({ code, id }) => [code, id]));
    const now = this.clock.now();
    const silentSince = at(reviewDate, '15:02:00');
    await this.insert('terminal', [
      ...units.map(([code, name]) => ({ serial: `T-${code}`, name: code === 'DISHUB' ? 'Lobi Dishub' : name, unit_id: ids.get(code) ?? null, zone: officeZone, status: 'approved', speaks: 'push', profile: 'zkteco-att-push', first_seen_at: at(fromDate, '06:00:00'), settings: '{}' })),
      { serial: 'T-NEW', name: 'Puskesmas Dahlia', unit_id: null, zone: officeZone, status: 'pending', speaks: 'push', profile: 'zkteco-att-push', first_seen_at: at(officeToday, '08:40:00'), settings: '{}' },
    ]);
    await this.insert('terminal_health', units.map(([code]) => ({ serial: `T-${code}`, last_contact_at: code === 'DISHUB' ? silentSince : now, synced_until_at: code === 'DISHUB' ? silentSince : now, clock_offset_seconds: code === 'SATPOL' ? 372 : 2 })));
  }

  /** Ten weeks of ordinary days, the Monday as it was, and the arrivals of this morning. */
  private async history(): Promise<void> {
    const punches: [number, string, string][] = [];
    officePeople.forEach((person, index) => {
      for (const date of datesBetween(fromDate, addDays(reviewDate, -1)).filter((one) => weekday(one) <= 5)) punches.push([index, date, `07:${String(5 + ((index * 7 + date.charCodeAt(9)) % 24)).padStart(2, '0')}:00`], [index, date, `16:0${index % 10}:00`]);
      const [in_, out] = person.monday;
      const silent = person.unit === 'DISHUB';
      if (in_) punches.push([index, reviewDate, in_]);
      if (out && !silent) punches.push([index, reviewDate, out]);
      if (!silent && index !== 20 && index !== 22) punches.push([index, officeToday, index % 9 === 4 ? '07:44:00' : `07:${String(4 + ((index * 5) % 25)).padStart(2, '0')}:00`]);
    });
    punches.push([0, reviewDate, '08:17:19']);
    await this.append(punches);
  }

  private async append(punches: readonly (readonly [index: number, date: string, time: string])[]): Promise<void> {
    await this.app.get(PunchLedger).append({
      punches: punches.map(([index, date, time]) => ({ terminal: `T-${officePeople[index]?.unit ?? ''}`, pin: String(index + 1), wallClock: `${date} ${time}`, state: 255, verify: 1, workCode: null, zone: officeZone, punchedAt: at(date, time), receivedAt: this.clock.now(), source: 'push' as const })),
      quarantined: [],
      rejected: [],
    });
  }

  /** The first administrator by the door of the first run, everybody else by the administrator. */
  private async people(): Promise<void> {
    const first = await fetch(`${this.url}/api/v1/first-run`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: officeUsers.administrator, password: officePassword, name: 'Made Suryani' }) });
    if (!first.ok) throw new Error(await first.text());
    const [melati] = await this.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'MELATI'");
    const bambang = await this.employeeId('Bambang Prasetyo');
    const users = [
      { username: officeUsers.officer, name: 'Ratna Wulandari', roles: [{ role: 'hr-officer', fromDate }] },
      { username: officeUsers.unitAdmin, name: 'Sari Kusuma', roles: [{ role: 'unit-admin', unitId: melati?.id, fromDate }] },
      { username: officeUsers.inspector, name: 'Iwan Setiawan', roles: [{ role: 'inspector', fromDate }] },
      { username: officeUsers.employee, name: 'Bambang Prasetyo', employeeId: bambang, roles: [{ role: 'employee', fromDate }] },
    ];
    for (const user of users) await this.call(officeUsers.administrator, 'POST', 'users', { ...user, password: officePassword });
    await this.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
  }

  /** What was said before this morning: an explanation, and a leave that nobody has decided. */
  private async words(): Promise<void> {
    await this.call(officeUsers.officer, 'POST', `employees/${await this.employeeId('Joko Susilo')}/explanations`, {
      explanations: [{ workDate: reviewDate, kind: 'late-arrival', words: 'Ban motor bocor di Jl. Cempaka, menunggu tambal ban. Sudah lapor atasan lewat pesan.' }],
    });
  }
}

function officePlan(): string {
  return [
    `units: [{ code: KOTA, name: Kota Sukamaju, zone: ${officeZone} }, ${units.map(([code, name]) => `{ code: ${code}, name: ${name}, parent: KOTA }`).join(', ')}]`,
    "shifts: [{ code: REG, segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] }]",
    'schedules: [{ code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }]',
    `assignments: [{ unit: KOTA, schedule: 5HK, fromDate: ${fromDate} }]`,
    'employees:',
    ...officePeople.map((person, index) => `  - { number: '${numberOf(index)}', name: '${person.name}', jobTitle: '${person.job}', category: PNS, joinedDate: ${fromDate}, unit: ${person.unit} }`),
    'enrolments:',
    ...officePeople.map((_, index) => `  - { pin: '${index + 1}', employee: '${numberOf(index)}', fromDate: ${fromDate} }`),
  ].join('\n');
}
