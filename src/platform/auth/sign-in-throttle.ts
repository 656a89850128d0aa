import { Injectable } from '@nestjs/common';
import { Clock } from '../clock';
import { Database, type Transaction } from '../database/database';
import { DomainError } from '../errors';
import { hashOfSecret } from './secret';

/** Failures that cost nothing, and the longest wait after many, in milliseconds. */
interface Patience {
  readonly free: number;
  readonly longestMs: number;
}

/** Behind one address many people may sit. */
const patienceWithUser: Patience = { free: 5, longestMs: 15 * 60_000 };
const patienceWithAddress: Patience = { free: 30, longestMs: 15 * 60_000 };
/** After so long without a try, failures are forgotten, in milliseconds. */
const forgetMs = 3_600_000;

interface AttemptRow {
  readonly failures: number;
  readonly last_at: number;
  readonly blocked_until_at: number;
}

/** A try that was counted before the password was looked at; undone when it was right. */
export interface CountedTry {
  readonly subjects: readonly { readonly subject: string; readonly blockedUntilAt: number }[];
}

/** The pause after a number of failures: one second, doubled by each further one. */
export function pauseMs(failures: number, { free, longestMs }: Patience): number {
  return failures <= free ? 0 : Math.min(longestMs, 1000 * 2 ** Math.min(failures - free - 1, 20));
}

/** Slows down whoever guesses passwords, by username (whether or not there is such a user) and by address, for all processes together. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a try as failed before it is looked at, so that many at once cannot pass together.
   * @throws DomainError `too-many-attempts` with `retryAfterSeconds`
   */
  async count(username: string, address: string): Promise<CountedTry> {
    const asked: readonly (readonly [string, Patience])[] = [
      [`user:${hashOfSecret(username.toLowerCase()).slice(0, 48)}`, patienceWithUser],
      [`address:${address.slice(0, 50)}`, patienceWithAddress],
    ];
    const now = this.clock.now();
    const outcome = await this.database.transaction(async (tx) => {
      const rows = [];
      for (const [subject, patience] of asked) rows.push({ subject, patience, row: await lockedRow(tx, subject, now) });
      const until = Math.max(...rows.map(({ row }) => row.blocked_until_at));
      if (until > now) return { until, subjects: [] };
      const subjects = rows.map(({ subject, patience, row }) => {
        const failures = (now - row.last_at > forgetMs ? 0 : row.failures) + 1;
        return { subject, failures, blockedUntilAt: now + pauseMs(failures, patience) };
      });
      for (const one of subjects) await tx.execute('UPDATE sign_in_attempt SET failures = ?, last_at = ?, blocked_until_at = ? WHERE subject = ?', [one.failures, now, one.blockedUntilAt, one.subject]);
      return { until: 0, subjects };
    });
    if (outcome.until > 0) throw tooMany(Math.ceil((outcome.until - now) / 1000));
    return { subjects: outcome.subjects };
  }

  /** The password was right: the user's failures are forgotten, the address's one is taken back. */
  async forgive({ subjects }: CountedTry): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const { subject, blockedUntilAt } of subjects) {
        if (subject.startsWith('user:')) await tx.execute('DELETE FROM sign_in_attempt WHERE subject = ?', [subject]);
        else await tx.execute('UPDATE sign_in_attempt SET failures = failures - 1, blocked_until_at = CASE WHEN blocked_until_at = ? THEN 0 ELSE blocked_until_at END WHERE subject = ? AND failures > 0', [blockedUntilAt, subject]);
      }
    });
  }
}

const tooMany = (seconds: number): DomainError => new DomainError('too-many-attempts', `Too many attempts; try again in ${seconds} s.`, 429, { retryAfterSeconds: seconds });

async function lockedRow(tx: Transaction, subject: string, now: number): Promise<AttemptRow> {
  // The upsert takes the row's lock on both families.
  await tx.insert('sign_in_attempt', ['subject', 'failures', 'last_at', 'blocked_until_at'], [[subject, 0, now, 0]], { ignore: ['subject'] });
  const [row] = await tx.query<AttemptRow>(`SELECT failures, last_at, blocked_until_at FROM sign_in_attempt WHERE subject = ?${tx.dialect === 'mysql' ? ' FOR UPDATE' : ''}`, [subject]);
  return row ?? { failures: 0, last_at: now, blocked_until_at: 0 };
}
