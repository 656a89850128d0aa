import { SECOND_MS, type Instant } from '../time/instant';
import type { TerminalHealth } from './terminal-health';

/** What a policy says about drifting clocks. */
export interface DriftRule {
  readonly driftCorrection: boolean;
  readonly driftFloorSeconds: number;
}

/**
 * Seconds to take off a record that a terminal's clock put at `at` (reconciliation.md rule 4): the offset read last before the record, so that
 * a clock set right at noon leaves the morning as it was. Records from before the first reading are read by the first. 0 when small, unmeasured
 * or not wanted.
 */
export function driftSecondsOf(terminal: TerminalHealth | undefined, at: Instant, rule: DriftRule): number {
  const readings = terminal?.clockReadings;
  if (!rule.driftCorrection || !readings) return 0;
  const before = readings.findLast(({ measuredAt, offsetSeconds }) => measuredAt <= at - offsetSeconds * SECOND_MS);
  const offset = (before ?? readings[0])?.offsetSeconds ?? 0;
  return Math.abs(offset) > rule.driftFloorSeconds ? offset : 0;
}
