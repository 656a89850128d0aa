import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { type ComplaintAct, complaintActs, type ComplaintKind, complaintKinds, plainActs } from '../../core/service/complaint';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { calendarDatePattern } from '../../platform/http/date-text';

/** The statuses of a complaint. */
export const complaintStatuses = ['received', 'verified', 'answered', 'closed', 'rejected', 'duplicate'] as const;

/** Filters of complaints. */
export class ComplaintQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: its complaints and those of the units below it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ description: 'Code of a service.' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ enum: complaintStatuses })
  @IsOptional()
  @IsIn(complaintStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Only what waits for verification or for an answer.' })
  @IsOptional()
  @Transform(({ value }) => value === true || value === 'true')
  @IsBoolean()
  open?: boolean;
}

/** A complaint that an officer writes down. */
export class ComplaintBody {
  @ApiProperty({ enum: complaintKinds })
  @IsIn(complaintKinds)
  kind!: ComplaintKind;

  @ApiProperty({ maxLength: 5000 })
  @IsString()
  @MinLength(10)
  @MaxLength(5000)
  words!: string;

  @ApiPropertyOptional({ description: 'Code of the service.' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ description: 'Code of the unit, where no service is named.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reporterName?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reporterContact?: string;
}

/** What an officer does with a complaint. */
export class ComplaintActBody {
  @ApiProperty({ enum: plainActs, description: 'A referral to discipline has a route of its own: it opens a case.' })
  @IsIn(plainActs)
  act!: ComplaintAct;

  @ApiPropertyOptional({ description: 'Of an answer or rejection: what the reporter reads, so it names nobody of the staff. Of a call: what the employee is asked about, so it says nothing of the reporter.' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  text?: string;

  @ApiPropertyOptional({ description: 'Code of the unit that deals with it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ description: 'Number of the employee.' })
  @IsOptional()
  @IsString()
  employee?: string;

  @ApiPropertyOptional({ example: '2026-12-01', description: 'Date of the talk, or by which the improvement is done.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'dueDate must be written like 2026-11-23' })
  dueDate?: string;

  @ApiPropertyOptional({ description: 'Whether the improvement helped.' })
  @IsOptional()
  @IsBoolean()
  helped?: boolean;

  @ApiPropertyOptional({ enum: complaintKinds, description: 'With "verify": what it is, where the reporter called it something else.' })
  @IsOptional()
  @IsIn(complaintKinds)
  kind?: ComplaintKind;
}

/** How many working days a kind of complaint has, from a date on. */
export class ComplaintTermBody {
  @ApiProperty({ enum: complaintKinds })
  @IsIn(complaintKinds)
  kind!: ComplaintKind;

  @ApiProperty({ example: '2026-01-01', description: 'Complaints received from this date on.' })
  @Matches(calendarDatePattern, { message: 'fromDate must be written like 2026-11-23' })
  fromDate!: string;

  @ApiProperty({ minimum: 1, maximum: 60 })
  @IsInt()
  @Min(1)
  @Max(60)
  verifyWorkingDays!: number;

  @ApiProperty({ minimum: 1, maximum: 120 })
  @IsInt()
  @Min(1)
  @Max(120)
  followUpWorkingDays!: number;

  @ApiProperty({ description: 'The instrument that says so.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  source!: string;
}

/** A date by which something is due. */
export class DueItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ description: 'True while a year that it crosses has no decreed calendar.' })
  provisional!: boolean;
}

/** A complaint in a list; who reported it is never in it. */
export class ComplaintItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: ['public', 'officer', 'lapor'] })
  channel!: string;
  @ApiProperty({ enum: complaintKinds })
  kind!: string;
  @ApiProperty({ enum: complaintStatuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true })
  service!: string | null;
  @ApiProperty()
  receivedAt!: string;
  @ApiProperty({ description: 'Where it looks like the work of a machine; a person decides.' })
  suspicious!: boolean;
  @ApiProperty({ type: DueItem, nullable: true })
  verifyDue!: DueItem | null;
  @ApiProperty({ type: DueItem, nullable: true })
  followUpDue!: DueItem | null;
  @ApiProperty({ type: String, nullable: true, description: 'By when an agreed improvement is done; null once its effect was checked.' })
  improvementDue!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['verify', 'follow-up', 'improvement'] })
  overdue!: string | null;
}

/** A page of complaints. */
export class ComplaintPage extends PageInfo {
  @ApiProperty({ type: [ComplaintItem] })
  items!: ComplaintItem[];
}

/** What happened to a complaint. */
export class ComplaintEventItem {
  @ApiProperty()
  type!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty({ type: String, nullable: true })
  text!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Number and name; inside only.' })
  employee!: string | null;
  @ApiProperty({ type: String, nullable: true })
  dueDate!: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  helped!: boolean | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a referral: the discipline case that it opened.' })
  caseId!: string | null;
}

/** A complaint that may be the same. */
export class AlikeItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: '0 to 1: words in common.' })
  likeness!: number;
  @ApiProperty()
  receivedAt!: string;
}

/** A photo. */
export class PhotoItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  mediaType!: string;
  @ApiProperty()
  sizeBytes!: number;
}

/** Figures of the service on one side of the improvement. */
export class EffectSide {
  @ApiProperty()
  from!: string;
  @ApiProperty()
  to!: string;
  @ApiProperty()
  respondents!: number;
  @ApiProperty({ type: Number, nullable: true })
  ikm!: number | null;
  @ApiProperty({ type: [Number] })
  quick!: readonly number[];
  @ApiProperty({ description: 'Complaints received about the service.' })
  complaints!: number;
  @ApiProperty({ description: 'Tickets finished.' })
  tickets!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Median working minutes of the tickets.' })
  p50Minutes!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1' })
  withinPromise!: number | null;
}

/** The same service before and after the improvement; figures, not a judgement. */
export class EffectItem {
  @ApiProperty()
  before!: EffectSide;
  @ApiProperty()
  after!: EffectSide;
}

/** A complaint with all that officers may know without its reporter. */
export class ComplaintDetail extends ComplaintItem {
  @ApiProperty()
  words!: string;
  @ApiProperty({ type: [PhotoItem] })
  photos!: PhotoItem[];
  @ApiProperty({ type: [ComplaintEventItem] })
  events!: ComplaintEventItem[];
  @ApiProperty({ enum: complaintActs, isArray: true })
  allowed!: readonly string[];
  @ApiProperty({ type: [AlikeItem] })
  alike!: AlikeItem[];
  @ApiProperty({ type: EffectItem, nullable: true })
  effect!: EffectItem | null;
}

/** A complaint that was taken. */
export class ComplaintTaken {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'The code to follow it; shown once.' })
  code!: string;
}

/** Who reported. */
export class ReporterItem {
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true })
  contact!: string | null;
}

/** How a file is read. */
export class ComplaintImportQuery {
  @ApiPropertyOptional({ description: 'Reads and judges every line, and writes nothing.' })
  @IsOptional()
  @Transform(({ value }) => value === true || value === 'true')
  @IsBoolean()
  dryRun?: boolean;
}

/** What a line of a file would come to, or came to. */
export class ComplaintImportLine {
  @ApiProperty()
  line!: number;
  @ApiProperty()
  number!: string;
  @ApiProperty({ enum: ['new', 'known', 'refused'] })
  outcome!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused.' })
  problem!: string | null;
  @ApiProperty({ type: String, nullable: true })
  receivedDate!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: complaintKinds })
  kind!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit; null where the agency of the line is none that is known here: an officer routes it.' })
  unit!: string | null;
  @ApiProperty({ description: 'The beginning of its words.' })
  words!: string;
}

/** What an import came to. */
export class ComplaintImportItem {
  @ApiProperty({ description: 'True for a dry run: nothing was written.' })
  dryRun!: boolean;
  @ApiProperty()
  taken!: number;
  @ApiProperty({ description: 'Numbers that had been imported before.' })
  known!: number;
  @ApiProperty({ description: 'Lines that cannot be read; while there is one, nothing is written.' })
  refused!: number;
  @ApiProperty({ type: [ComplaintImportLine] })
  lines!: ComplaintImportLine[];
}
