import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from './clock';
import { Database } from './database/database';

/** Term of a lease that is held while working, in milliseconds. */
const heldMs = 20_000;

/** One owner at a time for something that must not be done twice at once, such as talking to a terminal with one slot. */
@Injectable()
export class Leases {
  private readonly owner = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes or renews a lease for `forMs`; false while another process holds it. */
  take(name: string, forMs: number): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      if ((await tx.insert('lease', ['name', 'owner', 'expires_at'], [[name, this.owner, now + forMs]], { ignore: ['name'] })) > 0) return true;
      const renew = 'UPDATE lease SET owner = ?, expires_at = ? WHERE name = ? AND (owner = ? OR expires_at < ?)';
      return (await tx.execute(renew, [this.owner, now + forMs, name, this.owner, now])) > 0;
    });
  }

  /**
   * Does `work` while holding a lease that is renewed as long as the work goes on: a process that dies keeps the others waiting for seconds, not for
   * the longest work there could be. The lease is kept for its term afterwards; release it, or take it anew for longer.
   * @returns false, without having worked, while another process holds the lease
   */
  async hold(name: string, work: () => Promise<void>): Promise<boolean> {
    if (!(await this.take(name, heldMs))) return false;
    const renewal = setInterval(() => void this.take(name, heldMs).catch(() => undefined), heldMs / 4);
    try {
      await work();
    } finally {
      clearInterval(renewal);
    }
    return true;
  }

  /** Gives back everything that this process holds, e.g. because it ends. */
  async releaseAll(): Promise<void> {
    await this.database.transaction((tx) => tx.execute('DELETE FROM lease WHERE owner = ?', [this.owner]));
  }

  /** Gives a lease back early. */
  async release(name: string): Promise<void> {
    await this.database.transaction((tx) => tx.execute('DELETE FROM lease WHERE name = ? AND owner = ?', [name, this.owner]));
  }
}
