import { z } from 'zod';
import type { ReportCase } from '../core/report/report-input';

/** A row of `discipline_case` with whose it is. */
export interface CaseRow {
  readonly case_id: string;
  readonly number: string;
  readonly name: string;
  readonly unit_id: string | null;
  readonly state: string;
  readonly level: string | null;
  readonly counted_days: number;
  readonly detail: string;
}

/** Cases that still want something of somebody. */
export const openCaseStates = `c.state NOT IN ('closed', 'withdrawn')`;

/** What the report looks for in a case's detail; anything else there is not its business. */
const detailSchema = z.object({
  number: z.string().min(1).nullish(),
  levelTitle: z.string().min(1).nullish(),
  deadlines: z
    .array(
      z.object({
        name: z.string(),
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        provisional: z.boolean().default(false),
      }),
    )
    .catch([])
    .default([]),
});

/** Reads a case; a detail that cannot be read leaves the case in the report, without its deadline. */
export function caseOf(row: CaseRow): ReportCase {
  const detail = detailSchema.safeParse(jsonOf(row.detail)).data;
  return {
    caseId: row.case_id,
    number: detail?.number ?? null,
    person: { number: row.number, name: row.name },
    unitId: row.unit_id,
    stage: row.state,
    level: detail?.levelTitle ?? row.level,
    countedDays: row.counted_days,
    deadlines: detail?.deadlines ?? [],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
