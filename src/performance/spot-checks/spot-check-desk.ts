import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type PresentAt, type PresentState } from '../../core/performance/present-state';
import { type CheckMark, differenceOf } from '../../core/performance/spot-check';
import { type Reach } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { lockRow } from '../../platform/database/lock-row';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { type CheckedPerson, type SpotCheckDetail, type SpotCheckItem, type SpotCheckQuery } from './spot-check-bodies';

type Reader = Pick<Transaction, 'query'>;

/** Somebody who is expected, as plan and ledger say at the start. */
export interface ExpectedPerson {
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly present: PresentAt;
}

/** What was seen of somebody, with what plan and ledger say of that minute. */
export interface JudgedMark {
  readonly employeeId: string;
  readonly mark: CheckMark;
  readonly note: string;
  readonly at: number;
  readonly state: PresentState;
}

/** A roll call as it is kept. */
export interface KeptCheck {
  readonly id: string;
  readonly unitId: string;
  readonly zone: string;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly submittedAt: number | null;
  readonly digest: string | null;
  readonly remark: string;
}

interface ItemRow extends KeptCheck {
  readonly unitName: string;
  readonly people: number;
  readonly marked: number;
  readonly differences: number;
}

const columns = `c.id AS id, c.unit_id AS unitId, u.name AS unitName, c.zone AS zone, c.started_at AS startedAt, c.started_by AS startedBy, c.submitted_at AS submittedAt, c.content_digest AS digest, c.remark AS remark,
  (SELECT COUNT(*) FROM spot_check_person p WHERE p.check_id = c.id) AS people, (SELECT COUNT(*) FROM spot_check_person p WHERE p.check_id = c.id AND p.mark IS NOT NULL) AS marked,
  (SELECT COUNT(*) FROM spot_check_difference d WHERE d.check_id = c.id) AS differences`;
const from = 'spot_check c JOIN unit u ON u.id = c.unit_id';

/** Roll calls: begun with a list, handed in once. */
@Injectable()
export class SpotCheckDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of roll calls in reach, newest first. */
  page(query: SpotCheckQuery, reach: Reach): Promise<Page<SpotCheckItem>> {
    const conditions = reach.limit(new Conditions().when(query.unitId, 'c.unit_id = ?'), { unit: 'c.unit_id', date: null });
    return readPage<SpotCheckItem, ItemRow>(this.database, query, { from, columns, conditions, sortable: { startedAt: 'c.started_at', unitName: 'u.name' }, tieBreak: 'c.started_at DESC, c.id', item: itemOf });
  }

  /** @throws DomainError `unknown-check` */
  async kept(id: string, reader: Reader = this.database): Promise<KeptCheck> {
    const check = await this.find(id, reader);
    if (!check) throw new DomainError('unknown-check', `There is no roll call "${id}".`, 404);
    return check;
  }

  /** A roll call by its id; null = none yet. */
  async find(id: string, reader: Reader = this.database): Promise<KeptCheck | null> {
    const [row] = await reader.query<KeptCheck>('SELECT id, unit_id AS unitId, zone, started_at AS startedAt, started_by AS startedBy, submitted_at AS submittedAt, content_digest AS digest, remark FROM spot_check WHERE id = ?', [id]);
    return row ? { ...row } : null;
  }

  /** A roll call with its list. @throws DomainError `unknown-check` */
  async detail(id: string): Promise<SpotCheckDetail> {
    const [row] = await this.database.query<ItemRow>(`SELECT ${columns} FROM ${from} WHERE c.id = ?`, [id]);
    if (!row) throw new DomainError('unknown-check', `There is no roll call "${id}".`, 404);
    const people = await this.database.query<Omit<CheckedPerson, 'stateAt' | 'markedAt'> & { stateAt: number | null; markedAt: number | null }>(
      `SELECT p.employee_id AS employeeId, e.number AS number, e.name AS name, e.job_title AS jobTitle, u.name AS unitName, p.state AS state, p.state_at AS stateAt, p.mark AS mark, p.note AS note,
         p.marked_at AS markedAt, p.marked_state AS markedState, d.kind AS difference
       FROM spot_check_person p JOIN employee e ON e.id = p.employee_id LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN spot_check_difference d ON d.check_id = p.check_id AND d.employee_id = p.employee_id
       WHERE p.check_id = ? ORDER BY u.name, e.name, e.number`,
      [id],
    );
    const time = (at: number | null): string | null => (at === null ? null : isoOf(at));
    return { ...itemOf(row), remark: row.remark, list: people.map((person) => ({ ...person, stateAt: time(person.stateAt), markedAt: time(person.markedAt) })) };
  }

  /**
   * Begins a roll call; the same start sent again finds the one that stands.
   * @throws DomainError `id-taken` where the id is that of another roll call
   */
  async start(check: { readonly id: string; readonly unitId: string; readonly zone: string; readonly startedAt: number }, people: readonly ExpectedPerson[], actor: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const fresh = await tx.insert('spot_check', ['id', 'unit_id', 'zone', 'started_at', 'started_by', 'submitted_at', 'content_digest', 'remark'], [[check.id, check.unitId, check.zone, check.startedAt, actor, null, null, '']], { ignore: ['id'] });
      if (fresh === 0) return checkSame(await this.kept(check.id, tx), check.unitId, actor);
      await tx.insert('spot_check_person', ['check_id', 'employee_id', 'unit_id', 'state', 'state_at', 'note'], people.map(({ employeeId, unitId, present }) => [check.id, employeeId, unitId, present.state, present.at, '']));
    });
  }

  /**
   * Hands a roll call in, once; the same content sent again changes nothing.
   * @param content what was sent, word by word, for telling a second sending from another content
   * @throws DomainError `unknown-check`, `not-yours`, `already-submitted`, `not-on-list`
   */
  async submit(id: string, content: string, judged: readonly JudgedMark[], remark: string, actor: string): Promise<void> {
    const digest = createHash('sha256').update(content).digest('hex');
    await this.database.transaction(async (tx) => {
      await lockRow(tx, 'spot_check', id);
      const check = await this.kept(id, tx);
      if (check.startedBy !== actor) throw new DomainError('not-yours', 'A roll call is handed in by who began it.', 403);
      if (check.submittedAt !== null) {
        if (check.digest === digest) return;
        throw new DomainError('already-submitted', 'This roll call was handed in already, with other content; begin another one.', 409);
      }
      const listed = new Map((await tx.query<{ id: string; unitId: string | null }>('SELECT employee_id AS id, unit_id AS unitId FROM spot_check_person WHERE check_id = ?', [id])).map((row) => [row.id, row.unitId]));
      const strange = judged.filter(({ employeeId }) => !listed.has(employeeId)).map(({ employeeId }) => employeeId);
      if (strange.length > 0) throw new DomainError('not-on-list', 'Some people are not on the list of this roll call.', 422, { employeeIds: strange });
      for (const one of judged) await tx.execute('UPDATE spot_check_person SET mark = ?, note = ?, marked_at = ?, marked_state = ? WHERE check_id = ? AND employee_id = ?', [one.mark, one.note, one.at, one.state, id, one.employeeId]);
      const differences = judged.flatMap((one) => {
        const kind = differenceOf(one.state, one.mark);
        return kind === null ? [] : [[uuidv7(), id, one.employeeId, listed.get(one.employeeId) ?? null, kind, 'found', null, one.at, null]];
      });
      await tx.insert('spot_check_difference', ['id', 'check_id', 'employee_id', 'unit_id', 'kind', 'status', 'outcome', 'seen_at', 'due_date'], differences);
      await tx.execute('UPDATE spot_check SET submitted_at = ?, content_digest = ?, remark = ? WHERE id = ?', [this.clock.now(), digest, remark, id]);
    });
  }
}

/** @throws DomainError `id-taken` */
export function checkSame(kept: KeptCheck, unitId: string, actor: string): void {
  if (kept.unitId !== unitId || kept.startedBy !== actor) throw new DomainError('id-taken', 'This id is that of another roll call; make a new one.', 409);
}

const itemOf = (row: ItemRow): SpotCheckItem => ({
  ...{ id: row.id, unitId: row.unitId, unitName: row.unitName, zone: row.zone, startedAt: isoOf(row.startedAt), startedBy: row.startedBy },
  ...{ submittedAt: row.submittedAt === null ? null : isoOf(row.submittedAt), people: Number(row.people), marked: Number(row.marked), differences: Number(row.differences) },
});
