import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { explain } from '../core/attendance/explain';
import { addDays, datesBetween, isWorkDate } from '../core/time/calendar';
import { Allow, CurrentReach } from '../platform/auth/auth-guard';
import { limitRows } from '../platform/auth/own-rows';
import { type Reach } from '../platform/auth/reach';
import { unitsAsked, unitsCondition } from '../platform/auth/unit-places';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/errors';
import { isoOf, isoOrNull } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { DateFilter } from '../platform/http/date-filter';
import { attendanceDayOf, type AttendanceDayRow } from './attendance-day-store';

const languages = ['id', 'en'] as const;

/** Filters of attendance days. */
export class AttendanceDayQuery extends IntersectionType(PageQuery, DateFilter) {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'A unit with all below it, on the day itself.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional({ example: 'ABSENT' })
  @IsOptional()
  @Matches(/^[A-Z_]+$/)
  status?: string;

  @ApiPropertyOptional({ enum: languages, default: 'id', description: 'Language of the explanation.' })
  @IsOptional()
  @IsIn(languages)
  override language: 'id' | 'en' = 'id';
}

/** One step of the explanation of a day. */
export class ExplanationItem {
  @ApiProperty()
  code!: string;
  @ApiProperty({ type: Object })
  params!: Readonly<Record<string, string | number>>;
  @ApiProperty()
  text!: string;
}

/** An attendance day as the API shows it. */
export class AttendanceDayItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ description: 'IANA zone in which the explanation tells its times.' })
  zone!: string;
  @ApiProperty({ type: String, nullable: true })
  shift!: string | null;
  @ApiProperty()
  status!: string;
  @ApiProperty({ description: 'False while the window is open or a terminal is awaited: shown, but it accuses nobody.' })
  settled!: boolean;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty()
  workedMinutes!: number;
  @ApiProperty()
  overtimeMinutes!: number;
  @ApiProperty()
  breakOverrunMinutes!: number;
  @ApiProperty()
  absentDays!: number;
  @ApiProperty({ type: String, nullable: true })
  lateBand!: string | null;
  @ApiProperty({ type: String, nullable: true })
  earlyBand!: string | null;
  @ApiProperty({ type: [String] })
  flags!: readonly string[];
  @ApiProperty({ type: [String] })
  signals!: readonly string[];
  @ApiProperty({ type: String, nullable: true })
  inAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  outAt!: string | null;
  @ApiProperty({ description: 'sha256 of the inputs and the outcome: the same facts always give the same digest.' })
  digest!: string;
  @ApiProperty()
  computedAt!: string;
  @ApiProperty({ type: [ExplanationItem] })
  explanation!: ExplanationItem[];
}

/** A page of attendance days. */
export class AttendanceDayPage extends PageInfo {
  @ApiProperty({ type: [AttendanceDayItem] })
  items!: AttendanceDayItem[];
}

const sortable = { workDate: 'd.work_date', lateMinutes: 'd.late_minutes', earlyLeaveMinutes: 'd.early_leave_minutes', workedMinutes: 'd.worked_minutes', status: 'd.status', employeeId: 'd.employee_id' };

/** Dates that are named one by one. */
const longestNamed = 62;

/** How the days of people came out, and why. */
@ApiTags('attendance days')
@Controller('api/v1/attendance-days')
export class AttendanceDaysController {
  constructor(private readonly database: Database) {}

  @Get()
  @Allow('days.read', 'rows')
  @ApiOperation({ summary: 'Attendance days with their explanation' })
  @ApiOkResponse({ type: AttendanceDayPage })
  async list(@Query() query: AttendanceDayQuery, @CurrentReach() reach: Reach): Promise<Page<AttendanceDayItem>> {
    // The index of days is in order of date, then unit: of few units each date is looked up and not all people's days of the span.
    const limited = !reach.all || query.unitId !== undefined;
    const dates = new Conditions().when(query.from, 'd.work_date >= ?').when(query.to, 'd.work_date <= ?').when(query.employeeId, 'd.employee_id = ?');
    const asked = await unitsAsked(this.database, query.unitId);
    const conditions = (await limitRows(this.database, reach, { table: 'attendance_day', alias: 'd', date: 'work_date' }, dates))
      .when(query.from, 'd.work_date >= ?')
      .when(query.to, 'd.work_date <= ?')
      .when(query.employeeId, 'd.employee_id = ?')
      .whenPart(asked && unitsCondition(asked, 'd.unit_id', 'd.work_date'))
      .whenAmong(limited ? datesOf(query) : undefined, 'd.work_date')
      .when(query.status, 'd.status = ?');
    return readPage<AttendanceDayItem, AttendanceDayRow>(this.database, query, {
      from: 'attendance_day d',
      found: { from: 'attendance_day d', key: ['d.employee_id', 'd.work_date', 'd.shift_no'] },
      columns: 'd.*',
      conditions,
      sortable,
      tieBreak: 'd.work_date, d.employee_id, d.shift_no',
      item: (row) => itemOf(row, query.language),
    });
  }

  @Get(':employeeId/:workDate')
  @Allow('days.read', 'employee-day', { seen: true })
  @ApiOperation({ summary: 'One date of one person: a row for each shift' })
  @ApiOkResponse({ type: [AttendanceDayItem] })
  async one(@Param('employeeId') employeeId: string, @Param('workDate') workDate: string, @Query() query: AttendanceDayQuery): Promise<AttendanceDayItem[]> {
    const rows = await this.database.query<AttendanceDayRow>('SELECT * FROM attendance_day WHERE employee_id = ? AND work_date = ? ORDER BY shift_no', [employeeId, workDate]);
    if (rows.length === 0) throw new DomainError('unknown-day', `No judged day of ${employeeId} on ${workDate}.`, 404);
    return rows.map((row) => itemOf(row, query.language));
  }
}

/** The dates of a span that is not too long to name them; undefined = not named. */
function datesOf({ from, to }: Pick<AttendanceDayQuery, 'from' | 'to'>): string[] | undefined {
  if (from === undefined || to === undefined || !isWorkDate(from) || !isWorkDate(to) || addDays(from, longestNamed) < to) return undefined;
  return datesBetween(from, to);
}

function itemOf(row: AttendanceDayRow, language: 'id' | 'en'): AttendanceDayItem {
  const day = attendanceDayOf(row);
  return {
    employeeId: row.employee_id,
    workDate: day.date,
    shiftNo: day.shiftNo,
    unitId: row.unit_id,
    zone: row.zone,
    shift: day.shift,
    status: day.status,
    settled: day.settled,
    lateMinutes: day.lateMinutes,
    earlyLeaveMinutes: day.earlyLeaveMinutes,
    workedMinutes: day.workedMinutes,
    overtimeMinutes: day.overtimeMinutes,
    breakOverrunMinutes: day.breakOverrunMinutes,
    absentDays: day.absentDays,
    lateBand: day.lateBand,
    earlyBand: day.earlyBand,
    flags: day.flags,
    signals: day.signals,
    inAt: isoOrNull(day.inAt),
    outAt: isoOrNull(day.outAt),
    digest: day.digest,
    computedAt: isoOf(row.computed_at),
    explanation: day.explanation.map((step) => ({ code: step.code, params: step.params, text: explain(step, language, row.zone) })),
  };
}
