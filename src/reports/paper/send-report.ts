import { type Response } from 'express';
import type { ReportLanguage } from '../../core/report/report-texts';
import { attachmentDisposition } from '../../platform/files/file-name';
import { sheetMediaTypes } from '../../platform/http/spreadsheet';
import { type IssuedPapers, type PaperOrder } from '../proof/issued-papers';
import { type MadeReport } from './made-report';

/** A report as an order for a paper. */
export const orderOf = (made: MadeReport, language: ReportLanguage, actor: string): PaperOrder => ({ ...made, subject: `${made.subject}|${language}`, dataDigest: made.digest, language, actor });

/** Sends a report as XLSX, or as the paper that was issued of it. */
export async function sendReport(response: Response, made: MadeReport, as: { readonly format: 'xlsx' | 'pdf'; readonly language: ReportLanguage; readonly actor: string }, papers: IssuedPapers): Promise<void> {
  const head = (type: string): unknown =>
    response.set({ 'Content-Type': type, 'Content-Disposition': attachmentDisposition(`${made.fileName}.${as.format}`), 'Cache-Control': 'private, no-store' });
  if (as.format === 'xlsx') {
    head(sheetMediaTypes.xlsx);
    return made.writeXlsx(response);
  }
  const { bytes, paper } = await papers.issue(orderOf(made, as.language, as.actor));
  head('application/pdf');
  response.set('X-Paper-Code', paper.code).end(bytes);
}
