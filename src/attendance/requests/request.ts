import { type ExcuseKind } from '../../core/attendance/span-facts';

/** What can be asked for. */
export const requestKinds = ['leave', 'duty', 'permission', 'correction', 'excuse', 'overtime-order'] as const;
/** One of the kinds of request. */
export type RequestKind = (typeof requestKinds)[number];

/** Where a request can stand. */
export const requestStates = ['requested', 'approved', 'rejected', 'cancelled', 'revoked'] as const;
/** One of the states of a request. */
export type RequestState = (typeof requestStates)[number];

/** How much of its dates a leave or duty takes; the other kinds are always `full` or `hours`. */
export const portions = ['full', 'morning', 'afternoon', 'hours'] as const;
/** One of the portions. */
export type Portion = (typeof portions)[number];

/** What an excuse can be for. */
export const excuseKinds: readonly ExcuseKind[] = ['late', 'early', 'absent', 'incomplete'];

/** What a duty can be beside official work elsewhere: training (diklat), study (tugas belajar), work outside of the office under a letter (WFA); the recap tells them apart. */
export const dutyTypes = ['training', 'study', 'remote'] as const;

/** What a permission letter (surat izin) can be for. */
export const permissionKinds = ['late', 'early', 'absent'] as const;
/** One of the reasons of a permission letter. */
export type PermissionKind = (typeof permissionKinds)[number];

/** What is asked for, checked and in one shape for all kinds. */
export interface RequestTerms {
  readonly kind: RequestKind;
  /** Leave type, duty type ('' = official work elsewhere), excuse kind, direction of a correction, what a permission covers (words); '' for the others. */
  readonly type: string;
  readonly portion: Portion;
  /** First and last date, both included; the work date of a correction. */
  readonly fromDate: string;
  readonly toDate: string;
  /** Wall clocks of the unit, [fromWall, toWall); null when whole dates are meant. A correction has only `fromWall`. */
  readonly fromWall: string | null;
  readonly toWall: string | null;
  readonly letter: string | null;
  readonly reason: string | null;
}

/** A request as it stands. */
export interface AttendanceRequest extends RequestTerms {
  readonly id: string;
  readonly employeeId: string;
  readonly state: RequestState;
  /** Date on which the paper was handed in. */
  readonly filedDate: string;
  /** Days from the first date to the filing; 0 = in time. Late filing is a property, never a refusal. */
  readonly lateDays: number;
  readonly filedAt: number;
  readonly filedBy: string;
  readonly changedAt: number;
}

/** What happened to a request. */
export type RequestEventType = 'filed' | 'approved' | 'rejected' | 'cancelled' | 'revoked' | 'attached';

/** One entry of the history of a request. */
export interface RequestEvent {
  readonly sequence: number;
  readonly type: RequestEventType;
  readonly occurredAt: number;
  readonly actor: string;
  readonly reason: string | null;
}

/** A request in the words of a message: `leave 019... (annual, 2026-03-02 to 2026-03-04, approved)`. */
export function describeRequest(request: AttendanceRequest): string {
  const dates = request.fromDate === request.toDate ? request.fromDate : `${request.fromDate} to ${request.toDate}`;
  const what = [request.type, dates, request.state].filter(Boolean).join(', ');
  return `${request.kind} ${request.id} (${what})`;
}
