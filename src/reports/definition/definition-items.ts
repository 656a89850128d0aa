import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { cadences, type Cadence } from '../../core/report/definition-slot';
import { reportLanguages, type ReportLanguage } from '../../core/report/report-texts';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { definitionChannels, type DefinitionChannel, type ReportDefinition, reportKinds, type ReportKind } from './report-definition';

const attachmentForms = ['pdf', 'xlsx'] as const;

/** One place a report goes to. */
export class RecipientItem {
  @ApiProperty({ enum: definitionChannels })
  @IsIn(definitionChannels)
  channel!: DefinitionChannel;

  @ApiProperty({ description: 'Mail address, URL (https://...), or a folder below the drop folder.', example: 'kepala@kota.example' })
  @IsString()
  @MaxLength(500)
  address!: string;
}

/** What is made, about whom, when, and for whom. */
export class DefinitionBody {
  @ApiProperty({ example: 'Laporan harian Dinas Perhubungan' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name!: string;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled: boolean = true;

  @ApiProperty({ enum: reportKinds })
  @IsIn(reportKinds)
  report!: ReportKind;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of a unit with all below it; left out = everybody.' })
  @IsOptional()
  @IsString()
  unit: string | null = null;

  @ApiProperty({ enum: cadences })
  @IsIn(cadences)
  cadence!: Cadence;

  @ApiPropertyOptional({ minimum: 1, maximum: 7, default: 1, description: 'Of a weekly one; 1 = Monday.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 28, default: 1, description: 'Of a monthly or yearly one.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(28)
  dayOfMonth: number = 1;

  @ApiPropertyOptional({ default: true, description: 'A daily one is left out where nobody of the unit was due; others move to the next working day.' })
  @IsOptional()
  @IsBoolean()
  workingDaysOnly: boolean = true;

  @ApiProperty({ example: '06:30', description: 'In the zone of the unit.' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'at must be written HH:MM' })
  at!: string;

  @ApiPropertyOptional({ enum: reportLanguages, default: 'id' })
  @IsOptional()
  @IsIn(reportLanguages)
  language: ReportLanguage = 'id';

  @ApiPropertyOptional({ enum: attachmentForms, isArray: true, default: [] })
  @IsOptional()
  @IsArray()
  @IsIn(attachmentForms, { each: true })
  attachments: ('pdf' | 'xlsx')[] = [];

  @ApiProperty({ type: [RecipientItem] })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => RecipientItem)
  recipients!: RecipientItem[];
}

/** A definition as it stands. */
export class DefinitionItem extends DefinitionBody {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  changedAt!: string;
  @ApiProperty({ description: '"environment" = as REPORT_DAILY_AT and REPORT_DAILY_TO say.' })
  changedBy!: string;
  @ApiProperty({ type: String, nullable: true, description: 'When it is made next; null while it is paused.' })
  nextAt!: string | null;
}

/** What trying a run again comes to. */
export class RetryAnswer {
  @ApiProperty({ description: 'Whether there is a report now; where there is none, its run says why.' })
  made!: boolean;
  @ApiProperty({ description: 'Deliveries that are tried again from now on.' })
  deliveries!: number;
}

/** Where a report is to be sent now. */
export class SendBody {
  @ApiProperty({ example: 'saya@kota.example' })
  @Matches(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, { message: 'address must be one mail address' })
  address!: string;
}

/** What became of it. */
export class SendAnswer {
  @ApiProperty({ enum: ['delivered', 'refused', 'try-again'] })
  outcome!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

/** Who is to be left out. */
export class MuteBody {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  recipient!: string;
  @ApiPropertyOptional({ default: '', description: 'Id of a definition; left out = of every report.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  definitionId: string = '';
  @ApiProperty()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  reason!: string;
}

/** Who is left out. */
export class MuteItem {
  @ApiProperty()
  recipient!: string;
  @ApiProperty({ description: "'' = of every report." })
  definitionId!: string;
  @ApiProperty()
  reason!: string;
  @ApiProperty()
  mutedAt!: string;
  @ApiProperty()
  mutedBy!: string;
}

/** A report whose figures have changed since it was sent. */
export class CorrectionItem {
  @ApiProperty()
  report!: string;
  @ApiProperty()
  date!: string;
  @ApiProperty()
  sentAt!: string;
  @ApiProperty()
  unsettledThen!: number;
  @ApiProperty()
  unsettledNow!: number;
}

/** A correction that is on its way. */
export class CorrectionAnswer {
  @ApiProperty()
  report!: string;
  @ApiProperty()
  deliveries!: number;
}

/** A definition as the API shows it. */
export const definitionItem = (definition: ReportDefinition, nextAt: number | null): DefinitionItem => ({
  ...definition,
  attachments: [...definition.attachments],
  recipients: definition.recipients.map((one) => ({ ...one })),
  changedAt: isoOf(definition.changedAt),
  nextAt: isoOrNull(nextAt),
});
