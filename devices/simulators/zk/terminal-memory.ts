import type { SimulatedPunch, SimulatedUser, ZkSimulatorOptions } from './simulator-options';

const DEFAULT_CAPACITY = 100_000;
const LOST_CLOCK = '2000-01-01 00:00:00';

function asIfUtc(wallClock: string): number {
  return Date.parse(`${wallClock.replace(' ', 'T')}Z`);
}

/** What a simulated terminal remembers: its log up to the capacity, its users, its clock. */
export class TerminalMemory {
  punches: SimulatedPunch[];
  users: SimulatedUser[];
  readonly capacity: number;
  #clockAheadMs = 0;
  #stoppedClock: string | undefined;

  constructor(private readonly options: ZkSimulatorOptions) {
    this.punches = [...(options.punches ?? [])];
    this.users = [...(options.users ?? [])];
    this.capacity = options.capacity ?? DEFAULT_CAPACITY;
    this.#stoppedClock = options.stoppedClock;
  }

  /** Appends a punch the way a full log allows it; whether it was kept. */
  record(punch: SimulatedPunch): boolean {
    if (this.punches.length >= this.capacity) {
      if (this.options.whenFull === 'freeze') return false;
      this.punches.shift();
    }
    this.punches.push(punch);
    return true;
  }

  /** A punch of now, by the terminal's clock. */
  punchOfNow(uid = 1): SimulatedPunch {
    const pin = this.users.find((user) => user.uid === uid)?.pin ?? String(uid);
    return { uid, pin, wallClock: this.wallClock(), verify: 1, state: 0 };
  }

  wallClock(): string {
    if (this.#stoppedClock !== undefined) return this.#stoppedClock;
    const local = Date.now() + (this.options.utcOffsetMinutes ?? 0) * 60_000 + this.#clockAheadMs;
    return new Date(local).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** Sets the clock, which then runs on. */
  setClock(wallClock: string): void {
    this.#stoppedClock = undefined;
    this.#clockAheadMs = 0;
    this.#clockAheadMs = asIfUtc(wallClock) - asIfUtc(this.wallClock());
  }

  /** What an empty battery does to the clock (zk.md B.13). */
  loseClock(): void {
    this.setClock(LOST_CLOCK);
  }
}
