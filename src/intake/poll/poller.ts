import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { offsetAt } from '../../core/time/zone';
import { type Delivery } from '../../ledger/punch';
import { PunchLedger } from '../../ledger/punch-ledger';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { messageOf } from '../../platform/errors';
import { Metrics } from '../../platform/health/metrics';
import { Leases } from '../../platform/lease';
import { CONFIG } from '../../platform/tokens';
import { ZkError } from '../../protocols/zk/zk-error';
import { TerminalProfiles } from '../terminals/device-profiles';
import { FaultWatch } from '../incidents/fault-watch';
import { alarmOf, IncidentBook } from '../incidents/incident-book';
import { type Terminal } from '../terminals/terminal';
import { TerminalHealthBook, type TerminalHealthRecord } from '../terminals/terminal-health';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { clientOptions, deliveryOf, lossOf, marksOf, OtherTerminal, type PollReading, readTerminal } from './poll-terminal';
import { backoffMs, PollTurns, type Turn } from './poll-turns';
import { RealtimeHints } from './realtime-hints';
import { errorTexts } from './zk-error-texts';

/** Terminals that are read at the same time; of those, ones that failed last time. */
const slots = { all: 8, failing: 2 };
/** Records in one transaction. */
const recordsPerTransaction = 1000;
const lookEveryMs = 1000;
/** How long an owner that is gone keeps others waiting, beyond its poll interval. */
const restingLeaseMs = 10_000;
const longestBackoffMs = 15 * 60_000;
/** The default of POLL_SECONDS; another value overrides every profile. */
const usualPollSeconds = 60;
const hintDelayMs = 300;
const nearlyFull = 0.9;

/** What became of a log that was read. */
interface KeptLog {
  /** All records of the terminal that are here. */
  readonly stored: number;
  readonly hasNew: boolean;
}

/** Reads every approved terminal of the ZK wire in its turn; a dead one delays nobody. */
@Injectable()
export class Poller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Poller.name);
  private readonly turns = new PollTurns(slots);
  private readonly running = new Set<Promise<void>>();
  private readonly realtime = new RealtimeHints((serial) => this.hint(serial));
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private hasLooked = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly terminals: TerminalRegistry,
    private readonly health: TerminalHealthBook,
    private readonly ledger: PunchLedger,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly profiles: TerminalProfiles,
    private readonly faults: FaultWatch,
    private readonly incidents: IncidentBook,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'all' || this.config.role === 'intake') this.schedule(lookEveryMs);
  }

  /** Takes no new turns and lets those that run come to their end. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await Promise.allSettled([...this.running]);
    await this.realtime.close();
    // Another process need not wait for terms to run out; where the database is away they do.
    await this.leases.releaseAll().catch(() => undefined);
  }

  /** Brings a terminal's next poll forward, e.g. because it pushed a realtime event. */
  hint(serial: string): void {
    this.turns.hint(serial, this.clock.now() + hintDelayMs);
  }

  /** Starts whoever is due; resolves when the list was looked at, not when the reads have ended. */
  async look(): Promise<void> {
    try {
      if (!this.hasLooked) this.turns.expectFailure([...(await this.health.all()).values()].filter((health) => health.errorCode !== null).map((health) => health.serial));
      this.hasLooked = true;
      const polled = (await this.terminals.list('approved')).filter((terminal) => terminal.speaks.startsWith('zk-'));
      for (const terminal of this.turns.due(polled, this.clock.now())) this.start(terminal);
    } catch (error) {
      this.logger.error({ err: error }, 'the list of terminals could not be read');
    }
  }

  /** Resolves when no read is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }

  private schedule(ms: number): void {
    this.timer = setTimeout(() => void this.look().finally(() => (this.stopped ? undefined : this.schedule(lookEveryMs))), ms);
  }

  private start(terminal: Terminal): void {
    if (this.stopped) return;
    const turn = this.turns.of(terminal.serial);
    turn.running = true;
    const work = this.poll(terminal, turn).finally(() => {
      turn.running = false;
      this.running.delete(work);
    });
    this.running.add(work);
  }

  private async poll(terminal: Terminal, turn: Turn): Promise<void> {
    const lease = `terminal:${terminal.serial}`;
    try {
      if (await this.leases.hold(lease, () => this.pollOwned(terminal, turn))) await this.leases.take(lease, this.everyMs(terminal) + restingLeaseMs);
      turn.failures = 0;
      turn.dueAt = this.clock.now() + this.everyMs(terminal);
    } catch (error) {
      turn.failures += 1;
      turn.dueAt = this.clock.now() + backoffMs(turn.failures, this.everyMs(terminal), this.profiles.of(terminal.profile).poll?.backoffUpToMs ?? longestBackoffMs);
      await this.noteFailure(terminal, error).catch((reason: unknown) => this.logger.error({ err: reason }, 'the condition of a terminal could not be noted'));
      // Another process may have a way to it.
      await this.leases.release(lease).catch(() => undefined);
    }
  }

  private everyMs(terminal: Terminal): number {
    if (terminal.settings.pollSeconds !== undefined) return terminal.settings.pollSeconds * 1000;
    const profileMs = this.profiles.of(terminal.profile).poll?.everyMs;
    return this.config.pollSeconds === usualPollSeconds && profileMs !== undefined ? profileMs : this.config.pollSeconds * 1000;
  }

  private async pollOwned(terminal: Terminal, turn: Turn): Promise<void> {
    const profile = this.profiles.of(terminal.profile);
    const before = await this.health.of(terminal.serial);
    await this.realtime.release(terminal.serial);
    const time = { now: () => this.clock.now(), offsetMinutesAt: (at: number) => offsetAt(terminal.zone, at) / 60_000 };
    const reading = await readTerminal(terminal, profile, turn.memory, time);
    // The clock first: a record of a wrong clock must not be judged before the fault is known.
    await this.faults.clockRead(terminal, reading.clock, reading.askedAt, { offsetSeconds: before?.clockOffsetSeconds ?? null, measuredAt: before?.clockMeasuredAt ?? null });
    const kept = reading.log ? await this.keepLog(terminal, turn, reading, before) : null;
    await this.noteReading(terminal, reading, kept);
    await this.faults.returned(terminal, reading.askedAt);
    this.metrics.polls.inc({ outcome: reading.log ? 'read' : 'unchanged' });
    if (terminal.settings.realtime && !this.stopped) await this.realtime.listen(terminal.serial, clientOptions(terminal, profile));
  }

  /** Keeps a log that was read; what is gone of it since the last time becomes an incident. @returns how many records of the terminal we have, and whether any is new */
  private async keepLog(terminal: Terminal, turn: Turn, reading: PollReading, before: TerminalHealthRecord | null): Promise<KeptLog> {
    const log = reading.log ?? [];
    const loss = before && lossOf(before, log, reading.full);
    if (loss) {
      this.logger.warn({ serial: terminal.serial, before: before.deviceRecords, now: log.length, loss }, 'records are gone from a terminal; what was read before is kept');
      await this.incidents.record(terminal, loss, before.syncedUntilAt ?? reading.askedAt, reading.askedAt, { before: before.deviceRecords, now: log.length });
    }
    const added = await this.keep(deliveryOf(log, terminal, this.terminals.acceptFrom(terminal), this.clock.now()));
    // The count that goes with the log: a punch between the two questions is read next time.
    turn.memory = { deviceRecords: log.length, readAt: reading.askedAt };
    return { stored: await this.health.countStored(terminal.serial), hasNew: added > 0 };
  }

  private async noteReading(terminal: Terminal, reading: PollReading, kept: KeptLog | null): Promise<void> {
    const { log } = reading;
    if (reading.deviceCapacity > 0 && reading.deviceRecords / reading.deviceCapacity >= nearlyFull) await this.warnFull(terminal, reading);
    await this.health.seen(terminal.serial, {
      at: this.clock.now(),
      ...(terminal.address ? { address: terminal.address } : {}),
      syncedUntilAt: reading.askedAt,
      ...(reading.clock === 'lost' ? {} : { clockOffsetSeconds: reading.clock }),
      deviceRecords: log ? log.length : reading.deviceRecords,
      deviceCapacity: reading.deviceCapacity,
      firmware: reading.firmware,
      ...(log ? marksOf(log) : {}),
      ...(kept?.hasNew ? { lastRecordAt: reading.askedAt } : {}),
      ...(kept === null || log === null ? {} : { storedRecords: kept.stored, logBase: Math.max(0, kept.stored - log.length), missingRecords: 0, reconciledAt: reading.askedAt, reconcileOutcome: 'complete' }),
    });
  }

  /** Once a month is often enough for whoever has to empty it. */
  private warnFull(terminal: Terminal, reading: PollReading): Promise<void> {
    const month = new Date(reading.askedAt).toISOString().slice(0, 7);
    return this.incidents.alarm(alarmOf(terminal.serial, 'log-full', reading.askedAt, month, { records: reading.deviceRecords, capacity: reading.deviceCapacity }));
  }

  /** A long log goes in by a thousand records: a crash in between loses nothing, since the terminal still has them all. @returns how many punches are new */
  private async keep(delivery: Delivery): Promise<number> {
    const { punches } = delivery;
    let added = 0;
    for (let start = 0; start === 0 || start < punches.length; start += recordsPerTransaction) {
      const rest = start === 0 ? delivery : { quarantined: [], rejected: [] };
      const outcome = await this.ledger.append({ ...rest, punches: punches.slice(start, start + recordsPerTransaction) });
      this.metrics.records.inc({ source: 'poll', outcome: 'stored' }, outcome.stored);
      this.metrics.records.inc({ source: 'poll', outcome: 'duplicate' }, outcome.duplicates);
      added += outcome.stored;
    }
    return added;
  }

  private async noteFailure(terminal: Terminal, error: unknown): Promise<void> {
    this.metrics.polls.inc({ outcome: 'failed' });
    const now = this.clock.now();
    const code = error instanceof OtherTerminal ? 'OtherTerminal' : error instanceof ZkError ? error.name : 'Failed';
    if (code === 'Failed') this.logger.error({ err: error, serial: terminal.serial }, 'a poll failed for a reason that is not the terminal');
    if (error instanceof OtherTerminal) {
      await this.incidents.alarm(alarmOf(terminal.serial, 'serial-changed', now, `${terminal.address} ${error.found}`, { address: terminal.address, found: error.found }));
    }
    await this.health.failed(terminal.serial, now, code, `${errorTexts(code).en} (${messageOf(error)})`);
  }
}
