import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Paper } from './paper';
import { type PaperJob, type PaperResult } from './paper-worker';
import { renderPaper } from './render-paper';

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
}

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
      this.waiting.set(job, { resolve, reject });
      this.running().postMessage({ job, paper } satisfies PaperJob);
    });
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
