import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../clock';
import { type Config } from '../config';
import { Database, type SqlValue, type Transaction } from '../database/database';
import { DomainError } from '../errors';
import { CONFIG } from '../tokens';
import { hashOfPassword, passwordFault } from './password';
import { type NewGrant, RoleGrants } from './role-grants';

/** A user as it is kept, without its password. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly employeeId: string | null;
  readonly mustChangePassword: boolean;
  readonly disabledAt: number | null;
  readonly language: string | null;
  readonly theme: string | null;
  readonly createdAt: number;
}

/** What a new user is made of. */
export interface NewUser {
  readonly username: string;
  readonly name: string;
  readonly email?: string | null;
  readonly employeeId?: string | null;
  /** Null = only through the identity provider. */
  readonly password: string | null;
  readonly mustChangePassword: boolean;
}

/** What can be changed of a user. */
export type UserChanges = Partial<Pick<User, 'name' | 'email' | 'employeeId' | 'language' | 'theme'>> & { readonly disabled?: boolean };

interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly employee_id: string | null;
  readonly password_hash: string | null;
  readonly must_change_password: number;
  readonly disabled_at: number | null;
  readonly language: string | null;
  readonly theme: string | null;
  readonly created_at: number;
}

/** People who may sign in. */
@Injectable()
export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** Whether nobody is there yet, so that the first one may be made. */
  async isEmpty(): Promise<boolean> {
    return (await this.database.query('SELECT id FROM user_account LIMIT 1')).length === 0;
  }

  /** All users by username. */
  async list(): Promise<User[]> {
    return (await this.database.query<UserRow>('SELECT * FROM user_account ORDER BY username')).map(userOf);
  }

  /** @throws DomainError `unknown-user` */
  async get(id: string): Promise<User> {
    const [row] = await this.database.query<UserRow>('SELECT * FROM user_account WHERE id = ?', [id]);
    if (!row) throw new DomainError('unknown-user', `No user with the id "${id}".`, 404);
    return userOf(row);
  }

  /** A user with the hash of the password, by username in any case; null when there is none. */
  async named(username: string): Promise<{ readonly user: User; readonly passwordHash: string | null } | null> {
    const [row] = await this.database.query<UserRow>('SELECT * FROM user_account WHERE username = ?', [username.toLowerCase()]);
    return row ? { user: userOf(row), passwordHash: row.password_hash } : null;
  }

  /**
   * Makes a user with roles, or, where anything is wrong with one of them, nothing.
   * @throws DomainError `weak-password`, `username-taken`, `bad-username`, `unknown-employee`, and what a grant throws
   */
  async create(given: NewUser, by: string, grants: readonly Omit<NewGrant, 'holderId'>[] = []): Promise<User> {
    const row = await this.newRow(given, by);
    await this.database.transaction(async (tx) => {
      await insertUser(tx, row);
      for (const grant of grants) await RoleGrants.insert(tx, { ...grant, holderId: row.id }, this.clock.now(), by);
    });
    return this.get(row.id);
  }

  /**
   * Makes the first user, an administrator of everything; of several attempts at once one wins.
   * @throws DomainError `first-run-over`
   */
  async createFirst(given: NewUser): Promise<User> {
    const row = await this.newRow(given, 'first-run');
    const today = dateAt(this.config.defaultZone, this.clock.now());
    await this.database.transaction(async (tx) => {
      // Whoever writes this row first is first; the other one waits for it and then finds a user.
      await tx.insert('setting', ['name', 'value'], [['first-run', row.id]], { key: ['name'], update: ['value'] });
      if ((await tx.query('SELECT id FROM user_account LIMIT 1')).length > 0) throw firstRunOver();
      await insertUser(tx, row);
      await RoleGrants.insert(tx, { holderId: row.id, role: 'administrator', unitId: null, fromDate: today, toDate: null }, this.clock.now(), 'first-run');
    });
    return this.get(row.id);
  }

  /** Changes what is given. Disabling ends all sessions at once. */
  async change(id: string, { disabled, ...changes }: UserChanges): Promise<User> {
    await this.get(id);
    const columns: Readonly<Record<keyof typeof changes, string>> = { name: 'name', email: 'email', employeeId: 'employee_id', language: 'language', theme: 'theme' };
    const set = (Object.keys(columns) as (keyof typeof changes)[]).filter((field) => changes[field] !== undefined);
    await this.database.transaction(async (tx) => {
      if (typeof changes.employeeId === 'string') await checkEmployee(tx, changes.employeeId);
      if (set.length > 0) await tx.execute(`UPDATE user_account SET ${set.map((field) => `${columns[field]} = ?`).join(', ')} WHERE id = ?`, [...set.map((field): SqlValue => changes[field] ?? null), id]);
      if (disabled !== undefined) await tx.execute('UPDATE user_account SET disabled_at = ? WHERE id = ?', [disabled ? this.clock.now() : null, id]);
      if (disabled) await tx.execute('DELETE FROM user_session WHERE user_id = ?', [id]);
    });
    return this.get(id);
  }

  /**
   * Sets a password and ends the user's sessions.
   * @throws DomainError `weak-password`
   */
  async setPassword(id: string, password: string, mustChange: boolean): Promise<void> {
    const user = await this.get(id);
    const passwordHash = await checkedHash(password, user.username);
    await this.database.transaction(async (tx) => {
      await tx.execute('UPDATE user_account SET password_hash = ?, must_change_password = ? WHERE id = ?', [passwordHash, mustChange ? 1 : 0, id]);
      await tx.execute('DELETE FROM user_session WHERE user_id = ?', [id]);
    });
  }

  private async newRow(given: NewUser, by: string): Promise<UserRow & { readonly created_by: string }> {
    const username = given.username.toLowerCase();
    if (!/^[a-z0-9][a-z0-9._-]{1,47}$/.test(username)) throw new DomainError('bad-username', 'A username has 2 to 48 letters a-z, digits, dots, hyphens or underscores, and begins with a letter or digit.', 422);
    return {
      ...{ id: uuidv7(), username, name: given.name, email: given.email ?? null, employee_id: given.employeeId ?? null, disabled_at: null, language: null, theme: null },
      ...{ password_hash: given.password === null ? null : await checkedHash(given.password, username), must_change_password: given.mustChangePassword ? 1 : 0 },
      ...{ created_at: this.clock.now(), created_by: by },
    };
  }
}

/** The first run is behind us. */
export const firstRunOver = (): DomainError => new DomainError('first-run-over', 'There is a user already; an administrator makes further ones.', 409);

const columns = ['id', 'username', 'name', 'email', 'employee_id', 'password_hash', 'must_change_password', 'disabled_at', 'language', 'theme', 'created_at', 'created_by'] as const;

async function insertUser(tx: Transaction, row: UserRow & { readonly created_by: string }): Promise<void> {
  if (row.employee_id !== null) await checkEmployee(tx, row.employee_id);
  const taken = (await tx.insert('user_account', columns, [columns.map((column): SqlValue => row[column])], { ignore: ['username'] })) === 0;
  if (taken) throw new DomainError('username-taken', `The username "${row.username}" is taken.`, 409);
}

async function checkEmployee(tx: Transaction, id: string): Promise<void> {
  if ((await tx.query('SELECT id FROM employee WHERE id = ?', [id])).length === 0) throw new DomainError('unknown-employee', `No employee with the id "${id}".`, 422);
}

async function checkedHash(password: string, username: string): Promise<string> {
  const fault = passwordFault(password, username);
  if (fault !== null) throw new DomainError('weak-password', fault, 422);
  return hashOfPassword(password);
}

const userOf = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  name: row.name,
  email: row.email,
  employeeId: row.employee_id,
  mustChangePassword: row.must_change_password === 1,
  disabledAt: row.disabled_at,
  language: row.language,
  theme: row.theme,
  createdAt: row.created_at,
});
