import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { PageQuery } from '../../platform/http/page';
import { datePattern } from '../../platform/http/date-text';

/** A span of dates, both included. */
export class DateRangeQuery {
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  from!: string;

  @ApiProperty({ example: '2026-11-30' })
  @Matches(datePattern)
  to!: string;
}

/** A page of a list whose items belong to people. */
export class PersonalQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'Only what reaches this date or a later one.' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Only what reaches this date or an earlier one.' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;
}

/** Which unit an item belongs to. */
export class OfUnitQuery {
  @ApiPropertyOptional({ description: 'Code of a unit; absent or * = everybody.' })
  @IsOptional()
  @IsString()
  unit?: string;
}
