import { type WorkingCalendar } from '../core/calendar/working-calendar';
import { deadlinesOf } from '../core/discipline/case-deadlines';
import { type CaseRound, currentRound } from '../core/discipline/case-state';
import { type Regulations } from '../core/discipline/regulation';
import { isConductCase } from '../core/discipline/conduct-case';
import { procedureFor } from '../core/discipline/rules-in-force';
import type { ReportCase, ReportDeadline } from '../core/report/report-input';

/** A row of `discipline_case` with whose it is. */
export interface CaseRow {
  readonly case_id: string;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly unit_id: string | null;
  readonly state: string;
  readonly level: string | null;
  readonly counted_days: number;
  readonly detail: string;
}

/** The law and the calendar by which deadlines are counted, and the date on which it is asked. */
export interface DeadlineBasis {
  readonly regulations: Regulations;
  readonly calendar: WorkingCalendar;
  readonly asOfDate: string;
}

/** Cases that still want something of somebody. */
export const openCaseStates = `c.state NOT IN ('closed', 'withdrawn', 'in-force')`;

/** Reads a case, with the deadlines that are still owed by the calendar as it is decreed now. */
export function caseOf(row: CaseRow, basis: DeadlineBasis): ReportCase {
  const { rounds } = JSON.parse(row.detail) as { rounds: readonly CaseRound[] };
  const round = currentRound({ rounds, salaryStop: null, history: [] });
  return {
    caseId: row.case_id,
    person: { number: row.number, name: row.name },
    unitId: row.unit_id,
    stage: row.state,
    level: round?.proposal.level.title ?? row.level,
    countedDays: row.counted_days,
    ...(isConductCase({ rounds }) ? { conduct: true as const } : {}),
    reviewNeeded: (round?.review ?? null) !== null,
    deadlines: round ? owedBy(round, row.category, basis) : [],
  };
}

function owedBy(round: CaseRound, category: string, basis: DeadlineBasis): readonly ReportDeadline[] {
  const procedure = procedureFor(basis.regulations, category);
  const deadlines = procedure ? deadlinesOf(round, basis.calendar, procedure, basis.asOfDate) : [];
  return deadlines
    .filter((deadline) => !deadline.met)
    .map(({ code, dueDate, provisional, overdue }) => ({ code, date: dueDate, provisional, overdue }));
}
