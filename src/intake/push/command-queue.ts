import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database, type SqlValue, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { ProtocolError } from '../../protocols/errors';
import { type CommandResult } from '../../protocols/push/command-result';
import { commandText, type PushCommand, type QueuedCommand, type RefusedCommand } from '../../protocols/push/push-command';
import { returnMeaning } from '../../protocols/push/return-code';
import { DeviceEvents } from '../terminals/device-events';

/**
 * `queued` waits for the terminal to call; `sent` was in an answer; `done`, `failed` and `unknown` are what the terminal reported; `expired` never
 * got a report; `refused` cannot be spelled for this terminal; `cancelled` by an officer, or by a newer change of the same user.
 */
export type CommandStatus = 'queued' | 'sent' | 'done' | 'failed' | 'unknown' | 'expired' | 'refused' | 'cancelled';

/** A command to a terminal and what became of it. Times in epoch milliseconds. */
export interface CommandEntry {
  readonly id: number;
  readonly serial: string;
  readonly command: PushCommand;
  readonly status: CommandStatus;
  readonly attempts: number;
  readonly queuedAt: number;
  readonly queuedBy: string | null;
  readonly sentAt: number | null;
  readonly answeredAt: number | null;
  readonly returnCode: number | null;
  readonly answer: string | null;
}

/** One row of `terminal_command`. */
export interface CommandRow {
  id: number;
  serial: string;
  command: string;
  status: CommandStatus;
  attempts: number;
  queued_at: number;
  queued_by: string | null;
  sent_at: number | null;
  answered_at: number | null;
  return_code: number | null;
  answer: string | null;
}

/** After how long without a report a command is offered again, in milliseconds. */
export const reofferMs = 60_000;
const mostAttempts = 5;
/** What must not be done twice because an answer got lost. */
const once: ReadonlySet<PushCommand['kind']> = new Set(['reboot', 'unlock', 'cancel-alarm']);
const mostWaiting = 5_000;
const perCall = 200;
/** How long it is known from memory who has commands waiting; another process's are seen after that. */
const rememberMs = 2000;

/** Commands to terminals that call: at least once, matched by serial number and id, none that clears anything (push.md A6). */
@Injectable()
export class CommandQueue {
  private remembered: { readonly at: number; readonly serials: Promise<Set<string>> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: DeviceEvents,
  ) {}

  /** Queues a command. @throws DomainError `bad-command` when it cannot be sent to any terminal, `queue-full` */
  async queue(serial: string, command: PushCommand, by: string | null): Promise<CommandEntry> {
    checkSpelling(command);
    const id = await this.database.transaction(async (tx) => {
      const [counted] = await tx.query<{ n: number }>("SELECT COUNT(*) AS n FROM terminal_command WHERE serial = ? AND status IN ('queued', 'sent')", [serial]);
      if (Number(counted?.n) >= mostWaiting) throw new DomainError('queue-full', `${mostWaiting} commands wait for ${serial} already.`, 409);
      const id = await this.insert(tx, serial, command, by);
      if (command.kind === 'update-user') await this.replaceOlder(tx, serial, command.pin, id);
      return id;
    });
    this.remembered = null;
    return this.get(serial, id);
  }

  /** The same command is not queued twice while it waits. */
  async queueOnce(serial: string, command: PushCommand, by: string): Promise<boolean> {
    const standing = await this.database.query("SELECT id FROM terminal_command WHERE serial = ? AND command = ? AND status IN ('queued', 'sent')", [serial, JSON.stringify(command)]);
    if (standing.length > 0) return false;
    await this.queue(serial, command, by);
    return true;
  }

  /** Commands due for a terminal that calls, oldest first; those without a report in time are offered again, or given up. */
  async due(serial: string): Promise<QueuedCommand[]> {
    if (!(await this.hasWaiting(serial))) return [];
    const now = this.clock.now();
    const sql = `SELECT * FROM terminal_command WHERE serial = ? AND (status = 'queued' OR (status = 'sent' AND sent_at <= ?)) ORDER BY id LIMIT ${perCall}`;
    const rows = (await this.database.query<CommandRow>(sql, [serial, now - reofferMs])).map(entryOf);
    const spent = rows.filter((entry) => entry.attempts >= (once.has(entry.command.kind) ? 1 : mostAttempts));
    for (const entry of spent) await this.finish(entry, 'expired', null, 'the terminal has not reported a result');
    return rows.filter((entry) => !spent.includes(entry)).map(({ id, command }) => ({ id, command }));
  }

  /** Marks what is about to be sent, and closes what cannot be. */
  async offered(serial: string, ids: readonly number[], refused: readonly RefusedCommand[]): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      for (const id of ids) await tx.execute("UPDATE terminal_command SET status = 'sent', attempts = attempts + 1, sent_at = ? WHERE serial = ? AND id = ? AND status IN ('queued', 'sent')", [now, serial, id]);
      for (const { id, reason } of refused) await tx.execute("UPDATE terminal_command SET status = 'refused', answered_at = ?, answer = ? WHERE serial = ? AND id = ?", [now, reason, serial, id]);
    });
    if (refused.length > 0) this.remembered = null;
  }

  /** Takes a terminal's report; one about a command that is not this terminal's, or is closed, changes nothing. @returns the commands that it closed */
  async report(serial: string, results: readonly CommandResult[]): Promise<{ entry: CommandEntry; result: CommandResult }[]> {
    const closed: { entry: CommandEntry; result: CommandResult }[] = [];
    for (const result of results) {
      const entry = await this.find(serial, result.id);
      if (!entry || (entry.status !== 'sent' && entry.status !== 'expired')) continue;
      const words = returnMeaning(result.returnCode, result.command);
      const facts = { ...(result.attlogSum === null ? {} : { attlogSum: result.attlogSum }), ...(Object.keys(result.options).length === 0 ? {} : { options: result.options }) };
      const answer = Object.keys(facts).length === 0 ? words : `${words} ${JSON.stringify(facts)}`;
      if (await this.finish(entry, result.outcome, result.returnCode, answer)) closed.push({ entry, result });
    }
    return closed;
  }

  /** Takes a command back that the terminal has not reported on. @throws DomainError `not-waiting` */
  async cancel(serial: string, id: number, by: string): Promise<CommandEntry> {
    const entry = await this.get(serial, id);
    const changed = await this.finish(entry, 'cancelled', null, `cancelled by ${by}`);
    if (!changed) throw new DomainError('not-waiting', `The command ${id} is ${entry.status}; only one that waits can be cancelled.`, 409);
    return this.get(serial, id);
  }

  /** @throws DomainError `unknown-command` */
  async get(serial: string, id: number): Promise<CommandEntry> {
    const entry = await this.find(serial, id);
    if (!entry) throw new DomainError('unknown-command', `Terminal ${serial} has no command ${id}.`, 404);
    return entry;
  }

  private async find(serial: string, id: number): Promise<CommandEntry | null> {
    const [row] = await this.database.query<CommandRow>('SELECT * FROM terminal_command WHERE serial = ? AND id = ?', [serial, id]);
    return row ? entryOf(row) : null;
  }

  private async finish(entry: CommandEntry, status: CommandStatus, returnCode: number | null, answer: string): Promise<boolean> {
    const sql = "UPDATE terminal_command SET status = ?, answered_at = ?, return_code = ?, answer = ? WHERE serial = ? AND id = ? AND status IN ('queued', 'sent', 'expired')";
    const changed = await this.database.transaction((tx) => tx.execute(sql, [status, this.clock.now(), returnCode, answer, entry.serial, entry.id]));
    this.remembered = null;
    if (changed > 0) this.events.emit('device.command-answered', { serial: entry.serial, id: entry.id, status });
    return changed > 0;
  }

  /** Small numbers that count up for each terminal: some firmware keeps only 32 bits (push.md A6). */
  private async insert(tx: Transaction, serial: string, command: PushCommand, by: string | null): Promise<number> {
    for (;;) {
      const [last] = await tx.query<{ id: number | null }>('SELECT MAX(id) AS id FROM terminal_command WHERE serial = ?', [serial]);
      const id = Number(last?.id ?? 0) + 1;
      const row: SqlValue[] = [id, serial, JSON.stringify(command), 'queued', 0, this.clock.now(), by];
      const columns = ['id', 'serial', 'command', 'status', 'attempts', 'queued_at', 'queued_by'];
      if ((await tx.insert('terminal_command', columns, [row], { ignore: ['serial', 'id'] })) > 0) return id;
    }
  }

  /** An older change of the same user that still waits for its report would be offered again after the newer one, and undo it. */
  private async replaceOlder(tx: Transaction, serial: string, pin: string, id: number): Promise<void> {
    // Kind and pin are written first, and a pin has letters and digits only.
    const sameUser = `${JSON.stringify({ kind: 'update-user', pin }).slice(0, -1)},%`;
    const sql = "UPDATE terminal_command SET status = 'cancelled', answered_at = ?, answer = ? WHERE serial = ? AND id < ? AND status IN ('queued', 'sent') AND command LIKE ?";
    await tx.execute(sql, [this.clock.now(), `replaced by command ${id}`, serial, id, sameUser]);
  }

  private async hasWaiting(serial: string): Promise<boolean> {
    const now = this.clock.now();
    if (!this.remembered || Math.abs(now - this.remembered.at) >= rememberMs) {
      const read = this.database.query<{ serial: string }>("SELECT DISTINCT serial FROM terminal_command WHERE status IN ('queued', 'sent')");
      this.remembered = { at: now, serials: read.then((rows) => new Set(rows.map((row) => row.serial))) };
      this.remembered.serials.catch(() => (this.remembered = null));
    }
    return (await this.remembered.serials).has(serial);
  }
}

/** A command that neither kind of terminal can be told is refused at once, not when the terminal calls. */
function checkSpelling(command: PushCommand): void {
  const faults: string[] = [];
  for (const protocol of ['att', 'acc'] as const) {
    try {
      commandText(command, protocol);
      return;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      faults.push(error.message);
    }
  }
  throw new DomainError('bad-command', faults[0] ?? 'This command cannot be sent.');
}

/** A command of its row. */
export const entryOf = (row: CommandRow): CommandEntry => ({
  id: Number(row.id),
  serial: row.serial,
  command: JSON.parse(row.command) as PushCommand,
  status: row.status,
  attempts: row.attempts,
  queuedAt: row.queued_at,
  queuedBy: row.queued_by,
  sentAt: row.sent_at,
  answeredAt: row.answered_at,
  returnCode: row.return_code,
  answer: row.answer,
});
