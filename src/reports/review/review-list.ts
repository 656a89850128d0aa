import { Injectable } from '@nestjs/common';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { wallToInstant } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database, type SqlValue } from '../../platform/database/database';
import { orderBy } from '../../platform/http/page';
import { SharedRuns } from '../../platform/shared-runs';
import { type Reach } from '../reach';
import { openCaseStates } from '../case-row';
import { type StripDay, stripDayColumns, stripOf } from './day-strip';
import { ReviewCells } from './review-cells';
import { reviewScope, type ReviewScope } from './review-conditions';
import { type ReviewGroup, type ReviewRowItem, type ReviewPage, type ReviewQuery } from './review-items';

interface ListedRow {
  employee_id: string;
  work_date: string;
  shift_no: number;
  kind: string;
  unit_id: string | null;
  minutes: number;
  days: number;
  state: string;
  number: string;
  name: string;
  job_title: string | null;
  category: string;
  unit_name: string | null;
}

const sortable = { unit: 'u.name', name: 'e.name', workDate: 'v.work_date', minutes: 'v.minutes', kind: 'v.kind' };
const tieBreak = 'u.name, e.name, v.work_date, v.employee_id, v.shift_no, v.kind';
const columns = 'v.employee_id, v.work_date, v.shift_no, v.kind, v.unit_id, v.minutes, v.days, v.state, e.number, e.name, e.job_title, e.category, u.name AS unit_name';

/** Beside the rows of a page: what else an officer sees at a glance. */
interface Beside {
  readonly days: ReadonlyMap<string, StripDay>;
  readonly explained: ReadonlyMap<string, number>;
  readonly leave: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
  readonly counted: ReadonlyMap<string, number>;
}

/** The officer's list: one page, whatever the number of rows, in a handful of queries. */
@Injectable()
export class ReviewList {
  private readonly pages = new SharedRuns<ReviewPage>();
  private readonly cells: ReviewCells;

  constructor(
    private readonly database: Database,
    clock: Clock,
  ) {
    this.cells = new ReviewCells(database, clock);
  }

  /** One page of a tab, with its units. */
  page(query: ReviewQuery, reach: Reach): Promise<ReviewPage> {
    return this.pages.take(JSON.stringify([query, reach]), () => this.read(query, reach));
  }

  private async read(query: ReviewQuery, reach: Reach): Promise<ReviewPage> {
    const order = orderBy(query.sort, sortable, tieBreak);
    const scope = await reviewScope(this.database, query, reach);
    const place = await this.cells.placeOf(query, scope);
    const where = `${scope.conditions.toString()}${place.conditions.toString().replace(/^WHERE /, ' AND ')}`;
    const values: SqlValue[] = [...scope.values, ...scope.conditions.values, ...place.conditions.values];
    const rows = await this.database.query<ListedRow>(`SELECT ${columns} FROM ${scope.fromAll} ${where} ${order} LIMIT ${query.pageSize} OFFSET ${place.offset}`, values);
    const beside = await this.beside(rows);
    const items = rows.flatMap((row) => itemOf(row, beside));
    const groups = groupsOf(rows, place.ofUnits ?? (await this.rowsOfUnits(scope, rows)));
    return { items, groups: await this.withSilence(groups, items), total: place.total, page: query.page, pageSize: query.pageSize };
  }

  private async rowsOfUnits(scope: ReviewScope, rows: readonly ListedRow[]): Promise<Map<string | null, number>> {
    const ids = [...new Set(rows.flatMap((row) => row.unit_id ?? []))];
    if (rows.length === 0) return new Map();
    const within = `(${ids.length === 0 ? '' : `v.unit_id IN (${ids.map(() => '?').join(',')}) OR `}v.unit_id IS NULL)`;
    const sql = `SELECT v.unit_id, COUNT(*) AS in_unit FROM ${scope.from} ${scope.conditions.toString()} AND ${within} GROUP BY v.unit_id`;
    const counted = await this.database.query<{ unit_id: string | null; in_unit: number }>(sql, [...scope.values, ...scope.conditions.values, ...ids]);
    return new Map(counted.map((one) => [one.unit_id, Number(one.in_unit)]));
  }

  private async beside(rows: readonly ListedRow[]): Promise<Beside> {
    if (rows.length === 0) return { days: new Map(), explained: new Map(), leave: new Set(), cases: new Set(), counted: new Map() };
    const ids = [...new Set(rows.map((row) => row.employee_id))];
    const dates = [...new Set(rows.map((row) => row.work_date))].sort();
    const people = ids.map(() => '?').join(',');
    const span: SqlValue[] = [...ids, dates[0] ?? '', dates.at(-1) ?? ''];
    const years = [...new Set(dates.map((date) => Number(date.slice(0, 4))))];
    const yearly: SqlValue[] = [...ids, ...years];
    const inYears = `account_year IN (${years.map(() => '?').join(',')})`;
    const [found, explained, leaves, cases, accounts] = await Promise.all([
      daysOf(this.database, rows),
      this.database.query<{ employee_id: string; work_date: string; kind: string; papers: number }>(
        `SELECT x.employee_id, x.work_date, x.kind, COUNT(p.paper_id) AS papers FROM explanation x LEFT JOIN discipline_paper_use p ON p.about_id = x.id WHERE x.employee_id IN (${people}) AND x.work_date BETWEEN ? AND ? GROUP BY x.employee_id, x.work_date, x.kind`,
        span,
      ),
      this.database.query<{ employee_id: string; from_date: string; to_date: string }>(`SELECT employee_id, from_date, to_date FROM request WHERE employee_id IN (${people}) AND state = 'requested' AND kind = 'leave' AND to_date >= ? AND from_date <= ?`, span),
      this.database.query<{ employee_id: string; account_year: number }>(`SELECT c.employee_id, c.account_year FROM discipline_case c WHERE c.employee_id IN (${people}) AND c.${inYears} AND ${openCaseStates}`, yearly),
      this.database.query<{ employee_id: string; account_year: number; cumulative_days: number }>(`SELECT employee_id, account_year, cumulative_days FROM year_account WHERE employee_id IN (${people}) AND ${inYears}`, yearly),
    ]);
    return {
      days: new Map(found.map((day) => [`${day.employee_id} ${day.work_date} ${day.shift_no}`, day])),
      explained: new Map(explained.map((one) => [`${one.employee_id} ${one.work_date} ${one.kind}`, Number(one.papers)])),
      leave: new Set(leaves.flatMap((leave) => dates.filter((date) => leave.from_date <= date && date <= leave.to_date).map((date) => `${leave.employee_id} ${date}`))),
      cases: new Set(cases.map((one) => `${one.employee_id} ${one.account_year}`)),
      counted: new Map(accounts.map((one) => [`${one.employee_id} ${one.account_year}`, Number(one.cumulative_days)])),
    };
  }

  /** Names the terminal whose silence holds up a unit of the page. */
  private async withSilence(groups: readonly ReviewGroup[], items: readonly ReviewRowItem[]): Promise<ReviewGroup[]> {
    const silent = new Map(items.flatMap((item) => item.strip.silences.filter(({ toAt }) => toAt === null).map((silence) => [item.unitId, silence] as const)));
    if (silent.size === 0) return [...groups];
    const serials = [...new Set([...silent.values()].map(({ terminal }) => terminal))];
    const names = new Map((await this.database.query<{ serial: string; name: string }>(`SELECT serial, name FROM terminal WHERE serial IN (${serials.map(() => '?').join(',')})`, serials)).map((row) => [row.serial, row.name]));
    return groups.map((group) => {
      const silence = silent.get(group.unitId);
      return silence ? { ...group, silentTerminal: names.get(silence.terminal) ?? silence.terminal, silentSinceAt: silence.fromAt } : group;
    });
  }
}

/** The days of the rows, by their whole key: all people times all dates of a page would be thousands of looks. */
function daysOf(reader: Pick<Database, 'query' | 'dialect'>, rows: readonly ListedRow[]): Promise<StripDay[]> {
  const keys = new Map(rows.map((row): [string, SqlValue[]] => [`${row.employee_id} ${row.work_date} ${row.shift_no}`, [row.employee_id, row.work_date, row.shift_no]]));
  const values = [...keys.values()].flat();
  if (reader.dialect === 'sqlite') return reader.query(`SELECT ${stripDayColumns} FROM attendance_day WHERE ${[...keys].map(() => '(employee_id = ? AND work_date = ? AND shift_no = ?)').join(' OR ')}`, values);
  // As a table of keys: a hundred alternatives take these servers longer to plan than all the rest of the page takes. The keys are in the columns' own character set, or no index would do.
  const wanted = [...keys].map((_, index) => (index === 0 ? 'SELECT ? AS key_person, ? AS key_date, ? AS key_shift' : 'SELECT ?, ?, ?')).join(' UNION ALL ');
  const inAscii = (column: string): string => `CONVERT(${column} USING ascii) COLLATE ascii_bin`;
  return reader.query(`SELECT ${stripDayColumns} FROM (${wanted}) wanted STRAIGHT_JOIN attendance_day d ON d.employee_id = ${inAscii('key_person')} AND d.work_date = ${inAscii('key_date')} AND d.shift_no = key_shift`, values);
}

/** The units on a page, in its order. */
function groupsOf(rows: readonly ListedRow[], ofUnits: ReadonlyMap<string | null, number>): ReviewGroup[] {
  const names = new Map(rows.map((row) => [row.unit_id, row.unit_name ?? '']));
  return [...names].map(([unitId, name]) => ({ unitId, name, count: ofUnits.get(unitId) ?? 0, silentTerminal: null, silentSinceAt: null }));
}

function itemOf(row: ListedRow, beside: Beside): ReviewRowItem[] {
  const day = beside.days.get(`${row.employee_id} ${row.work_date} ${row.shift_no}`);
  // A row that is being judged anew at this moment may have lost its day; it comes back with the next page.
  if (!day) return [];
  const strip = stripOf(day);
  const year = row.work_date.slice(0, 4);
  const papers = beside.explained.get(`${row.employee_id} ${row.work_date} ${row.kind}`);
  const open = row.kind === 'absence' && ['unverified', 'sent-back'].includes(row.state);
  return [
    {
      employeeId: row.employee_id,
      number: row.number,
      name: row.name,
      jobTitle: row.job_title,
      category: row.category,
      unitId: row.unit_id,
      workDate: row.work_date,
      shiftNo: row.shift_no,
      kind: row.kind,
      minutes: row.minutes,
      days: Number(row.days),
      state: row.state,
      awaitsMachine: /AWAITING_DEVICE_SYNC|DEVICE_FAULT/.test(day.flags),
      explained: papers !== undefined,
      papers: papers ?? 0,
      leaveRequested: beside.leave.has(`${row.employee_id} ${row.work_date}`),
      caseOpen: beside.cases.has(`${row.employee_id} ${year}`),
      countsAs: open ? (beside.counted.get(`${row.employee_id} ${year}`) ?? 0) + Number(row.days) : null,
      clockCorrectedSeconds: correctedSeconds(day),
      midnightAt: wallToInstant(day.zone, `${row.work_date} 00:00:00`),
      strip,
    },
  ];
}

/** The first correction of a terminal's clock among the steps of a day. */
function correctedSeconds(day: StripDay): number {
  if (!day.explanation.includes('DRIFT_CORRECTED')) return 0;
  const step = (JSON.parse(day.explanation) as ExplanationStep[]).find(({ code }) => code === 'DRIFT_CORRECTED');
  return Number(step?.params['seconds'] ?? 0);
}
