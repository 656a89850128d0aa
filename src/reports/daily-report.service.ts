import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { isWorkDate } from '../core/time/calendar';
import { type DailyReport, DailyReportMaker } from '../core/report/daily-report';
import type { ReportLanguage } from '../core/report/report-texts';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { DomainError } from '../platform/errors';
import { CONFIG } from '../platform/tokens';
import { dailyReportHtml } from './daily-report-html';
import { dailyReportJson, reportDigest } from './daily-report-json';
import { DailyReportReader } from './daily-report-reader';
import { shownPlaces, viewDailyReport } from './daily-report-view';
import { pictureInside } from './picture/day-picture';

/** The forms of a daily report that are text. */
export const documentFormats = ['html', 'json'] as const;
/** The forms in which a daily report can be had. */
export const reportFormats = [...documentFormats, 'xlsx', 'pdf'] as const;
/** One of the report formats. */
export type ReportFormat = (typeof reportFormats)[number];
/** One of the forms that are text. */
export type DocumentFormat = (typeof documentFormats)[number];

/** What a report is asked for with. */
export interface RenderOptions {
  /** Code of a unit, which stands for all under it, too; left out = everybody. */
  readonly unit?: string;
  readonly format: DocumentFormat;
  readonly language: ReportLanguage;
}

/** Makes daily reports as things stand now. */
@Injectable()
export class DailyReportService {
  constructor(
    private readonly reader: DailyReportReader,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The report of a date, computed from what is in the database now.
   * @throws DomainError `bad-date`, `unknown-unit`
   */
  async make(date: string, unit: string | null = null, missedDates: readonly string[] = []): Promise<DailyReport> {
    if (!isWorkDate(date)) throw new DomainError('bad-date', `"${date}" is not a date like 2026-11-23.`, 400);
    const open = await this.reader.open(date, unit, this.clock.now());
    const maker = new DailyReportMaker(open.frame);
    for await (const people of this.reader.people(open)) {
      maker.add(people);
      // SQLite answers within the turn: terminals and people at the console are heard in between.
      await turnOfOthers();
    }
    return maker.report(await this.reader.rest(open, missedDates));
  }

  /**
   * The report of a date as a document, with everything in it.
   * @throws DomainError `bad-date`, `unknown-unit`
   */
  async render(date: string, options: RenderOptions): Promise<string> {
    return this.documentOf(await this.make(date, options.unit ?? null), options);
  }

  /** The id of a unit by its code; null for everybody. */
  unitId(code: string | undefined): Promise<string | null> {
    return code === undefined ? Promise.resolve(null) : this.reader.unitId(code);
  }

  /** A report that was made before, as a document. */
  documentOf(report: DailyReport, { format, language }: Pick<RenderOptions, 'format' | 'language'>): string {
    if (format === 'json') return dailyReportJson(report);
    const options = { language, digest: reportDigest(report), publicUrl: this.config.publicUrl, rowsPerList: Number.POSITIVE_INFINITY };
    const pictureSource = pictureInside(shownPlaces.map((place) => ({ place, count: report.total[place] })));
    return dailyReportHtml(viewDailyReport(report, { ...options, ...(pictureSource === undefined ? {} : { pictureSource }) }));
  }
}
