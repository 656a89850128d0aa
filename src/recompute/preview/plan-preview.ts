import { Injectable } from '@nestjs/common';
import { addDays, dayNumber } from '../../core/time/calendar';
import { type Verification } from '../../core/discipline/violation';
import { type StoredViolation, verificationsOf } from '../../discipline/violation-store';
import { readTerminalTrust, type TrustedTerminal } from '../../intake/terminals/terminal-trust';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { PlanBook, type PlannedEmployee } from '../../plan/reading/plan-book';
import { correctsDrift } from '../../plan/reading/shared-plan';
import { PlanReader } from '../../plan/reading/plan-reader';
import { type PlanChange, PlanWriter, type TriedWrite } from '../../plan/writing/plan-writer';
import { type BoundedSpan } from '../../plan/writing/touched-days';
import { DisciplineBases } from '../discipline-bases';
import { readPunches } from '../day-facts';
import { FactGatherer } from '../fact-gatherer';
import { changedVerdicts, type ChangedVerdict, type FactsOfBoth, judgeTwice, type JudgedTwice, violationsBeyond } from './judged-twice';
import { type Bases, caseEffects, type CaseEffect } from './preview-cases';

/** How far a preview goes. */
export interface PreviewLimits {
  /** Person-days that are judged at most; whole people are taken in order of id. */
  readonly maxDays: number;
  /** People whose changes are listed; everybody is counted. */
  readonly maxPeople: number;
}

/** One person whose days would come out differently. */
export interface PersonDifference {
  readonly person: PlannedEmployee;
  readonly verdicts: readonly ChangedVerdict[];
  readonly appearing: readonly StoredViolation[];
  readonly vanishing: readonly StoredViolation[];
}

/** What a change of the plan would do to the past. */
export interface PlanPreview {
  /** Of the plan on which the change was tried. */
  readonly revision: number;
  readonly counts: TriedWrite['counts'];
  readonly warnings: TriedWrite['warnings'];
  readonly people: number;
  readonly days: number;
  readonly judgedDays: number;
  readonly changedDays: number;
  readonly changedPeople: number;
  readonly appearing: number;
  readonly vanishing: number;
  readonly closedChanges: number;
  readonly differences: readonly PersonDifference[];
  readonly cases: readonly CaseEffect[];
}

/** The plan as it would be, read before the write was undone. */
interface PlanToBe {
  readonly tried: Pick<TriedWrite, 'counts' | 'warnings'>;
  readonly days: ReadonlyMap<string, readonly BoundedSpan[]>;
  readonly chosen: ReadonlyMap<string, readonly BoundedSpan[]>;
  readonly book: PlanBook;
  readonly people: readonly PlannedEmployee[];
}

/** People judged at once. */
const peoplePerBatch = 50;

/**
 * Tells what a change of the plan would do before it is saved. The change is written, looked at and undone; the days are judged after that, from facts as
 * they stand, so that nobody's punches wait for it.
 */
@Injectable()
export class PlanPreviewer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly writer: PlanWriter,
    private readonly plan: PlanReader,
    private readonly facts: FactGatherer,
    private readonly bases: DisciplineBases,
  ) {}

  /** @throws DomainError `plan-refused` when the change could not be saved */
  async preview(change: (change: PlanChange) => Promise<unknown>, limits: PreviewLimits): Promise<PlanPreview> {
    const toBe = await this.writer.preview(change, (tried) => readPlanToBe(tried, limits.maxDays));
    const asIs = await this.plan.loadPlanBook();
    const now = this.clock.now();
    const terminals = await readTerminalTrust(this.database, [toBe.book, asIs].some((book) => correctsDrift(book.shared)) ? 'every' : []);
    const tally = new Tally(limits.maxPeople);
    for (let start = 0; start < toBe.people.length; start += peoplePerBatch) {
      await this.batch(toBe, asIs, toBe.people.slice(start, start + peoplePerBatch), terminals, now, tally);
    }
    return { ...toBe.tried, revision: toBe.book.shared.revision, people: toBe.days.size, days: countOf(toBe.days), judgedDays: countOf(toBe.chosen), ...tally.result() };
  }

  private async batch(toBe: PlanToBe, asIs: PlanBook, people: readonly PlannedEmployee[], terminals: ReadonlyMap<string, TrustedTerminal>, now: number, tally: Tally): Promise<void> {
    const ids = people.map(({ employee }) => employee.id);
    const { from, to } = boundsOf(ids.map((id) => toBe.chosen.get(id) ?? []));
    const before = new Map((await asIs.employeesWithIds(ids, addDays(from, -3), addDays(to, 3))).map((person) => [person.employee.id, person]));
    const facts = await this.factsOfBoth({ asIs, toBe: toBe.book }, [...before.values()], people, { from, to }, terminals);
    const words = await verificationsOf(this.database, ids);
    // Each with its own calendar: a holiday that comes or goes changes which days a run is made of.
    const bases: Bases = { before: this.bases.of(asIs, now), after: this.bases.of(toBe.book, now) };
    const judged = people.map((after) => judgeTwice({ before: before.get(after.employee.id), after }, toBe.chosen.get(after.employee.id) ?? [], facts, words.get(after.employee.id) ?? [], bases.after, now));
    await this.note(judged, words, bases, tally);
  }

  /** The facts under both plans: what befell is the same, but whose punches they are and which units stand above may be what the change is about. */
  private async factsOfBoth(books: { readonly asIs: PlanBook; readonly toBe: PlanBook }, before: readonly PlannedEmployee[], after: readonly PlannedEmployee[], { from, to }: { from: string; to: string }, terminals: ReadonlyMap<string, TrustedTerminal>): Promise<FactsOfBoth> {
    const facts = await this.facts.gather(this.database, books.toBe, after, from, to, terminals);
    const punches = pinsOf(before) === pinsOf(after) ? facts.punches : await readPunches(this.database, before, from, to);
    return { after: facts, before: { ...facts, punches, unitsAbove: (unitId, date) => books.asIs.shared.tree.idsOn(unitId, date) } };
  }

  private async note(judged: readonly JudgedTwice[], words: ReadonlyMap<string, Verification[]>, bases: Bases, tally: Tally): Promise<void> {
    const moved = judged.filter((each) => tally.add(each));
    tally.cases.push(...(await caseEffects(this.database, moved, words, bases)));
  }
}

const pinsOf = (people: readonly PlannedEmployee[]): string => JSON.stringify(people.map(({ employee, enrolments }) => [employee.id, enrolments]));

async function readPlanToBe({ reader, counts, warnings, days }: TriedWrite, maxDays: number): Promise<PlanToBe> {
  const chosen = firstPeople(days, maxDays);
  const book = await PlanBook.load(reader);
  const { from, to } = boundsOf([...chosen.values()]);
  const people = chosen.size === 0 ? [] : await book.employeesWithIds([...chosen.keys()], addDays(from, -3), addDays(to, 3));
  return { tried: { counts, warnings }, days, chosen, book, people };
}

/** Whole people, until the limit is reached; of a person who alone is over it, everything. */
function firstPeople(days: ReadonlyMap<string, readonly BoundedSpan[]>, maxDays: number): Map<string, readonly BoundedSpan[]> {
  const chosen = new Map<string, readonly BoundedSpan[]>();
  let total = 0;
  for (const [employeeId, spans] of days) {
    total += lengthOf(spans);
    if (total > maxDays && chosen.size > 0) break;
    chosen.set(employeeId, spans);
  }
  return chosen;
}

const lengthOf = (spans: readonly BoundedSpan[]): number => spans.reduce((sum, { fromDate, toDate }) => sum + dayNumber(toDate) - dayNumber(fromDate) + 1, 0);
const countOf = (days: ReadonlyMap<string, readonly BoundedSpan[]>): number => [...days.values()].reduce((sum, spans) => sum + lengthOf(spans), 0);

function boundsOf(people: readonly (readonly BoundedSpan[])[]): { from: string; to: string } {
  const all = people.flat();
  const from = all.reduce((first, span) => (span.fromDate < first ? span.fromDate : first), '9999-12-31');
  return { from, to: all.reduce((last, span) => (span.toDate > last ? span.toDate : last), from) };
}

/** Counts everybody and keeps the first few. */
class Tally {
  readonly cases: CaseEffect[] = [];
  private readonly differences: PersonDifference[] = [];
  private changedDays = 0;
  private changedPeople = 0;
  private appearing = 0;
  private vanishing = 0;
  private closedChanges = 0;

  constructor(private readonly maxPeople: number) {}

  /** Whether anything of the person would be different. */
  add({ before, after, closedChanges }: JudgedTwice): boolean {
    const verdicts = changedVerdicts(before.days, after.days);
    const [appearing, vanishing] = [violationsBeyond(after.violations, before.violations), violationsBeyond(before.violations, after.violations)];
    this.closedChanges += closedChanges;
    if (verdicts.length + appearing.length + vanishing.length === 0) return false;
    this.changedDays += verdicts.length;
    this.changedPeople += 1;
    this.appearing += appearing.length;
    this.vanishing += vanishing.length;
    if (this.differences.length < this.maxPeople) this.differences.push({ person: after.person, verdicts, appearing, vanishing });
    return true;
  }

  result(): Pick<PlanPreview, 'changedDays' | 'changedPeople' | 'appearing' | 'vanishing' | 'closedChanges' | 'differences' | 'cases'> {
    const { changedDays, changedPeople, appearing, vanishing, closedChanges, differences, cases } = this;
    return { changedDays, changedPeople, appearing, vanishing, closedChanges, differences, cases };
  }
}
