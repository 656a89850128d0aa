import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { join } from 'node:path';
import { PressThread } from '../../platform/pdf/press-thread';
import { type LongTable, type Paper, type PaperCell } from './paper';
import { type PressOrder } from './paper-worker';
import { renderBook } from './render-book';
import { renderPaper } from './render-paper';

const rowsAtOnce = 100;

/** Prints papers, in a thread of its own. */
@Injectable()
export class PaperPress implements OnModuleDestroy {
  private readonly thread = new PressThread<PressOrder, Uint8Array>(join(__dirname, 'paper-worker.js'));

  /** Prints one paper. */
  async print(paper: Paper): Promise<Buffer> {
    return this.thread.isThere ? Buffer.from(await this.thread.order({ paper }).printed) : renderPaper(paper);
  }

  /** Prints a paper with one long table, whose rows are asked for as they are drawn. */
  async printLong(paper: Paper, table: LongTable, rows: AsyncIterable<readonly PaperCell[]>): Promise<Buffer> {
    if (!this.thread.isThere) return renderBook(paper, table, rows);
    let taken = (): void => undefined;
    const { printed, add } = this.thread.order({ paper, table }, () => taken());
    // Whoever waits for rows to be taken hears of a failure, too; nobody may be waiting yet.
    const wanted = (): Promise<unknown> => {
      const next = Promise.race([new Promise<void>((resolve) => (taken = resolve)), printed]);
      next.catch(() => undefined);
      return next;
    };
    let next = wanted();
    const hand = async (some: readonly (readonly PaperCell[])[] | null): Promise<void> => {
      await next;
      next = wanted();
      add({ rows: some });
    };
    try {
      for await (const some of inBatches(rows, rowsAtOnce)) await hand(some);
      await hand(null);
    } catch (error) {
      add({ broken: 'its rows cannot be read' });
      throw error;
    }
    return Buffer.from(await printed);
  }

  onModuleDestroy(): Promise<void> {
    return this.thread.end();
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
