import { type WorkingCalendar, workingDaysBetween } from '../../core/calendar/working-calendar';
import { deadlinesOf } from '../../core/discipline/case-deadlines';
import { type CaseRound, type CaseState, currentRound } from '../../core/discipline/case-state';
import { allowedActs } from '../../core/discipline/case-transitions';
import { type Regulations } from '../../core/discipline/regulation';
import { procedureFor } from '../../core/discipline/rules-in-force';
import { type Transaction } from '../../platform/database/database';
import { isoOf } from '../../platform/http/iso';
import { type AllowedActItem, type CaseHistoryItem, type DeadlineItem, type DocumentItem, type ReviewItem } from './case-items';

type Reader = Pick<Transaction, 'query'>;

/** The deadlines of a round by the calendar as it is decreed now. */
export function deadlineItems(round: CaseRound, category: string, regulations: Regulations, calendar: WorkingCalendar, today: string): DeadlineItem[] {
  const procedure = procedureFor(regulations, category);
  if (!procedure) return [];
  return deadlinesOf(round, calendar, procedure, today).map(({ source, ...deadline }) => ({
    ...deadline,
    workingDaysLeft: workingDaysBetween(calendar, today, deadline.dueDate),
    source: `${source.act}, ${source.article}`,
  }));
}

/** What may be done next: the acts of the stage, less those that nothing calls for. */
export function nextSteps(state: CaseState): AllowedActItem[] {
  const round = currentRound(state);
  if (!round) return [];
  const stop = state.salaryStop;
  const called: Readonly<Record<string, boolean>> = {
    'resolve-review': state.rounds.some((each) => each.review !== null),
    'dispose-salary-stop': stop !== null && (stop.standing === 'proposed' || stop.reviewNeeded),
    decide: round.review === null,
    'settle-objection': round.recourse?.kind === 'objection' && round.recourse.outcome === null,
    'settle-appeal': round.recourse?.kind === 'appeal' && round.recourse.outcome === null,
    object: round.recourse === null,
    appeal: round.recourse === null,
    send: round.delivery.absentDate !== null,
    deliver: round.decision?.imposed != null,
    'record-absent-at-delivery': round.decision?.imposed != null,
    close: round.review === null && (round.stage === 'in-force' || round.decision?.imposed == null),
  };
  return allowedActs(round.stage).filter(({ act }) => called[act] ?? true).map(({ act, actors }) => ({ act, actors }));
}

/** Every review that is asked for, with what the facts propose now. */
export const reviewItems = (state: CaseState): ReviewItem[] =>
  state.rounds.flatMap((round) => (round.review === null ? [] : [{ round: round.number, reason: round.review.reason, proposal: round.review.proposal }]));

/** The history as it is stored, with who recorded each line and when. */
export async function historyItems(reader: Reader, caseId: string): Promise<CaseHistoryItem[]> {
  const sql = 'SELECT sequence, occurred_at, actor, payload FROM case_event WHERE case_id = ? ORDER BY sequence';
  const rows = await reader.query<{ sequence: number; occurred_at: number; actor: string; payload: string }>(sql, [caseId]);
  return rows.map((row) => ({ sequence: row.sequence, at: isoOf(row.occurred_at), recordedBy: row.actor, event: JSON.parse(row.payload) as object }));
}

interface DocumentRow {
  id: string;
  kind: string;
  title: string;
  number: string | null;
  draft: number;
  pages: number;
  printed_at: number;
  actor: string;
  sha256: string;
  template_sha256: string;
}

/** The letters printed in a case, oldest first. */
export async function readDocumentItems(reader: Reader, caseId: string): Promise<DocumentItem[]> {
  const sql = 'SELECT id, kind, title, number, draft, pages, printed_at, actor, sha256, template_sha256 FROM case_document WHERE case_id = ? ORDER BY printed_at, id';
  return (await reader.query<DocumentRow>(sql, [caseId])).map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    number: row.number,
    draft: row.draft === 1,
    pages: row.pages,
    printedAt: isoOf(row.printed_at),
    actor: row.actor,
    sha256: row.sha256,
    templateSha256: row.template_sha256,
  }));
}
