import type { Signal } from './attendance-day';
import type { AttendanceDraft } from './attendance-draft';
import { step } from './explanation-step';
import type { ExcuseKind, SpanFacts } from './span-facts';

const EXCUSED_FLAG: Record<ExcuseKind, string> = {
  late: 'LATE_EXCUSED',
  early: 'EARLY_EXCUSED',
  absent: 'ABSENT_EXCUSED',
  incomplete: 'INCOMPLETE_EXCUSED',
};

const EXCUSE_OF: Record<Signal, ExcuseKind> = {
  ABSENT: 'absent',
  LATE: 'late',
  EARLY: 'early',
  INCOMPLETE: 'incomplete',
};

/** What discipline may see of the day; an approved excuse keeps the minutes and drops the signal (rule 20). */
export function fillSignals(draft: AttendanceDraft, facts: SpanFacts): void {
  const raised = raisedBy(draft);
  if (raised.length === 0) return;
  const withheld = draft.flags.includes('LEAVE_PENDING');
  const signals = raised.filter((signal) => !isExcused(draft, EXCUSE_OF[signal], facts));
  draft.signals = withheld ? [] : signals;
}

function raisedBy(draft: AttendanceDraft): Signal[] {
  const { status, flags } = draft;
  if (status === 'ABSENT') return ['ABSENT'];
  if (flags.includes('AWAITING_DEVICE_SYNC') || flags.includes('DEVICE_FAULT')) return [];
  const raised: Signal[] = [];
  if (draft.lateMinutes > 0) raised.push('LATE');
  if (draft.earlyLeaveMinutes > 0) raised.push('EARLY');
  if (flags.includes('MISSING_IN') || flags.includes('MISSING_OUT')) raised.push('INCOMPLETE');
  return raised;
}

function isExcused(draft: AttendanceDraft, kind: ExcuseKind, facts: SpanFacts): boolean {
  const excused = facts.excuses.some(
    (excuse) => excuse.status === 'approved' && excuse.date === draft.date && excuse.kind === kind,
  );
  if (!excused) return false;
  draft.flags.push(EXCUSED_FLAG[kind]);
  draft.explanation.push(step('EXCUSED', { kind }));
  return true;
}
