import { ApiProperty } from '@nestjs/swagger';
import { noteKinds } from '../../core/performance/supervision-note';
import { differenceKinds, differenceStatuses } from '../../core/performance/spot-check';
import { complaintStatuses } from '../../service/complaints/complaint-items';
import { ServiceOutcome } from './one-page-items';

/** A note about the person that the caller may read. */
export class EvidenceNote {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: noteKinds })
  kind!: string;
  @ApiProperty()
  aboutDate!: string;
  @ApiProperty()
  author!: string;
  @ApiProperty()
  text!: string;
}

/** A difference that a roll call found. */
export class EvidenceDifference {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: differenceKinds })
  kind!: string;
  @ApiProperty({ enum: differenceStatuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true })
  outcome!: string | null;
  @ApiProperty()
  seenAt!: string;
}

/** A complaint that names the person: neither its words nor its reporter. */
export class EvidenceComplaint {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  receivedDate!: string;
  @ApiProperty({ enum: complaintStatuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the service.' })
  service!: string | null;
  @ApiProperty({ description: 'The person was called and has been heard.' })
  heard!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The improvement last agreed with the person.' })
  improvement!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether it helped; null = not checked yet, or none agreed.' })
  helped!: boolean | null;
}

/** A service of the unit over the period: what citizens met with, of no one person. */
export class ServicePeriod extends ServiceOutcome {
  @ApiProperty({ type: [Number], description: 'Quick ratings in the count of each score, 1 to 4.' })
  quick!: readonly number[];
}

/** What lies beside an appraisal to be talked about. No outcome is computed from any of it. */
export class AppraisalEvidence {
  @ApiProperty({ description: 'First date of the period: everything here is of the period.' })
  fromDate!: string;
  @ApiProperty()
  toDate!: string;
  @ApiProperty({ description: 'At most so many of each list, newest first.' })
  limit!: number;
  @ApiProperty({ type: [String], description: 'Blocks that the caller has no permission for.' })
  hidden!: string[];
  @ApiProperty({ type: [EvidenceNote], nullable: true })
  notes!: EvidenceNote[] | null;
  @ApiProperty({ type: [EvidenceDifference], nullable: true })
  differences!: EvidenceDifference[] | null;
  @ApiProperty({ type: [EvidenceComplaint], nullable: true })
  complaints!: EvidenceComplaint[] | null;
  @ApiProperty({ type: [ServicePeriod], nullable: true, description: 'Services of the unit of the appraisal.' })
  services!: ServicePeriod[] | null;
}
