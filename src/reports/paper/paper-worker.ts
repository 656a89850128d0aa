import { parentPort } from 'node:worker_threads';
import { type LongTable, type Paper, type PaperCell } from './paper';
import { renderBook } from './render-book';
import { renderPaper } from './render-paper';

/** Rows of a long table, as they are handed over. */
export type PaperRows = readonly (readonly PaperCell[])[];

/** What the worker is asked: a paper, with `table` one whose rows follow some at a time; `rows` null ends them, `broken` takes the paper back. */
export type PaperJob =
  | { readonly job: number; readonly paper: Paper; readonly table?: LongTable }
  | { readonly job: number; readonly rows: PaperRows | null }
  | { readonly job: number; readonly broken: string };

/** What it answers: the bytes, why there are none, or that rows were taken and more may come. */
export type PaperResult = { readonly job: number; readonly bytes: Uint8Array } | { readonly job: number; readonly error: string } | { readonly job: number; readonly taken: true };

/** Rows on their way from the other thread; the next are asked for when these have been drawn. */
class RowQueue implements AsyncIterable<readonly PaperCell[]> {
  private give: (rows: PaperRows | null) => void = () => undefined;
  private refuse: (error: Error) => void = () => undefined;
  private next = this.promise();

  constructor(private readonly askForMore: () => void) {}

  take(rows: PaperRows | null): void {
    this.give(rows);
  }

  breakOff(why: string): void {
    this.refuse(new Error(why));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly PaperCell[]> {
    for (;;) {
      this.askForMore();
      const rows = await this.next;
      if (rows === null) return;
      this.next = this.promise();
      yield* rows;
    }
  }

  private promise(): Promise<PaperRows | null> {
    return new Promise((resolve, reject) => {
      this.give = resolve;
      this.refuse = reject;
    });
  }
}

const queues = new Map<number, RowQueue>();
const answer = (result: PaperResult): void => parentPort?.postMessage(result);

function print(job: number, work: Promise<Buffer>): void {
  work
    .then(
      (bytes) => answer({ job, bytes }),
      (error: unknown) => answer({ job, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => queues.delete(job));
}

parentPort?.on('message', (asked: PaperJob) => {
  const { job } = asked;
  if ('rows' in asked) return queues.get(job)?.take(asked.rows);
  if ('broken' in asked) return queues.get(job)?.breakOff(asked.broken);
  if (asked.table === undefined) return print(job, renderPaper(asked.paper));
  const queue = new RowQueue(() => answer({ job, taken: true }));
  queues.set(job, queue);
  print(job, renderBook(asked.paper, asked.table, queue));
});
