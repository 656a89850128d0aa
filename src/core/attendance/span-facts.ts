import type { PunchDirection, PunchFact } from '../punch/punch-fact';
import type { TerminalHealth } from '../punch/terminal-health';
import type { PlanDay } from '../schedule/planned-day';
import type { Instant, WorkDate } from '../time/instant';
import type { LockedDay } from './locked-day';

/** Where a request stands; only 'approved' counts, 'pending' holds signals back. */
export type RequestStatus = 'pending' | 'approved' | 'rejected' | 'cancelled' | 'revoked';

/** Dates a leave or duty covers wholly, [fromDate, toDate): it then covers the shifts of those work dates. */
export interface WholeDates {
  readonly fromDate: WorkDate;
  readonly toDate: WorkDate;
}

/** A leave of one person, [fromAt, toAt). */
export interface LeaveFact {
  readonly id: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly wholeDates: WholeDates | null;
  readonly type: string;
  readonly status: RequestStatus;
}

/** An official duty with its letter, [fromAt, toAt). */
export interface DutyFact {
  readonly id: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly wholeDates: WholeDates | null;
  readonly letter: string | null;
  readonly status: RequestStatus;
}

/** A correction: a punch the terminal lacks, given to a work date (rule 20). */
export interface CorrectionFact {
  readonly id: string;
  readonly date: WorkDate;
  readonly kind: Exclude<PunchDirection, null>;
  readonly at: Instant;
  readonly status: RequestStatus;
}

/** What an excuse is for. */
export type ExcuseKind = 'late' | 'early' | 'absent' | 'incomplete';

/** An excuse: keeps the minutes, drops the signal (rule 20). */
export interface ExcuseFact {
  readonly date: WorkDate;
  readonly kind: ExcuseKind;
  readonly status: RequestStatus;
}

/** A written overtime order, [fromAt, toAt). */
export interface OvertimeOrderFact {
  readonly id: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly status: RequestStatus;
}

/** All the engine needs to judge one employee from `from` to `to` (both included). */
export interface SpanFacts {
  readonly employeeId: string;
  readonly from: WorkDate;
  readonly to: WorkDate;
  /** The days from `from` - 2 to `to` + 2, ascending, without gaps. */
  readonly plan: readonly PlanDay[];
  /** Punches from `from` - 2 to `to` + 2 days, in any order; quarantined records are not among them. */
  readonly punches: readonly PunchFact[];
  readonly leaves: readonly LeaveFact[];
  readonly duties: readonly DutyFact[];
  readonly corrections: readonly CorrectionFact[];
  readonly excuses: readonly ExcuseFact[];
  readonly overtimeOrders: readonly OvertimeOrderFact[];
  /** The terminals of the person's site and those of the punches, by serial. */
  readonly terminals: ReadonlyMap<string, TerminalHealth>;
  /** The records of closed days, which stay as they are. */
  readonly locked: ReadonlyMap<WorkDate, LockedDay>;
  readonly asOf: Instant;
}
