import { answerWith, askForMore, takeOrders } from '../../platform/pdf/press-thread';
import { type LongTable, type Paper, type PaperCell } from './paper';
import { renderBook } from './render-book';
import { renderPaper } from './render-paper';

/** Rows of a long table, as they are handed over. */
export type PaperRows = readonly (readonly PaperCell[])[];

/** What the thread is asked: a paper, with `table` one whose rows follow some at a time; `rows` null ends them, `broken` takes the paper back. */
export type PressOrder = { readonly paper: Paper; readonly table?: LongTable } | { readonly rows: PaperRows | null } | { readonly broken: string };

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

takeOrders<PressOrder>((order) => {
  const { job } = order;
  if ('rows' in order) return queues.get(job)?.take(order.rows);
  if ('broken' in order) return queues.get(job)?.breakOff(order.broken);
  if (order.table === undefined) return void answerWith(job, renderPaper(order.paper));
  const queue = new RowQueue(() => askForMore(job));
  queues.set(job, queue);
  void answerWith(job, renderBook(order.paper, order.table, queue)).finally(() => queues.delete(job));
});
