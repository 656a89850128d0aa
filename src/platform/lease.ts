import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from './clock';
import { Database } from './database/database';

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

  /** Gives a lease back early. */
  async release(name: string): Promise<void> {
    await this.database.transaction((tx) => tx.execute('DELETE FROM lease WHERE name = ? AND owner = ?', [name, this.owner]));
  }
}
