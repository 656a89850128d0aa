import type { WorkDate } from '../time/instant';
import type { Source } from './dated';
import type { ExceptionKind } from './exception';
import type { ProvisionInForce, Verification, Violation } from './violation';

/** What the account of one person's year is made from; `owed` overrides the office's calendar for rostered people. */
export interface AccountInput {
  readonly category: string;
  readonly year: number;
  readonly violations: readonly Violation[];
  readonly verifications: readonly Verification[];
  readonly looksAt?: ExceptionKind;
  /** Per date whether work was owed: from the roster; a date left out follows the calendar. */
  readonly owed?: ReadonlyMap<WorkDate, boolean>;
  /** Minutes that make a day for a part-timer; used by the conversion only (asn-rules.md 8 no. 32). */
  readonly dayMinutes?: number;
  /** The scheduled minutes of a date, used when the conversion's day basis is 'scheduled'. */
  readonly scheduledMinutes?: ReadonlyMap<WorkDate, number>;
}

/** One day of the account with what it rests on. */
export interface CountedDay {
  readonly date: WorkDate;
  readonly days: number;
  /** Null when no rule judges the person; the day is a fact, no breach. */
  readonly provision: ProvisionInForce | null;
  readonly evidence: readonly string[];
  /** Null when the rule counts measured facts without verification. */
  readonly verifiedBy: string | null;
}

/** A day that may still count: nobody has verified it, or a fact about it is on its way. */
export interface WaitingDay {
  readonly date: WorkDate;
  readonly days: number;
  readonly why: 'unverified' | 'sent-back' | 'waiting';
}

/** Whole absent working days on end. */
export interface Run {
  readonly length: number;
  readonly fromDate: WorkDate | null;
  readonly toDate: WorkDate | null;
  readonly dates: readonly WorkDate[];
}

/** The sanction a count or a run has reached in the table in force, with the reason in law; a proposal, never a decision. */
export interface ReachedLevel {
  readonly sanction: string;
  readonly title: string;
  readonly tier: string;
  readonly severity: number;
  readonly interim: { readonly sanction: string; readonly title: string; readonly source: Source } | null;
  /** `conduct`: alleged by a person, not reached by any count (`conduct-case.ts`). */
  readonly by: 'count' | 'run' | 'conduct';
  readonly threshold: number;
  readonly reachedDate: WorkDate;
  readonly ruleCode: string;
  readonly article: string;
  readonly source: Source;
  readonly dates: readonly WorkDate[];
}

/** The next row of the table and how many days are missing to it. */
export interface NextLevel {
  readonly sanction: string;
  readonly at: number;
  readonly missing: number;
}

/** A stop of pay that the run rule calls for; it waits for no decision about a sanction (PP 94/2021 Ps 15(2)). */
export interface SalaryStop {
  readonly month: string;
  readonly reachedDate: WorkDate;
  readonly source: Source;
}

/** Whether a rule judges the person at all; a category without one is told so and is never shown another's table. */
export type AccountRule =
  | { readonly outcome: 'rule'; readonly code: string }
  | { readonly outcome: 'no-rule'; readonly reason: string; readonly source?: Source };

/** One person's year up to a date: what counts, what waits, what has been reached. */
export interface YearAccount {
  readonly category: string;
  readonly looksAt: ExceptionKind;
  readonly year: number;
  readonly asOfDate: WorkDate;
  readonly rule: AccountRule;
  readonly verifiedDays: number;
  readonly waitingDays: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly convertedDays: number;
  readonly carriedMinutes: number;
  /** What the ladder counts: verified and converted days of the year, or the most events in one window. */
  readonly cumulativeDays: number;
  readonly longestRun: Run;
  /** The run if every waiting day in it turned out an absence: "10 pending". */
  readonly possibleRun: Run;
  readonly counted: readonly CountedDay[];
  readonly waiting: readonly WaitingDay[];
  readonly level: ReachedLevel | null;
  readonly next: NextLevel | null;
  readonly salaryStop: SalaryStop | null;
  /** True when a year the account touches has no decreed calendar. */
  readonly provisional: boolean;
}
