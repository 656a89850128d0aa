import type { WorkDate } from '../time/instant';
import type { ReachedLevel, SalaryStop } from './account';

/** What the facts propose: the highest row reached, once; a person decides. */
export interface Proposal {
  readonly level: ReachedLevel;
  readonly cumulativeDays: number;
  readonly runLength: number;
}

/** Where a round of the procedure stands (PP 94/2021 Ps 26-38, PP 79/2021). */
export const STAGES = [
  'opened',
  'summoned',
  'missed-first',
  'summoned-again',
  'missed-second',
  'absent-twice',
  'examined',
  'decided',
  'delivered',
  'under-objection',
  'under-appeal',
  'in-force',
  'closed',
  'withdrawn',
] as const;
/** One stage of a round. */
export type Stage = (typeof STAGES)[number];

/** Who did something in a case; 'clock' is the law's own passing of time and never decides. */
export type ActorRole =
  | 'direct-superior'
  | 'higher-superior'
  | 'examining-team'
  | 'staffing-officer'
  | 'deciding-official'
  | 'employee'
  | 'appeal-body'
  | 'clock';
/** A person in a role. */
export interface Actor {
  readonly role: ActorRole;
  readonly name: string;
}

/** A member of an examining team; `rank` is the position's standing, a higher number stands higher. */
export interface TeamMember {
  readonly name: string;
  readonly element: 'superior' | 'oversight' | 'staffing';
  readonly rank: number;
}

/** What people do in a case, each with the facts the step needs. */
export type CaseAct =
  | {
      readonly act: 'summon';
      readonly letterNumber: string;
      readonly letterDate: WorkDate;
      readonly examinationDate: WorkDate;
    }
  | { readonly act: 'record-no-show' }
  | { readonly act: 'record-absent-twice'; readonly minutesNumber: string }
  | { readonly act: 'form-team'; readonly members: readonly TeamMember[]; readonly examineeRank: number }
  | { readonly act: 'replace-superior'; readonly why: 'involved' | 'under-examination' }
  | { readonly act: 'change-superior'; readonly superior: string }
  | { readonly act: 'release-temporarily' }
  | {
      readonly act: 'examine';
      readonly minutesNumber: string;
      readonly signedByExaminee: boolean;
      readonly refusalNote?: string;
    }
  | {
      readonly act: 'decide';
      readonly decisionNumber: string;
      readonly sanction: string | null;
      readonly reason: string;
      readonly punishes: readonly WorkDate[];
    }
  | { readonly act: 'deliver'; readonly receivedDate: WorkDate }
  | { readonly act: 'record-absent-at-delivery' }
  | { readonly act: 'send'; readonly sentDate: WorkDate }
  | { readonly act: 'take-effect' }
  | { readonly act: 'object'; readonly to: string }
  | { readonly act: 'appeal' }
  | { readonly act: 'settle-objection'; readonly outcome: 'upheld' | 'annulled' }
  | { readonly act: 'settle-appeal'; readonly outcome: 'upheld' | 'annulled' }
  | { readonly act: 'resolve-review'; readonly outcome: 'adopt' | 'keep' | 'withdraw'; readonly reason: string }
  | { readonly act: 'dispose-salary-stop'; readonly outcome: 'forwarded' | 'refused'; readonly reason: string }
  | { readonly act: 'close'; readonly reason: string };
/** The name of an act. */
export type ActName = CaseAct['act'];

/** Why a person must look again at what a person did. */
export type ReviewReason =
  | 'raised-after-act'
  | 'lowered-after-act'
  | 'grounds-gone-after-act'
  | 'grounds-changed-after-act'
  | 'decided-grounds-gone';

/** What the facts did to a case by themselves; the stored row carries who is concerned and when it was written. */
export type FactEvent =
  | { readonly kind: 'case-opened'; readonly round: number; readonly proposal: Proposal; readonly reopened: boolean }
  | { readonly kind: 'case-raised'; readonly round: number; readonly proposal: Proposal; readonly from: string }
  | { readonly kind: 'case-lowered'; readonly round: number; readonly proposal: Proposal; readonly from: string }
  | { readonly kind: 'grounds-changed'; readonly round: number; readonly proposal: Proposal }
  | { readonly kind: 'case-withdrawn'; readonly round: number; readonly from: string }
  | {
      readonly kind: 'review-needed';
      readonly round: number;
      readonly reason: ReviewReason;
      readonly proposal: Proposal | null;
    }
  | { readonly kind: 'review-cleared'; readonly round: number }
  | { readonly kind: 'salary-stop-proposed'; readonly salaryStop: SalaryStop }
  | { readonly kind: 'salary-stop-withdrawn'; readonly month: string }
  | { readonly kind: 'salary-stop-review-needed'; readonly month: string };

/** The sanction of a decision as it stood when it was decided; later changes of the catalogue do not touch it. */
export interface ImposedSanction {
  readonly sanction: string;
  readonly title: string;
  readonly tier: string;
  readonly severity: number;
  readonly interim: { readonly sanction: string; readonly title: string } | null;
}

/** Something a person did, or the law's clock brought about, with the stages it led between. */
export interface ActEvent {
  readonly kind: 'act-recorded';
  readonly round: number;
  readonly from: Stage;
  readonly to: Stage;
  readonly actor: Actor;
  readonly actDate: WorkDate;
  readonly act: CaseAct;
  /** With 'decide' only: the sanction frozen; null is a decision that none is imposed. */
  readonly imposed?: ImposedSanction | null;
}

/** One line of a case's history; the history is only ever appended to. */
export type CaseEvent = (FactEvent | ActEvent) & { readonly asOfDate: WorkDate };
