import { type Transaction } from '../../platform/database/database';
import { isoOf } from '../../platform/http/iso';
import { papersOf } from '../papers/paper-desk';
import { paperItemOf } from '../papers/paper-form';
import { explanationsOf } from './explanation-store';
import { type ViolationHistoryItem } from './violation-items';

interface DecisionRow {
  id: string;
  decision: string;
  reason: string | null;
  document: string | null;
  actor: string;
  decided_at: number;
}

/** Everything that was said about one exception, by officers and by its employee, oldest first. */
export async function readViolationHistory(reader: Pick<Transaction, 'query'>, employeeId: string, workDate: string, kind: string): Promise<ViolationHistoryItem[]> {
  const decisions = await reader.query<DecisionRow>(
    'SELECT id, decision, reason, document, actor, decided_at FROM violation_decision WHERE employee_id = ? AND work_date = ? AND kind = ? ORDER BY decided_at, id',
    [employeeId, workDate, kind],
  );
  const explanations = (await explanationsOf(reader, employeeId, workDate, workDate)).filter((one) => one.kind === kind);
  const papers = await papersOf(reader, [...decisions, ...explanations].map(({ id }) => id));
  const papersBehind = (id: string) => (papers.get(id) ?? []).map(paperItemOf);
  const lines: ViolationHistoryItem[] = [
    ...decisions.map((row) => ({ type: 'decision', id: row.id, at: isoOf(row.decided_at), actor: row.actor, what: row.decision, words: row.reason, document: row.document, papers: papersBehind(row.id) })),
    ...explanations.map((one) => ({ type: 'explanation', id: one.id, at: isoOf(one.givenAt), actor: one.actor, what: one.via, words: one.words, document: null, papers: papersBehind(one.id) })),
  ];
  // Ids are made in order of time, also within one millisecond.
  const order = (line: ViolationHistoryItem): string => `${line.at} ${line.id}`;
  return lines.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
