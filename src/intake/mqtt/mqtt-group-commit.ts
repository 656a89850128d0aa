import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { MqttLog, ReceivedMessage, StoreMessages } from './mqtt-message';

/** A message on its way to the store, with what to tell its sender. */
export interface ParkedMessage {
  readonly message: ReceivedMessage;
  /** Called once the message is durable. */
  readonly acknowledge: () => void;
  /** Called when the store stayed away too long; the sender is expected to send it again. */
  readonly abandon: () => void;
  /** Whether anybody will send it again: QoS 0 and last wills come once, and are kept until the store returns. */
  readonly redeliverable: boolean;
}

/** How messages are gathered, and how long a store that fails is waited for. */
export interface GroupCommitSettings {
  readonly maximumBatch: number;
  readonly maximumQueue: number;
  /** Longest time a lone message waits for company. */
  readonly gatherMs: number;
  /** How long one batch is tried before it is given back; has to stay well below the keepalive. */
  readonly retryForMs: number;
  readonly firstBackoffMs: number;
}

/** Settings measured to keep a MariaDB busy without holding a lone message back. */
export const groupCommitDefaults: GroupCommitSettings = {
  maximumBatch: 1000,
  maximumQueue: 5000,
  gatherMs: 5,
  retryForMs: 20_000,
  firstBackoffMs: 100,
};

/**
 * Commits messages in groups, in the order of their arrival, one group at a time, and acknowledges each group after its
 * commit and never before. When the store fails a group is tried again with back-off; after `retryForMs` everything
 * that can be sent again is given back, and what cannot stays at the head of the queue.
 */
export class MqttGroupCommit {
  private queue: ParkedMessage[] = [];
  private running: Promise<void> | null = null;
  private spaceWaiters: (() => void)[] = [];
  private failingSince: number | null = null;
  private stopping = false;

  constructor(
    private readonly store: StoreMessages,
    private readonly log: MqttLog,
    private readonly settings: GroupCommitSettings,
    /** Called after a group was given back, so that the connection can be dropped and the broker sends again. */
    private readonly gaveUp: () => void,
  ) {}

  get queued(): number {
    return this.queue.length;
  }

  /** Whether the store is failing at this moment. */
  get storeFailing(): boolean {
    return this.failingSince !== null;
  }

  get isFull(): boolean {
    return this.queue.length >= this.settings.maximumQueue;
  }

  add(parked: ParkedMessage): void {
    this.queue.push(parked);
    this.running ??= this.run();
  }

  /** Calls back as soon as the queue has room again. */
  whenSpace(callback: () => void): void {
    if (this.isFull) this.spaceWaiters.push(callback);
    else callback();
  }

  /** Takes what can be sent again out of the queue: its connection is gone, the broker will redeliver. */
  abandonRedeliverable(): void {
    const abandoned = this.queue.filter((parked) => parked.redeliverable);
    this.queue = this.queue.filter((parked) => !parked.redeliverable);
    for (const parked of abandoned) parked.abandon();
    this.releaseSpace();
  }

  /** Commits what is queued, tries a failing store a last time and no longer, and gives the rest back. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    const lost = this.queue.filter((parked) => !parked.redeliverable).length;
    if (lost > 0) this.log('error', 'messages that nobody will send again could not be stored before the stop', { messages: lost });
    for (const parked of this.queue.splice(0)) parked.abandon();
    this.releaseSpace();
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      await this.gather();
      const group = this.queue.splice(0, this.settings.maximumBatch);
      if (group.length === 0) continue;
      if (await this.commit(group)) for (const parked of group) parked.acknowledge();
      else if (!this.giveBack(group)) break;
      this.releaseSpace();
    }
    // Before anything else can run: a message added after this line starts the loop anew.
    this.running = null;
  }

  // Waits while company keeps arriving, turn by turn of the event loop; a timer would cost a busy machine many times its
  // milliseconds. While a group is being committed the next one gathers anyway.
  private async gather(): Promise<void> {
    const gatheredUntil = performance.now() + this.settings.gatherMs;
    for (let idleTurns = 0; idleTurns < 3 && performance.now() < gatheredUntil && !this.stopping; ) {
      const before = this.queue.length;
      if (before >= this.settings.maximumBatch) return;
      await nextTurn();
      idleTurns = this.queue.length === before ? idleTurns + 1 : 0;
    }
  }

  private async commit(group: readonly ParkedMessage[]): Promise<boolean> {
    const batch = group.map((parked) => parked.message);
    const startedAt = performance.now();
    for (let backoffMs = this.settings.firstBackoffMs; ; backoffMs = Math.min(backoffMs * 2, 5000)) {
      const remainingMs = this.settings.retryForMs - (performance.now() - startedAt);
      if (await this.attempt(batch, remainingMs)) return true;
      const leftMs = this.settings.retryForMs - (performance.now() - startedAt);
      if (leftMs <= 0 || this.stopping) return false;
      await delay(Math.min(backoffMs, leftMs));
    }
  }

  private async attempt(batch: ReceivedMessage[], withinMs: number): Promise<boolean> {
    const late = new AbortController();
    const deadline = delay(Math.max(withinMs, 1), undefined, { signal: late.signal }).then(() => {
      throw new Error(`the store did not answer within ${Math.round(withinMs)} ms`);
    });
    try {
      await Promise.race([this.store(batch), deadline]);
      this.storeAnswered();
      return true;
    } catch (error) {
      this.storeFailed(error, batch.length);
      return false;
    } finally {
      deadline.catch(() => undefined);
      late.abort();
    }
  }

  private storeAnswered(): void {
    if (this.failingSince === null) return;
    this.log('info', 'the store keeps messages again', { failedForMs: Math.round(performance.now() - this.failingSince) });
    this.failingSince = null;
  }

  private storeFailed(error: unknown, messages: number): void {
    if (this.failingSince !== null) return;
    this.failingSince = performance.now();
    this.log('error', 'the store does not keep messages; nothing is acknowledged until it does', { error: String(error), messages });
  }

  /** Returns whether the loop may go on: not when stopping. */
  private giveBack(group: readonly ParkedMessage[]): boolean {
    const kept = group.filter((parked) => !parked.redeliverable);
    const given = group.filter((parked) => parked.redeliverable);
    this.queue.unshift(...kept);
    for (const parked of given) parked.abandon();
    if (this.stopping) return false;
    if (given.length > 0) {
      this.abandonRedeliverable();
      this.gaveUp();
    }
    return true;
  }

  private releaseSpace(): void {
    if (this.isFull) return;
    for (const waiter of this.spaceWaiters.splice(0)) waiter();
  }
}
