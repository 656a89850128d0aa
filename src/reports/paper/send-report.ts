import { type Response } from 'express';
import type { ReportLanguage } from '../../core/report/report-texts';
import { attachmentDisposition } from '../../platform/files/file-name';
import { sheetMediaTypes } from '../../platform/http/spreadsheet';
import { type IssuedPapers } from '../proof/issued-papers';
import { type MadeReport } from './made-report';

/** Sends a report as XLSX, or as the paper that was issued of it. */
export async function sendReport(response: Response, made: MadeReport, as: { readonly format: 'xlsx' | 'pdf'; readonly language: ReportLanguage; readonly actor: string }, papers: IssuedPapers): Promise<void> {
  const head = (type: string): unknown =>
    response.set({ 'Content-Type': type, 'Content-Disposition': attachmentDisposition(`${made.fileName}.${as.format}`), 'Cache-Control': 'private, no-store' });
  if (as.format === 'xlsx') {
    head(sheetMediaTypes.xlsx);
    return made.writeXlsx(response);
  }
  const { bytes, paper } = await papers.issue({ ...made, subject: `${made.subject}|${as.language}`, dataDigest: made.digest, language: as.language, actor: as.actor });
  head('application/pdf');
  response.set('X-Paper-Code', paper.code).end(bytes);
}
