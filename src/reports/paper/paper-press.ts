import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type LongTable, type Paper, type PaperCell } from './paper';
import { type PaperJob, type PaperResult, type PaperRows } from './paper-worker';
import { renderBook } from './render-book';
import { renderPaper } from './render-paper';

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
  /** Called when rows were taken and more may come. */
  taken: () => void;
}

const rowsAtOnce = 100;

/** Present where the program runs compiled, as it always does outside the test runner. */
const workerFile = join(__dirname, 'paper-worker.js');

/** Prints papers in a thread of its own: a hundred pages take seconds, in which terminals want their answers. */
@Injectable()
export class PaperPress implements OnModuleDestroy {
  private worker: Worker | null = null;
  private jobs = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** Prints one paper; the thread starts with the first. */
  print(paper: Paper): Promise<Buffer> {
    if (!existsSync(workerFile)) return renderPaper(paper);
    const job = (this.jobs += 1);
    return new Promise<Buffer>((resolve, reject) => {
      this.waiting.set(job, { resolve, reject, taken: () => undefined });
      this.running().postMessage({ job, paper } satisfies PaperJob);
    });
  }

  /** Prints a paper with one long table, whose rows are asked for as they are drawn. */
  async printLong(paper: Paper, table: LongTable, rows: AsyncIterable<readonly PaperCell[]>): Promise<Buffer> {
    if (!existsSync(workerFile)) return renderBook(paper, table, rows);
    const job = (this.jobs += 1);
    const waiting: Waiting = { resolve: () => undefined, reject: () => undefined, taken: () => undefined };
    const printed = new Promise<Buffer>((resolve, reject) => Object.assign(waiting, { resolve, reject }));
    const wanted = (): Promise<unknown> => Promise.race([new Promise<void>((resolve) => (waiting.taken = resolve)), printed]);
    // Whoever waits for rows to be taken hears of a failure, too; nobody may be waiting yet.
    printed.catch(() => undefined);
    this.waiting.set(job, waiting);
    let next = wanted();
    this.running().postMessage({ job, paper, table } satisfies PaperJob);
    const hand = async (some: PaperRows | null): Promise<void> => {
      await next;
      next = wanted();
      next.catch(() => undefined);
      this.running().postMessage({ job, rows: some } satisfies PaperJob);
    };
    try {
      for await (const some of inBatches(rows, rowsAtOnce)) await hand(some);
      await hand(null);
    } catch (error) {
      this.running().postMessage({ job, broken: 'its rows cannot be read' } satisfies PaperJob);
      throw error;
    }
    return printed;
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker?.terminate();
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(workerFile);
    // An idle press keeps no process alive.
    worker.unref();
    worker.on('message', (result: PaperResult) => this.take(result));
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.fail(new Error(`the press ended with ${code}`)));
    return (this.worker = worker);
  }

  private take(result: PaperResult): void {
    const waiting = this.waiting.get(result.job);
    if ('taken' in result) return waiting?.taken();
    this.waiting.delete(result.job);
    if ('error' in result) waiting?.reject(new Error(result.error));
    else waiting?.resolve(Buffer.from(result.bytes));
  }

  /** The next paper starts a new thread; those that were waiting fail rather than wait for ever. */
  private fail(error: Error): void {
    this.worker = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
