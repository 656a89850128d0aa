import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ComposedLetter } from '../../core/document/compose-letter';
import { type PrintJob, type PrintResult } from './pdf-worker';
import { renderPdf, type RenderedPdf } from './render-pdf';

interface Waiting {
  readonly resolve: (rendered: RenderedPdf) => void;
  readonly reject: (error: Error) => void;
}

/** Present where the program runs compiled, as it always does outside the test runner. */
const workerFile = join(__dirname, 'pdf-worker.js');

/** Prints letters in a thread of its own: laying out pages takes as long as dozens of answers to terminals. */
@Injectable()
export class PdfPress implements OnModuleDestroy {
  private worker: Worker | null = null;
  private jobs = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** Prints one letter; the thread starts with the first. */
  print(letter: ComposedLetter, printedAt: number): Promise<RenderedPdf> {
    if (!existsSync(workerFile)) return renderPdf(letter, printedAt);
    const job = (this.jobs += 1);
    return new Promise<RenderedPdf>((resolve, reject) => {
      this.waiting.set(job, { resolve, reject });
      this.running().postMessage({ job, letter, printedAt } satisfies PrintJob);
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
    worker.on('message', (result: PrintResult) => this.take(result));
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.fail(new Error(`the press ended with ${code}`)));
    return (this.worker = worker);
  }

  private take(result: PrintResult): void {
    const waiting = this.waiting.get(result.job);
    this.waiting.delete(result.job);
    if ('error' in result) waiting?.reject(new Error(result.error));
    else waiting?.resolve({ bytes: Buffer.from(result.bytes), pages: result.pages });
  }

  /** The next letter starts a new thread; those that were waiting fail rather than wait for ever. */
  private fail(error: Error): void {
    this.worker = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
