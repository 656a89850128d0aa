import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock';
import { Database } from '../database/database';
import { hashOfSecret, newSecret } from './secret';

/** A session that nobody used for this long is over, in milliseconds. */
export const idleMs = 2 * 3_600_000;
/** However busy, a session ends after this, in milliseconds. */
export const longestMs = 12 * 3_600_000;
/** A sign of life is written at most this often, in milliseconds: a read must not cost a write. */
const touchEveryMs = 60_000;

/** A session as it is listed; its secret is nowhere. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly via: 'password' | 'oidc';
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly address: string;
  readonly userAgent: string;
}

/** Where somebody signs in from. */
export interface SignInPlace {
  readonly address: string;
  readonly userAgent: string;
}

/** Sessions of people, in the database so that every process knows them and their end. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Starts a session with a new secret, which is returned once; what is over is cleared away on the way. */
  async start(userId: string, via: Session['via'], place: SignInPlace): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.execute('DELETE FROM user_session WHERE expires_at <= ? OR seen_at <= ?', [now, now - idleMs]);
      await tx.insert(
        'user_session',
        ['secret_hash', 'id', 'user_id', 'via', 'created_at', 'seen_at', 'expires_at', 'address', 'user_agent'],
        [[hashOfSecret(secret), uuidv7(), userId, via, now, now, now + longestMs, place.address.slice(0, 64), place.userAgent.slice(0, 300)]],
      );
    });
    return secret;
  }

  /** Sessions that go on, newest first; of one user, or of all. */
  async list(userId: string | null): Promise<Session[]> {
    const now = this.clock.now();
    return this.database.query<Session>(
      `SELECT s.id AS id, s.user_id AS userId, a.username AS username, a.name AS name, s.via AS via, s.created_at AS createdAt, s.seen_at AS seenAt, s.expires_at AS expiresAt, s.address AS address, s.user_agent AS userAgent
       FROM user_session s JOIN user_account a ON a.id = s.user_id WHERE s.expires_at > ? AND s.seen_at > ? ${userId === null ? '' : 'AND s.user_id = ?'} ORDER BY s.created_at DESC, s.id`,
      [now, now - idleMs, ...(userId === null ? [] : [userId])],
    );
  }

  /** Ends a session by the secret in its cookie. */
  async endBySecret(secret: string): Promise<void> {
    await this.database.transaction((tx) => tx.execute('DELETE FROM user_session WHERE secret_hash = ?', [hashOfSecret(secret)]));
  }

  /** Ends a session by its id; false when there is none. */
  async end(id: string): Promise<boolean> {
    return (await this.database.transaction((tx) => tx.execute('DELETE FROM user_session WHERE id = ?', [id]))) > 0;
  }
}

/** Notes that a session is in use. */
export async function touchSession(database: Database, secretHash: string, seenAt: number, now: number): Promise<void> {
  if (now - seenAt < touchEveryMs) return;
  await database.transaction((tx) => tx.execute('UPDATE user_session SET seen_at = ? WHERE secret_hash = ? AND seen_at < ?', [now, secretHash, now]));
}
