import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { monthPattern } from '../../platform/http/date-text';

/** Which months. */
export class OnePageQuery {
  @ApiPropertyOptional({ example: '2026-06', description: 'First month; half a year unless said otherwise.' })
  @IsOptional()
  @Matches(monthPattern, { message: 'from must be written YYYY-MM' })
  from?: string;

  @ApiPropertyOptional({ example: '2026-11', description: 'Last month; that of today unless said otherwise.' })
  @IsOptional()
  @Matches(monthPattern, { message: 'to must be written YYYY-MM' })
  to?: string;
}

/** Which months of which unit. */
export class UnitPageQuery extends OnePageQuery {
  @ApiProperty({ description: 'Id of the unit; those below it are meant too.' })
  @IsString()
  unitId!: string;
}

/** Which months of which units. */
export class ComparisonQuery extends OnePageQuery {
  @ApiPropertyOptional({ description: 'Id of a unit: those directly below it are compared, each with all below it. Left out = those at the top.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** Attendance of a month, in person-days. */
export class AttendanceMonth {
  @ApiProperty()
  month!: string;
  @ApiProperty()
  people!: number;
  @ApiProperty({ description: 'Days on which work was owed and not covered by leave or duty.' })
  owed!: number;
  @ApiProperty({ description: 'Of these: with a record.' })
  attended!: number;
  @ApiProperty({ description: 'Of those with a record: late.' })
  late!: number;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty({ description: 'Of those owed: without any record. An excuse is not seen here.' })
  noRecord!: number;
  @ApiProperty()
  leave!: number;
  @ApiProperty()
  duty!: number;
  @ApiProperty({ description: 'Nothing can be said yet.' })
  waiting!: number;
}

/** Violations of a month by what officers said of them. */
export class ViolationMonth {
  @ApiProperty()
  month!: string;
  @ApiProperty()
  verified!: number;
  @ApiProperty()
  unverified!: number;
  @ApiProperty({ description: 'Excused, sent back, or without effect.' })
  other!: number;
}

/** The account of a year. */
export class AccountLine {
  @ApiProperty()
  year!: number;
  @ApiProperty()
  verifiedDays!: number;
  @ApiProperty()
  waitingDays!: number;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty({ type: String, nullable: true })
  level!: string | null;
}

/** How many of a kind. */
export class CountLine {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  count!: number;
}

/** Appraisals of a period by outcome; outcomes of one person are one line. */
export class AppraisalLine {
  @ApiProperty()
  period!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Status of the appraisal.' })
  status!: string;
  @ApiProperty({ type: String, nullable: true })
  predicate!: string | null;
  @ApiProperty()
  count!: number;
}

/** What roll calls and superiors saw. */
export class SupervisionFigures {
  @ApiProperty({ type: [CountLine], nullable: true, description: 'Notes that the caller may read, by kind; null = not for the caller.' })
  notes!: CountLine[] | null;
  @ApiProperty({ type: [CountLine], nullable: true, description: 'Differences by status; null = not for the caller.' })
  differences!: CountLine[] | null;
}

/** Complaints of a month. */
export class ComplaintMonth {
  @ApiProperty()
  month!: string;
  @ApiProperty()
  received!: number;
  @ApiProperty({ description: 'Of these: closed, rejected or duplicates by now.' })
  ended!: number;
}

/** What citizens met with at a service. */
export class ServiceOutcome {
  @ApiProperty()
  service!: string;
  @ApiProperty({ description: 'Tickets that were finished.' })
  tickets!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Median, in minutes of opening hours.' })
  p50Minutes!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  withinPromise!: number | null;
  @ApiProperty()
  respondents!: number;
  @ApiProperty({ type: Number, nullable: true })
  ikm!: number | null;
}

/** A service in a month. */
export class ServiceMonth extends ServiceOutcome {
  @ApiProperty()
  month!: string;
}

/** All figures; a block that is not for the caller is null and named in `hidden`. */
export class PageFigures {
  @ApiProperty({ type: [String] })
  months!: readonly string[];
  @ApiProperty({ type: [String], description: 'Blocks that the caller has no permission for.' })
  hidden!: string[];
  @ApiProperty({ type: [AttendanceMonth], nullable: true })
  attendance!: AttendanceMonth[] | null;
  @ApiProperty({ type: [ViolationMonth], nullable: true })
  violations!: ViolationMonth[] | null;
  @ApiProperty({ type: [CountLine], nullable: true, description: 'Discipline cases opened in the months, by state.' })
  cases!: CountLine[] | null;
  @ApiProperty({ type: [AppraisalLine], nullable: true })
  appraisals!: AppraisalLine[] | null;
  @ApiProperty({ type: SupervisionFigures, nullable: true })
  supervision!: SupervisionFigures | null;
  @ApiProperty({ type: [ComplaintMonth], nullable: true })
  complaints!: ComplaintMonth[] | null;
  @ApiProperty({ type: [ServiceMonth], nullable: true })
  services!: ServiceMonth[] | null;
}

/** One person on one page. */
export class EmployeeOnePage extends PageFigures {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty({ type: [AccountLine], nullable: true })
  accounts!: AccountLine[] | null;
}

/** One unit on one page. */
export class UnitOnePage extends PageFigures {
  @ApiProperty()
  unitId!: string;
  @ApiProperty()
  name!: string;
}

/** A share with its interval of 95 %. */
export class ShareItem {
  @ApiProperty()
  hits!: number;
  @ApiProperty()
  of!: number;
  @ApiProperty({ type: Number, nullable: true })
  share!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  low!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  high!: number | null;
  @ApiProperty({ enum: ['none', 'few', 'alike', 'below', 'above'], description: 'To that of all units together: told apart only where that lies outside of the interval; few = fewer than five people, never told apart.' })
  standing!: string;
}

/** A unit among others. */
export class ComparedUnit {
  @ApiProperty({ type: String, nullable: true, description: 'null = all together.' })
  unitId!: string | null;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  people!: number;
  @ApiProperty({ description: 'Days with a record among those owed.' })
  attended!: ShareItem;
  @ApiProperty({ description: 'Days that began on time among those with a record.' })
  onTime!: ShareItem;
}

/** Units beside each other, by name: no order of merit. */
export class UnitComparison {
  @ApiProperty({ type: [String] })
  months!: readonly string[];
  @ApiProperty()
  whole!: ComparedUnit;
  @ApiProperty({ type: [ComparedUnit] })
  units!: ComparedUnit[];
}
