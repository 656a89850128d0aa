import type { Instant, Interval } from '../time/instant';

/** What a terminal's clock was off by when it was measured; positive = fast. */
export interface ClockReading {
  readonly measuredAt: Instant;
  readonly offsetSeconds: number;
}

/** What is known of a terminal of the person's site. */
export interface TerminalHealth {
  /** The terminal's own zone when it does not run on the unit's. */
  readonly zone?: string;
  /** What its clock was off by, oldest reading first; undefined or empty = never measured. */
  readonly clockReadings?: readonly ClockReading[];
  /** When it last handed over its records; undefined = not watched, null = never heard from. */
  readonly lastSyncAt?: Instant | null;
  /** Recorded clock or power faults. */
  readonly clockFaults: readonly Interval[];
}
