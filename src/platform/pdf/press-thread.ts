import { existsSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';

/** An order as it goes to the thread: what is asked, with its number. */
export type Numbered<Order> = Order & { readonly job: number };

/** What the thread answers: what was printed, why nothing was, or that all of the order so far was taken and more may come. */
type Answer<Result> = { readonly job: number } & ({ readonly result: Result } | { readonly error: string } | { readonly taken: true });

/** An order that was handed in. */
export interface HandedIn<Order, Result> {
  readonly printed: Promise<Result>;
  /** Hands more of the same order in. */
  readonly add: (more: Order) => void;
}

interface Waiting<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  readonly taken: () => void;
}

/** Prints in a thread of its own: laying out pages takes as long as many answers to terminals. The thread starts with the first order. */
export class PressThread<Order extends object, Result> {
  private worker: Worker | null = null;
  private jobs = 0;
  private readonly waiting = new Map<number, Waiting<Result>>();

  /** @param file the compiled program of the thread */
  constructor(private readonly file: string) {}

  /** Whether there is a program to run: always where the service runs compiled, never inside the test runner. */
  get isThere(): boolean {
    return existsSync(this.file);
  }

  /** Hands an order in; `taken` is called whenever the thread asks for more of it. */
  order(order: Order, taken: () => void = () => undefined): HandedIn<Order, Result> {
    const job = (this.jobs += 1);
    const printed = new Promise<Result>((resolve, reject) => this.waiting.set(job, { resolve, reject, taken }));
    const add = (more: Order): void => this.running().postMessage({ ...more, job } satisfies Numbered<Order>);
    add(order);
    return { printed, add };
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.file);
    // An idle press keeps no process alive.
    worker.unref();
    worker.on('message', (answer: Answer<Result>) => this.take(answer));
    worker.on('error', (error) => this.fail(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.fail(worker, new Error(`the press ended with ${code}`)));
    return (this.worker = worker);
  }

  private take(answer: Answer<Result>): void {
    const waiting = this.waiting.get(answer.job);
    if ('taken' in answer) return waiting?.taken();
    this.waiting.delete(answer.job);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.result);
  }

  /** The next order starts a new thread; those that were waiting fail rather than wait for ever. */
  private fail(worker: Worker, error: Error): void {
    // A thread that failed also exits, later: by then the next one may be at work, and its orders are not lost.
    if (this.worker !== worker) return;
    this.worker = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

/** In the thread: takes orders, and more of them, as they come. */
export const takeOrders = <Order>(take: (order: Numbered<Order>) => void): void => void parentPort?.on('message', take);

/** In the thread: answers an order with what was printed, or with why nothing was. */
export const answerWith = (job: number, work: Promise<unknown>): Promise<void> =>
  work.then(
    (result) => parentPort?.postMessage({ job, result }),
    (error: unknown) => parentPort?.postMessage({ job, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );

/** In the thread: says that all of an order so far was taken and more may come. */
export const askForMore = (job: number): void => parentPort?.postMessage({ job, taken: true });
