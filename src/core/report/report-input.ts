import type { WorkDate } from '../time/instant';
import type { DeadlineCode } from '../discipline/case-deadlines';
import type { ExceptionKind } from '../discipline/exception';

/** A unit of the organisation; `zone` is the IANA zone its times are shown in. */
export interface ReportUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly zone: string;
}

/** A person as a report names them: staff number (NIP) and name. */
export interface ReportPerson {
  readonly number: string;
  readonly name: string;
}

/** One attendance day (person, work date, shift) as it stands now; statuses and flags as in reconciliation.md. */
export interface ReportDay {
  readonly employeeId: string;
  readonly person: ReportPerson;
  readonly unitId: string | null;
  /** The zone of the unit on that date, in which the day was judged and its times are shown. */
  readonly zone: string;
  readonly workDate: WorkDate;
  readonly shiftNo: number;
  readonly status: string;
  readonly settled: boolean;
  readonly flags: readonly string[];
  readonly absentDays: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly inAt: number | null;
  readonly outAt: number | null;
  /** When the punch window of the shift closes, epoch milliseconds. */
  readonly closesAt: number | null;
}

/** What officers have said so far of one exception; `state` is the violation's (`verified`, `excused`, `sent-back`, anything else waits). */
export interface ReportReview {
  readonly employeeId: string;
  readonly workDate: WorkDate;
  readonly shiftNo: number;
  readonly kind: ExceptionKind;
  readonly state: string;
}

/** A step of a procedure with the date by which it is owed; provisional while a year it crosses has no decreed calendar. */
export interface ReportDeadline {
  readonly code: DeadlineCode;
  readonly date: WorkDate;
  readonly provisional: boolean;
  readonly overdue: boolean;
}

/** An open discipline case. */
export interface ReportCase {
  readonly caseId: string;
  readonly person: ReportPerson;
  readonly unitId: string | null;
  readonly stage: string;
  readonly level: string | null;
  readonly countedDays: number;
  /** About conduct: it rests on what is alleged and counts no days. */
  readonly conduct?: true;
  /** True when the facts no longer say what somebody acted on. */
  readonly reviewNeeded: boolean;
  readonly deadlines: readonly ReportDeadline[];
}

/** A terminal in use and what is known of its health; instants in epoch milliseconds. */
export interface ReportTerminal {
  readonly serial: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly zone: string;
  readonly lastContactAt: number | null;
  readonly clockOffsetSeconds: number | null;
  readonly deviceRecords: number | null;
  readonly deviceCapacity: number | null;
  readonly errorText: string | null;
  readonly errorSinceAt: number | null;
  /** People of the date whose day waits for this terminal. */
  readonly people?: number;
}

/** What doors and clock-ins held against each other came to: worth a look, never a violation. */
export interface ReportObservation {
  readonly rule: string;
  readonly finding: 'observed' | 'unknown';
  readonly person: ReportPerson | null;
  readonly unitId: string | null;
  readonly door: string | null;
  readonly zone: string;
  readonly fromAt: number;
  readonly toAt: number;
}

/** What a daily report is about. */
export interface ReportFrame {
  readonly date: WorkDate;
  readonly generatedAt: number;
  /** The zone of the head and foot, an IANA name. */
  readonly zone: string;
  /** Null = the whole organisation. */
  readonly scope: ReportUnit | null;
  readonly units: readonly ReportUnit[];
}

/** People with everything that the report has to know of them. */
export interface ReportPeople {
  /** The attendance days of the date. */
  readonly days: readonly ReportDay[];
  /** Attendance days with any departure from the plan, from the first of the month up to the date. */
  readonly monthDays: readonly ReportDay[];
  /** Reviews of the month up to the date. */
  readonly reviews: readonly ReportReview[];
}

/** What stands beside the people. */
export interface ReportRest {
  readonly cases: readonly ReportCase[];
  readonly terminals: readonly ReportTerminal[];
  /** Door observations of the date. */
  readonly observations: readonly ReportObservation[];
  /** Earlier days on which somebody was due and for which no report was made. */
  readonly missedDates: readonly WorkDate[];
}

/** Everything a daily report is made from, where all of it is at hand. */
export interface DailyReportInput extends ReportFrame, ReportPeople, ReportRest {}
