import { Inject, Injectable } from '@nestjs/common';
import { UnitPlaces } from '../../core/organisation/unit-places';
import { UnitSpans } from '../../core/organisation/unit-spans';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../clock';
import { type Config } from '../config';
import { Database } from '../database/database';
import { CONFIG } from '../tokens';
import { type Caller, type RoleGrant, type TokenScope } from './caller';
import { type Role, roles } from './permission';
import { Reach } from './reach';
import { csrfTokenOf, hashOfSecret } from './secret';
import { touchSession, idleMs } from './session-store';
import { readUnitPlaces } from './unit-places';

interface GrantColumns {
  readonly grant_id: string | null;
  readonly role: string | null;
  readonly unit_id: string | null;
  readonly unit_name: string | null;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly revision: number;
}

type TokenRow = GrantColumns & { readonly id: string; readonly name: string; readonly scope: TokenScope; readonly all_grants: number };

type SessionRow = GrantColumns & {
  readonly session_id: string;
  readonly seen_at: number;
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly employee_id: string | null;
  readonly must_change_password: number;
  readonly language: string | null;
  readonly theme: string | null;
};

const grantColumns = `g.id AS grant_id, g.role AS role, g.unit_id AS unit_id, gu.name AS unit_name, g.from_date AS from_date, g.to_date AS to_date,
  (SELECT revision FROM plan_revision WHERE id = 1) AS revision`;
const grantJoin = (holder: string): string => `LEFT JOIN role_grant g ON g.holder_id = ${holder} AND g.from_date <= ? AND (g.to_date IS NULL OR g.to_date >= ?) LEFT JOIN unit gu ON gu.id = g.unit_id`;

/** The statements below take: today twice, the values of `which`, and now (of sessions also the moment since which a sign of life is needed). */
const tokenSql = (which: string): string => `SELECT t.id AS id, t.name AS name, t.scope AS scope, (SELECT COUNT(*) FROM role_grant x WHERE x.holder_id = t.id) AS all_grants, ${grantColumns}
  FROM api_token t ${grantJoin('t.id')} WHERE ${which} AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)`;
const sessionSql = (which: string): string => `SELECT s.id AS session_id, s.seen_at AS seen_at, a.id AS id, a.username AS username, a.name AS name, a.employee_id AS employee_id, a.must_change_password AS must_change_password,
  a.language AS language, a.theme AS theme, ${grantColumns}
  FROM user_session s JOIN user_account a ON a.id = s.user_id ${grantJoin('a.id')} WHERE ${which} AND s.expires_at > ? AND s.seen_at > ? AND a.disabled_at IS NULL`;

/** Who is behind a secret: read anew from the database for each request, in one statement, so that what is revoked is revoked at once in every process. */
@Injectable()
export class CallerReader {
  private tree = { revision: -1, places: new UnitPlaces([]) };

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** The date of the office. */
  today(): string {
    return dateAt(this.config.defaultZone, this.clock.now());
  }

  /** The caller of an API token, or null when it is unknown, expired or revoked. */
  async ofToken(secret: string): Promise<Caller | null> {
    const today = this.today();
    const rows = await this.database.query<TokenRow>(tokenSql('t.token_hash = ?'), [today, today, hashOfSecret(secret), this.clock.now()]);
    const [row] = rows;
    if (!row) return null;
    const grants = grantsOf(rows);
    if (rolesEnded(row, grants)) return null;
    return { ...(await this.common(row, grants)), actor: `token:${row.name}`, kind: 'token', id: row.id, name: row.name, scope: row.scope, username: null, employeeId: null, mustChangePassword: false, language: null, theme: null, session: null };
  }

  /** The caller of a session, or null when it is unknown or over, or its user is disabled. */
  async ofSession(secret: string): Promise<Caller | null> {
    const [today, now] = [this.today(), this.clock.now()];
    const rows = await this.database.query<SessionRow>(sessionSql('s.secret_hash = ?'), [today, today, hashOfSecret(secret), now, now - idleMs]);
    const [row] = rows;
    if (!row) return null;
    await touchSession(this.database, hashOfSecret(secret), row.seen_at, now);
    return {
      ...(await this.common(row, grantsOf(rows))),
      ...{ actor: `user:${row.username}`, kind: 'user', id: row.id, name: row.name, username: row.username, employeeId: row.employee_id, scope: 'admin' },
      ...{ mustChangePassword: row.must_change_password === 1, language: row.language, theme: row.theme, session: { id: row.session_id, csrfToken: csrfTokenOf(secret) } },
    };
  }

  /**
   * Those of some callers who would still be let in, by the caller as given, each with the roles of now. For answers that go on for hours: it is no sign of life of a session, so
   * that one which only listens ends like any other that nobody uses.
   */
  async standing(callers: readonly Caller[]): Promise<ReadonlyMap<Caller, Caller>> {
    const [today, now] = [this.today(), this.clock.now()];
    const idsOf = (among: readonly Caller[]): readonly string[] => [...new Set(among.map(keyOf))];
    const [sessions, tokens] = [idsOf(callers.filter(({ session }) => session !== null)), idsOf(callers.filter(({ session }) => session === null))];
    const rows = new Map<string, (SessionRow | TokenRow)[]>();
    if (sessions.length > 0) for (const row of await this.database.query<SessionRow>(sessionSql(among('s.id', sessions)), [today, today, ...sessions, now, now - idleMs])) collect(rows, row.session_id, row);
    if (tokens.length > 0) for (const row of await this.database.query<TokenRow>(tokenSql(among('t.id', tokens)), [today, today, ...tokens, now])) collect(rows, row.id, row);
    const standing = new Map<Caller, Caller>();
    for (const caller of callers) {
      const found = rows.get(keyOf(caller)) ?? [];
      const [first] = found;
      const grants = grantsOf(found);
      if (!first || ('all_grants' in first && rolesEnded(first, grants))) continue;
      standing.set(caller, { ...caller, ...(await this.common(first, grants)), mustChangePassword: 'must_change_password' in first && first.must_change_password === 1 });
    }
    return standing;
  }

  private async common({ revision }: GrantColumns, grants: readonly RoleGrant[]): Promise<Pick<Caller, 'grants' | 'units' | 'unitsRevision' | 'today' | 'reach'>> {
    const today = this.today();
    const tree = await this.units(Number(revision ?? 0), grants);
    return { grants, units: tree.places, unitsRevision: tree.revision, today, reach: new Reach(false, UnitSpans.always([]), null, today) };
  }

  /** The tree is kept until the plan's revision moves on, which every change of units does. */
  private async units(revision: number, grants: readonly RoleGrant[]): Promise<{ readonly revision: number; readonly places: UnitPlaces }> {
    if (revision === this.tree.revision || grants.every(({ unitId }) => unitId === null)) return this.tree;
    return (this.tree = { revision, places: await readUnitPlaces(this.database) });
  }
}

/** What a caller came with: a session or a token. */
const keyOf = ({ session, id }: Caller): string => session?.id ?? id;

const among = (column: string, ids: readonly string[]): string => `${column} IN (${ids.map(() => '?').join(',')})`;

/** A token whose roles have all ended must not fall back to its scope alone. */
const rolesEnded = (row: TokenRow, grants: readonly RoleGrant[]): boolean => grants.length === 0 && Number(row.all_grants) > 0;

function collect<T>(rows: Map<string, T[]>, key: string, row: T): void {
  rows.set(key, [...(rows.get(key) ?? []), row]);
}

function grantsOf(rows: readonly GrantColumns[]): RoleGrant[] {
  return rows.flatMap((row) => {
    const role = roles.find((one): one is Role => one === row.role);
    if (!role || row.grant_id === null || row.from_date === null) return [];
    return [{ id: row.grant_id, role, unitId: row.unit_id, unitName: row.unit_name, fromDate: row.from_date, toDate: row.to_date }];
  });
}
