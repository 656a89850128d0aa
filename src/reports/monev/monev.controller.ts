import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { IsIn, IsOptional } from 'class-validator';
import { dateAt } from '../../core/time/zone';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { sheetMediaTypes } from '../../platform/http/spreadsheet';
import { CONFIG } from '../../platform/tokens';
import { MonthlyReportQuery } from '../paper/month-query';
import { dateWords } from '../paper/made-report';
import { sendReport } from '../paper/send-report';
import { IssuedPapers } from '../proof/issued-papers';
import { ReportRows } from '../proof/papers.controller';
import { MonevReport, type MonevUnit } from './monev-report';
import { paperHtml } from './paper-html';

const formats = ['json', 'html', 'xlsx', 'pdf'] as const;

/** Which month of which unit, and as what. */
export class MonevQuery extends MonthlyReportQuery {
  @ApiPropertyOptional({ enum: formats, default: 'json' })
  @IsOptional()
  @IsIn(formats)
  format: (typeof formats)[number] = 'json';
}

/** The monthly report of monitoring and evaluation. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class MonevController {
  constructor(
    private readonly monev: MonevReport,
    private readonly papers: IssuedPapers,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get('monev')
  @Allow('monev.read', 'unit-asked', { seen: true })
  @ApiOperation({ summary: 'The month of a unit from all sides, naming no employee: JSON, HTML, XLSX, or a paper (PDF)' })
  @ApiOkResponse({ type: ReportRows })
  @ApiProduces('application/json', 'text/html', sheetMediaTypes.xlsx, 'application/pdf')
  async month(@Query() { month, unit, format, language }: MonevQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const zone = this.config.defaultZone;
    const made = await this.monev.make(month, await this.unit(unit), language, { zone, signedOn: dateWords(dateAt(zone, this.clock.now()), language) });
    if (format === 'json') {
      response.json({ title: made.title, digest: made.digest, unsettled: made.unsettled, tables: made.paper.tables } satisfies ReportRows);
    } else if (format === 'html') {
      response.set('Cache-Control', 'private, no-store').type('html').send(paperHtml(made.paper, language));
    } else await sendReport(response, made, { format, language, actor: caller.actor }, this.papers);
  }

  private async unit(code: string | undefined): Promise<MonevUnit | null> {
    if (code === undefined) return null;
    const [unit] = await this.database.query<MonevUnit>('SELECT id, code, name FROM unit WHERE code = ?', [code]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${code}".`, 404);
    return { ...unit };
  }
}
