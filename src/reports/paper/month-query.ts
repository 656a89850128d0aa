import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { reportLanguages, type ReportLanguage } from '../../core/report/report-texts';
import { monthPattern } from '../../platform/http/date-text';

/** Which month of whom. */
export class MonthOfUnitQuery {
  @ApiProperty({ example: '2026-11' })
  @Matches(monthPattern, { message: 'month must be written YYYY-MM' })
  month!: string;

  @ApiPropertyOptional({ description: 'Code of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unit?: string;
}

/** The same for what is made in words. */
export class MonthlyReportQuery extends MonthOfUnitQuery {
  @ApiPropertyOptional({ enum: reportLanguages, default: 'id' })
  @IsOptional()
  @IsIn(reportLanguages)
  language: ReportLanguage = 'id';
}
