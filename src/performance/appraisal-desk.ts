import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { appraisalActsOf, type AppraisalAct, type AppraisalEvent, type AppraisalLevel, appraisalLevels, appraisalProblems, appraisalRefusal, behaviourValues, distributionOf, foldAppraisal, type PlannedResult, type Predicate } from '../core/performance/appraisal';
import { dateAt } from '../core/time/zone';
import { unitOnDate, type Reach } from '../platform/auth/reach';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { Database, type Transaction } from '../platform/database/database';
import { lockRow } from '../platform/database/lock-row';
import { DomainError } from '../platform/errors';
import { readPage } from '../platform/http/list';
import { Conditions, type Page } from '../platform/http/page';
import { CONFIG } from '../platform/tokens';
import { AppraisalRuleBook } from './appraisal-rule-book';
import { type AppraisalItem, type AppraisalPart, type AppraisalQuery } from './appraisal-bodies';

type Reader = Pick<Transaction, 'query'>;

/** A period as it is kept. */
export interface AppraisalPeriod {
  readonly code: string;
  readonly name: string;
  readonly fromDate: string;
  readonly toDate: string;
}

/** An appraisal with its story. */
export interface Appraisal {
  readonly item: AppraisalItem;
  readonly period: AppraisalPeriod;
  readonly events: readonly AppraisalEvent[];
}

/** A step as it is handed in. */
export interface AppraisalInput {
  readonly act: AppraisalAct;
  readonly text?: string;
  readonly results?: readonly PlannedResult[];
  readonly work?: AppraisalLevel;
  readonly behaviour?: AppraisalLevel;
  readonly values?: Readonly<Record<string, AppraisalLevel>>;
}

const columns = 'a.id AS id, a.employee_id AS employeeId, e.number AS number, e.name AS name, a.period_code AS period, a.status AS status, a.predicate AS predicate';
const from = 'appraisal a JOIN employee e ON e.id = a.employee_id';

/** Periods and appraisals. */
@Injectable()
export class AppraisalDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rules: AppraisalRuleBook,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** Writes a period by its code. @throws DomainError `wrong-span` */
  async putPeriod(period: AppraisalPeriod): Promise<void> {
    if (period.toDate < period.fromDate) throw new DomainError('wrong-span', `${period.toDate} lies before ${period.fromDate}.`, 422);
    await this.database.transaction((tx) => tx.insert('appraisal_period', ['code', 'name', 'from_date', 'to_date'], [[period.code, period.name, period.fromDate, period.toDate]], { key: ['code'], update: ['name', 'from_date', 'to_date'] }));
  }

  /** All periods, newest first. */
  periods(reader: Reader = this.database): Promise<AppraisalPeriod[]> {
    return reader.query<AppraisalPeriod>('SELECT code, name, from_date AS fromDate, to_date AS toDate FROM appraisal_period ORDER BY from_date DESC, code');
  }

  /** Begins the appraisal of a person in a period; the one that stands when there is one. @throws DomainError `unknown-period` */
  async begin(employeeId: string, periodCode: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const period = await this.period(tx, periodCode);
      const [unit] = await tx.query<{ unitId: string | null }>(`SELECT ${unitOnDate('e.id', '?')} AS unitId FROM employee e WHERE e.id = ?`, [period.fromDate, employeeId]);
      await tx.insert('appraisal', ['id', 'employee_id', 'period_code', 'unit_id', 'status', 'predicate'], [[uuidv7(), employeeId, period.code, unit?.unitId ?? null, 'new', null]], { ignore: ['employee_id', 'period_code'] });
      const [row] = await tx.query<{ id: string }>('SELECT id FROM appraisal WHERE employee_id = ? AND period_code = ?', [employeeId, period.code]);
      return row?.id ?? '';
    });
  }

  /** A page of appraisals in reach. */
  page(query: AppraisalQuery, reach: Reach): Promise<Page<AppraisalItem>> {
    const conditions = reach.limit(new Conditions().when(query.period, 'a.period_code = ?').when(query.status, 'a.status = ?'), { unit: 'a.unit_id', employee: 'a.employee_id', date: null });
    return readPage<AppraisalItem, AppraisalItem>(this.database, query, { from, columns, conditions, sortable: { name: 'e.name', number: 'e.number', status: 'a.status', predicate: 'a.predicate' }, tieBreak: 'e.number, a.id', item: (row) => ({ ...row }) });
  }

  /** Outcomes of a period in reach. */
  async distribution(periodCode: string, reach: Reach): Promise<ReturnType<typeof distributionOf>> {
    const conditions = reach.limit(new Conditions().add('a.period_code = ?', periodCode).add('a.predicate IS NOT NULL'), { unit: 'a.unit_id', employee: 'a.employee_id', date: null });
    const rows = await this.database.query<{ predicate: Predicate }>(`SELECT a.predicate AS predicate FROM appraisal a ${conditions.toString()}`, conditions.values);
    return distributionOf(rows.map(({ predicate }) => predicate));
  }

  /** @throws DomainError `unknown-appraisal` */
  async named(id: string, reader: Reader = this.database): Promise<Appraisal> {
    const [item] = await reader.query<AppraisalItem>(`SELECT ${columns} FROM ${from} WHERE a.id = ?`, [id]);
    if (!item) throw new DomainError('unknown-appraisal', `There is no appraisal "${id}".`, 404);
    const rows = await reader.query<{ body: string }>('SELECT body FROM appraisal_event WHERE appraisal_id = ? ORDER BY position', [id]);
    return { item: { ...item }, period: await this.period(reader, item.period), events: rows.map(({ body }) => this.withOutcome(JSON.parse(body) as AppraisalEvent)) };
  }

  /** Evaluations that were recorded before their outcome was have it by the quadrant of their day. */
  private withOutcome(event: AppraisalEvent): AppraisalEvent {
    const { type, predicate, work, behaviour, date } = event;
    return type !== 'evaluate' || predicate !== undefined || !work || !behaviour ? event : { ...event, predicate: this.rules.quadrantOn(date).value[behaviour][work] };
  }

  /**
   * Takes a step.
   * @param ownId the caller's own person: nobody evaluates themselves
   * @throws DomainError `unknown-appraisal`, `act-incomplete`, `act-refused`
   */
  async act(id: string, input: AppraisalInput, actor: string, ownId: string | null): Promise<void> {
    const today = dateAt(this.config.defaultZone, this.clock.now());
    const { act: type, results, work, behaviour, values } = input;
    const event: AppraisalEvent = { type, at: this.clock.now(), date: today, actor, text: input.text ?? null, ...(results && type === 'plan' ? { results } : {}), ...(type === 'evaluate' && work && behaviour ? { work, behaviour, predicate: this.rules.quadrantOn(today).value[behaviour][work], ...(values ? { values } : {}) } : {}) };
    const problems = [...appraisalProblems(event), ...Object.entries(values ?? {}).flatMap(([value, level]) => (behaviourValues.some((each) => each === value) && appraisalLevels.includes(level) ? [] : [`"${value}: ${String(level)}" is no value of behaviour with a level`]))];
    if (problems.length > 0) throw new DomainError('act-incomplete', `${problems.join('; ')}.`, 422, { problems, allowed: { values: behaviourValues, levels: appraisalLevels } });
    await this.database.transaction(async (tx) => {
      await lockRow(tx, 'appraisal', id);
      const { item, period, events } = await this.named(id, tx);
      const state = foldAppraisal(events);
      const refusal = appraisalRefusal(state, type, { own: ownId !== null && ownId === item.employeeId, today, periodEndDate: period.toDate });
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409, { allowed: appraisalActsOf(state) });
      await tx.insert('appraisal_event', ['appraisal_id', 'position', 'body'], [[id, events.length + 1, JSON.stringify(event)]]);
      const next = foldAppraisal([...events, event]);
      await tx.execute('UPDATE appraisal SET status = ?, predicate = ? WHERE id = ?', [next.status, next.predicate, id]);
    });
  }

  /** Attendance days of a person by status, to lie beside the appraisal. */
  async attendance(employeeId: string, { fromDate, toDate }: AppraisalPeriod): Promise<Record<string, number>> {
    const rows = await this.database.query<{ status: string; days: number }>('SELECT status, COUNT(*) AS days FROM attendance_day WHERE employee_id = ? AND work_date >= ? AND work_date <= ? GROUP BY status ORDER BY status', [employeeId, fromDate, toDate]);
    return Object.fromEntries(rows.map(({ status, days }) => [status, Number(days)]));
  }

  /** Appraisals of the same person in periods that lie inside of this one: quarters beside their year. Shown, never computed with. */
  async parts(employeeId: string, { code, fromDate, toDate }: AppraisalPeriod): Promise<AppraisalPart[]> {
    const rows = await this.database.query<AppraisalPart>(
      `SELECT a.id AS id, p.code AS period, p.name AS name, a.status AS status, a.predicate AS predicate FROM appraisal a JOIN appraisal_period p ON p.code = a.period_code
       WHERE a.employee_id = ? AND p.code <> ? AND p.from_date >= ? AND p.to_date <= ? ORDER BY p.from_date, p.code`,
      [employeeId, code, fromDate, toDate],
    );
    return rows.map((row) => ({ ...row }));
  }

  private async period(reader: Reader, code: string): Promise<AppraisalPeriod> {
    const period = (await this.periods(reader)).find((each) => each.code === code);
    if (!period) throw new DomainError('unknown-period', `There is no period "${code}".`, 404);
    return { ...period };
  }
}
