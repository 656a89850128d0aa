import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { TerminalProfiles } from '../terminals/device-profiles';
import { type Terminal } from '../terminals/terminal';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { alarmOf, IncidentBook } from './incident-book';
import { type IncidentKind } from './incident-kind';

const minuteMs = 60_000;
const watchEveryMs = 15_000;
const defaultClockFaultMinutes = 10;
/** A pushing terminal calls every few seconds; a polled one is tried at least this often. */
const defaultOutageMs = 15 * minuteMs;

/** A look at a terminal's clock: its offset in seconds, or `lost` when it shows a date that cannot be. */
export type ClockReading = number | 'lost';

/** What was measured before. */
export interface EarlierReading {
  readonly offsetSeconds: number | null;
  /** Epoch milliseconds. */
  readonly measuredAt: number | null;
}

/** Turns what contacts show, and their absence, into recorded spans that the engine uses: a broken terminal accuses nobody. */
@Injectable()
export class FaultWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(FaultWatch.name);
  private timer: NodeJS.Timeout | null = null;
  private watching: Promise<void> = Promise.resolve();
  private startedAt: number;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly terminals: TerminalRegistry,
    private readonly profiles: TerminalProfiles,
    private readonly incidents: IncidentBook,
  ) {
    this.startedAt = clock.now();
  }

  onApplicationBootstrap(): void {
    this.startedAt = this.clock.now();
    if (this.config.role !== 'all' && this.config.role !== 'intake') return;
    this.timer = setInterval(() => {
      this.watching = this.watching.then(() => this.watch()).catch((error: unknown) => this.logger.error({ err: error }, 'silent terminals could not be looked for'));
    }, watchEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.watching;
  }

  /** Records an outage of each terminal that has not been heard from for longer than its limit; our own downtime is not theirs. */
  async watch(): Promise<void> {
    const now = this.clock.now();
    const heard = await this.database.query<{ serial: string; at: number }>('SELECT serial, last_contact_at AS at FROM terminal_health WHERE last_contact_at IS NOT NULL');
    const lastContact = new Map(heard.map((row) => [row.serial, row.at]));
    for (const terminal of await this.terminals.list('approved')) {
      const at = lastContact.get(terminal.serial);
      if (terminal.speaks === 'file' || at === undefined) continue;
      if (now - Math.max(at, this.startedAt) <= this.outageMs(terminal) || (await this.incidents.isOpen(terminal.serial, 'outage'))) continue;
      if (await this.incidents.open(terminal, 'outage', at, {})) this.logger.warn({ serial: terminal.serial, since: at }, 'a terminal has not been heard from for too long; days that need it are pending');
    }
  }

  /** A terminal has been heard from and all that it held is in the ledger: its outage is over, and its own records say what it was. */
  async returned(terminal: Terminal, at: number): Promise<void> {
    if (!(await this.incidents.isOpen(terminal.serial, 'outage'))) return;
    const kindOf = (fromAt: number, tx: Transaction): Promise<IncidentKind> => worked(tx, terminal.serial, fromAt, at);
    if (await this.incidents.close(terminal, 'outage', at, kindOf)) this.logger.log({ serial: terminal.serial }, 'a terminal is back; days that waited for it are judged again');
  }

  /** Compares a reading of a terminal's clock with the one before. */
  async clockRead(terminal: Terminal, reading: ClockReading, at: number, before: EarlierReading): Promise<void> {
    const limit = (terminal.settings.clockFaultMinutes ?? defaultClockFaultMinutes) * 60;
    const wrong = reading === 'lost' || Math.abs(reading) > limit;
    const open = await this.incidents.isOpen(terminal.serial, 'clock-fault');
    const detail = { offsetSeconds: reading === 'lost' ? null : reading };
    if (wrong && !open) await this.openClockFault(terminal, before.measuredAt ?? terminal.approvedAt ?? at, detail);
    if (!wrong && open) await this.incidents.close(terminal, 'clock-fault', at);
    if (reading === 'lost' || wrong || open || before.offsetSeconds === null || before.measuredAt === null) return;
    if (Math.abs(reading - before.offsetSeconds) <= limit) return;
    await this.incidents.record(terminal, 'clock-fault', before.measuredAt, at, { ...detail, before: before.offsetSeconds });
    await this.incidents.alarm(alarmOf(terminal.serial, 'clock-jump', at, String(at), detail));
  }

  /** Opens a clock fault for another reason, e.g. records that cannot be of this time or this zone. */
  async openClockFault(terminal: Terminal, fromAt: number, detail: object): Promise<void> {
    if (await this.incidents.isOpen(terminal.serial, 'clock-fault')) return;
    if (await this.incidents.open(terminal, 'clock-fault', fromAt, detail)) this.logger.warn({ serial: terminal.serial, ...detail }, 'the clock of a terminal is wrong; days that need it are pending');
  }

  /** Closes a clock fault when records show that the clock is right again. */
  async clockRight(terminal: Terminal, at: number): Promise<void> {
    if (await this.incidents.isOpen(terminal.serial, 'clock-fault')) await this.incidents.close(terminal, 'clock-fault', at);
  }

  /** After how many milliseconds without contact an outage is recorded. */
  outageMs(terminal: Terminal): number {
    if (terminal.settings.outageMinutes !== undefined) return terminal.settings.outageMinutes * minuteMs;
    return Math.max(defaultOutageMs, this.profiles.of(terminal.profile).poll?.backoffUpToMs ?? 0);
  }
}

/**
 * A terminal that recorded somebody while it could not be reached was working: then its silence was the line's. A record of the last minutes
 * proves nothing, since it may have been switched on again shortly before it called.
 */
async function worked(tx: Transaction, serial: string, fromAt: number, toAt: number): Promise<IncidentKind> {
  const provesUntilAt = toAt - Math.min(5 * minuteMs, (toAt - fromAt) / 2);
  const rows = await tx.query('SELECT 1 AS one FROM punch WHERE terminal = ? AND punched_at > ? AND punched_at <= ? LIMIT 1', [serial, fromAt, provesUntilAt]);
  return rows.length > 0 ? 'line-outage' : 'outage';
}
