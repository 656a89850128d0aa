import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { reportLanguages, type ReportLanguage } from '../core/report/report-texts';
import { Allow, CurrentCaller } from '../platform/auth/auth-guard';
import { type Caller } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { sheetMediaTypes } from '../platform/http/spreadsheet';
import { type Page, PageInfo } from '../platform/http/page';
import { CONFIG } from '../platform/tokens';
import { datePattern } from '../platform/http/date-text';
import { dailyPaper } from './daily-paper';
import { type DocumentFormat, DailyReportService, type ReportFormat, reportFormats } from './daily-report.service';
import { sendReport } from './paper/send-report';
import { IssuedPapers } from './proof/issued-papers';
import { ReportRunList, type RunProgress, runProgresses, RunQuery } from './report-run-list';
import { newestDue } from './report-schedule';

/** What a daily report is asked for with. */
export class DailyReportQuery {
  @ApiPropertyOptional({
    description: 'Work date; left out = the newest day whose report is due.',
    example: '2026-11-23',
  })
  @IsOptional()
  @Matches(datePattern, { message: 'date must be written like 2026-11-23' })
  date?: string;

  @ApiPropertyOptional({ description: 'Code of a unit; it stands for all units under it, too.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ enum: reportFormats, default: 'json' })
  @IsOptional()
  @IsIn(reportFormats)
  format: ReportFormat = 'json';

  @ApiPropertyOptional({ enum: reportLanguages, default: 'id' })
  @IsOptional()
  @IsIn(reportLanguages)
  language: ReportLanguage = 'id';
}

/** One place a report goes to. */
export class DeliveryItem {
  @ApiProperty({ enum: ['file', 'mail', 'webhook', 'drop'] })
  channel!: string;
  @ApiProperty({ description: 'Path below the data folder, mail address, URL, or folder below the drop folder.' })
  recipient!: string;
  @ApiProperty({ enum: ['waiting', 'delivered', 'refused', 'failed'] })
  state!: string;
  @ApiProperty()
  attempts!: number;
  @ApiProperty({ type: String, nullable: true })
  nextAttemptAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  deliveredAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it has not arrived.' })
  reason!: string | null;
}

/** What became of the report of one date. */
export class ReportRunItem {
  @ApiProperty({ example: 'daily-discipline', description: 'Id of the definition; with ~2, ~3 ... its corrections.' })
  report!: string;
  @ApiProperty({ example: '2026-11-23' })
  date!: string;
  @ApiProperty({
    enum: ['made', 'nothing-due', 'missed', 'failed'],
    description: 'missed = the service came too late; a later report says so. failed = it will be tried again.',
  })
  state!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the data of the report.' })
  digest!: string | null;
  @ApiProperty()
  decidedAt!: string;
  @ApiProperty({ type: [DeliveryItem] })
  deliveries!: DeliveryItem[];
  @ApiProperty({ enum: runProgresses, description: 'The run as a whole; none = there was nothing to send.' })
  progress!: RunProgress;
}

/** A page of report runs. */
export class ReportRunPage extends PageInfo {
  @ApiProperty({ type: [ReportRunItem] })
  items!: ReportRunItem[];
}

const mediaTypes: Readonly<Record<DocumentFormat, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Reports on request, and what became of those that are made by themselves. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly reports: DailyReportService,
    private readonly runs: ReportRunList,
    private readonly papers: IssuedPapers,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('daily')
  @Allow('reports.read', 'unit-asked')
  @ApiOperation({ summary: 'The daily discipline report of a date, as things stand now' })
  @ApiProduces('application/json', 'text/html', 'application/pdf', sheetMediaTypes.xlsx)
  @ApiOkResponse({ description: 'The report; as JSON: its digest and the report itself.' })
  async daily(@Query() query: DailyReportQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const date = query.date ?? newestDue(this.clock.now(), this.config.dailyReportAt, this.config.defaultZone).date;
    if (query.format === 'xlsx' || query.format === 'pdf') {
      const report = await this.reports.make(date, query.unit ?? null);
      const made = dailyPaper(report, query.language, this.config.publicUrl, await this.reports.unitId(query.unit));
      return sendReport(response, made, { format: query.format, language: query.language, actor: caller.actor }, this.papers);
    }
    const { unit, format, language } = query;
    const document = await this.reports.render(date, { ...(unit === undefined ? {} : { unit }), format, language });
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    );
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', mediaTypes[format]);
    response.end(document);
  }

  @Get('runs')
  @Allow('reports.read', 'city')
  @ApiOperation({ summary: 'What became of each scheduled report, and how it reached its receivers' })
  @ApiOkResponse({ type: ReportRunPage })
  list(@Query() query: RunQuery): Promise<Page<ReportRunItem>> {
    return this.runs.page(query);
  }
}
