import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { Metrics } from '../platform/health/metrics';
import { type Delivery, type DeliveryOutcome } from './punch';
import { appendDelivery } from './punch-ledger';

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Records in one group: a full statement or two, and little to repeat when one delivery in it is bad. */
const recordsPerGroup = 1000;
const quietTurns = 3;
const mostTurns = 200;

/**
 * Appends many small deliveries with one commit: what arrives while a commit runs goes into the next. Each caller hears only after the commit
 * that holds its records.
 */
@Injectable()
export class GroupAppend {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /** Appends a delivery; resolves when it is durable. */
  append(delivery: Delivery): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ delivery, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      await this.gather();
      await this.commit(this.nextGroup());
    }
    this.running = false;
  }

  /** Turns of the event loop let requests that arrive together share a commit; when two bring nothing more, waiting would only cost time. */
  private async gather(): Promise<void> {
    for (let [quiet, known, turns] = [0, this.waiting.length, 0]; quiet < quietTurns && turns < mostTurns && this.waiting.length < recordsPerGroup; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.waiting.length === known ? quiet + 1 : 0;
      known = this.waiting.length;
    }
  }

  private nextGroup(): Waiting[] {
    let records = 0;
    const end = this.waiting.findIndex(({ delivery }, index) => {
      records += sizeOf(delivery);
      return index > 0 && records > recordsPerGroup;
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const outcome = await this.database.transaction((tx) => appendDelivery(tx, joined(group.map(({ delivery }) => delivery))));
      this.count(outcome);
      for (const { resolve } of group) resolve();
    } catch (error) {
      const [first] = group;
      if (group.length === 1 && first) first.reject(error);
      // One delivery that the database refuses must not take the others with it.
      else for (const waiting of group) await this.commit([waiting]);
    }
  }

  private count(outcome: DeliveryOutcome): void {
    this.metrics.records.inc({ source: 'push', outcome: 'stored' }, outcome.stored);
    this.metrics.records.inc({ source: 'push', outcome: 'duplicate' }, outcome.duplicates);
    this.metrics.records.inc({ source: 'push', outcome: 'quarantined' }, outcome.quarantined);
    this.metrics.records.inc({ source: 'push', outcome: 'rejected' }, outcome.rejected);
  }
}

const sizeOf = (delivery: Delivery): number => delivery.punches.length + delivery.quarantined.length + delivery.rejected.length + (delivery.events?.length ?? 0);

const joined = (deliveries: readonly Delivery[]): Delivery => ({
  punches: deliveries.flatMap((delivery) => delivery.punches),
  quarantined: deliveries.flatMap((delivery) => delivery.quarantined),
  rejected: deliveries.flatMap((delivery) => delivery.rejected),
  events: deliveries.flatMap((delivery) => delivery.events ?? []),
  alarms: deliveries.flatMap((delivery) => delivery.alarms ?? []),
});
