import { type UnitPlaces } from '../../core/organisation/unit-places';
import { UnitSpans } from '../../core/organisation/unit-spans';
import { type Permission, permissionWords, type Role, roleHolds } from './permission';
import { Reach } from './reach';

/** What a token may do: `read` sees everything, `write` also changes, `admin` also manages terminals, tokens and locks. */
export const tokenScopes = ['read', 'write', 'admin'] as const;
/** One of the token scopes, each including those before it. */
export type TokenScope = (typeof tokenScopes)[number];

/** A role that is held, in a unit and all below it (null = all units), from a date to a date (both included). */
export interface RoleGrant {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** Who is calling. */
export interface Caller {
  /** Stable name for the record of what was decided by whom, e.g. `token:payroll` or `user:siti`. */
  readonly actor: string;
  readonly kind: 'user' | 'token';
  /** Id of the user or token. */
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  readonly employeeId: string | null;
  /** Of a token: what it may do. A user is bound by roles alone. */
  readonly scope: TokenScope;
  /** Roles in force today; a token without any acts city-wide by its scope. */
  readonly grants: readonly RoleGrant[];
  readonly mustChangePassword: boolean;
  readonly language: string | null;
  readonly theme: string | null;
  /** Id of the session and its CSRF token; null for tokens. */
  readonly session: { readonly id: string; readonly csrfToken: string } | null;
  /** Where units stand on every date, and the revision of the plan that this was read at. */
  readonly units: UnitPlaces;
  readonly unitsRevision: number;
  /** 'YYYY-MM-DD' in the office's zone: roles and undated rows are judged by it. */
  readonly today: string;
  /** How far the permission that the running route asks for goes. */
  readonly reach: Reach;
}

/** Whether a caller is bound by the scope of a token alone. */
const byScope = (caller: Caller): boolean => caller.kind === 'token' && caller.grants.length === 0;

/** How far a caller may use a permission; null = not at all. */
export function reachOf(caller: Caller, permission: Permission): Reach | null {
  if (byScope(caller)) return Reach.everything(caller.today);
  const holding = caller.grants.filter(({ role }) => roleHolds(role, permission));
  if (holding.length === 0) return null;
  const wide = holding.filter(({ role }) => role !== 'employee');
  if (wide.some(({ unitId }) => unitId === null)) return Reach.everything(caller.today);
  const own = holding.some(({ role }) => role === 'employee') ? caller.employeeId : null;
  return new Reach(false, unitsOf(caller, wide), own, caller.today);
}

/** The units of some roles with all below them; a role in all units counts for nothing here. */
export const unitsOf = (caller: Pick<Caller, 'units'>, grants: readonly RoleGrant[]): UnitSpans => UnitSpans.union(grants.flatMap(({ unitId }) => (unitId === null ? [] : [caller.units.subtreeOf(unitId)])));

/** What a caller may do at all, as a flat list of words. */
export function permissionsOf(caller: Caller): Permission[] {
  return byScope(caller) ? permissionWords.filter((word) => scopeAllows(caller.scope, word)) : permissionWords.filter((word) => caller.grants.some(({ role }) => roleHolds(role, word)));
}

/** For the list of words only; the guard asks each route for the scope that it declares. */
function scopeAllows(scope: TokenScope, word: Permission): boolean {
  if (scope === 'admin' || word.endsWith('.read')) return true;
  return scope === 'write' && !/^(terminals|doors|users|tokens|settings)\.|^months\.lock$/.test(word);
}
