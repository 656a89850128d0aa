import { Injectable } from '@nestjs/common';
import { type FollowUpAct, type FollowUpEvent, type FollowUpState, foldFollowUp, followUpRefusal } from '../../core/service/follow-up';
import { type Reach } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { lockRow } from '../../platform/database/lock-row';
import { DomainError } from '../../platform/errors';
import { Conditions } from '../../platform/http/page';
import { type SlowDetail } from './slow-watch';

/** A signal with what is done about it. */
export interface SlowSignal {
  readonly id: string;
  readonly service: string;
  readonly unit: string;
  readonly weekDate: string;
  readonly foundAt: number;
  readonly detail: SlowDetail;
  readonly events: readonly FollowUpEvent[];
  readonly state: FollowUpState;
}

/** A step of a follow-up as it is handed in. */
export interface FollowUpInput {
  readonly act: FollowUpAct;
  readonly text: string;
  readonly owner?: string;
  readonly measure?: string;
  readonly dueDate?: string;
  readonly helped?: boolean;
}

interface SignalRow {
  id: string;
  service: string;
  unit: string;
  week_date: string;
  found_at: number;
  detail: string;
}

const needs: Readonly<Record<FollowUpAct, readonly ('owner' | 'measure' | 'dueDate' | 'helped')[]>> = { 'take-on': ['owner', 'measure', 'dueDate'], finish: [], verify: ['helped'] };

const signalsSql = `SELECT g.id AS id, s.code AS service, u.code AS unit, g.week_date AS week_date, g.found_at AS found_at, g.detail AS detail
  FROM slow_signal g JOIN service s ON s.id = g.service_id JOIN unit u ON u.id = s.unit_id`;

/** Signals of slow services and their follow-ups. */
@Injectable()
export class SignalDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Signals in reach, newest first; without `all` those that are not closed. */
  async list(reach: Reach, all: boolean): Promise<SlowSignal[]> {
    const conditions = reach.limit(new Conditions(), { unit: 's.unit_id', date: null });
    if (!all) conditions.add(`g.status <> 'verified'`);
    const rows = await this.database.query<SignalRow>(`${signalsSql} ${conditions.toString()} ORDER BY g.week_date DESC, g.id DESC`, conditions.values);
    return Promise.all(rows.map((row) => this.signalOf(this.database, row)));
  }

  /** @throws DomainError `unknown-signal` */
  async named(id: string, reader: Pick<Transaction, 'query'> = this.database): Promise<SlowSignal> {
    const [row] = await reader.query<SignalRow>(`${signalsSql} WHERE g.id = ?`, [id]);
    if (!row) throw new DomainError('unknown-signal', `There is no signal "${id}".`, 404);
    return this.signalOf(reader, row);
  }

  /** Appends a step. @throws DomainError `unknown-signal`, `act-incomplete`, `act-refused` */
  async act(id: string, input: FollowUpInput, actor: string): Promise<SlowSignal> {
    const missing = needs[input.act].filter((need) => input[need] === undefined || input[need] === '');
    if (missing.length > 0) throw new DomainError('act-incomplete', `"${input.act}" needs ${missing.join(', ')}.`, 422, { missing });
    await this.database.transaction(async (tx) => {
      await lockRow(tx, 'slow_signal', id);
      const { state, events } = await this.named(id, tx);
      const refusal = followUpRefusal(state, input.act, actor);
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409);
      const { act: type, text, owner, measure, dueDate, helped } = input;
      const event: FollowUpEvent = { type, at: this.clock.now(), actor, text, ...(type === 'take-on' ? { owner: owner ?? '', measure: measure ?? '', dueDate: dueDate ?? '' } : {}), ...(type === 'verify' ? { helped: helped ?? false } : {}) };
      await tx.insert('follow_up_event', ['signal_id', 'position', 'body'], [[id, events.length + 1, JSON.stringify(event)]]);
      await tx.execute('UPDATE slow_signal SET status = ? WHERE id = ?', [foldFollowUp([...events, event]).status, id]);
    });
    return this.named(id);
  }

  private async signalOf(reader: Pick<Transaction, 'query'>, row: SignalRow): Promise<SlowSignal> {
    const rows = await reader.query<{ body: string }>('SELECT body FROM follow_up_event WHERE signal_id = ? ORDER BY position', [row.id]);
    const events = rows.map(({ body }) => JSON.parse(body) as FollowUpEvent);
    return { id: row.id, service: row.service, unit: row.unit, weekDate: row.week_date, foundAt: row.found_at, detail: JSON.parse(row.detail) as SlowDetail, events, state: foldFollowUp(events) };
  }
}
