import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { planRevision } from '../reading/shared-plan';
import { fieldChanges, type ItemChange, type PutOutcome, type ToldItem } from './item-change';
import { PlanEffects } from './plan-effects';
import { ProblemList, type Place, type Problem } from './problem-list';
import { type BoundedSpan, TouchedDays } from './touched-days';

/** How many items of one kind were new, changed or the same as before. */
export interface PutCount {
  new: number;
  changed: number;
  unchanged: number;
}

/** One write to the plan while it runs: its transaction, and what it has found and done so far. */
export class PlanChange {
  readonly problems = new ProblemList();
  readonly touched = new TouchedDays();
  /** What the write changes for people it does not name; worked out once, at its end. */
  readonly effects = new PlanEffects();
  readonly warnings: Problem[] = [];
  readonly counts: Record<string, PutCount> = {};
  /** Every item with its fields, where that was asked for. */
  readonly items: ItemChange[] = [];

  constructor(
    readonly tx: Transaction,
    /** Epoch milliseconds at which the write began. */
    readonly now: number,
    private readonly itemized = false,
  ) {}

  /**
   * Where what is written was tried before: refuses it when the plan is no longer the one it was tried on.
   * @param revision that the try was made at; absent = it was not tried
   * @param again what to do then, for a person to read
   * @throws DomainError `plan-changed`
   */
  async refuseUnlessAt(revision: number | undefined, again: string): Promise<void> {
    if (revision === undefined || (await planRevision(this.tx)) === revision) return;
    throw new DomainError('plan-changed', `The plan was changed by somebody else ${again}`, 409);
  }

  /** Whether anything is new or different. */
  get hasChanged(): boolean {
    return Object.values(this.counts).some((count) => count.new + count.changed > 0);
  }

  /** Says something odd that does not refuse the write. */
  warn(place: Place, message: string): void {
    this.warnings.push({ ...place, message });
  }

  /** Counts what became of an item, and keeps what it was and is where every item is asked for. */
  count(kind: string, outcome: PutOutcome, index = -1, told?: () => ToldItem): void {
    const counted = (this.counts[kind] ??= { new: 0, changed: 0, unchanged: 0 });
    counted[outcome] += 1;
    if (!this.itemized || !told) return;
    const item = told();
    this.items.push({ kind, index, outcome, name: item.name, fields: outcome === 'unchanged' ? [] : fieldChanges(item) });
  }
}

/** What a write did. */
export interface PlanWritten<T> {
  readonly result: T;
  readonly counts: Readonly<Record<string, Readonly<PutCount>>>;
  readonly warnings: readonly Problem[];
  /** Person-days marked to be judged again. */
  readonly markedDays: number;
  /** Of a dry run every item with its fields; else empty. */
  readonly items: readonly ItemChange[];
  /** Of the plan before the write. */
  readonly revision: number;
}

/** Carries a finished dry run out of the transaction, which is undone by it. */
class DryRunDone<T> extends Error {
  constructor(readonly written: PlanWritten<T>) {
    super('dry run');
  }
}

/** Carries what was seen of a write out of the transaction, which is undone by it. */
class PreviewDone<S> extends Error {
  constructor(readonly seen: S) {
    super('preview');
  }
}

/** A write that was tried, before it is undone. */
export interface TriedWrite {
  /** Sees what the write has written. */
  readonly reader: Pick<Transaction, 'query'>;
  readonly counts: Readonly<Record<string, Readonly<PutCount>>>;
  readonly warnings: readonly Problem[];
  /** The days that it would mark, by person in order of id. */
  readonly days: ReadonlyMap<string, readonly BoundedSpan[]>;
}

/** The one way to change the plan: one transaction that writes all or nothing and marks the days that it can touch. */
@Injectable()
export class PlanWriter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs a write; with `dryRun` everything is tried, reported and undone.
   * @throws DomainError `plan-refused` when `work` found problems
   */
  async write<T>(work: (change: PlanChange) => Promise<T>, options: { dryRun?: boolean } = {}): Promise<PlanWritten<T>> {
    try {
      return await this.database.transaction((tx) => this.inTransaction(tx, work, options.dryRun ?? false));
    } catch (error) {
      if (error instanceof DryRunDone) return error.written as PlanWritten<T>;
      throw error;
    }
  }

  /**
   * Tries a write, looks at the plan as it would be, and undoes it. Everything `look` needs has to be read before it returns.
   * @throws DomainError `plan-refused` when `work` found problems
   */
  async preview<S>(work: (change: PlanChange) => Promise<unknown>, look: (tried: TriedWrite) => Promise<S>): Promise<S> {
    try {
      return await this.database.transaction((tx) => this.tried(tx, work, look));
    } catch (error) {
      if (error instanceof PreviewDone) return error.seen as S;
      throw error;
    }
  }

  private async tried<S>(tx: Transaction, work: (change: PlanChange) => Promise<unknown>, look: (tried: TriedWrite) => Promise<S>): Promise<never> {
    const change = new PlanChange(tx, this.clock.now());
    await work(change);
    change.problems.throwIfAny();
    await change.effects.touch(tx, change.touched);
    throw new PreviewDone(await look({ reader: tx, counts: change.counts, warnings: change.warnings, days: await change.touched.spansOf(tx, change.now) }));
  }

  private async inTransaction<T>(tx: Transaction, work: (change: PlanChange) => Promise<T>, dryRun: boolean): Promise<PlanWritten<T>> {
    await waitForOtherWriters(tx);
    const change = new PlanChange(tx, this.clock.now(), dryRun);
    const revision = await planRevision(tx);
    const result = await work(change);
    change.problems.throwIfAny();
    if (change.hasChanged) await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
    await change.effects.touch(tx, change.touched);
    const markedDays = await change.touched.mark(tx, change.now);
    const written = { result, counts: change.counts, warnings: change.warnings, markedDays, items: change.items, revision };
    if (dryRun) throw new DryRunDone(written);
    return written;
  }
}

/** Writers of the plan wait for each other here: two who each saw no overlap must not both write one. On SQLite they take turns already. */
async function waitForOtherWriters(tx: Transaction): Promise<void> {
  if (tx.dialect === 'mysql') await tx.query('SELECT revision FROM plan_revision WHERE id = 1 FOR UPDATE');
}
