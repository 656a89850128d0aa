import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus may read; counts and times only, never a person. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly conditions = new Map<string, () => string | null>();

  readonly records = new Counter({
    name: 'hadir_records_total',
    help: 'Records from terminals by door and by what became of them',
    labelNames: ['source', 'outcome'] as const,
    registers: [this.registry],
  });

  readonly judgedDays = new Counter({ name: 'hadir_judged_days_total', help: 'Employee-days judged', registers: [this.registry] });

  private countDirtyDays: (() => Promise<number>) | null = null;

  readonly dirtyDays = new Gauge({
    name: 'hadir_dirty_days',
    help: 'Days that wait to be judged',
    registers: [this.registry],
    collect: async () => {
      if (this.countDirtyDays) this.dirtyDays.set(await this.countDirtyDays());
    },
  });

  readonly judging = new Histogram({
    name: 'hadir_judging_seconds',
    help: 'Time of one group of judged days, from taking the marks to the commit',
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });

  readonly polls = new Counter({ name: 'hadir_polls_total', help: 'Polls of terminals by outcome', labelNames: ['outcome'] as const, registers: [this.registry] });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Whoever judges days says how to count those that wait; they are counted when somebody reads the metrics. */
  watchDirtyDays(count: () => Promise<number>): void {
    this.countDirtyDays = count;
  }

  /** Adds a condition of readiness: the function says what is wrong, or null. */
  watch(name: string, faultOf: () => string | null): void {
    this.conditions.set(name, faultOf);
  }

  /** What is wrong at this moment. */
  faults(): string[] {
    return [...this.conditions].flatMap(([name, faultOf]) => {
      const fault = faultOf();
      return fault === null ? [] : [`${name}: ${fault}`];
    });
  }
}
