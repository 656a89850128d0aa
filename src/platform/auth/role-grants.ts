import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isWorkDate } from '../../core/time/calendar';
import { Clock } from '../clock';
import { Database, type SqlValue, type Transaction } from '../database/database';
import { DomainError } from '../errors';
import { type RoleGrant } from './caller';
import { type Role } from './permission';

/** A role that is to be granted; unitId null = all units. */
export interface NewGrant {
  readonly holderId: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** A grant with whose it is. */
export type HeldGrant = RoleGrant & { readonly holderId: string };

/** Roles of users and tokens, with reach and dates. */
@Injectable()
export class RoleGrants {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All grants, also ended ones, of all holders or of one. */
  list(holderId: string | null = null): Promise<HeldGrant[]> {
    return this.database.query<HeldGrant>(
      `SELECT g.id AS id, g.holder_id AS holderId, g.role AS role, g.unit_id AS unitId, u.name AS unitName, g.from_date AS fromDate, g.to_date AS toDate
       FROM role_grant g LEFT JOIN unit u ON u.id = g.unit_id ${holderId === null ? '' : 'WHERE g.holder_id = ?'} ORDER BY g.from_date, g.id`,
      holderId === null ? [] : [holderId],
    );
  }

  /**
   * Grants a role.
   * @throws DomainError `unknown-unit`, `bad-span`, `no-such-date`
   */
  grant(given: NewGrant, by: string): Promise<string> {
    return this.database.transaction((tx) => RoleGrants.insert(tx, given, this.clock.now(), by));
  }

  /**
   * Ends a role after a date; it stays on record.
   * @throws DomainError `unknown-grant`, `no-such-date`
   */
  async end(holderId: string, id: string, toDate: string): Promise<void> {
    checkDate(toDate);
    const ended = await this.database.transaction((tx) => tx.execute('UPDATE role_grant SET to_date = ? WHERE id = ? AND holder_id = ?', [toDate, id, holderId]));
    const known = ended > 0 || (await this.list(holderId)).some((grant) => grant.id === id);
    if (!known) throw new DomainError('unknown-grant', `No role "${id}" is held here.`, 404);
  }

  /** Writes a grant inside a transaction and returns its id. */
  static async insert(tx: Transaction, given: NewGrant, now: number, by: string): Promise<string> {
    for (const date of [given.fromDate, ...(given.toDate === null ? [] : [given.toDate])]) checkDate(date);
    if (given.toDate !== null && given.toDate < given.fromDate) throw new DomainError('bad-span', 'A role cannot end before it begins.', 422);
    if (given.unitId !== null && (await tx.query('SELECT id FROM unit WHERE id = ?', [given.unitId])).length === 0) throw new DomainError('unknown-unit', `No unit with the id "${given.unitId}".`, 422);
    const id = uuidv7();
    const row: SqlValue[] = [id, given.holderId, given.role, given.unitId, given.fromDate, given.toDate, now, by];
    await tx.insert('role_grant', ['id', 'holder_id', 'role', 'unit_id', 'from_date', 'to_date', 'granted_at', 'granted_by'], [row]);
    return id;
  }
}

/** A role that begins on a day that no calendar has would hold, or not, by the order of its letters. */
function checkDate(date: string): void {
  if (!isWorkDate(date)) throw new DomainError('no-such-date', `No calendar has the date "${date}"; write it as 2026-11-24.`, 422);
}
