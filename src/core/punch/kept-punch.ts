import type { Instant, WorkDate } from '../time/instant';
import type { PunchDirection, PunchFact } from './punch-fact';

/** The approved correction a punch stands for. */
export interface CorrectionMark {
  readonly id: string;
  readonly date: WorkDate;
}

/** A punch that counts: its clock drift taken off and its repeats folded into it. */
export interface KeptPunch {
  /** The instant after drift correction, with seconds. */
  readonly at: Instant;
  /** `at` with its seconds dropped. */
  readonly minuteAt: Instant;
  readonly direction: PunchDirection;
  readonly terminal: string | null;
  readonly ref: string;
  /** Seconds taken off (positive = the terminal was fast), 0 = none. */
  readonly driftSeconds: number;
  /** Set when an approved correction added this punch. */
  readonly correction: CorrectionMark | null;
  /** Records dropped as repeats of this one; null = none. */
  duplicates: PunchFact[] | null;
}
