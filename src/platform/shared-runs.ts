interface Run<T> {
  readonly now: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Work that many ask for at once is done once for all of them. Whoever comes while it runs is given the next run and not this one: nobody is told
 * what was read before they asked, so nothing is kept and nothing grows old.
 */
export class SharedRuns<T> {
  private readonly runs = new Map<string, Run<T>>();

  /** Runs `work`, or shares the next run of the same key; the same key must mean the same work. */
  take(key: string, work: () => Promise<T>): Promise<T> {
    const run = this.runs.get(key);
    if (!run) return this.begin(key, work);
    run.next ??= run.now.then(
      () => this.begin(key, work),
      () => this.begin(key, work),
    );
    return run.next;
  }

  private begin(key: string, work: () => Promise<T>): Promise<T> {
    const run: Run<T> = { now: work(), next: null };
    this.runs.set(key, run);
    const end = (): void => {
      if (run.next === null) this.runs.delete(key);
    };
    run.now.then(end, end);
    return run.now;
  }
}
