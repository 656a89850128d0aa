import type { AttendanceDay, Signal } from './attendance-day';
import { newDraft, sortedFlags, type AttendanceDraft } from './attendance-draft';
import { step } from './explanation-step';
import type { LockedDay } from './locked-day';

/**
 * A closed day keeps its record; where the facts now say otherwise it gets `LOCKED_CHANGE_PENDING`
 * (reconciliation.md rule 20).
 */
export function keepClosedRecord(drafts: readonly AttendanceDraft[], locked: LockedDay | undefined): AttendanceDraft[] {
  if (!locked) return [...drafts];
  const record = locked.rows ? locked.rows.map(draftOf) : [bareRecord(drafts, locked)];
  const changed = locked.rows ? !sameRows(record, drafts) : !sameBare(drafts, locked);
  if (!changed) return locked.rows ? record : [...drafts];
  const newStatus = drafts.map((draft) => draft.status).join(', ');
  for (const draft of record) {
    draft.flags = sortedFlags([...draft.flags, 'LOCKED_CHANGE_PENDING']);
    draft.explanation = [
      ...draft.explanation.filter((one) => one.code !== 'CHANGE_AFTER_CLOSING'),
      step('CHANGE_AFTER_CLOSING', { status: draft.status, newStatus }),
    ];
  }
  return record;
}

function bareRecord(drafts: readonly AttendanceDraft[], locked: LockedDay): AttendanceDraft {
  const first = drafts[0];
  const draft = newDraft(locked.date, 1, first?.shift ?? null, locked.status);
  draft.absentDays = locked.absentDays;
  draft.explanation.push(step('RECORD_CLOSED', { status: locked.status }));
  const signal = SIGNAL_OF_STATUS[locked.status];
  draft.signals = signal ? [signal] : [];
  return draft;
}

const SIGNAL_OF_STATUS: Readonly<Record<string, Signal | undefined>> = { ABSENT: 'ABSENT', INCOMPLETE: 'INCOMPLETE' };

function draftOf(row: AttendanceDay): AttendanceDraft {
  const flags = row.flags.filter((flag) => flag !== 'LOCKED_CHANGE_PENDING');
  return { ...row, flags, explanation: [...row.explanation] };
}

function sameBare(drafts: readonly AttendanceDraft[], locked: LockedDay): boolean {
  return (
    drafts.length === 1 && drafts.every((one) => one.status === locked.status && one.absentDays === locked.absentDays)
  );
}

function sameRows(record: readonly AttendanceDraft[], drafts: readonly AttendanceDraft[]): boolean {
  return record.length === drafts.length && record.every((row, index) => outcome(row) === outcome(drafts[index]));
}

function outcome(row: AttendanceDraft | undefined): string {
  if (!row) return '';
  return JSON.stringify([
    ...[row.shift, row.status, row.lateMinutes, row.earlyLeaveMinutes, row.workedMinutes, row.overtimeMinutes],
    ...[row.breakOverrunMinutes, row.absentDays, row.lateBand, row.earlyBand, sortedFlags(row.flags)],
  ]);
}
