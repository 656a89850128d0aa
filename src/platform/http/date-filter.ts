import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { datePattern } from './date-text';

/** A span of dates of a list, both included; an end that is left out has no limit. */
export class DateFilter {
  @ApiPropertyOptional({ example: '2026-11-01' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;
}
