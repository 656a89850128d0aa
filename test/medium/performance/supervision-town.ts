import { PunchLedger } from '../../../src/ledger/punch-ledger';
import { type Role } from '../../../src/platform/auth/permission';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { csrfTokenOf } from '../../../src/platform/auth/secret';
import { SessionStore } from '../../../src/platform/auth/session-store';
import { UserStore } from '../../../src/platform/auth/user-store';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { Recompute } from '../../../src/recompute/recompute';
import { wallToInstant } from '../../../src/core/time/zone';
import { ServiceTown } from '../service/service-town';

/** People of the town beside those of the service: five of Dukcapil, one of another unit. */
const people = `
units:
  - { code: LOKET, name: Seksi Loket, parent: DUKCAPIL }
employees:
  - { number: "S1", name: Adi Masuk, category: pns, unit: DUKCAPIL, joinedDate: 2020-01-01 }
  - { number: "S2", name: Beni Tanpa Rekaman, category: pns, unit: LOKET, joinedDate: 2020-01-01 }
  - { number: "S3", name: Citra Cuti, category: pns, unit: DUKCAPIL, joinedDate: 2020-01-01 }
  - { number: "S4", name: Dodi Dinas, category: pns, unit: LOKET, joinedDate: 2020-01-01 }
  - { number: "S5", name: Eka Kepala, category: pns, unit: DUKCAPIL, joinedDate: 2020-01-01 }
  - { number: "L1", name: Lain Unit, category: pns, unit: PTSP, joinedDate: 2020-01-01 }
enrolments:
  - { pin: "901", employee: "S1", fromDate: 2020-01-01 }
  - { pin: "902", employee: "S2", fromDate: 2020-01-01 }
  - { pin: "905", employee: "S5", fromDate: 2020-01-01 }
`;

/** Somebody who is signed in. */
export class Signed {
  constructor(
    private readonly town: ServiceTown,
    private readonly userId: string,
    readonly actor: string,
  ) {}

  /** Calls the API and gives the body. @throws with status and code where it is refused */
  async ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask<T>(method, path, body);
    if (answer.status > 299) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Calls the API: `409 act-refused`. */
  async refused(method: string, path: string, body?: unknown): Promise<string> {
    const { status, body: problem } = await this.ask<{ type?: string }>(method, path, body);
    return `${status} ${problem.type?.replace('urn:hadir:', '') ?? ''}`.trim();
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    // A session of its own for each call: the tests move the clock past the end of any session.
    const secret = await this.town.app.get(SessionStore).start(this.userId, 'password', { address: '127.0.0.1', userAgent: 'test' });
    const headers = { Cookie: `hadir_session=${secret}`, 'X-CSRF-Token': csrfTokenOf(secret), 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.town.url}/api/v1/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as T };
  }
}

/** A town with people to supervise, on Monday 23 November 2026, 09:00. */
export class SupervisionTown {
  private constructor(
    readonly town: ServiceTown,
    private readonly ids: ReadonlyMap<string, string>,
  ) {}

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<SupervisionTown> {
    const town = await ServiceTown.open(settings);
    await town.app.get(PlanImport).importOffice(people);
    const rows = await town.database.query<{ code: string; id: string }>('SELECT number AS code, id FROM employee UNION SELECT code, id FROM unit');
    const office = new SupervisionTown(town, new Map(rows.map(({ code, id }) => [code, id])));
    await office.punch('901', '2026-11-23', '07:20:00');
    await office.approve({ kind: 'leave', type: 'annual', employeeNumber: 'S3', fromDate: '2026-11-23', toDate: '2026-11-23', letter: 'CT/1' });
    await office.approve({ kind: 'duty', employeeNumber: 'S4', fromDate: '2026-11-23', toDate: '2026-11-23', letter: 'ST/1' });
    await office.judge();
    return office;
  }

  /** Id of a person or unit by number or code. */
  id(code: string): string {
    const id = this.ids.get(code);
    if (id === undefined) throw new Error(`nobody and nothing is called ${code}`);
    return id;
  }

  close(): Promise<void> {
    return this.town.close();
  }

  async judge(): Promise<void> {
    await this.town.app.get(Recompute).drain();
  }

  async punch(pin: string, date: string, time: string): Promise<void> {
    const at = wallToInstant('Asia/Jakarta', `${date} ${time}`);
    const record = { terminal: 'T-1', pin, wallClock: `${date} ${time}`, state: 255, verify: 1, workCode: null, zone: 'Asia/Jakarta', punchedAt: at, receivedAt: at, source: 'push' as const };
    await this.town.app.get(PunchLedger).append({ punches: [record], quarantined: [], rejected: [] });
  }

  /** A user with one role in a unit, signed in. */
  async hire(username: string, role: Role, unit: string | null, employee: string | null = null): Promise<Signed> {
    const user = await this.town.app.get(UserStore).create({ username, name: username, password: null, mustChangePassword: false, employeeId: employee && this.id(employee) }, 'test');
    await this.town.app.get(RoleGrants).grant({ holderId: user.id, role, unitId: unit && this.id(unit), fromDate: '2020-01-01', toDate: null }, 'test');
    return new Signed(this.town, user.id, `user:${username}`);
  }

  private async approve(body: object): Promise<void> {
    const request = await this.town.ok<{ id: string }>('POST', 'requests', body);
    await this.town.ok('POST', `requests/${request.id}/approve`, {});
  }
}
