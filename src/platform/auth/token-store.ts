import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock';
import { Database, type Transaction } from '../database/database';
import { DomainError } from '../errors';
import { type TokenScope } from './caller';
import { type NewGrant, RoleGrants } from './role-grants';
import { hashOfSecret, newSecret } from './secret';

/** A token as it is listed; the secret itself is shown once and never stored. */
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** API tokens: created by an administrator, kept as hashes. */
@Injectable()
export class TokenStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a token and returns its secret, which cannot be shown again; with roles it reaches no further than they do.
   * @throws DomainError `token-name-taken` while another one in force has the name, by which the record says who acted
   */
  async create(name: string, scope: TokenScope, days: number | null, grants: readonly Omit<NewGrant, 'holderId'>[] = [], by = 'cli'): Promise<{ id: string; secret: string }> {
    const id = uuidv7();
    const secret = `hadir_${newSecret()}`;
    const now = this.clock.now();
    const expiresAt = days === null ? null : now + days * 86_400_000;
    await this.database.transaction(async (tx) => {
      await refuseTaken(tx, name, now);
      for (const grant of grants) await RoleGrants.insert(tx, { ...grant, holderId: id }, now, by);
      await tx.insert('api_token', ['id', 'name', 'token_hash', 'scope', 'created_at', 'expires_at', 'revoked_at'], [[id, name, hashOfSecret(secret), scope, now, expiresAt, null]]);
    });
    return { id, secret };
  }

  /** All tokens, newest first. */
  async list(): Promise<TokenInfo[]> {
    const rows = await this.database.query<{ id: string; name: string; scope: TokenScope; created_at: number; expires_at: number | null; revoked_at: number | null }>(
      'SELECT id, name, scope, created_at, expires_at, revoked_at FROM api_token ORDER BY created_at DESC, id',
    );
    return rows.map((row) => ({ id: row.id, name: row.name, scope: row.scope, createdAt: row.created_at, expiresAt: row.expires_at, revokedAt: row.revoked_at }));
  }

  /** Ends a token at once; resolves to false when there is none with that id. */
  async revoke(id: string): Promise<boolean> {
    return (await this.database.transaction((tx) => tx.execute('UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [this.clock.now(), id]))) > 0;
  }

  /** Whether nobody can sign in yet: the first start says how to go on. */
  async isEmpty(): Promise<boolean> {
    return (await this.database.query('SELECT id FROM api_token WHERE revoked_at IS NULL LIMIT 1')).length === 0;
  }
}

/** Names are compared as they are read: not by upper and lower case. */
async function refuseTaken(tx: Transaction, name: string, now: number): Promise<void> {
  const sql = `SELECT id, name FROM api_token WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)${tx.dialect === 'mysql' ? ' FOR UPDATE' : ''}`;
  const other = (await tx.query<{ id: string; name: string }>(sql, [now])).find((token) => token.name.toLowerCase() === name.toLowerCase());
  if (other) throw new DomainError('token-name-taken', `A token in force is already called "${other.name}" (${other.id}). Give this one another name, or end that one first.`, 409);
}
