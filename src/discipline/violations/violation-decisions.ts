import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type ExceptionKind } from '../../core/discipline/exception';
import { markDirty } from '../../ledger/dirty-days';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { type Conditions } from '../../platform/http/page';
import { DomainError } from '../../platform/errors';
import { usePapers } from '../papers/paper-desk';
import { type DecisionWord, type ViolationRow, type ViolationState } from '../violation-store';

/** The exception that an officer speaks of: one kind on one date of one person. */
export interface ViolationKey {
  readonly employeeId: string;
  readonly workDate: string;
  readonly kind: ExceptionKind;
}

/** What an officer says of several exceptions at once. */
export interface DecisionRequest {
  readonly decision: DecisionWord;
  readonly about: readonly ViolationKey[] | ChosenViolations;
  readonly reason: string | null;
  /** Where the document lies, if there is one. */
  readonly document: string | null;
  /** Ids of papers handed in before. */
  readonly papers: readonly string[];
  readonly actor: string;
  /** Say what would happen, and change nothing. */
  readonly dryRun: boolean;
}

/** All violations that match a condition, as long as they are as many as the officer saw. */
export interface ChosenViolations {
  /** Part of a WHERE clause about `violation v`, with its values. */
  readonly conditions: Conditions;
  readonly expected: number;
}

/** What a decision could not apply to, and why. */
export interface NotApplied extends ViolationKey {
  readonly why: 'no-such-violation' | 'waiting-for-a-fact';
}

/** What became of a decision. */
export interface DecisionOutcome {
  readonly applied: number;
  readonly notApplied: readonly NotApplied[];
  readonly dryRun: boolean;
}

const columns = ['id', 'employee_id', 'work_date', 'kind', 'decision', 'reason', 'document', 'actor', 'decided_at'];

/** What officers say of violations: facts, only ever appended. */
@Injectable()
export class ViolationDecisions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Records a decision about each exception that it can apply to; the days are judged again, so that account and case follow. */
  decide(request: DecisionRequest): Promise<DecisionOutcome> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const applied: ViolationKey[] = [];
      const notApplied: NotApplied[] = [];
      for (const key of await keysOf(tx, request.about)) {
        const why = obstacle(await standingOf(tx, key), request.decision);
        if (why) notApplied.push({ ...key, why });
        else applied.push(key);
      }
      if (request.dryRun) return { applied: applied.length, notApplied, dryRun: true };
      const rows = applied.map((key) => [uuidv7(), key.employeeId, key.workDate, key.kind, request.decision, request.reason, request.document, request.actor, now]);
      await tx.insert('violation_decision', columns, rows);
      await usePapers(tx, rows.map(([id]) => String(id)), request.papers);
      for (const key of applied) await showState(tx, key, request.decision);
      await markDirty(tx, applied, now);
      return { applied: applied.length, notApplied, dryRun: false };
    });
  }
}

/** Rows in one decision: a thousand words at once is more than anybody reads. */
const mostAtOnce = 1000;

/** The exceptions that are meant; a filter that matches another number than was seen decides nothing. */
async function keysOf(tx: Transaction, about: DecisionRequest['about']): Promise<readonly ViolationKey[]> {
  if (!('conditions' in about)) return [...new Map(about.map((key) => [`${key.employeeId}\n${key.workDate}\n${key.kind}`, key])).values()];
  const sql = `SELECT DISTINCT v.employee_id AS employeeId, v.work_date AS workDate, v.kind AS kind FROM violation v ${about.conditions.toString()} ORDER BY v.work_date, v.employee_id, v.kind LIMIT ${mostAtOnce + 1}`;
  const keys = await tx.query<ViolationKey>(sql, about.conditions.values);
  if (keys.length > mostAtOnce) throw new DomainError('too-many', `More than ${mostAtOnce} violations match; narrow the filter.`, 422, { most: mostAtOnce });
  if (keys.length !== about.expected) {
    throw new DomainError('another-number', `${keys.length} violations match now, not the ${about.expected} that were seen; look again. Nothing was decided.`, 409, { matching: keys.length, expected: about.expected });
  }
  return keys.map((key) => ({ ...key }));
}

/** Of several shifts on one date the one that still waits for a fact speaks for the date. */
async function standingOf(tx: Transaction, { employeeId, workDate, kind }: ViolationKey): Promise<ViolationRow | undefined> {
  return (await tx.query<ViolationRow>("SELECT * FROM violation WHERE employee_id = ? AND work_date = ? AND kind = ? ORDER BY CASE standing WHEN 'waiting' THEN 0 ELSE 1 END", [employeeId, workDate, kind]))[0];
}

/** An unsettled day accuses nobody, so it cannot be verified; it can be excused or sent back. */
function obstacle(row: ViolationRow | undefined, decision: DecisionWord): NotApplied['why'] | null {
  if (!row) return 'no-such-violation';
  return decision === 'verified' && row.standing === 'waiting' ? 'waiting-for-a-fact' : null;
}

/** The list shows the word at once; the recomputation that follows comes to the same. */
async function showState(tx: Transaction, { employeeId, workDate, kind }: ViolationKey, decision: DecisionWord): Promise<void> {
  const state: ViolationState = decision === 'withdrawn' ? 'unverified' : decision;
  await tx.execute("UPDATE violation SET state = ? WHERE employee_id = ? AND work_date = ? AND kind = ? AND standing <> 'waiting'", [state, employeeId, workDate, kind]);
}
