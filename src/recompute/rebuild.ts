import { Injectable } from '@nestjs/common';
import { attendanceDayColumns, attendanceDayValues, type StoredDay } from '../attendance/attendance-day-store';
import { datesBetween } from '../core/time/calendar';
import { deleteSpan } from '../ledger/judged-dates';
import { readTerminalTrust, type TrustedTerminal } from '../intake/terminals/terminal-trust';
import { Clock } from '../platform/clock';
import { Database, type Transaction } from '../platform/database/database';
import { type PlanBook, type PlannedEmployee } from '../plan/reading/plan-book';
import { PlanReader } from '../plan/reading/plan-reader';
import { correctsDrift } from '../plan/reading/shared-plan';
import { writeClosedDays } from './closed-days';
import { DisciplineBases } from './discipline-bases';
import { applyDiscipline, type JudgedPerson } from './discipline-step';
import { FactGatherer } from './fact-gatherer';
import { judgeSpan } from './judge';
import { lockPeople } from './people-lock';

/** What to judge from nothing; a span left out is everything that was ever judged or could be. */
export interface RebuildScope {
  readonly from?: string;
  readonly to?: string;
  /** Ids of units; left out = all. */
  readonly unitIds?: ReadonlySet<string>;
}

/** What a rebuild did. */
export interface RebuildResult {
  readonly employees: number;
  readonly days: number;
}

/** Employee-days that are in memory at once: people in a batch times days in the span. */
const daysInMemory = 10_000;
/** Rows written out at a time. */
const rowsAtOnce = 500;

/** Judges whole spans of whole offices from nothing: facts are streamed in batches of people, and memory does not grow with either. */
@Injectable()
export class Rebuild {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly plan: PlanReader,
    private readonly facts: FactGatherer,
    private readonly bases: DisciplineBases,
  ) {}

  /** Recomputes every derived row of the scope. */
  async run(scope: RebuildScope = {}, progress: (done: RebuildResult) => void = () => undefined): Promise<RebuildResult> {
    const span = await this.spanOf(scope);
    if (!span) return { employees: 0, days: 0 };
    const book = await this.plan.loadPlanBook();
    const terminals = await readTerminalTrust(this.database, correctsDrift(book.shared) ? 'every' : []);
    const dates = datesBetween(span.from, span.to);
    const batchSize = Math.max(1, Math.min(500, Math.floor(daysInMemory / dates.length)));
    let [employees, days] = [0, 0];
    for await (const people of batches(book.employees(span.from, span.to, Math.max(batchSize, 50)), batchSize)) {
      const chosen = scope.unitIds ? people.filter((person) => person.employee.units.some(({ unitId }) => scope.unitIds?.has(unitId))) : people;
      if (chosen.length > 0) days += await this.rebuildBatch(chosen, dates, book, terminals);
      employees += chosen.length;
      progress({ employees, days });
    }
    return { employees, days };
  }

  private async rebuildBatch(people: readonly PlannedEmployee[], dates: readonly string[], book: PlanBook, terminals: ReadonlyMap<string, TrustedTerminal>): Promise<number> {
    const [from = '', to = ''] = [dates[0], dates.at(-1)];
    return this.database.transaction(async (tx) => {
      const ids = people.map((person) => person.employee.id);
      await lockPeople(tx, ids);
      const facts = await this.facts.gather(tx, book, people, from, to, terminals);
      const now = this.clock.now();
      const judged = people.map((person): JudgedPerson => ({ person, dates, ...judgeSpan(person, { from, to }, facts, now) }));
      await writeClosedDays(tx, judged, facts, now);
      const days = judged.flatMap((one) => one.days);
      await rewrite(tx, ids, from, to, days, now);
      await applyDiscipline(tx, judged, this.bases.of(book, now), now);
      return days.length;
    });
  }

  /** From the first date that any fact or plan speaks of, to the last that has been opened. */
  private async spanOf(scope: RebuildScope): Promise<{ from: string; to: string } | null> {
    const sql = `SELECT MIN(first_date) AS first_date, MAX(last_date) AS last_date FROM (
      SELECT MIN(work_date) AS first_date, MAX(work_date) AS last_date FROM attendance_day
      UNION ALL SELECT MIN(work_date), MAX(work_date) FROM dirty_day) spans`;
    const [row] = await this.database.query<{ first_date: string | null; last_date: string | null }>(sql);
    const from = scope.from ?? row?.first_date ?? null;
    const to = scope.to ?? row?.last_date ?? null;
    return from !== null && to !== null && from <= to ? { from, to } : null;
  }
}

async function rewrite(tx: Transaction, employeeIds: readonly string[], from: string, to: string, days: readonly StoredDay[], now: number): Promise<void> {
  await deleteSpan(tx, 'attendance_day', employeeIds, from, to);
  await deleteSpan(tx, 'violation', employeeIds, from, to);
  // A statement's rows at a time: written out at once they would all outlive the young generation, and the heap would grow by them with each batch.
  for (let start = 0; start < days.length; start += rowsAtOnce) {
    await tx.insert('attendance_day', attendanceDayColumns, days.slice(start, start + rowsAtOnce).map((stored) => attendanceDayValues(stored, now)));
  }
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
