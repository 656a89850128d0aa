import type { DailyReport } from '../core/report/daily-report';
import { dailyReportHtml } from './daily-report-html';
import { dailyReportText } from './daily-report-text';
import { viewDailyReport, type ViewOptions } from './daily-report-view';

/** Rows of a list in a mail where there is room; the files and the console have all. */
const mostRows = 20;
const fewestRows = 3;
/** Bytes of a mail's HTML: Gmail cuts off what is longer than 102 kB. */
const mostBytes = 95_000;

/** The daily report as a mail; its lists are as long as the whole may be. */
export function dailyMail(report: DailyReport, options: Omit<ViewOptions, 'rowsPerList'>): { readonly subject: string; readonly html: string; readonly text: string } {
  for (let rows = mostRows; ; rows -= 1) {
    const view = viewDailyReport(report, { ...options, rowsPerList: rows });
    const html = dailyReportHtml(view);
    if (Buffer.byteLength(html) <= mostBytes || rows <= fewestRows) return { subject: view.subject, html, text: dailyReportText(view) };
  }
}
