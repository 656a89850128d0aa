import { Injectable, Logger } from '@nestjs/common';
import { addDays } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { type CommandResult } from '../../protocols/push/command-result';
import { type PushCommand } from '../../protocols/push/push-command';
import { HealthNotes } from '../terminals/health-notes';
import { alarmOf, IncidentBook } from '../incidents/incident-book';
import { type Terminal } from '../terminals/terminal';
import { TerminalHealthBook } from '../terminals/terminal-health';
import { type CommandEntry, CommandQueue } from './command-queue';

/** How often a terminal's count is compared with ours while they agree, in milliseconds. */
const compareEveryMs = 60_000;
/** Spans that are looked at one after the other when records are missing, in days before today; the last one is everything. */
const spanDays = [7, 31, null] as const;
const beginningOfLogs = '2000-01-01';
const queuedBy = 'reconciliation';
/** Who asks for the whole of a log that is not the one that was compared before, grown longer. */
const renewedBy = 'reconciliation of a new log';

type Span = PushCommand & { kind: 'verify-sum-attlog' | 'query-attlog' };

const wholeTable: PushCommand = { kind: 'query-transactions' };

/** What is known of one terminal's count. */
interface Comparison {
  comparedAt: number;
  deviceRecords: number;
  /** Records that came since, repeated ones included. */
  sent: number;
  missing: number;
  /** So many records were asked for in vain: they are no reason to ask again, nor to hold days. */
  accepted: number;
  /** Missing at the comparison before: one difference alone may be a punch on its way. */
  suspected: number;
  asking: boolean;
  /** So many of the stored records belong to logs that the terminal no longer has. */
  base: number;
  /** A new log is `asked` for as a whole; once it was `sent`, the next comparison sets the base. */
  renewal: 'asked' | 'sent' | null;
  /** An access panel: its events are counted, and it has no spans: its whole table is sent again. */
  panel: boolean;
}

/**
 * Compares what a terminal counts (INFO) with what is here, and fetches what is missing: VERIFY SUM finds the span, DATA QUERY ATTLOG has it
 * sent again, which changes nothing where it is already here (push.md A5).
 */
@Injectable()
export class PushReconciler {
  private readonly logger = new Logger(PushReconciler.name);
  private readonly comparisons = new Map<string, Comparison>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly health: TerminalHealthBook,
    private readonly notes: HealthNotes,
    private readonly queue: CommandQueue,
    private readonly incidents: IncidentBook,
  ) {}

  /** Takes a terminal's own count. @returns whether nothing is known to be missing, so that its silence means what it says */
  async counted(terminal: Terminal, deviceRecords: number, panel = false): Promise<boolean> {
    const now = this.clock.now();
    const known = this.comparisons.get(terminal.serial) ?? (await this.remembered(terminal.serial));
    known.panel = panel;
    // Between two comparisons the count may grow by what was sent meanwhile, and by no more.
    const expected = deviceRecords >= known.deviceRecords && deviceRecords <= known.deviceRecords + known.sent;
    const settled = known.missing <= known.accepted && now - known.comparedAt < compareEveryMs;
    if (!settled || !expected) await this.compare(terminal, deviceRecords, known);
    return this.isComplete(terminal.serial);
  }

  /** So many records of a terminal have just been kept. */
  received(serial: string, records: number): void {
    const known = this.comparisons.get(serial);
    if (known) known.sent += records;
  }

  /** Whether nothing is known to be missing. */
  isComplete(serial: string): boolean {
    const known = this.comparisons.get(serial);
    return known === undefined || (known.missing <= known.accepted && known.renewal === null);
  }

  /** Goes on with what a terminal answered to a command of ours. */
  async answered(terminal: Terminal, entry: CommandEntry, result: CommandResult): Promise<void> {
    const { command } = entry;
    if (entry.queuedBy === renewedBy) return this.renewed(terminal.serial, result);
    if (entry.queuedBy !== queuedBy) return;
    const known = this.comparisons.get(terminal.serial) ?? (await this.remembered(terminal.serial));
    if (command.kind === 'verify-sum-attlog') await this.sumAnswered(terminal, command, result, known);
    if (command.kind === 'query-attlog' || command.kind === 'query-transactions') await this.sentAgain(terminal, command, known);
  }

  private async compare(terminal: Terminal, deviceRecords: number, known: Comparison): Promise<void> {
    if (deviceRecords < known.deviceRecords && known.renewal !== 'asked') await this.renew(terminal, deviceRecords, known);
    const storedRecords = await this.stored(terminal.serial, known);
    await this.rebase(terminal.serial, deviceRecords, storedRecords, known);
    known.comparedAt = this.clock.now();
    known.deviceRecords = deviceRecords;
    known.sent = 0;
    known.missing = missingOf(known, storedRecords);
    // A log that was emptied begins a new account.
    known.accepted = Math.min(known.accepted, known.missing);
    const isMissing = known.missing > known.accepted;
    const outcome = isMissing ? 'missing' : known.missing > 0 ? 'unaccounted' : 'complete';
    if (!isMissing && known.asking) this.logger.log({ serial: terminal.serial, outcome }, 'the records of a terminal are accounted for');
    if (!isMissing) known.asking = false;
    this.notes.note(terminal.serial, { at: known.comparedAt, deviceRecords, storedRecords, missingRecords: known.missing, reconciledAt: known.comparedAt, reconcileOutcome: outcome });
    if (isMissing && known.suspected > 0 && !known.asking) await this.ask(terminal, known);
    known.suspected = isMissing ? known.missing : 0;
  }

  /** The count shrank: records of the log before would hide what is missing from this one, so all of it is sent once more. */
  private async renew(terminal: Terminal, deviceRecords: number, known: Comparison): Promise<void> {
    const now = this.clock.now();
    this.logger.warn({ serial: terminal.serial, before: known.deviceRecords, deviceRecords }, 'the log of a terminal became shorter; what it holds is fetched');
    const detail = { before: known.deviceRecords, deviceRecords };
    const syncedUntilAt = (await this.health.of(terminal.serial))?.syncedUntilAt ?? now;
    await this.queue.queueOnce(terminal.serial, known.panel ? wholeTable : { kind: 'query-attlog', ...this.spanOf(terminal, spanDays.length - 1) }, renewedBy);
    known.renewal = 'asked';
    await this.incidents.record(terminal, deviceRecords === 0 ? 'log-cleared' : 'log-shrunk', syncedUntilAt, now, detail);
  }

  /** The terminal has answered, if only that it cannot: what it counts next is what is to be here of this log. */
  private async renewed(serial: string, { outcome, returnCode }: CommandResult): Promise<void> {
    if (outcome !== 'done') await this.warnNotResent(serial, returnCode);
    const known = this.comparisons.get(serial) ?? (await this.remembered(serial));
    known.renewal = 'sent';
    known.comparedAt = 0;
  }

  /** From here on a record of the new log that did not come can be missed: somebody has to know. */
  private async warnNotResent(serial: string, returnCode: number | null): Promise<void> {
    const now = this.clock.now();
    await this.incidents.alarm(alarmOf(serial, 'log-not-resent', now, String(now), { returnCode }));
  }

  private async rebase(serial: string, deviceRecords: number, storedRecords: number, known: Comparison): Promise<void> {
    if (known.renewal === 'asked' && !(await this.isRenewing(serial))) {
      await this.warnNotResent(serial, null);
      known.renewal = 'sent';
    }
    if (known.renewal !== 'sent') return;
    known.base = Math.max(0, storedRecords - deviceRecords);
    this.notes.note(serial, { at: this.clock.now(), logBase: known.base });
    await this.notes.flush();
    known.renewal = null;
  }

  /** Whether the new log is still waited for; a command that nobody reported on is given up by the queue. */
  private async isRenewing(serial: string): Promise<boolean> {
    const rows = await this.database.query("SELECT id FROM terminal_command WHERE serial = ? AND queued_by = ? AND status IN ('queued', 'sent') LIMIT 1", [serial, renewedBy]);
    return rows.length > 0;
  }

  private async ask(terminal: Terminal, known: Comparison): Promise<void> {
    known.asking = true;
    this.logger.warn({ serial: terminal.serial, missing: known.missing }, 'a terminal counts more records than are here; they are fetched');
    await this.queue.queueOnce(terminal.serial, known.panel ? wholeTable : { kind: 'verify-sum-attlog', ...this.spanOf(terminal, 0) }, queuedBy);
  }

  private stored(serial: string, { panel }: Comparison): Promise<number> {
    return panel ? this.health.countPanelEvents(serial) : this.health.countStored(serial);
  }

  private async sumAnswered(terminal: Terminal, { from, to }: Span, result: CommandResult, known: Comparison): Promise<void> {
    // Records of an earlier log lie in the same span: beside them a sum says nothing.
    const isGap = result.attlogSum === null || known.base > 0 || result.attlogSum > (await this.storedWithin(terminal.serial, from, to));
    if (isGap) await this.queue.queueOnce(terminal.serial, { kind: 'query-attlog', from, to }, queuedBy);
    else await this.widen(terminal, from, known);
  }

  /** What was asked for has been sent again, or cannot be: what is still missing lies further back, or nowhere. */
  private async sentAgain(terminal: Terminal, command: Span | PushCommand & { kind: 'query-transactions' }, known: Comparison): Promise<void> {
    known.panel = command.kind === 'query-transactions';
    known.missing = missingOf(known, await this.stored(terminal.serial, known));
    if (known.missing <= known.accepted) known.comparedAt = 0;
    else if (command.kind === 'query-transactions') await this.giveUp(terminal, known);
    else await this.widen(terminal, command.from, known);
  }

  private async widen(terminal: Terminal, from: string, known: Comparison): Promise<void> {
    const next = this.levelOf(terminal, from) + 1;
    if (next < spanDays.length) {
      await this.queue.queueOnce(terminal.serial, { kind: 'verify-sum-attlog', ...this.spanOf(terminal, next) }, queuedBy);
      return;
    }
    await this.giveUp(terminal, known);
  }

  private async giveUp(terminal: Terminal, known: Comparison): Promise<void> {
    known.accepted = known.missing;
    known.asking = false;
    const now = this.clock.now();
    this.notes.note(terminal.serial, { at: now, missingRecords: known.missing, reconciledAt: now, reconcileOutcome: 'unaccounted' });
    await this.incidents.alarm(alarmOf(terminal.serial, 'records-unaccounted', now, String(known.missing), { deviceRecords: known.deviceRecords, missing: known.missing }));
  }

  private spanOf(terminal: Terminal, level: number): { from: string; to: string } {
    const today = dateAt(terminal.zone, this.clock.now());
    const days = spanDays[level] ?? null;
    // To the end of tomorrow: the terminal's clock may be ahead of ours.
    return { from: `${days === null ? beginningOfLogs : addDays(today, -days)} 00:00:00`, to: `${addDays(today, 1)} 23:59:59` };
  }

  /** Which of the spans a command was about; it may have been queued on another day. */
  private levelOf(terminal: Terminal, from: string): number {
    if (from.startsWith(beginningOfLogs)) return spanDays.length - 1;
    return from.slice(0, 10) >= addDays(dateAt(terminal.zone, this.clock.now()), -14) ? 0 : 1;
  }

  private async storedWithin(serial: string, from: string, to: string): Promise<number> {
    const count = (table: string): string => `(SELECT COUNT(*) FROM ${table} WHERE terminal = ? AND wall_clock >= ? AND wall_clock <= ?)`;
    const [row] = await this.database.query<{ n: number }>(`SELECT ${count('punch')} + ${count('quarantined_punch')} AS n`, [serial, from, to, serial, from, to]);
    return Number(row?.n);
  }

  /** After a restart: what was given up before is not asked for again. */
  private async remembered(serial: string): Promise<Comparison> {
    const health = await this.health.of(serial);
    const accepted = health?.reconcileOutcome === 'unaccounted' ? (health.missingRecords ?? 0) : 0;
    const renewal = (await this.isRenewing(serial)) ? ('asked' as const) : null;
    const known = { comparedAt: 0, deviceRecords: health?.deviceRecords ?? 0, sent: 0, missing: accepted, accepted, suspected: 0, asking: false, base: health?.logBase ?? 0, renewal, panel: false };
    this.comparisons.set(serial, known);
    return known;
  }
}

/** What a terminal counts and we lack of the log that it has now. */
const missingOf = ({ deviceRecords, base }: Comparison, storedRecords: number): number => Math.max(0, deviceRecords - Math.max(0, storedRecords - base));
