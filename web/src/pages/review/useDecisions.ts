import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, answerOf, send } from '../../api/client';
import { Problem } from '../../api/problem';
import { aboutOf, type Decision, keyOf, type ReviewItem } from './review-row';

/** What was said last, so that it can be taken back. */
export interface LastDecision {
  readonly decision: Decision;
  readonly applied: number;
  readonly left: number;
  readonly rows: readonly ReviewItem[];
}

/** What goes with a decision. */
export interface Grounds {
  readonly reason?: string;
  readonly document?: string;
  readonly paper?: File | null;
}

/** Says words about rows, remembers what was said, and takes it back. Rows keep their place: what was said is shown on them. */
export function useDecisions() {
  const queries = useQueryClient();
  const [said, setSaid] = useState<ReadonlyMap<string, Decision>>(new Map());
  const [last, setLast] = useState<LastDecision | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const decide = async (decision: Decision, rows: readonly ReviewItem[], grounds: Grounds = {}): Promise<boolean> => {
    if (busy || rows.length === 0) return false;
    setBusy(true);
    setProblem(null);
    try {
      const papers = grounds.paper ? [await keepPaper(grounds.paper)] : [];
      const body = { decision, about: aboutOf(rows), dryRun: false, ...(grounds.reason ? { reason: grounds.reason } : {}), ...(grounds.document ? { document: grounds.document } : {}), ...(papers.length > 0 ? { papers } : {}) };
      const outcome = await answerOf(api.POST('/api/v1/violations/decisions', { body }));
      const left = new Set(outcome.notApplied.map((one) => `${one.employeeId}~${one.workDate}~${one.kind}`));
      const applied = rows.filter((row) => row.kind !== 'waiting' && !left.has(`${row.employeeId}~${row.workDate}~${row.kind}`));
      setSaid((before) => new Map([...before, ...applied.map((row) => [keyOf(row), decision] as const)]));
      setLast({ decision, applied: outcome.applied, left: outcome.notApplied.length, rows: applied });
      for (const key of ['review-counts', 'review-day', 'overview', 'today']) void queries.invalidateQueries({ queryKey: [key] });
      return true;
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, 'unreachable', '', {}));
      return false;
    } finally {
      setBusy(false);
    }
  };

  const undo = async (reason: string): Promise<void> => {
    if (!last || last.decision === 'withdrawn') return;
    if (await decide('withdrawn', last.rows, { reason })) setSaid((before) => new Map([...before].filter(([key]) => !last.rows.some((row) => keyOf(row) === key))));
  };

  const forget = (): void => {
    setSaid(new Map());
    setLast(null);
  };

  return { said, last, problem, busy, decide, undo, forget, dismiss: () => setLast(null), dismissProblem: () => setProblem(null) };
}

async function keepPaper(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  return (await send<{ id: string }>('POST', '/api/v1/discipline/papers', form)).id;
}
