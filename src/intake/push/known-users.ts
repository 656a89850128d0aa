import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { parseUserLine } from '../../protocols/push/operlog-line';
import { type PushCommand } from '../../protocols/push/push-command';

/** A user as a terminal was last known to have it. */
export interface KnownUser {
  readonly pin: string;
  readonly name: string;
  readonly card: string | null;
  /** As the terminal writes it: `0` an ordinary user, `14` an administrator, others by model. */
  readonly privilege: string;
  /** Epoch milliseconds. */
  readonly knownAt: number;
  /** The change has not been reported as done yet. */
  readonly waiting: boolean;
}

interface SentRow {
  command: string;
  status: string;
  at: number;
}

/** Who is on a terminal, as far as it said so: its uploads of users, and commands of ours that it carried out or has still to fetch. */
@Injectable()
export class KnownUsers {
  constructor(private readonly database: Database) {}

  /** The users of a terminal by pin; empty when it never told any. */
  async of(serial: string): Promise<Map<string, KnownUser>> {
    const told = await this.told(serial);
    const sent = await this.sent(serial);
    const users = new Map<string, KnownUser>();
    for (const user of [...told, ...sent].sort((a, b) => Number(a.waiting) - Number(b.waiting) || a.knownAt - b.knownAt)) users.set(user.pin, user);
    return users;
  }

  /** Whether users have ever been sent to it: from then on it follows the plan. */
  async wereSent(serial: string): Promise<boolean> {
    return (await this.database.query(`SELECT id FROM terminal_command WHERE serial = ? AND command LIKE '%"update-user"%' LIMIT 1`, [serial])).length > 0;
  }

  /** The last change of each user, by pin, that was queued since a moment (epoch milliseconds), whatever became of it. */
  async lastSent(serial: string, sinceAt: number): Promise<Map<string, string>> {
    const rows = await this.database.query<{ command: string }>(`SELECT command FROM terminal_command WHERE serial = ? AND queued_at >= ? AND command LIKE '%"update-user"%' ORDER BY id`, [serial, sinceAt]);
    return new Map(rows.map(({ command }) => [(JSON.parse(command) as { pin: string }).pin, command]));
  }

  private async told(serial: string): Promise<KnownUser[]> {
    const rows = await this.database.query<{ raw: string; received_at: number }>("SELECT raw, received_at FROM terminal_event WHERE serial = ? AND kind = 'user' ORDER BY received_at, id", [serial]);
    return rows.flatMap(({ raw, received_at }): KnownUser[] => {
      const line = parseUserLine(raw, 1);
      return 'reason' in line ? [] : [{ pin: line.pin, name: line.name ?? '', card: cardOf(line.card), privilege: line.privilege ?? '0', knownAt: received_at, waiting: false }];
    });
  }

  private async sent(serial: string): Promise<KnownUser[]> {
    const sql = `SELECT command, status, COALESCE(answered_at, queued_at) AS at FROM terminal_command WHERE serial = ? AND status IN ('queued', 'sent', 'done') AND command LIKE '%"update-user"%' ORDER BY id`;
    return (await this.database.query<SentRow>(sql, [serial])).flatMap(({ command, status, at }): KnownUser[] => {
      const user = JSON.parse(command) as PushCommand;
      if (user.kind !== 'update-user') return [];
      return [{ pin: user.pin, name: user.name, card: user.card ?? null, privilege: String(user.privilege ?? 0), knownAt: at, waiting: status !== 'done' }];
    });
  }
}

/** Terminals write an absent card as nothing or as zeros. */
const cardOf = (card: string | null): string | null => (card === null || /^\[?0*\]?$/.test(card) ? null : card);
