import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Allow } from '../../platform/auth/auth-guard';
import { DomainError } from '../../platform/errors';
import { csvKinds } from '../import/csv-kinds';
import { PlanImport } from '../import/plan-import';
import { type ImportReport } from '../import/import-report';
import { ImportReportItem } from './answers';

const kinds = ['office', 'decreed-holidays', ...csvKinds] as const;

/** What is handed in, and whether it is only to be tried. */
export class PlanImportQuery {
  @ApiPropertyOptional({ enum: kinds, default: 'office', description: 'office and decreed-holidays are YAML (or JSON), the others CSV.' })
  @IsOptional()
  @IsIn(kinds)
  kind: (typeof kinds)[number] = 'office';

  @ApiPropertyOptional({ default: false, description: 'Try everything, say what would happen, write nothing.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  dryRun: boolean = false;
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
  @ApiConsumes('application/yaml', 'text/csv', 'text/plain')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ type: ImportReportItem })
  take(@Query() { kind, dryRun }: PlanImportQuery, @Body() text: unknown): Promise<ImportReport> {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new DomainError('no-text', 'Send the file as the body, as text/csv or application/yaml.', 415, { allowed: ['text/csv', 'application/yaml', 'text/plain'] });
    }
    if (kind === 'office') return this.imports.importOffice(text, { dryRun });
    if (kind === 'decreed-holidays') return this.imports.importDecreedHolidays(text, { dryRun });
    return this.imports.importCsv(kind, text, { dryRun });
  }
}
