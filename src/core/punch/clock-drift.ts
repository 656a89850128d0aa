import { SECOND_MS } from '../time/instant';
import type { TerminalHealth } from './terminal-health';

/** What a policy says about drifting clocks. */
export interface DriftRule {
  readonly driftCorrection: boolean;
  readonly driftFloorSeconds: number;
}

/** Seconds to take off a terminal's records (reconciliation.md rule 4); 0 when small, unmeasured or not wanted. */
export function driftSecondsOf(terminal: TerminalHealth | undefined, rule: DriftRule): number {
  const offset = terminal?.clockOffsetSeconds ?? 0;
  return rule.driftCorrection && Math.abs(offset) > rule.driftFloorSeconds ? offset : 0;
}

/** The same in milliseconds. */
export function driftMsOf(terminal: TerminalHealth | undefined, rule: DriftRule): number {
  return driftSecondsOf(terminal, rule) * SECOND_MS;
}
