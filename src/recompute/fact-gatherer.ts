import { Injectable } from '@nestjs/common';
import { LockReader } from '../attendance/locks/lock-reader';
import { DayChangesReader } from '../attendance/requests/day-changes-reader';
import { readTerminalTrust, type TrustedTerminal } from '../intake/terminals/terminal-trust';
import { type StoredPunch } from '../ledger/punch-reader';
import { type Transaction } from '../platform/database/database';
import { type PlanBook, type PlannedEmployee } from '../plan/reading/plan-book';
import { correctsDrift } from '../plan/reading/shared-plan';
import { type FactBook, readPunches } from './day-facts';

/** Brings together what the rooms know about some people's days, in a few queries whatever their number. */
@Injectable()
export class FactGatherer {
  constructor(
    private readonly changes: DayChangesReader,
    private readonly locks: LockReader,
  ) {}

  /**
   * The facts by which the days from `from` to `to` of some people are judged.
   * @param terminals how far each terminal can be believed, where it has been read already
   */
  async gather(tx: Pick<Transaction, 'query'>, plan: PlanBook, people: readonly PlannedEmployee[], from: string, to: string, terminals?: ReadonlyMap<string, TrustedTerminal>): Promise<FactBook> {
    const ids = people.map((person) => person.employee.id);
    const punches = await readPunches(tx, people, from, to);
    return {
      terminals: terminals ?? (await readTerminalTrust(tx, correctsDrift(plan.shared) ? terminalsOf(punches) : [])),
      unitsAbove: (unitId, date) => plan.shared.tree.idsOn(unitId, date),
      punches,
      changes: await this.changes.changesFor(tx, ids, from, to),
      locked: await this.locks.lockedDays(tx, ids, from, to),
    };
  }
}

function terminalsOf(punches: ReadonlyMap<string, readonly StoredPunch[]>): string[] {
  return [...new Set([...punches.values()].flatMap((ofPin) => ofPin.map((punch) => punch.terminal)))].sort();
}
