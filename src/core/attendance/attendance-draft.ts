import type { Instant } from '../time/instant';
import type { AttendanceDay, AttendanceStatus } from './attendance-day';
import type { ExplanationStep } from './explanation-step';

/** A day while it is being judged; rules of later files may still change it. */
export type AttendanceDraft = {
  -readonly [K in keyof Omit<AttendanceDay, 'digest' | 'flags' | 'explanation'>]: AttendanceDay[K];
} & { flags: string[]; explanation: ExplanationStep[] };

/** A draft with nothing counted yet. */
export function newDraft(date: string, shiftNo: number, shift: string | null, status: AttendanceStatus) {
  const draft: AttendanceDraft = {
    ...{ date, shiftNo, shift, status, flags: [], explanation: [], signals: [], settled: true },
    ...{ lateMinutes: 0, earlyLeaveMinutes: 0, workedMinutes: 0, overtimeMinutes: 0, breakOverrunMinutes: 0 },
    ...{ absentDays: 0, lateBand: null, earlyBand: null, inAt: null as Instant | null, outAt: null as Instant | null },
  };
  return draft;
}

/** Flags sorted, without repeats. */
export function sortedFlags(flags: readonly string[]): string[] {
  return flags.length < 2 ? [...flags] : [...new Set(flags)].sort();
}
