import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock';
import { Database } from '../database/database';

/** What a token may do: `read` sees everything, `write` also changes, `admin` also manages terminals, tokens and locks. */
export const tokenScopes = ['read', 'write', 'admin'] as const;
/** One of the token scopes, each including those before it. */
export type TokenScope = (typeof tokenScopes)[number];

/** Who is calling. */
export interface Caller {
  /** Stable name for the record of what was decided by whom, e.g. `token:payroll`. */
  readonly actor: string;
  readonly scope: TokenScope;
}

/** A token as it is listed; the secret itself is shown once and never stored. */
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** API tokens: created by an administrator, kept as hashes. */
@Injectable()
export class TokenStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes a token and returns its secret, which cannot be shown again. */
  async create(name: string, scope: TokenScope, days: number | null): Promise<{ id: string; secret: string }> {
    const id = uuidv7();
    // 32 random bytes: guessing is hopeless, so a fast hash is enough where a password would need a slow one.
    const secret = `hadir_${randomBytes(32).toString('base64url')}`;
    const now = this.clock.now();
    const expiresAt = days === null ? null : now + days * 86_400_000;
    await this.database.transaction((tx) =>
      tx.insert('api_token', ['id', 'name', 'token_hash', 'scope', 'created_at', 'expires_at', 'revoked_at'], [[id, name, hashOf(secret), scope, now, expiresAt, null]]),
    );
    return { id, secret };
  }

  /** The caller that a secret belongs to, or null when it is unknown, expired or revoked. */
  async callerOf(secret: string): Promise<Caller | null> {
    const rows = await this.database.query<{ name: string; scope: TokenScope }>(
      'SELECT name, scope FROM api_token WHERE token_hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)',
      [hashOf(secret), this.clock.now()],
    );
    return rows[0] ? { actor: `token:${rows[0].name}`, scope: rows[0].scope } : null;
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
