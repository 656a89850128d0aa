import type { Instant } from '../time/instant';

/** The direction a person chose at the terminal; null = the terminal does not ask. */
export type PunchDirection = 'in' | 'out' | null;

/** One stored punch of one person, as the engine reads it. */
export interface PunchFact {
  /** The instant the terminal's wall clock meant in the terminal's zone; never drift-corrected. */
  readonly at: Instant;
  readonly direction: PunchDirection;
  /** Serial of the terminal; null when no terminal wrote it. */
  readonly terminal: string | null;
  /** The natural key of the record, for evidence and for the digest. */
  readonly ref: string;
  readonly receivedAt?: Instant;
  /** Where it came from: 'poll', 'push', 'door', 'import', 'scenario' ... */
  readonly origin: string;
}
