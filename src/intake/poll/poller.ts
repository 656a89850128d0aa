import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy, Inject } from '@nestjs/common';
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
import { type Terminal } from '../terminal';
import { TerminalHealthBook } from '../terminal-health';
import { TerminalRegistry } from '../terminal-registry';
import { deliveryOf, type PollMemory, readTerminal } from './poll-terminal';

/** Terminals that are read at the same time. */
const parallelPolls = 8;
/** Records in one transaction. */
const recordsPerTransaction = 1000;
const longestBackoffMs = 15 * 60_000;
const lookEveryMs = 1000;
const leaseMs = 15 * 60_000;

interface Turn {
  dueAt: number;
  failures: number;
  memory: PollMemory | null;
  running: boolean;
}

/** Reads every approved terminal of the ZK wire in its turn; a dead one delays nobody. */
@Injectable()
export class Poller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Poller.name);
  private readonly turns = new Map<string, Turn>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly terminals: TerminalRegistry,
    private readonly health: TerminalHealthBook,
    private readonly ledger: PunchLedger,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'all' || this.config.role === 'intake') this.schedule();
  }

  /** Takes no new turns and lets those that run come to their end. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await Promise.allSettled([...this.running]);
  }

  /** Brings a terminal's next poll forward, e.g. because it pushed a realtime event. */
  hint(serial: string): void {
    const turn = this.turns.get(serial);
    if (turn) turn.dueAt = 0;
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.look().finally(() => (this.stopped ? undefined : this.schedule())), lookEveryMs);
  }

  private async look(): Promise<void> {
    try {
      const due = (await this.terminals.list('approved')).filter((terminal) => terminal.speaks.startsWith('zk-') && this.isDue(terminal));
      for (const terminal of due.slice(0, Math.max(0, parallelPolls - this.running.size))) this.start(terminal);
    } catch (error) {
      this.logger.error({ err: error }, 'the list of terminals could not be read');
    }
  }

  private isDue(terminal: Terminal): boolean {
    const turn = this.turns.get(terminal.serial);
    return !turn || (!turn.running && turn.dueAt <= this.clock.now());
  }

  private start(terminal: Terminal): void {
    if (this.stopped) return;
    const turn = this.turns.get(terminal.serial) ?? { dueAt: 0, failures: 0, memory: null, running: false };
    this.turns.set(terminal.serial, turn);
    turn.running = true;
    const work = this.poll(terminal, turn).finally(() => {
      turn.running = false;
      this.running.delete(work);
    });
    this.running.add(work);
  }

  private async poll(terminal: Terminal, turn: Turn): Promise<void> {
    try {
      if (await this.leases.take(`terminal:${terminal.serial}`, leaseMs)) await this.pollOwned(terminal, turn);
      turn.failures = 0;
      turn.dueAt = this.clock.now() + this.config.pollSeconds * 1000;
    } catch (error) {
      turn.failures += 1;
      turn.dueAt = this.clock.now() + this.backoffMs(turn.failures);
      await this.noteFailure(terminal, error);
    }
  }

  private async pollOwned(terminal: Terminal, turn: Turn): Promise<void> {
    const reading = await readTerminal(terminal, turn.memory, () => this.clock.now(), (at) => offsetAt(terminal.zone, at) / 60_000);
    if (reading.log) {
      await this.keep(deliveryOf(reading.log, terminal, this.terminals.acceptFrom(terminal), this.clock.now()));
      turn.memory = { deviceRecords: reading.deviceRecords, readAt: reading.askedAt };
    }
    await this.health.seen(terminal.serial, {
      at: this.clock.now(),
      ...(terminal.address ? { address: terminal.address } : {}),
      syncedUntilAt: reading.askedAt,
      ...(reading.clockOffsetSeconds === null ? {} : { clockOffsetSeconds: reading.clockOffsetSeconds }),
      deviceRecords: reading.deviceRecords,
      deviceCapacity: reading.deviceCapacity,
      firmware: reading.firmware,
    });
    this.metrics.polls.inc({ outcome: reading.log ? 'read' : 'unchanged' });
  }

  /** A long log goes in by a thousand records: a crash in between loses nothing, since the terminal still has them all. */
  private async keep(delivery: Delivery): Promise<void> {
    const { punches } = delivery;
    for (let start = 0; start === 0 || start < punches.length; start += recordsPerTransaction) {
      const rest = start === 0 ? delivery : { quarantined: [], rejected: [] };
      const outcome = await this.ledger.append({ ...rest, punches: punches.slice(start, start + recordsPerTransaction) });
      this.metrics.records.inc({ source: 'poll', outcome: 'stored' }, outcome.stored);
      this.metrics.records.inc({ source: 'poll', outcome: 'duplicate' }, outcome.duplicates);
    }
  }

  private async noteFailure(terminal: Terminal, error: unknown): Promise<void> {
    this.metrics.polls.inc({ outcome: 'failed' });
    const code = error instanceof ZkError ? error.name : 'Failed';
    if (!(error instanceof ZkError)) this.logger.error({ err: error, serial: terminal.serial }, 'a poll failed for a reason that is not the terminal');
    await this.health.failed(terminal.serial, this.clock.now(), code, messageOf(error)).catch((reason: unknown) => this.logger.error({ err: reason }, 'the condition of a terminal could not be noted'));
  }

  private backoffMs(failures: number): number {
    const base = Math.min(longestBackoffMs, this.config.pollSeconds * 1000 * 2 ** Math.min(failures - 1, 8));
    return base * (0.75 + Math.random() / 2);
  }
}
