import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { datePattern } from '../../platform/http/date-text';

/** A breach of conduct that a complaint points to. */
export class ReferralBody {
  @ApiProperty({ description: 'Number of the employee, who is named in the complaint.' })
  @IsString()
  employee!: string;

  @ApiProperty({ example: '2026-11-16', description: 'The date of what is alleged.' })
  @Matches(datePattern, { message: 'breachDate must be written like 2026-11-23' })
  breachDate!: string;

  @ApiProperty({ example: 'teguran-tertulis', description: 'Code of the heaviest sanction that is considered; a decision may be lighter, never heavier.' })
  @IsString()
  @MaxLength(64)
  sanction!: string;

  @ApiProperty({ example: 'PP 94/2021 Pasal 3 huruf f', description: 'The duty that is alleged to be breached, as the officer cites it.' })
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  article!: string;

  @ApiProperty({ description: 'What is alleged, in the words of the officer; it says nothing of the reporter, since the employee will read it.' })
  @IsString()
  @MinLength(10)
  @MaxLength(5000)
  text!: string;
}

/** The case that was opened. */
export class ReferralItem {
  @ApiProperty()
  caseId!: string;
}

/** What the employee said about a complaint when called. */
export class HeardItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ type: String, nullable: true })
  text!: string | null;
}

/** A complaint as evidence of a case, without its reporter. */
export class CaseComplaintItem {
  @ApiProperty()
  complaintId!: string;
  @ApiProperty({ description: 'What is alleged, in the words of the officer who referred it.' })
  alleged!: string;
  @ApiProperty()
  referredAt!: string;
  @ApiProperty()
  referredBy!: string;
  @ApiProperty()
  receivedDate!: string;
  @ApiProperty({ enum: ['public', 'officer', 'lapor'] })
  channel!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the service.' })
  service!: string | null;
  @ApiProperty({ description: 'The complaint with the name and contact of its reporter blacked out.' })
  words!: string;
  @ApiProperty()
  photos!: number;
  @ApiProperty({ type: [HeardItem], description: 'What this employee said in clarification.' })
  heard!: HeardItem[];
}
