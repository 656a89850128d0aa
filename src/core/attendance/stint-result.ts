import type { ExplanationStep } from './explanation-step';
import type { Pair } from './pair-punches';
import type { Stint } from './stint';

/** Why nothing of a stint was owed. */
export type Covered = 'ON_LEAVE' | 'ON_DUTY' | 'HOLIDAY';

/** What one stint came to, before the day's status is chosen. */
export interface StintResult {
  readonly stint: Stint;
  readonly pairs: readonly Pair[];
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly workedMs: number;
  /** Worked or excused milliseconds, for the thresholds. */
  readonly creditedMs: number;
  readonly overtimeMinutes: number;
  readonly breakOverrunMinutes: number;
  readonly flags: readonly string[];
  readonly steps: readonly ExplanationStep[];
  readonly covered: Covered | null;
  /** Nobody recorded anything, and nothing excuses it. */
  readonly empty: boolean;
  readonly missingIn: boolean;
  readonly missingOut: boolean;
  /** Owed milliseconds that leave, duty or a half holiday took away. */
  readonly excusedMs: number;
}
