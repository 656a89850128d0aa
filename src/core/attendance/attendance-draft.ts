import type { AttendanceDay, AttendanceStatus, Signal } from './attendance-day';
import type { ExplanationStep } from './explanation-step';

/** A day while it is being judged; rules of later files may still change it. */
export type AttendanceDraft = {
  -readonly [K in keyof Omit<AttendanceDay, 'flags' | 'explanation'>]: AttendanceDay[K];
} & { flags: string[]; explanation: ExplanationStep[] };

const NO_SIGNALS: readonly Signal[] = [];

/** A draft with nothing counted yet. */
export function newDraft(date: string, shiftNo: number, shift: string | null, status: AttendanceStatus) {
  // Written out: the hot path of a night's run makes one for every employee and day.
  const draft: AttendanceDraft = {
    date,
    shiftNo,
    shift,
    status,
    lateMinutes: 0,
    earlyLeaveMinutes: 0,
    workedMinutes: 0,
    overtimeMinutes: 0,
    breakOverrunMinutes: 0,
    absentDays: 0,
    lateBand: null,
    earlyBand: null,
    flags: [],
    inAt: null,
    outAt: null,
    settled: true,
    signals: NO_SIGNALS,
    explanation: [],
    digest: '',
  };
  return draft;
}

/** Flags sorted, without repeats. */
export function sortedFlags(flags: readonly string[]): string[] {
  return flags.length < 2 ? [...flags] : [...new Set(flags)].sort();
}
