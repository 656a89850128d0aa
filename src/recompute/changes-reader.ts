import { Injectable } from '@nestjs/common';
import { type LockedDay } from '../core/attendance/locked-day';
import { type Transaction } from '../platform/database/database';
import { type DayChanges } from './day-facts';

/** What was granted and what is closed, for some people and a span of dates. */
export interface GrantedAndClosed {
  readonly changes: ReadonlyMap<string, DayChanges>;
  readonly locked: ReadonlyMap<string, ReadonlyMap<string, LockedDay>>;
}

/** Reads requests and closed months. */
@Injectable()
export class ChangesReader {
  /** Changes of the days from `from` to `to` of some people. */
  async read(_tx: Pick<Transaction, 'query'>, _employeeIds: readonly string[], _from: string, _to: string): Promise<GrantedAndClosed> {
    return { changes: new Map(), locked: new Map() };
  }
}
