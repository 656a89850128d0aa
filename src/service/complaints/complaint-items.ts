import { ApiProperty } from '@nestjs/swagger';
import { complaintActs, complaintKinds } from '../../core/service/complaint';
import { PageInfo } from '../../platform/http/page';

/** The statuses of a complaint. */
export const complaintStatuses = ['received', 'verified', 'answered', 'closed', 'rejected', 'duplicate'] as const;

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
