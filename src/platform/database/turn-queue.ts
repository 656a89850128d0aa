/** Lets asynchronous pieces of work pass one at a time, in the order in which they came. */
export class TurnQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everything taken before has ended, whether well or not. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
