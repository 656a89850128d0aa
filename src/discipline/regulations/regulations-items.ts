import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { datePattern } from '../../platform/http/date-text';

/** On which date the law is asked for. */
export class RegulationQuery {
  @ApiPropertyOptional({ example: '2026-11-24', description: 'Absent = today.' })
  @IsOptional()
  @Matches(datePattern)
  on?: string;
}

/** Where a value stands, and how far to trust it. */
export class SourceItem {
  @ApiProperty()
  act!: string;
  @ApiProperty()
  article!: string;
  @ApiProperty({ description: 'S = found in a source, C = computed, I = a reading, M = from memory and unverified, P = a choice of the office.' })
  mark!: string;
  @ApiProperty({ type: [String] })
  references!: readonly string[];
  @ApiPropertyOptional()
  note?: string;
  @ApiPropertyOptional()
  published?: string;
  @ApiPropertyOptional()
  href?: string;
}

/** One value in force. */
export class ParameterItem {
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The date from which it holds.' })
  fromDate!: string;
  @ApiProperty({ description: 'In words, for a reader.' })
  text!: string;
  @ApiProperty({ type: Object, description: 'The value itself: a number, a word, true or false, a list, or members named as in the file.' })
  value!: unknown;
  @ApiProperty({ type: SourceItem })
  source!: SourceItem;
}

/** One row of a threshold table. */
export class ThresholdRowItem {
  @ApiProperty()
  from!: number;
  @ApiProperty({ type: Number, nullable: true })
  to!: number | null;
  @ApiProperty()
  sanction!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ type: String, nullable: true })
  tier!: string | null;
  @ApiProperty()
  article!: string;
}

/** One regulation as it stands on the date. */
export class ProvisionItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty({ type: [String], description: 'Categories of staff; none = everybody.' })
  appliesTo!: readonly string[];
  @ApiProperty({ description: 'False: it ships as an example and the office has not adopted it.' })
  inUse!: boolean;
  @ApiProperty({ description: 'When somebody last read the law.' })
  checkedOn!: string;
  @ApiProperty({ type: [ThresholdRowItem] })
  thresholds!: readonly ThresholdRowItem[];
  @ApiProperty({ type: [ParameterItem] })
  parameters!: readonly ParameterItem[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Notes by date.' })
  notes!: Readonly<Record<string, string>>;
}

/** The law on a date. */
export class RegulationList {
  @ApiProperty()
  on!: string;
  @ApiProperty({ type: [ProvisionItem] })
  items!: readonly ProvisionItem[];
  @ApiProperty({ type: [String], description: 'What a person should look at, e.g. a law nobody has read again for a year.' })
  warnings!: readonly string[];
}

/** Another rule, and the days it is tried on. */
export class WhatIfBody {
  @ApiProperty({ description: 'The YAML of one regulation; it takes the place of the file with the same code.' })
  @IsString()
  @MaxLength(200_000)
  text!: string;
  @ApiProperty({ example: '2026-01-01' })
  @Matches(datePattern)
  from!: string;
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  to!: string;
  @ApiPropertyOptional({ description: 'Code of a regulation that is left out as well.' })
  @IsOptional()
  @IsString()
  insteadOf?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 5000, default: 500, description: 'People listed; everybody is counted.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5000)
  limit?: number;
}

/** Days before and after. */
export class CumulativeDaysItem {
  @ApiProperty()
  now!: number;
  @ApiProperty()
  then!: number;
}

/** Levels before and after. */
export class LevelItem {
  @ApiProperty({ type: String, nullable: true })
  now!: string | null;
  @ApiProperty({ type: String, nullable: true })
  then!: string | null;
}

/** Somebody whose level would differ. */
export class DifferingLevelItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  category!: string;
  @ApiProperty()
  year!: number;
  @ApiProperty({ type: CumulativeDaysItem })
  cumulativeDays!: CumulativeDaysItem;
  @ApiProperty({ type: LevelItem })
  level!: LevelItem;
}

/** What another rule would have made of days that are past; nothing was changed. */
export class WhatIfAnswer {
  @ApiProperty()
  employees!: number;
  @ApiProperty({ description: 'Accounts of a year that were compared.' })
  accounts!: number;
  @ApiProperty()
  total!: number;
  @ApiProperty({ type: [DifferingLevelItem] })
  items!: readonly DifferingLevelItem[];
}
