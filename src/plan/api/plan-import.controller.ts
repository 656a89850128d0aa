import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional } from 'class-validator';
import { Allow } from '../../platform/auth/auth-guard';
import { DomainError } from '../../platform/errors';
import { xlsxMediaType } from '../../platform/http/read-spreadsheet';
import { csvKinds } from '../import/csv-kinds';
import { PlanImport } from '../import/plan-import';
import { type ImportReport } from '../import/import-report';
import { ImportReportItem } from './answers';

const kinds = ['office', 'decreed-holidays', ...csvKinds] as const;
const trueOrFalse = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

/** What is handed in, and whether it is only to be tried. */
export class PlanImportQuery {
  @ApiPropertyOptional({ enum: kinds, default: 'office', description: 'office and decreed-holidays are YAML (or JSON), the others tables: CSV or an Excel file.' })
  @IsOptional()
  @IsIn(kinds)
  kind: (typeof kinds)[number] = 'office';

  @ApiPropertyOptional({ default: false, description: 'Try everything, say what would happen, write nothing.' })
  @IsOptional()
  @Transform(trueOrFalse)
  @IsBoolean()
  dryRun: boolean = false;

  @ApiPropertyOptional({ default: false, description: 'Leave out what is refused, and take in the rest.' })
  @IsOptional()
  @Transform(trueOrFalse)
  @IsBoolean()
  skipRefused: boolean = false;

  @ApiPropertyOptional({ description: 'The revision that a dry run named: where the plan has changed since, nothing is taken in (409 plan-changed).' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  revision?: number;
}

/** Takes the plan in from files. */
@ApiTags('plan')
@Controller('api/v1/plan')
export class PlanImportController {
  constructor(private readonly imports: PlanImport) {}

  @Post('import')
  @Allow('plan.import', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Import a file: all of it or nothing; twice is the same as once' })
  @ApiConsumes('application/yaml', 'text/csv', 'text/plain', xlsxMediaType)
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ type: ImportReportItem })
  take(@Query() { kind, ...options }: PlanImportQuery, @Body() content: unknown): Promise<ImportReport> {
    const isTable = kind !== 'office' && kind !== 'decreed-holidays';
    if (isTable && Buffer.isBuffer(content) && content.length > 0) return this.imports.importTable(kind, content, options);
    if (typeof content !== 'string' || content.trim() === '') {
      const allowed = ['text/csv', 'application/yaml', 'text/plain', ...(isTable ? [xlsxMediaType] : [])];
      throw new DomainError('no-text', `Send the file as the body, as ${allowed.join(', ')}.`, 415, { allowed });
    }
    if (isTable) return this.imports.importTable(kind, content, options);
    return kind === 'office' ? this.imports.importOffice(content, options) : this.imports.importDecreedHolidays(content, options);
  }
}
