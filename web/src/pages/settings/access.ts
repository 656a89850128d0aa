import { send } from '../../api/client';
import { dayMonth, wallClock } from '../../format/dates';
import { type SaySetting } from './settings-words';

/** The roles that can be granted, from the widest to the narrowest. */
export const roles = ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'inspector', 'employee'] as const;
/** One of the roles. */
export type Role = (typeof roles)[number];

/** A role that is held; `unitId` null = in all units. */
export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** Somebody who may sign in. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly employeeId: string | null;
  readonly mustChangePassword: boolean;
  readonly disabledAt: string | null;
  readonly createdAt: string;
  readonly roles: readonly HeldRole[];
}

/** A user with a password that is told once. */
export interface UserWithPassword extends User {
  readonly temporaryPassword: string | null;
}

/** A role as a form asks for it. */
export interface AskedRole {
  readonly role: Role;
  readonly unitId: string | null;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** A session that goes on. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string;
  readonly userAgent: string;
}

/** A token of a program. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scope: 'read' | 'write' | 'admin';
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly roles: readonly HeldRole[];
}

export const usersQuery = { queryKey: ['users'], queryFn: () => send<readonly User[]>('GET', '/api/v1/users') };
export const sessionsQuery = { queryKey: ['sessions'], queryFn: () => send<readonly Session[]>('GET', '/api/v1/sessions'), refetchInterval: 60_000 };
export const tokensQuery = { queryKey: ['tokens'], queryFn: () => send<readonly Token[]>('GET', '/api/v1/tokens') };

/** Whether a role holds on a date. */
export const isHeld = ({ fromDate, toDate }: HeldRole, today: string): boolean => fromDate <= today && (toDate === null || toDate >= today);

/** `Admin unit · Dinas Perhubungan`. */
export const roleText = ({ role, unitName, unitId }: HeldRole, say: SaySetting): string => (role === 'employee' ? say('role.employee') : `${say(`role.${role}`)} · ${unitId === null ? say('everyUnit') : (unitName ?? unitId)}`);

/** `1 Jan 2026 – seterusnya`. */
export function roleSpan({ fromDate, toDate }: HeldRole, say: SaySetting): string {
  const text = (date: string): string => `${dayMonth(date)} ${date.slice(0, 4)}`;
  return say('span', { from: text(fromDate), to: toDate === null ? say('openEnd') : text(toDate) });
}

/** `24 Nov 2026, 08:17`. */
export function instantText(instant: string, zone: string): string {
  const { date, time } = wallClock(instant, zone);
  return `${dayMonth(date)} ${date.slice(0, 4)}, ${time}`;
}
