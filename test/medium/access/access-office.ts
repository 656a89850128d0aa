import { type NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/app';
import { type Role, roles } from '../../../src/platform/auth/permission';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { csrfTokenOf } from '../../../src/platform/auth/secret';
import { SessionStore } from '../../../src/platform/auth/session-store';
import { type SubjectKind } from '../../../src/platform/auth/subjects';
import { UserStore } from '../../../src/platform/auth/user-store';
import { readConfig } from '../../../src/platform/config';
import { Database, type SqlValue, type Transaction } from '../../../src/platform/database/database';
import { FileStore, sha256Of } from '../../../src/platform/files/file-store';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase } from '../../support/test-database';

/** One of two sibling units; everything in the office is there once for each. */
export type Side = 'a' | 'b';
/** A signed-in browser. */
export interface Browser {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** How a request names something of a side. */
export interface Naming {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
}

const day = '2026-11-23';
const at = Date.parse('2026-11-23T01:00:00Z');

/** For every kind of subject, how a request names one of a side: whoever adds a kind says it here, and the walks below cover it. */
export const namings: Readonly<Record<SubjectKind, (side: Side) => Naming>> = {
  employee: (side) => ({ params: { employeeId: `e-${side}`, id: `e-${side}`, year: '2026', fromDate: day } }),
  'employee-day': (side) => ({ params: { employeeId: `e-${side}`, workDate: day, date: day, shiftNo: '1', kind: 'LATE' } }),
  'employee-span': (side) => ({ params: { employeeId: `e-${side}`, id: `e-${side}` }, query: `from=${day}&to=${day}` }),
  'explained-days': (side) => ({ params: { employeeId: `e-${side}` }, body: { about: [{ workDate: day, kind: 'LATE' }] } }),
  'written-employee': (side) => ({ body: { number: `N-${side}`, unknownField: true } }),
  'named-employee': (side) => ({ body: { employee: `N-${side}`, unknownField: true } }),
  'roster-entries': (side) => ({ body: { items: [{ employee: `N-${side}`, date: day, unknownField: true }] } }),
  'plan-change': (side) => ({ body: { roster: [{ employee: `N-${side}`, date: day }], unknownField: true } }),
  'written-assignment': (side) => ({ body: { unit: `U-${side}`, unknownField: true } }),
  assignment: (side) => ({ params: { subjectKind: 'unit', subjectId: `u-${side}`, fromDate: '2020-01-01' } }),
  enrolment: (side) => ({ params: { id: `n-${side}` } }),
  'unit-asked': (side) => ({ query: `unit=U-${side}&month=2026-11&date=${day}` }),
  'unit-written': (side) => ({ body: { unitId: `u-${side}`, unknownField: true } }),
  'filed-request': (side) => ({ body: { employeeId: `e-${side}`, unknownField: true } }),
  request: (side) => ({ params: { id: `r-${side}` } }),
  'request-attachment': (side) => ({ params: { id: `ra-${side}` } }),
  'decided-violations': (side) => ({ body: { about: [{ employeeId: `e-${side}`, workDate: day, kind: 'LATE' }], unknownField: true } }),
  paper: (side) => ({ params: { id: `p-${side}` } }),
  case: (side) => ({ params: { caseId: `c-${side}` } }),
  'issued-paper': (side) => ({ params: { code: `PAPER-${side}` } }),
  'case-document': (side) => ({ params: { id: `d-${side}` } }),
  'locked-change': (side) => ({ params: { id: `l-${side}` } }),
  terminal: (side) => ({ params: { serial: `T-${side}`, id: '1' } }),
  'door-sensor': (side) => ({ params: { code: `S-${side}` } }),
  'rejected-record': (side) => ({ params: { id: `x-${side}` } }),
  appraisal: (side) => ({ params: { id: `ap-${side}` } }),
  ticket: (side) => ({ params: { id: `tk-${side}` } }),
  'service-named': (side) => ({ body: { service: `SV-${side}`, unknownField: true } }),
  'supervision-note': (side) => ({ params: { id: `sn-${side}` } }),
  'spot-check': (side) => ({ params: { id: `sc-${side}` } }),
  'spot-check-difference': (side) => ({ params: { id: `sd-${side}` } }),
  'slow-signal': (side) => ({ params: { id: `g-${side}` } }),
  complaint: (side) => ({ params: { id: `k-${side}`, photoId: 'x', number: '1' } }),
};

/** The whole service over HTTP with two sibling units, and a signed-in browser for each role in the city and in unit a. */
export class AccessOffice {
  readonly browsers = new Map<string, Browser>();
  readonly userIds = new Map<string, string>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly clock: SetClock,
    readonly databaseUrl: string,
    private readonly remove: () => Promise<void>,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<AccessOffice> {
    const place = await createTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'hadir-access-'));
    const clock = new SetClock(Date.parse('2026-11-24T10:00:00+07:00'));
    const config = readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env });
    const app = await createApp({ ...config, role: 'cli' }, clock);
    await app.listen(0, '127.0.0.1');
    return new AccessOffice(app, clock, place.url, async () => {
      await app.close();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  get database(): Database {
    return this.app.get(Database);
  }

  close(): Promise<void> {
    return this.remove();
  }

  /** Two units, two people, and one of everything for each. */
  async furnish(): Promise<void> {
    await this.app.get(FileStore).keep(file);
    await this.database.transaction(async (tx) => {
      for (const [table, rows] of furniture()) {
        await tx.execute(`DELETE FROM ${table}`);
        await insert(tx, table, rows);
      }
      await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
    });
  }

  /** A user for each role in the city and in unit a; the employee is the person of unit a. */
  async hire(): Promise<void> {
    for (const role of roles) {
      await this.user(`${role}.city`, role, null);
      await this.user(`${role}.a`, role, 'u-a');
    }
  }

  /** Makes a user with one role and signs it in, without the cost of a password. */
  async user(username: string, role: Role | null, unitId: string | null, employeeId = role === 'employee' ? 'e-a' : null): Promise<Browser> {
    const user = await this.app.get(UserStore).create({ username, name: username, password: null, mustChangePassword: false, employeeId }, 'test');
    if (role) await this.app.get(RoleGrants).grant({ holderId: user.id, role, unitId, fromDate: '2026-01-01', toDate: null }, 'test');
    this.userIds.set(username, user.id);
    return this.signIn(username);
  }

  /** A new session of a user. */
  async signIn(username: string): Promise<Browser> {
    const secret = await this.app.get(SessionStore).start(this.userIds.get(username) ?? '', 'password', { address: '127.0.0.1', userAgent: 'test' });
    const browser = { cookie: `hadir_session=${secret}`, csrfToken: csrfTokenOf(secret) };
    this.browsers.set(username, browser);
    return browser;
  }

  /** Sends a request as a browser would, and gives the status and the problem's code. */
  async ask(method: string, path: string, who: Browser | string | null = null, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const browser = typeof who === 'string' ? this.browsers.get(who) : who;
    if (browser === undefined) throw new Error(`nobody called ${String(who)}`);
    const stop = new AbortController();
    const response = await fetch(`${await this.app.getUrl()}${path}`, {
      ...{ method, redirect: 'manual', signal: stop.signal },
      headers: { ...(browser ? { Cookie: browser.cookie, 'X-CSRF-Token': browser.csrfToken } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = type.startsWith('text/event-stream') ? '' : await response.text();
    stop.abort();
    const json = type.includes('json') && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, code: typeof json['type'] === 'string' ? json['type'].replace('urn:hadir:', '') : '', json, text, headers: response.headers };
  }
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly json: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}

type RowOf = Readonly<Record<string, SqlValue>>;

async function insert(tx: Transaction, table: string, rows: readonly RowOf[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  await tx.insert(table, columns, rows.map((row) => columns.map((column) => row[column] ?? null)));
}

const both = (row: (side: Side) => RowOf): RowOf[] => [row('a'), row('b')];
const file = Buffer.from('%PDF-1.4 a letter');
const sha256 = sha256Of(file);

/** Rows by table, in the order in which they are written. */
function furniture(): [string, RowOf[]][] {
  const zone = 'Asia/Jakarta';
  return [
    ['unit', [{ id: 'u-city', code: 'KOTA', name: 'Kota', parent_id: null, zone }, ...both((s) => ({ id: `u-${s}`, code: `U-${s}`, name: `Dinas ${s}`, parent_id: 'u-city', zone }))]],
    ['employee', [...both((s) => ({ id: `e-${s}`, number: `N-${s}`, name: `Orang ${s}`, category: 'PNS', job_title: null, email: null, joined_date: null, left_date: null })), { id: 'e-moved', number: 'N-moved', name: 'Pindah', category: 'PNS', job_title: null, email: null, joined_date: null, left_date: null }]],
    ['employee_unit', [...both((s) => ({ employee_id: `e-${s}`, from_date: '2020-01-01', unit_id: `u-${s}` })), { employee_id: 'e-moved', from_date: '2020-01-01', unit_id: 'u-a' }, { employee_id: 'e-moved', from_date: '2026-11-16', unit_id: 'u-b' }]],
    ['enrolment', both((s) => ({ id: `n-${s}`, pin: `7${s}`, terminal: '', employee_id: `e-${s}`, from_date: '2020-01-01', to_date: null }))],
    ['schedule_assignment', both((s) => ({ subject_kind: 'employee', subject_id: `e-${s}`, from_date: '2020-01-01', to_date: null, schedule: '5HK' }))],
    ['shift_version', [{ shift: 'REG', from_date: '1900-01-01', definition: '{"segments":[["07:30","16:00"]],"breaks":[],"punchEachSegment":false}' }]],
    ['work_schedule_version', [{ schedule: '5HK', from_date: '1900-01-01', definition: '{"kind":"weekly","week":[["REG"],["REG"],["REG"],["REG"],["REG"],[],[]]}' }]],
    ['roster_entry', both((s) => ({ employee_id: `e-${s}`, work_date: day, shifts: '', note: null }))],
    ['employee_position', both((s) => ({ employee_id: `e-${s}`, from_date: day, job_rank: null, grade: 'III/b', position_kind: null, job_title: null, job_class: null }))],
    ['terminal', both((s) => ({ serial: `T-${s}`, name: `T-${s}`, unit_id: `u-${s}`, zone, status: 'approved', speaks: 'push', profile: 'push', address: null, comm_key: null, accept_from_date: null, approved_at: at, first_seen_at: at, settings: '{}' }))],
    ['terminal_incident', both((s) => ({ id: `i-${s}`, serial: `T-${s}`, kind: 'silent', from_at: at, to_at: null, detail: '{}' }))],
    ['punch', both((s) => ({ terminal: `T-${s}`, wall_clock: `${day} 07:20:00`, pin: `7${s}`, state: 0, verify: 1, work_code: null, zone, punched_at: at, received_at: at, source: 'push' }))],
    ['quarantined_punch', both((s) => ({ terminal: `T-${s}`, wall_clock: `${day} 07:20:00`, pin: `7${s}`, state: 0, verify: 1, work_code: null, zone, punched_at: at, received_at: at, source: 'push', reason: 'future' }))],
    ['rejected_record', both((s) => ({ id: `x-${s}`, terminal: `T-${s}`, source: 'push', received_at: at, raw: Buffer.from('?'), reason: 'unread', status: 'open', resolved_at: null }))],
    ['door_sensor', both((s) => ({ code: `S-${s}`, name: s, unit_id: `u-${s}`, zone, profile: 'x', door: `D-${s}`, side: 'none', account: null, settings: '{"parameters":{}}' }))],
    ['door_event', both((s) => ({ sensor: `S-${s}`, event_key: 'k', kind: 'opened', value: null, occurred_at: at, received_at: at, device_time: null, time_trusted: 1, raw: null, evidence: null, open_since_at: null, after_outage: null }))],
    ['observation', both((s) => ({ id: `o-${s}`, work_date: day, rule: 'door-held-open', finding: 'observed', employee_id: `e-${s}`, unit_id: `u-${s}`, door: null, from_at: at, to_at: at, evidence: '[]', doubtful: '[]', computed_at: at }))],
    ['attendance_day', [...both((s) => dayRow(`e-${s}`, day, `u-${s}`)), dayRow('e-moved', '2026-11-13', 'u-a'), dayRow('e-moved', '2026-11-20', 'u-b')]],
    ['violation', both((s) => ({ employee_id: `e-${s}`, work_date: day, shift_no: 1, kind: 'LATE', unit_id: `u-${s}`, minutes: 12, days: 0, standing: 'standing', evidence: '[]', provision: null, source: null, state: 'unverified' }))],
    ['violation_decision', both((s) => ({ id: `v-${s}`, employee_id: `e-${s}`, work_date: day, kind: 'LATE', decision: 'excused', reason: 'sick', document: null, actor: 'x', decided_at: at }))],
    ['year_account', both((s) => ({ employee_id: `e-${s}`, account_year: 2026, verified_days: 0, waiting_days: 0, cumulative_days: 0, late_minutes: 0, early_leave_minutes: 0, longest_run: 0, level: null, next_level: null, days_to_next: null, detail: accountDetail }))],
    ['discipline_case', both((s) => ({ case_id: `c-${s}`, employee_id: `e-${s}`, account_year: 2026, unit_id: `u-${s}`, state: 'proposed', level: null, basis: 'x', counted_days: 3, opened_at: at, changed_at: at, detail: '{"rounds":[]}' }))],
    ['case_document', both((s) => ({ id: `d-${s}`, case_id: `c-${s}`, employee_id: `e-${s}`, round_no: 1, kind: 'x', title: 'x', number: null, draft: 1, printed_at: at, actor: 'x', template: '{}', template_sha256: sha256, data: '{}', sha256, size_bytes: 1, pages: 1 }))],
    ['issued_paper', both((s) => ({ code: `PAPER-${s}`, subject: s, subject_key: `subject-${s}`, edition: 1, public_title: 'x', data_digest: 'x', sha256, size_bytes: 1, signed: 0, unit_id: `u-${s}`, employee_id: null, issued_at: at, issued_by: 'x' }))],
    ['discipline_paper', both((s) => ({ id: `p-${s}`, link_id: null, sha256, size_bytes: 1, media_type: 'application/pdf', file_name: 'x.pdf', added_at: at, added_by: 'x' }))],
    ['discipline_paper_use', both((s) => ({ about_id: `v-${s}`, paper_id: `p-${s}` }))],
    ['request', both((s) => ({ id: `r-${s}`, employee_id: `e-${s}`, kind: 'leave', state: 'requested', type: 'annual', day_portion: 'full', from_date: day, to_date: day, from_wall: null, to_wall: null, letter: null, reason: null, filed_date: day, late_days: 0, filed_at: at, filed_by: 'x', changed_at: at }))],
    ['request_attachment', both((s) => ({ id: `ra-${s}`, request_id: `r-${s}`, sha256, size_bytes: 1, media_type: 'application/pdf', file_name: 'x.pdf', added_at: at, added_by: 'x' }))],
    ['locked_change', both((s) => ({ id: `l-${s}`, employee_id: `e-${s}`, work_date: day, unit_id: `u-${s}`, record: '[]', proposal: '[]', proposal_digest: 'x', since_at: at, changed_at: at, state: 'open', decided_at: null, actor: null, reason: null, applied_at: null }))],
    ['appraisal', both((s) => ({ id: `ap-${s}`, employee_id: `e-${s}`, period_code: '2026', unit_id: `u-${s}`, status: 'open', predicate: null }))],
    ['supervision_note', both((s) => ({ id: `sn-${s}`, employee_id: `e-${s}`, unit_id: `u-${s}`, author: 'user:x', kind: 'praise', visibility: 'shared', withdrawn: 0, about_date: day, changed_at: at }))],
    ['supervision_note_event', both((s) => ({ note_id: `sn-${s}`, position: 1, body: JSON.stringify({ type: 'write', at, actor: 'user:x', text: `Orang ${s}`, kind: 'praise', aboutDate: day, visibility: 'shared' }) }))],
    ['spot_check', both((s) => ({ id: `sc-${s}`, unit_id: `u-${s}`, zone, started_at: at, started_by: 'user:x', submitted_at: at, content_digest: 'x', remark: '' }))],
    ['spot_check_person', both((s) => ({ check_id: `sc-${s}`, employee_id: `e-${s}`, unit_id: `u-${s}`, state: 'in', state_at: at, mark: 'not-seen', note: '', marked_at: at, marked_state: 'in' }))],
    ['spot_check_difference', both((s) => ({ id: `sd-${s}`, check_id: `sc-${s}`, employee_id: `e-${s}`, unit_id: `u-${s}`, kind: 'recorded-not-seen', status: 'found', outcome: null, seen_at: at, due_date: null }))],
    ['service', both((s) => ({ id: `s-${s}`, code: `SV-${s}`, unit_id: `u-${s}` }))],
    ['ticket', both((s) => ({ id: `tk-${s}`, service_id: `s-${s}`, number: '1', taken_at: at, finished_at: null, status: 'taken' }))],
    ['slow_signal', both((s) => ({ id: `g-${s}`, service_id: `s-${s}`, week_date: day, found_at: at, status: 'open', detail: '{}' }))],
    ['complaint', both((s) => ({ id: `k-${s}`, once_key: s, code_key: s, channel: 'web', kind: 'complaint', status: 'received', unit_id: `u-${s}`, service_id: null, point_code: null, words: 'x', language: 'id', trapped: 0, address_key: null, received_at: at, received_date: day }))],
  ];
}

const accountDetail = JSON.stringify({ longestRun: { length: 0, fromDate: null, toDate: null }, possibleRun: { length: 0, fromDate: null, toDate: null }, salaryStop: null, provisional: false });

const dayRow = (employee: string, date: string, unit: string): RowOf => ({
  ...{ employee_id: employee, work_date: date, shift_no: 1, unit_id: unit, zone: 'Asia/Jakarta', shift: 'REG', status: 'PRESENT', settled: 1, late_minutes: 0, early_leave_minutes: 0, worked_minutes: 1, overtime_minutes: 0 },
  ...{ break_overrun_minutes: 0, absent_days: 0, late_band: null, early_band: null, flags: '', signals: '', in_at: null, out_at: null, closes_at: null, digest: 'x', explanation: '[]', computed_at: at },
});
