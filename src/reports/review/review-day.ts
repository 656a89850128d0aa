import { Injectable } from '@nestjs/common';
import { type AttendanceDayRow } from '../../attendance/attendance-day-store';
import { explain } from '../../core/attendance/explain';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { planDays } from '../../core/schedule/plan-day';
import { type PlannedShift } from '../../core/schedule/planned-day';
import { addDays } from '../../core/time/calendar';
import { wallToInstant } from '../../core/time/zone';
import { OfficeDays } from '../../discipline/office-days';
import { type Person, personOn } from '../../discipline/people';
import { RegulationBook } from '../../discipline/regulation-book';
import { type ViolationRow } from '../../discipline/violation-store';
import { VerificationDeadlines } from '../../discipline/violations/verification-deadlines';
import { readViolationHistory } from '../../discipline/violations/violation-history';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { PlanReader } from '../../plan/reading/plan-reader';
import { stripOf } from './day-strip';
import { type DayProvisionItem, type RecentDay, type ReviewDay, type WhyItem } from './review-items';

interface AccountRow {
  cumulative_days: number;
  late_minutes: number;
  early_leave_minutes: number;
  next_level: string | null;
  days_to_next: number | null;
}

/** Working days shown before the day and including it. */
const recentDays = 30;
/** Door openings drawn on one strip; more would be a grey bar. */
const mostDoors = 80;

/** Explains one day of one person: everything that an officer reads before saying a word. */
@Injectable()
export class ReviewDayReader {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanReader,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
  ) {}

  /** @throws DomainError `unknown-day` */
  async read(employeeId: string, workDate: string, shiftNo: number): Promise<ReviewDay> {
    const [row] = await this.database.query<AttendanceDayRow>('SELECT * FROM attendance_day WHERE employee_id = ? AND work_date = ? AND shift_no = ?', [employeeId, workDate, shiftNo]);
    if (!row) throw new DomainError('unknown-day', `No judged day of ${employeeId} on ${workDate}.`, 404);
    const person = await personOn(this.database, employeeId, workDate);
    const dirty = await this.database.query('SELECT work_date FROM dirty_day WHERE employee_id = ? AND work_date = ?', [employeeId, workDate]);
    return {
      employeeId,
      name: person.name,
      number: person.number,
      jobTitle: person.jobTitle,
      unitName: person.unitName,
      workDate,
      shiftNo,
      status: row.status,
      settled: row.settled === 1,
      zone: row.zone,
      midnightAt: wallToInstant(row.zone, `${workDate} 00:00:00`),
      strip: stripOf(row, await this.shiftOf(row), await this.doorsOf(row)),
      why: (JSON.parse(row.explanation) as ExplanationStep[]).map((step) => whyOf(step, row.zone)),
      provisions: await this.provisionsOf(row, person),
      recent: await this.recentOf(row),
      computedAt: row.computed_at,
      beingJudged: dirty.length > 0,
    };
  }

  private async shiftOf(row: AttendanceDayRow): Promise<PlannedShift | null> {
    if (row.shift === null) return null;
    const plan = await this.plan.planFor(row.employee_id, row.work_date, row.work_date);
    const [day] = planDays(plan, [row.work_date]);
    return day?.shifts[row.shift_no - 1] ?? null;
  }

  /** Openings of the doors of the unit on that date: who went through is not known, and no verdict rests on them. */
  private async doorsOf(row: AttendanceDayRow): Promise<number[]> {
    if (row.unit_id === null) return [];
    const from = wallToInstant(row.zone, `${row.work_date} 00:00:00`);
    const to = wallToInstant(row.zone, `${addDays(row.work_date, 1)} 12:00:00`);
    const sql = `SELECT v.occurred_at FROM door_event v JOIN door_sensor s ON s.code = v.sensor
      WHERE s.unit_id = ? AND v.kind = 'contact' AND v.value = 'open' AND v.occurred_at BETWEEN ? AND ? ORDER BY v.occurred_at LIMIT ${mostDoors}`;
    return (await this.database.query<{ occurred_at: number }>(sql, [row.unit_id, from, to])).map((event) => event.occurred_at);
  }

  private async provisionsOf(row: AttendanceDayRow, person: Person): Promise<DayProvisionItem[]> {
    const { employee_id: employeeId, work_date: workDate } = row;
    const violations = await this.database.query<ViolationRow>('SELECT * FROM violation WHERE employee_id = ? AND work_date = ? AND shift_no = ? ORDER BY kind', [employeeId, workDate, row.shift_no]);
    const [account] = await this.database.query<AccountRow>('SELECT cumulative_days, late_minutes, early_leave_minutes, next_level, days_to_next FROM year_account WHERE employee_id = ? AND account_year = ?', [employeeId, Number(workDate.slice(0, 4))]);
    const deadlines = new VerificationDeadlines(this.book.regulations, await this.days.calendar());
    const items: DayProvisionItem[] = [];
    for (const violation of violations) {
      const history = await readViolationHistory(this.database, employeeId, workDate, violation.kind);
      items.push({ ...effectOf(violation, account), verifyBy: deadlines.of(person.category, workDate)?.date ?? null, history });
    }
    return items;
  }

  private async recentOf({ employee_id: employeeId, work_date: workDate }: AttendanceDayRow): Promise<RecentDay[]> {
    const sql = `SELECT work_date, status, flags, late_minutes, early_leave_minutes, absent_days FROM attendance_day
      WHERE employee_id = ? AND work_date <= ? AND shift_no = 1 AND status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED') ORDER BY work_date DESC LIMIT ${recentDays}`;
    const rows = await this.database.query<AttendanceDayRow>(sql, [employeeId, workDate]);
    const last = rows.at(-1)?.work_date ?? workDate;
    const spoken = await this.database.query<{ work_date: string; state: string }>("SELECT work_date, state FROM violation WHERE employee_id = ? AND work_date BETWEEN ? AND ? AND state IN ('verified', 'excused')", [employeeId, last, workDate]);
    const states = new Map(spoken.map((one) => [one.work_date, one.state]));
    return rows.reverse().map((row) => ({ workDate: row.work_date, status: cellOf(row, states.get(row.work_date)), minutes: row.late_minutes + row.early_leave_minutes }));
  }
}

/** What the year's account would say if this were verified; what is verified already is in it. */
function effectOf(row: ViolationRow, account: AccountRow | undefined): Omit<DayProvisionItem, 'verifyBy' | 'history'> {
  const counted = row.state === 'verified';
  const days = Number(account?.cumulative_days ?? 0);
  const minutes = (account?.late_minutes ?? 0) + (account?.early_leave_minutes ?? 0);
  const added = counted || row.kind !== 'absence' ? 0 : Number(row.days);
  const missing = account?.days_to_next;
  return {
    kind: row.kind,
    state: row.state,
    minutes: row.minutes,
    days: Number(row.days),
    source: row.source,
    provision: row.provision,
    // The account adds every minute that stands, verified or not; only absent days wait for an officer.
    minutesAfter: minutes,
    daysAfter: days + added,
    nextLevel: account?.next_level ?? null,
    daysToNext: missing === null || missing === undefined ? null : Number(missing) - added,
  };
}

const evidenceOf: readonly (readonly [RegExp, WhyItem['evidence']])[] = [
  [/^(PLANNED_BY|SHIFT_VERSION|PERIOD_HOURS|WINDOW|SEGMENT$|HOLIDAY|HALF_HOLIDAY|DAY_OFF|OFFDAY|NOT_EMPLOYED|FLEX)/, 'plan'],
  [/^(TERMINAL|DRIFT)/, 'machine'],
  [/^(PUNCH|KEY_|REPEATED|LONE_|NO_PUNCH|MISSING|SEGMENT_ABSENT|HANDOVER)/, 'record'],
  [/^(LEAVE|DUTY|CORRECTION|EXCUSED|OVERTIME)/, 'request'],
  [/^(LATE|EARLY|WITHIN|GRACE|WORKED|BREAK|BELOW)/, 'rule'],
];

function whyOf(step: ExplanationStep, zone: string): WhyItem {
  const evidence = evidenceOf.find(([pattern]) => pattern.test(step.code))?.[1] ?? 'none';
  const reference = step.params['terminal'] ?? step.params['id'] ?? step.params['letter'] ?? null;
  return { code: step.code, id: explain(step, 'id', zone), en: explain(step, 'en', zone), evidence, reference: reference === null ? null : String(reference) };
}

function cellOf(row: AttendanceDayRow, state: string | undefined): RecentDay['status'] {
  if (row.status === 'PENDING') return 'waiting';
  if (row.status === 'ON_LEAVE') return 'leave';
  if (row.status === 'ON_DUTY') return 'duty';
  if (state === 'excused') return 'excused';
  if (Number(row.absent_days) > 0) return state === 'verified' ? 'absent' : 'no-record';
  if (row.late_minutes > 0) return 'late';
  if (row.early_leave_minutes > 0) return 'early';
  return /MISSING_(IN|OUT)/.test(row.flags) ? 'punch-missing' : 'present';
}
