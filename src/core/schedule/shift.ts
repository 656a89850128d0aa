import type { WorkDate } from '../time/instant';

/** Start and end on the shift's own clock: 'HH:MM', '24:00' = midnight at the end, '07:00+1' = the next day. */
export type ClockRange = readonly [start: string, end: string];

/** The hours of a shift from a date on; the newest version not after the work date counts. */
export interface ShiftVersion {
  /** First work date of the version; null = since ever. */
  readonly from: WorkDate | null;
  readonly segments: readonly ClockRange[];
  readonly breaks: readonly ClockRange[];
  /** Each segment needs its own punches (reconciliation.md rule 17). */
  readonly punchEachSegment: boolean;
}

/** A named set of hours with its history. */
export interface Shift {
  readonly code: string;
  readonly name?: string;
  readonly versions: readonly ShiftVersion[];
}

/** The version that counts on the date, or null before the first. */
export function versionOn(shift: Shift, date: WorkDate): ShiftVersion | null {
  let found: ShiftVersion | null = null;
  for (const version of shift.versions) {
    if (version.from !== null && version.from > date) continue;
    if (found === null || (version.from ?? '') >= (found.from ?? '')) found = version;
  }
  return found;
}
