import { Inject, Injectable } from '@nestjs/common';
import { UnitPlaces } from '../../core/organisation/unit-places';
import { dateAt } from '../../core/time/zone';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { type Reader } from '../requests/employee-directory';
import { allUnits, ClosedMonths, type HeldLock } from './closed-months';
import { reopenChanges } from './locked-change-store';
import { firstDateOf, isMonth, lastDateOf } from '../../core/time/month';

/** One word about a month: closed or opened again. */
export interface MonthLockEvent extends HeldLock {
  readonly sequence: number;
  readonly action: 'locked' | 'unlocked';
  readonly lockedAt: number;
  readonly actor: string;
  readonly reason: string;
}

interface LockRow {
  unit_id: string;
  month: string;
  sequence: number;
  action: 'locked' | 'unlocked';
  locked_at: number;
  actor: string;
  reason: string;
}

/** What a month looked like when it was closed. */
export interface LockOutcome extends MonthLockEvent {
  /** Days of the month that still wait to be judged or to settle; what comes of them is an entry for an officer. */
  readonly openDays: number;
}

const columns = ['unit_id', 'month', 'sequence', 'action', 'locked_at', 'actor', 'reason'];

/** Everything that was ever said about months, oldest first. */
async function lockEvents(reader: Reader): Promise<MonthLockEvent[]> {
  const rows = await reader.query<LockRow>('SELECT * FROM month_lock ORDER BY month, unit_id, sequence');
  return rows.map((row) => ({ unitId: row.unit_id, month: row.month, sequence: row.sequence, action: row.action, lockedAt: row.locked_at, actor: row.actor, reason: row.reason }));
}

/** The last word about each unit and month. */
function lastWords(events: readonly MonthLockEvent[]): MonthLockEvent[] {
  return [...new Map(events.map((event) => [`${event.month} ${event.unitId}`, event])).values()];
}

/** Which months are closed at this moment. */
export async function readClosedMonths(reader: Reader): Promise<ClosedMonths> {
  const held = lastWords(await lockEvents(reader)).filter((event) => event.action === 'locked');
  return new ClosedMonths(held, held.some((lock) => lock.unitId !== allUnits) ? await readUnitPlaces(reader) : new UnitPlaces([]));
}

/** Closes months and opens them again; every word about a month is kept. */
@Injectable()
export class MonthLockStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** The last word about each unit and month, or with `history` every word. */
  async list(history: boolean): Promise<MonthLockEvent[]> {
    const events = await lockEvents(this.database);
    return history ? events : lastWords(events);
  }

  /**
   * Closes a month that is over.
   * @throws DomainError `bad-month`, `month-not-over`, `unknown-unit`, `already-locked` (409)
   */
  async lock(unitId: string, month: string, actor: string, reason: string): Promise<LockOutcome> {
    this.refuseOpenMonth(month);
    return this.database.transaction(async (tx) => {
      await refuseUnknownUnit(tx, unitId);
      const last = await lastWord(tx, unitId, month);
      if (last?.action === 'locked') throw new DomainError('already-locked', `${month} is already locked for ${wordsOf(unitId)}, by ${last.actor}.`, 409, { allowed: ['unlock'] });
      const event = await this.say(tx, { unitId, month, action: 'locked', actor, reason }, last);
      return { ...event, openDays: await openDaysOf(tx, month) };
    });
  }

  /**
   * Opens a month again: what waited for an officer there is judged as usual.
   * @throws DomainError `not-locked` (409), naming the lock that holds instead
   */
  async unlock(unitId: string, month: string, actor: string, reason: string): Promise<MonthLockEvent> {
    return this.database.transaction(async (tx) => {
      const last = await lastWord(tx, unitId, month);
      if (last?.action !== 'locked') throw await notLocked(tx, unitId, month);
      const event = await this.say(tx, { unitId, month, action: 'unlocked', actor, reason }, last);
      await reopenChanges(tx, month, await readClosedMonths(tx), event.lockedAt);
      return event;
    });
  }

  private async say(tx: Transaction, word: Omit<MonthLockEvent, 'sequence' | 'lockedAt'>, last: MonthLockEvent | undefined): Promise<MonthLockEvent> {
    const event = { ...word, sequence: (last?.sequence ?? 0) + 1, lockedAt: this.clock.now() };
    await tx.insert('month_lock', columns, [[event.unitId, event.month, event.sequence, event.action, event.lockedAt, event.actor, event.reason]]);
    return event;
  }

  private refuseOpenMonth(month: string): void {
    if (!isMonth(month)) throw new DomainError('bad-month', `"${month}" is not a month like 2026-10.`);
    const today = dateAt(this.config.defaultZone, this.clock.now());
    if (lastDateOf(month) >= today) throw new DomainError('month-not-over', `${month} is not over yet; it can be locked from the day after ${lastDateOf(month)}.`);
  }
}

const wordsOf = (unitId: string): string => (unitId === allUnits ? 'all units' : `the unit ${unitId}`);

async function lastWord(tx: Transaction, unitId: string, month: string): Promise<MonthLockEvent | undefined> {
  return lastWords(await lockEvents(tx)).find((event) => event.unitId === unitId && event.month === month);
}

async function notLocked(tx: Transaction, unitId: string, month: string): Promise<DomainError> {
  const holder = (await readClosedMonths(tx)).lockFor(unitId, month);
  const hint = holder === null ? '' : ` It is closed by the lock of ${wordsOf(holder)}; unlock that one.`;
  return new DomainError('not-locked', `${month} is not locked for ${wordsOf(unitId)}.${hint}`, 409, { allowed: holder === null ? ['lock'] : [] });
}

async function refuseUnknownUnit(tx: Transaction, unitId: string): Promise<void> {
  if (unitId === allUnits || (await tx.query('SELECT id FROM unit WHERE id = ?', [unitId])).length > 0) return;
  throw new DomainError('unknown-unit', `No unit with the id "${unitId}" is known.`, 404);
}

async function openDaysOf(tx: Transaction, month: string): Promise<number> {
  const span = [firstDateOf(month), lastDateOf(month)];
  const waiting = await tx.query<{ n: number }>('SELECT COUNT(*) AS n FROM dirty_day WHERE work_date BETWEEN ? AND ?', span);
  const unsettled = await tx.query<{ n: number }>('SELECT COUNT(*) AS n FROM attendance_day WHERE settled = 0 AND work_date BETWEEN ? AND ?', span);
  return Number(waiting[0]?.n ?? 0) + Number(unsettled[0]?.n ?? 0);
}
