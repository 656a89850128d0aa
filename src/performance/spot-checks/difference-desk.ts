import { Inject, Injectable } from '@nestjs/common';
import { differenceActsOf, type DifferenceAct, type DifferenceEvent, type DifferenceOutcome, differenceRefusal, foldDifference } from '../../core/performance/spot-check';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { unitsBelow, unitsConditionOn } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { lockRow } from '../../platform/database/lock-row';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { dropQuestionMail, questionMailState, type QuestionMailState, writeQuestionMail } from './question-mails';
import { type DifferenceDetail, type DifferenceItem, type DifferenceQuery } from './spot-check-bodies';

type Reader = Pick<Transaction, 'query'>;

/** A step of a difference as it is handed in. */
export interface DifferenceInput {
  readonly act: DifferenceAct;
  readonly text?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly outcome?: DifferenceOutcome | undefined;
}

type Row = Omit<DifferenceItem, 'seenAt' | 'mail'> & { readonly seenAt: number; readonly markedState: string; readonly mail: QuestionMailState | null };

const columns = `d.id AS id, d.check_id AS checkId, d.employee_id AS employeeId, e.number AS number, e.name AS name, u.name AS unitName, d.kind AS kind, d.status AS status, d.outcome AS outcome, d.seen_at AS seenAt,
  c.zone AS zone, d.due_date AS dueDate, p.note AS note, ${questionMailState} AS mail, p.marked_state AS markedState`;
const from = `spot_check_difference d JOIN spot_check c ON c.id = d.check_id JOIN spot_check_person p ON p.check_id = d.check_id AND p.employee_id = d.employee_id JOIN employee e ON e.id = d.employee_id
  LEFT JOIN unit u ON u.id = d.unit_id`;

/** Differences that roll calls found, until somebody closes them. */
@Injectable()
export class DifferenceDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'smtpUrl'>,
  ) {}

  /** A page of differences in reach, newest first. Whoever is checked sees their own from the moment on at which it was handed in. */
  async page(query: DifferenceQuery, reach: Reach): Promise<Page<DifferenceItem>> {
    const conditions = new Conditions().when(query.employeeId, 'd.employee_id = ?').when(query.checkId, 'd.check_id = ?');
    if (query.status === 'open') conditions.add(`d.status <> 'closed'`);
    else conditions.when(query.status, 'd.status = ?');
    if (query.unitId !== undefined) {
      conditions.whenPart(unitsConditionOn(await unitsBelow(this.database, query.unitId), 'd.unit_id', reach.today));
    }
    return readPage<DifferenceItem, Row>(this.database, query, {
      ...{ from, columns, conditions: reach.limit(conditions, { unit: 'd.unit_id', employee: 'd.employee_id', date: null }) },
      sortable: { seenAt: 'd.seen_at', name: 'e.name', status: 'd.status', kind: 'd.kind', dueDate: 'd.due_date' },
      tieBreak: 'd.seen_at DESC, d.id',
      item: (one) => this.itemOf(one),
    });
  }

  /** A difference with its story. @throws DomainError `unknown-difference` */
  async detail(id: string): Promise<DifferenceDetail> {
    const { row, events } = await this.named(id, this.database);
    return { ...this.itemOf(row), markedState: row.markedState, events: events.map(({ type, at, actor, text }) => ({ type, at: isoOf(at), actor, text })), allowed: differenceActsOf(foldDifference(events)) };
  }

  /** Takes a step. @throws DomainError `unknown-difference`, `act-incomplete`, `act-refused` */
  async act(id: string, input: DifferenceInput, caller: Pick<Caller, 'actor' | 'employeeId' | 'today'>): Promise<void> {
    const text = input.text?.trim() ?? '';
    if (text === '') throw new DomainError('act-incomplete', `"${input.act}" needs a text.`, 422);
    if (input.act === 'close' && input.outcome === undefined) throw new DomainError('act-incomplete', 'Say with what outcome it is closed.', 422);
    if (input.act === 'ask' && input.dueDate !== undefined && input.dueDate < caller.today) throw new DomainError('act-incomplete', `${input.dueDate} is over already; ask for an answer by today or later.`, 422);
    const event: DifferenceEvent = { type: input.act, at: this.clock.now(), actor: caller.actor, text, ...(input.act === 'ask' && input.dueDate ? { dueDate: input.dueDate } : {}), ...(input.act === 'close' && input.outcome ? { outcome: input.outcome } : {}) };
    await this.database.transaction(async (tx) => {
      await lockRow(tx, 'spot_check_difference', id);
      const { row, events } = await this.named(id, tx);
      const refusal = differenceRefusal(events, input.act, { own: caller.employeeId === row.employeeId, outcome: input.outcome });
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409, { allowed: differenceActsOf(foldDifference(events)) });
      await tx.insert('spot_check_difference_event', ['difference_id', 'position', 'body'], [[id, events.length + 1, JSON.stringify(event)]]);
      if (input.act === 'ask') await writeQuestionMail(tx, id, events.length + 1, row.employeeId, event.at);
      else await dropQuestionMail(tx, id, event.at);
      const next = foldDifference([...events, event]);
      await tx.execute('UPDATE spot_check_difference SET status = ?, outcome = ?, due_date = ? WHERE id = ?', [next.status, next.outcome, next.dueDate, id]);
    });
  }

  /** A mail that waits for a server which nobody has named waits for a person. */
  private itemOf({ markedState: _, seenAt, mail, ...row }: Row): DifferenceItem {
    return { ...row, seenAt: isoOf(seenAt), mail: mail === 'waiting' && this.config.smtpUrl === null ? 'no-server' : mail };
  }

  private async named(id: string, reader: Reader): Promise<{ readonly row: Row; readonly events: readonly DifferenceEvent[] }> {
    const [row] = await reader.query<Row>(`SELECT ${columns} FROM ${from} WHERE d.id = ?`, [id]);
    if (!row) throw new DomainError('unknown-difference', `There is no difference "${id}".`, 404);
    const rows = await reader.query<{ body: string }>('SELECT body FROM spot_check_difference_event WHERE difference_id = ? ORDER BY position', [id]);
    return { row: { ...row }, events: rows.map(({ body }) => JSON.parse(body) as DifferenceEvent) };
  }
}
