import { Inject, Injectable } from '@nestjs/common';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { DailyReport } from '../../core/report/daily-report';
import { spanOf } from '../../core/report/definition-slot';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { sheetMediaTypes } from '../../platform/http/spreadsheet';
import { CONFIG } from '../../platform/tokens';
import { dailyPaper } from '../daily-paper';
import { dailyMail } from '../daily-mail';
import { DailyReportService } from '../daily-report.service';
import { dateWords, digestOf, type MadeReport } from '../paper/made-report';
import { orderOf } from '../paper/send-report';
import { IssuedPapers } from '../proof/issued-papers';
import { MonevReport } from '../monev/monev-report';
import { MonthlyRecap } from '../recap/monthly-recap';
import { TerminalReport } from '../terminal/terminal-report';
import { YearReport } from '../year/year-report';
import { reportLanguages } from '../../core/report/report-texts';
import { reportKinds, type ReportDefinition } from './report-definition';
import { MessageImages, type MessagePictures, pageWith } from './message-images';
import { type MessageFile, paperMail, type ReportMessage } from './report-message';

/** The unit a definition is about. */
export interface DefinitionUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly zone: string;
}

/** Makes what a definition describes, as things stand now. */
@Injectable()
export class ReportMaker {
  constructor(
    private readonly daily: DailyReportService,
    private readonly recap: MonthlyRecap,
    private readonly years: YearReport,
    private readonly terminals: TerminalReport,
    private readonly monev: MonevReport,
    private readonly papers: IssuedPapers,
    private readonly files: FileStore,
    private readonly images: MessageImages,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The unit of a definition; null = everybody.
   * @throws DomainError `unknown-unit`
   */
  async unitOf({ unit: code }: Pick<ReportDefinition, 'unit'>): Promise<DefinitionUnit | null> {
    if (code === null) return null;
    const [unit] = await this.database.query<DefinitionUnit>('SELECT id, code, name, zone FROM unit WHERE code = ?', [code]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${code}".`, 404);
    return { ...unit };
  }

  /** The report of a slot as a message with its files; `corrects` = when the one it replaces was made. */
  async message(definition: ReportDefinition, slot: string, corrects: number | null = null): Promise<ReportMessage> {
    const { made, report } = await this.make(definition, slot, corrects);
    const files = await this.filesOf(definition, made);
    const pictures = await this.images.kept(report);
    const shown = this.shownOf(definition, { made, report, corrects }, pictures, files.length > 0);
    return { ...shown, files, unsettled: made.unsettled, figuresDigest: report === null ? made.digest : figuresOf(report), images: pictures.images, remarks: pictures.remarks };
  }

  /** The mail of a slot as a page, kept nowhere. */
  async page(definition: ReportDefinition, slot: string): Promise<string> {
    const { made, report } = await this.make(definition, slot, null);
    const pictures = await this.images.of(report);
    return pageWith(this.shownOf(definition, { made, report, corrects: null }, pictures, definition.attachments.length > 0).html, pictures.images);
  }

  private shownOf(definition: ReportDefinition, { made, report, corrects }: { made: MadeReport; report: DailyReport | null; corrects: number | null }, { logo, pictureSource }: Pick<MessagePictures, 'logo' | 'pictureSource'>, hasFiles: boolean): Pick<ReportMessage, 'subject' | 'html' | 'text'> {
    const { language } = definition;
    const mark = corrects === null ? '' : language === 'id' ? 'Pembetulan: ' : 'Correction: ';
    if (report === null) return { ...paperMail(made, language, hasFiles, logo), subject: mark + made.title };
    const options = { language, digest: made.digest, publicUrl: this.config.publicUrl, logo, ...(pictureSource === undefined ? {} : { pictureSource }), ...(corrects === null ? {} : { correctsAt: corrects }) };
    const mail = dailyMail(report, options);
    return { ...mail, subject: mark + mail.subject };
  }

  /** The files that a definition asks for, kept. */
  async filesOf(definition: ReportDefinition, made: MadeReport): Promise<MessageFile[]> {
    const files: MessageFile[] = [];
    for (const format of definition.attachments) files.push(await this.file(made, format, definition));
    return files;
  }

  /** Whether anybody of the unit was due on the day that a daily report is about: its own calendar, as its days were judged. */
  async hasPeopleDue(definition: ReportDefinition, slot: string): Promise<boolean> {
    const { report } = await this.make(definition, slot, null);
    return report === null || report.total.due > 0;
  }

  /** What the report of a slot would say now: by it is known whether one that was sent has to be corrected. */
  async state(definition: ReportDefinition, slot: string): Promise<Pick<ReportMessage, 'unsettled' | 'figuresDigest'>> {
    const { made, report } = await this.make(definition, slot, null);
    return { unsettled: made.unsettled, figuresDigest: report === null ? made.digest : figuresOf(report) };
  }

  private async make(definition: ReportDefinition, slot: string, corrects: number | null): Promise<{ readonly made: MadeReport; readonly report: DailyReport | null }> {
    const { date, month, year } = spanOf(definition.cadence, slot);
    const { language } = definition;
    // A definition that another version or another hand wrote may ask for what is not there.
    if (!reportLanguages.includes(language)) throw new DomainError('no-texts', `There are no texts in the language "${String(language)}"; there are some in ${reportLanguages.join(', ')}.`, 422);
    const unit = await this.unitOf(definition);
    switch (definition.report) {
      case 'daily-discipline': {
        const report = await this.daily.make(date, unit?.code ?? null);
        return { report, made: dailyPaper(report, language, this.config.publicUrl, unit?.id ?? null, corrects ?? undefined) };
      }
      case 'monthly-recap':
        return { report: null, made: await this.recap.make(month, unit?.code ?? null, unit?.id ?? null, language) };
      case 'year-account':
        return { report: null, made: await this.years.make(year, unit, language, dateWords(dateAt(this.config.defaultZone, this.clock.now()), language)) };
      case 'terminals':
        return { report: null, made: await this.terminals.make(month, unit, language) };
      case 'monev':
        return { report: null, made: await this.monev.make(month, unit, language, { zone: unit?.zone ?? this.config.defaultZone, signedOn: dateWords(dateAt(this.config.defaultZone, this.clock.now()), language) }) };
      default:
        throw new DomainError('unknown-report', `There is no report "${String(definition.report)}"; there are ${reportKinds.join(', ')}.`, 422);
    }
  }

  private async file(made: MadeReport, format: 'pdf' | 'xlsx', { language, id }: ReportDefinition): Promise<MessageFile> {
    const name = `${made.fileName}.${format}`;
    if (format === 'pdf') {
      const { paper } = await this.papers.issue(orderOf(made, language, `report:${id}`));
      return { name, mediaType: 'application/pdf', sha256: paper.sha256 };
    }
    const output = new PassThrough();
    const [, content] = await Promise.all([made.writeXlsx(output), buffer(output)]);
    return { name, mediaType: sheetMediaTypes.xlsx, sha256: await this.files.keep(content) };
  }
}

/** What a reader would notice as changed: not the moment, nor the terminals of the moment. */
export const figuresOf = ({ total, lists, units }: DailyReport): string => digestOf([total, lists, units]);
