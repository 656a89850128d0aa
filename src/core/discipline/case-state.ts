import type { WorkDate } from '../time/instant';
import type { Actor, CaseEvent, ImposedSanction, Proposal, ReviewReason, Stage, TeamMember } from './case-event';

/** One summons letter and whether the person came. */
export interface Summons {
  readonly letterNumber: string;
  readonly letterDate: WorkDate;
  readonly examinationDate: WorkDate;
  readonly missed: boolean;
}

/** The examination with its minutes (BAP), or the minutes that nobody came (BAP tidak hadir). */
export interface Examination {
  readonly minutesNumber: string;
  readonly date: WorkDate;
  readonly held: boolean;
  readonly signedByExaminee: boolean;
}

/** A decision as it was issued; nothing but an annulment by a person changes it. */
export interface IssuedDecision {
  readonly decisionNumber: string;
  readonly date: WorkDate;
  readonly official: string;
  readonly imposed: ImposedSanction | null;
  readonly punishes: readonly WorkDate[];
  readonly proposedSeverity: number;
  readonly annulled: boolean;
}

/** How the decision reached the person. */
export interface Delivery {
  readonly receivedDate: WorkDate | null;
  readonly absentDate: WorkDate | null;
  readonly sentDate: WorkDate | null;
}

/** An objection or appeal against the decision; the outcome is null while it runs. */
export interface Recourse {
  readonly kind: 'objection' | 'appeal';
  readonly filedDate: WorkDate;
  readonly settledDate: WorkDate | null;
  readonly outcome: 'upheld' | 'annulled' | null;
}

/** A question to a person: the facts no longer say what somebody acted on. */
export interface Review {
  readonly reason: ReviewReason;
  readonly proposal: Proposal | null;
}

/** One course of the procedure: one proposal, at most one decision. */
export interface CaseRound {
  readonly number: number;
  readonly stage: Stage;
  readonly proposal: Proposal;
  readonly openedDate: WorkDate;
  readonly acted: boolean;
  readonly review: Review | null;
  /** The facts an officer has looked at and set aside; they are not asked about again. */
  readonly settledFacts: string | null;
  readonly summonses: readonly Summons[];
  readonly superiorReplaced: 'involved' | 'under-examination' | null;
  readonly superior: string | null;
  readonly team: readonly TeamMember[];
  readonly temporarilyReleased: boolean;
  readonly examination: Examination | null;
  readonly decision: IssuedDecision | null;
  readonly delivery: Delivery;
  readonly recourse: Recourse | null;
  readonly inForceDate: WorkDate | null;
}

/** What has become of a proposal to stop pay. */
export interface SalaryStopState {
  readonly month: string;
  readonly standing: 'proposed' | 'withdrawn' | 'forwarded' | 'refused';
  readonly reviewNeeded: boolean;
  readonly handledBy: Actor | null;
}

/** A person's case of one year and one ladder: the fold of its events, which stay in it in full. */
export interface CaseState {
  readonly rounds: readonly CaseRound[];
  readonly salaryStop: SalaryStopState | null;
  readonly history: readonly CaseEvent[];
}

/** A case in which nothing has happened. */
export const NO_CASE: CaseState = { rounds: [], salaryStop: null, history: [] };

const ENDED: ReadonlySet<Stage> = new Set<Stage>(['closed', 'withdrawn']);

/** The round that still moves, or the last one. */
export function currentRound(state: CaseState): CaseRound | undefined {
  return state.rounds.findLast((round) => !ENDED.has(round.stage)) ?? state.rounds.at(-1);
}

/** The last round that has neither a decision nor an end: the only one whose proposal the facts may move. */
export function undecidedRound(state: CaseState): CaseRound | undefined {
  const last = state.rounds.at(-1);
  return last === undefined || last.decision !== null || ENDED.has(last.stage) ? undefined : last;
}

/** The dates punished by decisions that stand. */
export function punishedDates(state: CaseState): ReadonlySet<WorkDate> {
  const standing = state.rounds.filter(
    ({ decision }) => decision !== null && decision.imposed !== null && !decision.annulled,
  );
  return new Set(standing.flatMap(({ decision }) => decision?.punishes ?? []));
}

/** The heaviest row that decisions have already answered, whether with a sanction or by imposing none. */
export function answeredSeverity(state: CaseState): number {
  return Math.max(
    0,
    ...state.rounds.map(({ decision }) => Math.max(decision?.imposed?.severity ?? 0, decision?.proposedSeverity ?? 0)),
  );
}
