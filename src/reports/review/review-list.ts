import { Injectable } from '@nestjs/common';
import { type AttendanceDayRow } from '../../attendance/attendance-day-store';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { wallToInstant } from '../../core/time/zone';
import { Database, type SqlValue } from '../../platform/database/database';
import { limitOf, orderBy } from '../../platform/http/page';
import { type Reach } from '../reach';
import { openCaseStates } from '../case-row';
import { stripOf } from './day-strip';
import { reviewConditions, reviewSource } from './review-conditions';
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
}

const sortable = { unit: 'u.name', name: 'e.name', workDate: 'v.work_date', minutes: 'v.minutes', kind: 'v.kind' };
const tieBreak = 'u.name, e.name, v.work_date, v.employee_id, v.shift_no, v.kind';
const columns = 'v.employee_id, v.work_date, v.shift_no, v.kind, v.unit_id, v.minutes, v.days, v.state, e.number, e.name, e.job_title, e.category';

/** Beside the rows of a page: what else an officer sees at a glance. */
interface Beside {
  readonly days: ReadonlyMap<string, AttendanceDayRow>;
  readonly explained: ReadonlyMap<string, number>;
  readonly leave: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
  readonly counted: ReadonlyMap<string, number>;
}

/** The officer's list: one page, whatever the number of rows, in a handful of queries. */
@Injectable()
export class ReviewList {
  constructor(private readonly database: Database) {}

  /** One page of a tab, with its units. */
  async page(query: ReviewQuery, reach: Reach): Promise<ReviewPage> {
    const source = reviewSource(query);
    const conditions = reviewConditions(query, reach);
    const from = `${source.sql} JOIN employee e ON e.id = v.employee_id LEFT JOIN unit u ON u.id = v.unit_id ${conditions.toString()}`;
    const values: SqlValue[] = [...source.values, ...conditions.values];
    const counted = await this.database.query<{ unit_id: string | null; name: string | null; rows_of_unit: number }>(`SELECT v.unit_id, MIN(u.name) AS name, COUNT(*) AS rows_of_unit FROM ${from} GROUP BY v.unit_id`, values);
    const rows = await this.database.query<ListedRow>(`SELECT ${columns} FROM ${from} ${orderBy(query.sort, sortable, tieBreak)} ${limitOf(query)}`, values);
    const beside = await this.beside(rows);
    const items = rows.flatMap((row) => itemOf(row, beside));
    const groups = counted
      .filter(({ unit_id: unitId }) => rows.some((row) => row.unit_id === unitId))
      .map((group): ReviewGroup => ({ unitId: group.unit_id, name: group.name ?? '', count: Number(group.rows_of_unit), silentTerminal: null, silentSinceAt: null }));
    const total = counted.reduce((sum, group) => sum + Number(group.rows_of_unit), 0);
    return { items, groups: await this.withSilence(groups, items), total, page: query.page, pageSize: query.pageSize };
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
    const [days, explained, leaves, cases, accounts] = await Promise.all([
      this.database.query<AttendanceDayRow>(`SELECT * FROM attendance_day WHERE employee_id IN (${people}) AND work_date IN (${dates.map(() => '?').join(',')})`, [...ids, ...dates]),
      this.database.query<{ employee_id: string; work_date: string; kind: string; papers: number }>(
        `SELECT x.employee_id, x.work_date, x.kind, COUNT(p.paper_id) AS papers FROM explanation x LEFT JOIN discipline_paper_use p ON p.about_id = x.id WHERE x.employee_id IN (${people}) AND x.work_date BETWEEN ? AND ? GROUP BY x.employee_id, x.work_date, x.kind`,
        span,
      ),
      this.database.query<{ employee_id: string; from_date: string; to_date: string }>(`SELECT employee_id, from_date, to_date FROM request WHERE employee_id IN (${people}) AND state = 'requested' AND kind = 'leave' AND to_date >= ? AND from_date <= ?`, span),
      this.database.query<{ employee_id: string; account_year: number }>(`SELECT c.employee_id, c.account_year FROM discipline_case c WHERE c.employee_id IN (${people}) AND c.${inYears} AND ${openCaseStates}`, yearly),
      this.database.query<{ employee_id: string; account_year: number; cumulative_days: number }>(`SELECT employee_id, account_year, cumulative_days FROM year_account WHERE employee_id IN (${people}) AND ${inYears}`, yearly),
    ]);
    return {
      days: new Map(days.map((day) => [`${day.employee_id} ${day.work_date} ${day.shift_no}`, day])),
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
function correctedSeconds(day: AttendanceDayRow): number {
  if (!day.explanation.includes('DRIFT_CORRECTED')) return 0;
  const step = (JSON.parse(day.explanation) as ExplanationStep[]).find(({ code }) => code === 'DRIFT_CORRECTED');
  return Number(step?.params['seconds'] ?? 0);
}
