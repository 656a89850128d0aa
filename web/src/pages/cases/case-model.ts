import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';

/** Deadline in working days of the decreed calendar. */
export type Deadline = Schema<'DeadlineItem'>;
/** A case in the list. */
export type ListedCase = Schema<'CaseItem'> & { readonly deadline?: Deadline | null };

/** What the facts propose. */
export interface Proposal {
  readonly level: { readonly sanction: string; readonly title: string; readonly tier: string; readonly severity: number; readonly by: string; readonly reachedDate: string; readonly article: string; readonly source: { readonly act: string }; readonly dates: readonly string[] };
  readonly cumulativeDays: number;
  readonly runLength: number;
}

/** One course of the procedure. */
export interface Round {
  readonly number: number;
  readonly stage: string;
  readonly proposal: Proposal;
  readonly openedDate: string;
  readonly review: { readonly reason: string; readonly proposal: Proposal | null } | null;
  readonly summonses: readonly { readonly letterNumber: string; readonly letterDate: string; readonly examinationDate: string; readonly missed: boolean }[];
  readonly superior: string | null;
  readonly temporarilyReleased: boolean;
  readonly team: readonly { readonly name: string }[];
  readonly examination: { readonly minutesNumber: string; readonly date: string; readonly held: boolean } | null;
  readonly decision: { readonly decisionNumber: string; readonly date: string; readonly official: string; readonly imposed: { readonly sanction: string; readonly title: string; readonly tier: string } | null; readonly annulled: boolean } | null;
  readonly delivery: { readonly receivedDate: string | null; readonly absentDate: string | null; readonly sentDate: string | null };
  readonly recourse: { readonly kind: string; readonly filedDate: string; readonly outcome: string | null } | null;
  readonly inForceDate: string | null;
}

/** One line of the history as it is stored. */
export interface CaseEvent {
  readonly kind: string;
  readonly proposal?: Proposal;
  readonly reopened?: boolean;
  readonly salaryStop?: { readonly month: string };
  readonly month?: string;
  readonly actor?: { readonly role: string; readonly name: string };
  readonly actDate?: string;
  readonly act?: Readonly<Record<string, unknown>> & { readonly act: string };
  readonly imposed?: { readonly sanction: string; readonly title: string } | null;
}

/** What the service says of the whole course: every step with its lock, and who may impose the proposed tier. */
interface Sheet {
  readonly steps: readonly { readonly act: string; readonly open: boolean }[];
  readonly competentOfficials: readonly { readonly official: string; readonly verified: boolean }[];
}

/** A case with everything that bears on its next step. */
export interface CaseView {
  readonly item: Schema<'CaseDetail'>;
  readonly round: Round;
  readonly rounds: readonly Round[];
  /** Acts that nothing holds back now. */
  readonly open: readonly string[];
  readonly competent: Sheet['competentOfficials'];
  readonly salaryStop: { readonly month: string; readonly standing: string } | null;
  readonly history: readonly { readonly sequence: number; readonly at: string; readonly recordedBy: string; readonly event: CaseEvent }[];
}

const ended = ['closed', 'withdrawn'];

/** Whether a stage is an end. */
export const isEnded = (stage: string): boolean => ended.includes(stage);

function viewOf(item: Schema<'CaseDetail'>): CaseView {
  const { rounds } = item.detail as unknown as { rounds: readonly Round[] };
  const round = rounds.findLast(({ stage }) => !isEnded(stage)) ?? rounds.at(-1);
  if (!round) throw new Error('a case without a round');
  const sheet = (item as { readonly sheet?: Sheet | null }).sheet ?? null;
  const admitted = item.allowed.map(({ act }) => act);
  const open = sheet ? admitted.filter((act) => sheet.steps.some((step) => step.act === act && step.open)) : admitted;
  return { item, round, rounds, open, competent: sheet?.competentOfficials ?? [], salaryStop: item.salaryStop as CaseView['salaryStop'], history: item.history as unknown as CaseView['history'] };
}

/** One case. */
export const caseQuery = (caseId: string) =>
  queryOptions({ queryKey: ['cases', caseId], queryFn: async () => viewOf(await answerOf(api.GET('/api/v1/cases/{caseId}', { params: { path: { caseId } } }))) });

/** Accounts of a person, newest year first. */
export const accountsQuery = (employeeId: string) =>
  queryOptions({ queryKey: ['accounts', employeeId], queryFn: () => answerOf(api.GET('/api/v1/employees/{employeeId}/accounts', { params: { path: { employeeId } } })) });

/** A person with the unit of today. */
export const personQuery = (employeeId: string) => queryOptions({ queryKey: ['person', employeeId], queryFn: () => answerOf(api.GET('/api/v1/employees/{id}', { params: { path: { id: employeeId } } })) });

/** A person's cases, sanctions and the officers' words. */
export const disciplineHistoryQuery = (employeeId: string) =>
  queryOptions({ queryKey: ['discipline-history', employeeId], queryFn: () => answerOf(api.GET('/api/v1/employees/{employeeId}/discipline-history', { params: { path: { employeeId } } })) });

/** What an account rests on. */
export interface AccountDetail {
  readonly rule: { readonly outcome: string; readonly reason?: string };
  readonly counted: readonly { readonly date: string; readonly days: number; readonly evidence: readonly string[]; readonly verifiedBy: string | null }[];
  readonly waiting: readonly { readonly date: string; readonly days: number; readonly why: 'unverified' | 'sent-back' | 'waiting' }[];
  readonly level: Proposal['level'] | null;
  readonly next: { readonly sanction: string; readonly at: number; readonly missing: number } | null;
}

/** The name of whoever recorded something, without the kind of sign-in before it. */
export const recorderName = (actor: string): string => actor.replace(/^(token|account|link|user):/, '');
