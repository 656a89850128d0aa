import type { ReportLanguage } from '../../core/report/report-texts';
import { markup } from '../../platform/http/markup';
import { cellText, type Paper } from '../paper/paper';

/** A paper as a page of its own: no script, nothing from elsewhere, wide tables scroll. */
export function paperHtml({ title, organisation, lines, notices, tables }: Pick<Paper, 'title' | 'organisation' | 'lines' | 'notices' | 'tables'>, language: ReportLanguage): string {
  return markup`<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
body{margin:0;padding:24px 20px 40px;max-width:960px;color:#151A23;background:#fff;font:14px/20px Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
h1{margin:4px 0;font-size:22px;line-height:28px}h2{margin:24px 0 2px;font-size:16px;line-height:22px}p{margin:2px 0;color:#444D5B}
.notice{margin:12px 0;padding:8px 12px;border-left:4px double #737D8B;background:#F6F7F9;color:#151A23}
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:5px 8px;border-bottom:1px solid #E2E6EC;text-align:left;vertical-align:top}th{background:#F6F7F9}.r{text-align:right}
</style></head><body>
${organisation === null ? null : markup`<p>${organisation}</p>`}<h1>${title}</h1>
${lines.map((text) => markup`<p>${text}</p>`)}
${notices.map((text) => markup`<p class="notice">${text}</p>`)}
${tables.map(
  ({ heading, note, columns, rows }) => markup`${heading === null ? null : markup`<h2>${heading}</h2>`}${note === null ? null : markup`<p>${note}</p>`}
<div class="wide" tabindex="0" role="region" aria-label="${heading ?? title}"><table><thead><tr>${columns.map(({ head, align }) => markup`<th scope="col" class="${align === 'right' ? 'r' : 'l'}">${head}</th>`)}</tr></thead><tbody>
${rows.map((row) => markup`<tr>${row.map((cell, index) => markup`<td class="${columns[index]?.align === 'right' ? 'r' : 'l'}">${cellText(cell)}</td>`)}</tr>`)}
</tbody></table></div>`,
)}
</body></html>
`.text;
}
