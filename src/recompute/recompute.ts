import { Injectable } from '@nestjs/common';
import { replaceAttendanceDays } from '../attendance/attendance-day-store';
import { addDays, dayNumber, datesBetween } from '../core/time/calendar';
import { type DirtyDay, markDirty, takeDirtyDays, takeTouchedDays, type TouchedDay } from '../ledger/dirty-days';
import { Clock } from '../platform/clock';
import { Database, type Transaction } from '../platform/database/database';
import { type PlanBook, type PlannedEmployee } from '../plan/reading/plan-book';
import { lastMarkedDate } from '../plan/writing/touched-days';
import { PlanReader } from '../plan/reading/plan-reader';
import { type FactBook, neighbourDays, withNeighbours } from './day-facts';
import { DisciplineBases } from './discipline-bases';
import { applyDiscipline, type JudgedPerson } from './discipline-step';
import { FactGatherer } from './fact-gatherer';
import { judgeSpan, spansOf } from './judge';
import { lockPeople } from './people-lock';
import { writeClosedDays } from './closed-days';

/** Days taken out of the queue in one transaction: enough to share the fixed costs, few enough to hold no lock for long. */
const daysPerGroup = 400;
const touchedPerGroup = 2000;
/** So few touched days are resolved together with the judging of their days. */
const fewTouched = 50;

const whatWaits = `SELECT (SELECT COUNT(*) FROM (SELECT 1 AS one FROM touched_day LIMIT ${fewTouched + 1}) some_touched) AS touched,
  (SELECT COUNT(*) FROM (SELECT 1 AS one FROM dirty_day LIMIT 1) some_dirty) AS dirty`;

/** What one round of the worker did. */
export interface RecomputeRound {
  /** Marks that were taken; fewer than a full group means that nothing waited any longer. */
  readonly taken: number;
  /** Days that were judged. */
  readonly judged: number;
  /** Rows that came out differently. */
  readonly changed: number;
}

const nothing: RecomputeRound = { taken: 0, judged: 0, changed: 0 };

/** Judges dirty days again: takes marks, gathers plan and facts, lays one over the other, and writes what came out differently. */
@Injectable()
export class Recompute {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly plan: PlanReader,
    private readonly facts: FactGatherer,
    private readonly bases: DisciplineBases,
  ) {}

  /** One group of marks; `taken` is 0 when nothing waits. */
  async round(): Promise<RecomputeRound> {
    // A look without a transaction first: most rounds find nothing.
    const [waiting] = await this.database.query<{ touched: number; dirty: number }>(whatWaits);
    if (!waiting || Number(waiting.touched) + Number(waiting.dirty) === 0) return nothing;
    if (Number(waiting.touched) > fewTouched) await this.resolveTouched();
    return this.database.transaction((tx) => this.resolveAndJudge(tx, Number(waiting.touched) > 0));
  }

  /** Works until nothing waits. */
  async drain(): Promise<RecomputeRound> {
    let [taken, judged, changed] = [0, 0, 0];
    for (;;) {
      const round = await this.round();
      taken += round.taken;
      judged += round.judged;
      changed += round.changed;
      if (round.taken < daysPerGroup) return { taken, judged, changed };
    }
  }

  /** The pin becomes a person now: marks that a delivery left in the device's words become days of people. */
  private async resolveTouched(): Promise<void> {
    for (;;) {
      const taken = await this.database.transaction((tx) => this.resolveGroup(tx, touchedPerGroup));
      if (taken < touchedPerGroup) return;
    }
  }

  /** A late punch or two: their days are resolved and judged in one transaction, which is one commit less to wait for. */
  private async resolveAndJudge(tx: Transaction, touched: boolean): Promise<RecomputeRound> {
    if (touched) await this.resolveGroup(tx, fewTouched);
    return this.judgeGroup(tx);
  }

  private async resolveGroup(tx: Transaction, limit: number): Promise<number> {
    const touched = await takeTouchedDays(tx, limit);
    if (touched.length === 0) return 0;
    const holders = await this.plan.employeesOfPins(touched.map((day) => day.pin));
    await markDirty(tx, touched.flatMap((day) => daysOf(day, holders.holderOf(day.pin, day.terminal, day.wallDate))), this.clock.now());
    return touched.length;
  }

  private async judgeGroup(tx: Transaction): Promise<RecomputeRound> {
    const dirty = await takeDirtyDays(tx, daysPerGroup);
    if (dirty.length === 0) return nothing;
    const byPerson = groupByPerson(dirty);
    await lockPeople(tx, [...byPerson.keys()]);
    const dates = dirty.map((day) => day.workDate).sort();
    const [from = '', to = ''] = [dates[0], dates.at(-1)];
    const book = await this.plan.loadPlanBook();
    const margin = 2 * neighbourDays + 1;
    const people = await book.employeesWithIds([...byPerson.keys()], addDays(from, -margin), addDays(to, margin));
    const datesOf = new Map(people.map(({ employee, plan }) => [employee.id, withNeighbours(plan, byPerson.get(employee.id) ?? [], lastMarkedDate(this.clock.now()))]));
    const wanted = [...datesOf.values()].flat().sort();
    const facts = await this.facts.gather(tx, book, people, wanted[0] ?? from, wanted.at(-1) ?? to);
    const judged = people.map((person) => judgeDates(person, datesOf.get(person.employee.id) ?? [], facts, this.clock.now()));
    await writeClosedDays(tx, judged, facts, this.clock.now());
    return { taken: dirty.length, ...(await this.writeJudged(tx, judged, book)) };
  }

  private async writeJudged(tx: Transaction, judged: readonly JudgedPerson[], book: PlanBook): Promise<Omit<RecomputeRound, 'taken'>> {
    const now = this.clock.now();
    const days = judged.flatMap((one) => one.days);
    const dates = judged.map(({ person, dates: ofPerson }) => ({ employeeId: person.employee.id, dates: ofPerson }));
    const { written, removed } = await replaceAttendanceDays(tx, dates, days, now);
    await applyDiscipline(tx, judged, this.bases.of(book, now), now);
    return { judged: dates.reduce((sum, { dates: ofPerson }) => sum + ofPerson.length, 0), changed: written.length + removed };
  }
}

/** The dates whose days a record may belong to: its own, the night or duty before it, and a shift that starts at midnight after it. */
function daysOf(touched: TouchedDay, employeeId: string | null): DirtyDay[] {
  if (employeeId === null) return [];
  return [-1, 0, 1].map((offset) => ({ employeeId, workDate: addDays(touched.wallDate, offset) }));
}

function groupByPerson(dirty: readonly DirtyDay[]): Map<string, string[]> {
  const people = new Map<string, string[]>();
  for (const { employeeId, workDate } of dirty) people.set(employeeId, [...(people.get(employeeId) ?? []), workDate]);
  return people;
}

function judgeDates(person: PlannedEmployee, dates: readonly string[], facts: FactBook, asOf: number): JudgedPerson {
  const spans = spansOf(dates, dayNumber);
  const judged = spans.map((span) => judgeSpan(person, span, facts, asOf));
  return {
    person,
    dates: spans.flatMap((span) => datesBetween(span.from, span.to)),
    days: judged.flatMap((span) => span.days),
    proposals: judged.flatMap((span) => span.proposals),
  };
}
