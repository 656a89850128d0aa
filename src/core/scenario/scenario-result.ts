import type { AttendanceDay } from '../attendance/attendance-day';

/** The columns of a day in the `--json` output (reconciliation.md, scenario files). */
export type ScenarioDay = Pick<
  AttendanceDay,
  | 'date'
  | 'shift'
  | 'status'
  | 'lateMinutes'
  | 'earlyLeaveMinutes'
  | 'workedMinutes'
  | 'flags'
  | 'absentDays'
  | 'overtimeMinutes'
  | 'breakOverrunMinutes'
  | 'lateBand'
  | 'earlyBand'
>;

/** What one step came to. */
export interface ScenarioStepResult {
  readonly days: readonly ScenarioDay[];
  readonly signals: readonly string[];
  readonly retracted: readonly string[];
  readonly quarantined: number;
  readonly storedPunches: number;
}

/** What one case came to; `pass` = every expectation of every step held. */
export interface ScenarioCaseResult {
  readonly id: string;
  readonly pass: boolean;
  readonly steps: readonly ScenarioStepResult[];
}

/** An expectation that did not hold. */
export interface ScenarioDifference {
  readonly caseId: string;
  readonly title: string;
  /** Where: 'step 1, 2025-08-04, lateMinutes'. */
  readonly where: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The day as the output shows it. */
export function scenarioDay(day: AttendanceDay): ScenarioDay {
  const { date, shift, status, lateMinutes, earlyLeaveMinutes, workedMinutes, flags, absentDays } = day;
  const { overtimeMinutes, breakOverrunMinutes, lateBand, earlyBand } = day;
  return {
    ...{ date, shift, status, lateMinutes, earlyLeaveMinutes, workedMinutes, flags, absentDays },
    ...{ overtimeMinutes, breakOverrunMinutes, lateBand, earlyBand },
  };
}
