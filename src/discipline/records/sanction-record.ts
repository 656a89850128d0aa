import { ApiProperty } from '@nestjs/swagger';

/** One round of a case with the fields that national recording of discipline asks for. */
export class SanctionRecord {
  @ApiProperty()
  readonly caseId!: string;
  @ApiProperty()
  readonly round!: number;
  @ApiProperty()
  readonly number!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty()
  readonly category!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly rank!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly unitCode!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly unitName!: string | null;
  @ApiProperty()
  readonly year!: number;
  @ApiProperty()
  readonly stage!: string;
  @ApiProperty()
  readonly violatedAct!: string;
  @ApiProperty()
  readonly thresholdArticle!: string;
  @ApiProperty()
  readonly countedDays!: number;
  @ApiProperty({ type: [String] })
  readonly dates!: readonly string[];
  @ApiProperty()
  readonly proposedSanction!: string;
  @ApiProperty()
  readonly tier!: string;
  @ApiProperty({ type: [String] })
  readonly summonsNumbers!: readonly string[];
  @ApiProperty({ type: String, nullable: true })
  readonly minutesNumber!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly minutesDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly decisionNumber!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly decisionDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly decidedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly sanction!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly sanctionTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly interimTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly receivedDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly inForceDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly recourse!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly recourseOutcome!: string | null;
  @ApiProperty()
  readonly annulled!: boolean;
}
