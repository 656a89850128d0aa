import { type PollMemory } from './poll-terminal';

/** When a terminal is due, and how it went. Times in epoch milliseconds. */
export interface Turn {
  dueAt: number;
  failures: number;
  memory: PollMemory | null;
  running: boolean;
}

/** Terminals that are read at the same time, and how many of those may be ones that failed last time. */
export interface PollSlots {
  readonly all: number;
  readonly failing: number;
}

/** Who is polled when: the longest due first, and those that keep failing in few slots of their own, so that they delay nobody. */
export class PollTurns {
  private readonly turns = new Map<string, Turn>();

  constructor(private readonly slots: PollSlots) {}

  of(serial: string): Turn {
    const turn = this.turns.get(serial) ?? { dueAt: 0, failures: 0, memory: null, running: false };
    this.turns.set(serial, turn);
    return turn;
  }

  /** Terminals that are known to fail from before a restart. */
  expectFailure(serials: Iterable<string>): void {
    for (const serial of serials) if (!this.turns.has(serial)) this.of(serial).failures = 1;
  }

  /** Brings a terminal forward to a moment, never back. */
  hint(serial: string, at: number): void {
    const turn = this.turns.get(serial);
    if (turn && turn.failures === 0) turn.dueAt = Math.min(turn.dueAt, at);
  }

  /** Whom to start at this moment, of all that could be polled. */
  due<T extends { readonly serial: string }>(terminals: readonly T[], now: number): T[] {
    const turns = [...this.turns.values()].filter((turn) => turn.running);
    let free = this.slots.all - turns.length;
    let freeForFailing = this.slots.failing - turns.filter((turn) => turn.failures > 0).length;
    const waiting = terminals.filter(({ serial }) => !this.of(serial).running && this.of(serial).dueAt <= now).sort((a, b) => this.of(a.serial).dueAt - this.of(b.serial).dueAt);
    return waiting.filter(({ serial }) => {
      const failing = this.of(serial).failures > 0;
      if (free <= 0 || (failing && freeForFailing <= 0)) return false;
      free -= 1;
      if (failing) freeForFailing -= 1;
      return true;
    });
  }
}

/** The pause after so many failures in a row: doubling up to a longest one, with a quarter of chance either way. */
export function backoffMs(failures: number, everyMs: number, longestMs: number, random: () => number = Math.random): number {
  return Math.min(longestMs, everyMs * 2 ** Math.min(failures - 1, 16)) * (0.75 + random() / 2);
}
