import type { WorkDate } from '../time/instant';

/** How punches become stretches of presence (reconciliation.md rule 7). */
export type Pairing = 'first-last' | 'alternating' | 'direction';

/** What happens to the seconds of a punch (rule 2): dropped, kept, rounded to the minute, or rounded against the person. */
export type SecondsRule = 'drop' | 'keep' | 'round' | 'up';

/** Flexible hours (rule 19), minutes the owed span may move; a fixed compensation is owed whatever the lateness was. */
export interface FlexPolicy {
  readonly earlyMinutes: number;
  readonly lateMinutes: number;
  readonly fixedCompensationMinutes?: number;
}

/** An allowance band: its name and the minutes from which it holds. */
export type Band = readonly [name: string, fromMinutes: number];

/** Allowance bands by late and early minutes, and the bands a missing punch stands for (rule 12). */
export interface BandPolicy {
  readonly late?: readonly Band[];
  readonly early?: readonly Band[];
  readonly missingIn?: string | null;
  readonly missingOut?: string | null;
}

/** Rounding of the worked minutes to a unit, e.g. to full quarters of an hour. */
export interface WorkedRounding {
  readonly unit: number;
  readonly mode: 'down' | 'up' | 'nearest';
}

/** Everything an office may decide about how its days are judged; minutes unless the name says otherwise. */
export interface AttendancePolicy {
  readonly pairing: Pairing;
  readonly dedupeSeconds: number;
  readonly minPairGapMinutes: number;
  readonly lateGraceMinutes: number;
  readonly graceMode: 'threshold' | 'deduct';
  readonly openBeforeMinutes: number;
  readonly closeAfterMinutes: number;
  readonly absentBelowMinutes: number;
  readonly halfDayBelowMinutes: number;
  readonly holidayExemptsRoster: boolean;
  readonly continuousHandover: boolean;
  readonly awaitDeviceSync: boolean;
  readonly driftCorrection: boolean;
  readonly driftFloorSeconds: number;
  readonly secondsRule: SecondsRule;
  readonly flex: FlexPolicy | null;
  readonly bands: BandPolicy | null;
  readonly workedRounding: WorkedRounding | null;
  /** Days up to this date are closed (rule 20); null = nothing is closed. */
  readonly lockedThrough: WorkDate | null;
}

/** The policy where nobody decided otherwise (the defaults of reconciliation.md). */
export const defaultPolicy: AttendancePolicy = {
  pairing: 'first-last',
  dedupeSeconds: 60,
  minPairGapMinutes: 5,
  lateGraceMinutes: 0,
  graceMode: 'threshold',
  openBeforeMinutes: 120,
  closeAfterMinutes: 240,
  absentBelowMinutes: 0,
  halfDayBelowMinutes: 0,
  holidayExemptsRoster: true,
  continuousHandover: false,
  awaitDeviceSync: false,
  driftCorrection: false,
  driftFloorSeconds: 30,
  secondsRule: 'drop',
  flex: null,
  bands: null,
  workedRounding: null,
  lockedThrough: null,
};
