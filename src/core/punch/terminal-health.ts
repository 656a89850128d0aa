import type { Instant, Interval } from '../time/instant';

/** What is known of a terminal of the person's site. */
export interface TerminalHealth {
  /** The terminal's own zone when it does not run on the unit's. */
  readonly zone?: string;
  /** Measured offset of its clock in seconds; positive = fast. */
  readonly clockOffsetSeconds?: number;
  /** When it last handed over its records; undefined = not watched, null = never heard from. */
  readonly lastSyncAt?: Instant | null;
  /** Recorded clock or power faults. */
  readonly clockFaults: readonly Interval[];
}
