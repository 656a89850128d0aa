import type { ReceivedMessage } from '../../../src/intake/mqtt/mqtt-message';

/** Stands for the database, which is outside this room: keeps batches whole, can be slow, away, or not answer. */
export class Ledger {
  readonly batches: ReceivedMessage[][] = [];
  down = false;
  private gate: Promise<void> = Promise.resolve();
  private openGate: () => void = () => undefined;

  readonly store = async (batch: ReceivedMessage[]): Promise<void> => {
    await this.gate;
    if (this.down) throw new Error('database is away');
    this.batches.push(batch);
  };

  /** From now on nothing is answered until `release`. */
  hold(): void {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
  }

  release(): void {
    this.openGate();
  }

  get rows(): ReceivedMessage[] {
    return this.batches.flat();
  }

  /** What remains after the natural key (here topic and payload) has thrown out redeliveries. */
  get distinct(): string[] {
    return [...new Set(this.rows.map((row) => `${row.topic} ${row.payload.toString()}`))].sort();
  }
}

const patienceMs = 20_000;

/** Waits until something holds; gives up long after any healthy run, so that a failing test ends and says where. */
export async function eventually(holds: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > givenUpAt) throw new Error(`this never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
