import { Injectable } from '@nestjs/common';
import { actOnCase, type ActOutcome } from '../../core/discipline/act-on-case';
import { type ActName, type Actor, type ActorRole, type CaseAct } from '../../core/discipline/case-event';
import { currentRound } from '../../core/discipline/case-state';
import { markDirty } from '../../ledger/dirty-days';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { appendCaseEvents, caseWithId, type StoredCase } from '../case-store';
import { OfficeDays } from '../office-days';
import { lockPerson, personOn } from '../people';
import { RegulationBook } from '../regulation-book';

/** One step by one person. */
export interface CaseStep {
  /** The sequence that was seen; null takes the case as it stands (the clock's own steps). */
  readonly afterSequence: number | null;
  readonly actor: Actor;
  readonly actDate: string;
  readonly round?: number | undefined;
  readonly act: CaseAct;
  /** Who recorded it. */
  readonly recordedBy: string;
}

/** What a step led to. */
export interface CaseStepOutcome {
  readonly stored: StoredCase;
  readonly sequence: number;
  /** For a person to look at, e.g. a gap between letter and examination that only one reading of the law allows. */
  readonly warnings: readonly string[];
}

/** Everything people do in cases goes through here: judged by the transition table, appended, never changed. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
  ) {}

  /**
   * Takes one step; of two people who act on the same sight of a case one wins.
   * @throws DomainError `unknown-case` (404), `case-changed` (409), `act-refused` (409, naming what is allowed), `act-in-future` (422)
   */
  async act(caseId: string, step: CaseStep): Promise<CaseStepOutcome> {
    if (step.actDate > this.days.today()) throw new DomainError('act-in-future', `${step.actDate} has not come yet; an act is recorded when it is done.`, 422, { today: this.days.today() });
    const { employeeId } = await found(this.database, caseId);
    try {
      return await this.database.transaction((tx) => this.inTurn(tx, caseId, employeeId, step));
    } catch (error) {
      // The lock makes this all but impossible; the key of the history has the last word all the same.
      if (isTaken(error)) throw changed(caseId, null);
      throw error;
    }
  }

  private async inTurn(tx: Transaction, caseId: string, employeeId: string, step: CaseStep): Promise<CaseStepOutcome> {
    await lockPerson(tx, employeeId);
    const before = await found(tx, caseId);
    const sequence = before.state.history.length;
    if (step.afterSequence !== null && step.afterSequence !== sequence) throw changed(caseId, sequence);
    const { category } = await personOn(tx, employeeId, step.actDate);
    const rules = { category, regulations: this.book.regulations, calendar: await this.days.calendar(tx) };
    const request = { act: step.act, actor: step.actor, actDate: step.actDate, ...(step.round === undefined ? {} : { round: step.round }) };
    const outcome = actOnCase(before.state, request, rules);
    if (outcome.outcome === 'refused') throw refused(before, outcome);
    return this.append(tx, before, step, outcome);
  }

  private async append(tx: Transaction, before: StoredCase, step: CaseStep, outcome: Extract<ActOutcome, { outcome: 'recorded' }>): Promise<CaseStepOutcome> {
    const now = this.clock.now();
    const [row] = await tx.query<{ unit_id: string | null }>('SELECT unit_id FROM discipline_case WHERE case_id = ?', [before.caseId]);
    const [after] = await appendCaseEvents(
      tx,
      [{ employeeId: before.employeeId, year: before.year, unitId: row?.unit_id ?? null, before, events: [outcome.event], actor: step.recordedBy }],
      now,
    );
    const stored = after ?? before;
    await this.askFactsAgain(tx, stored, now);
    return { stored, sequence: stored.state.history.length, warnings: outcome.warnings };
  }

  /** After an act the facts may have something to say, e.g. a heavier row that waited behind a decision. */
  private async askFactsAgain(tx: Transaction, { employeeId, state }: StoredCase, now: number): Promise<void> {
    const workDate = currentRound(state)?.proposal.level.dates.at(-1);
    if (workDate !== undefined) await markDirty(tx, [{ employeeId, workDate }], now);
  }
}

async function found(reader: Pick<Transaction, 'query'>, caseId: string): Promise<StoredCase> {
  const stored = await caseWithId(reader, caseId);
  if (!stored) throw new DomainError('unknown-case', `No case with the id "${caseId}".`, 404);
  return stored;
}

const changed = (caseId: string, sequence: number | null): DomainError =>
  new DomainError('case-changed', `Something has happened in the case ${caseId} since you looked; look again. Nothing was recorded.`, 409, sequence === null ? {} : { sequence });

function refused(before: StoredCase, { reason, allowed }: { reason: string; allowed: readonly { act: ActName; actors: readonly ActorRole[] }[] }): DomainError {
  const words = allowed.length === 0 ? 'nothing' : allowed.map(({ act }) => act).join(', ');
  return new DomainError('act-refused', `${reason}. Possible now: ${words}.`, 409, { reason, stage: currentRound(before.state)?.stage ?? null, allowed });
}

const isTaken = (error: unknown): boolean => /ER_DUP_ENTRY|SQLITE_CONSTRAINT_PRIMARYKEY|UNIQUE constraint failed: case_event/.test(`${String((error as { code?: unknown } | null)?.code)} ${String((error as Error | null)?.message)}`);
