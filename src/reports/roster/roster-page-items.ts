import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { datePattern } from '../../platform/http/date-text';

/** Whose roster is asked for, and for which dates. */
export class RosterPageQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: the people in it or below it on the date of today, or on that of the span which is nearest to it.' })
  @IsOptional()
  @IsString()
  unit?: string;
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  from!: string;
  @ApiProperty({ example: '2026-11-28', description: '62 days at most.' })
  @Matches(datePattern)
  to!: string;
  @ApiPropertyOptional({ description: 'Part of a name, or the beginning of a number.' })
  @IsOptional()
  @IsString()
  text?: string;
  @ApiPropertyOptional({ minimum: 1, default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  page: number = 1;
  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 30 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  pageSize: number = 30;
}

/** Why somebody is away on a date although planned: leave or duty that was asked for or granted. */
export class RosterAwayItem {
  @ApiProperty({ enum: ['leave', 'duty'] })
  kind!: 'leave' | 'duty';
  @ApiProperty({ description: 'Of a leave its kind, e.g. annual or sick; of a duty empty.' })
  type!: string;
  @ApiProperty({ description: 'True: asked for and not decided.' })
  pending!: boolean;
  @ApiProperty({ description: 'False: only some hours of the date.' })
  wholeDay!: boolean;
}

/** One date of one person. */
export class RosterDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  employed!: boolean;
  @ApiProperty({ type: [String], description: 'Codes of shifts; none = a day off.' })
  shifts!: string[];
  @ApiProperty({ description: 'Whether an entry of the roster says so, and not a schedule.' })
  rostered!: boolean;
  @ApiProperty({ type: String, nullable: true })
  holiday!: string | null;
  @ApiProperty({ description: 'False: it is a holiday, on which these shifts need not be worked.' })
  owed!: boolean;
  @ApiProperty({ type: RosterAwayItem, nullable: true })
  away!: RosterAwayItem | null;
}

/** One person with the dates of the span. */
export class RosterPersonItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: [RosterDayItem] })
  days!: RosterDayItem[];
}

/** A page of a roster: people by dates. */
export class RosterGridPage {
  @ApiProperty()
  total!: number;
  @ApiProperty({ type: [RosterPersonItem] })
  people!: RosterPersonItem[];
}
