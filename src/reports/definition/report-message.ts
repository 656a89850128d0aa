import { markup, type Markup } from '../../platform/http/markup';
import type { ReportLanguage } from '../../core/report/report-texts';
import { type MadeReport } from '../paper/made-report';
import { type ShownPicture } from '../daily-report-view';
import { type PaperCell } from '../paper/paper';
import { type MessageImage } from './message-images';

/** A file beside a message, kept by its sha256. */
export interface MessageFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
}

/** A report as it goes out, kept as it is until every receiver has it. */
export interface ReportMessage {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly files: readonly MessageFile[];
  /** What of it still waited, and the digest of its figures: by them it is known whether a correction is due. */
  readonly unsettled: number;
  readonly figuresDigest: string;
  /** Pictures that its HTML names by `cid:`. */
  readonly images?: readonly MessageImage[];
  /** What had to be left out, for a person to read. */
  readonly remarks?: readonly string[];
}

const font = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const line = 'border-bottom:1px solid #E2E6EC';
/** Rows of the first table that a mail shows; the rest is in its files. */
const mailRows = 12;
/** Columns that fit on a phone. */
const mailColumns = 4;

const words = {
  id: { files: 'Berkas lengkap terlampir.', more: (count: number) => `dan ${count} baris lainnya dalam berkas`, confidential: 'Rahasia: memuat data kepegawaian. Jangan diteruskan kepada yang tidak berkepentingan.', digest: 'Sidik data' },
  en: { files: 'The whole report is attached.', more: (count: number) => `and ${count} more rows in the file`, confidential: 'Confidential: contains personnel data. Do not pass it on to anybody it does not concern.', digest: 'Data digest' },
} as const;

/** A short mail about a paper: its head, its notices and the beginning of a small table; in Outlook and on a phone one column of at most 600 px. */
export function paperMail(made: MadeReport, language: ReportLanguage, hasFiles: boolean, logo: ShownPicture | null = null): { readonly html: string; readonly text: string } {
  const texts = words[language];
  const { paper } = made;
  const small = paper.tables.find(({ columns }) => columns.length <= 12);
  const shown = small ? { head: small.columns.slice(0, mailColumns).map(({ head }) => head), rows: small.rows.slice(0, mailRows).map((row) => row.slice(0, mailColumns).map(textOf)), left: small.rows.length - mailRows } : null;
  const html = markup`<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${made.title}</title></head>
<body style="margin:0;padding:0;background:#EDF0F5;${font};color:#151A23"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#EDF0F5"><tr><td align="center" style="padding:16px 0">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#FFFFFF" style="max-width:600px;background:#FFFFFF;border-radius:10px"><tr><td style="padding:24px 20px 28px;${font};font-size:15px;line-height:21px">
${logo === null ? null : markup`<p style="margin:0 0 10px"><img src="${logo.source}" alt="${logo.text}" width="${logo.width}" height="${logo.height}" border="0" style="display:block;border:0"></p>
`}<p style="margin:0;font-size:15px"><b>Hadir</b>${paper.organisation === null ? null : markup` <span style="color:#444D5B">· ${paper.organisation}</span>`}</p>
<h1 style="margin:16px 0 4px;font-size:24px;line-height:30px;font-weight:700">${paper.title}</h1>
${paper.lines.map((text) => markup`<p style="margin:0 0 2px;color:#444D5B">${text}</p>`)}
${paper.notices.map((text) => markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:14px 0 0"><tr><td bgcolor="#F6F7F9" style="border-left:6px double #737D8B;padding:10px 14px">${text}</td></tr></table>`)}
${shown === null ? null : tableOf(shown, texts.more)}
${hasFiles ? markup`<p style="margin:16px 0 0">${texts.files}</p>` : null}
<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #E2E6EC;font-size:12px;line-height:18px;color:#616B7A;word-break:break-word">${texts.confidential}<br>${texts.digest} ${made.digest}</p>
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>
`.text;
  const text = [paper.title, paper.organisation, ...paper.lines, ...paper.notices.map((notice) => `! ${notice}`), ...(shown?.rows ?? []).map((row) => `* ${row.join(' | ')}`), hasFiles ? texts.files : null, texts.confidential, `${texts.digest} ${made.digest}`];
  return { html, text: `${text.filter((each) => each !== null).join('\n')}\n` };
}

const textOf = (cell: PaperCell): string => (typeof cell === 'string' ? cell : cell.text);

function tableOf({ head, rows, left }: { head: readonly string[]; rows: readonly (readonly string[])[]; left: number }, more: (count: number) => string): Markup {
  return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:18px 0 0;font-size:13px;line-height:18px"><tr>${head.map((text) => markup`<th align="left" style="${line};padding:4px 6px 4px 0;color:#616B7A;font-weight:600">${text}</th>`)}</tr>${rows.map((row) => markup`<tr>${row.map((text) => markup`<td valign="top" style="${line};padding:7px 6px 7px 0">${text}</td>`)}</tr>`)}</table>${left > 0 ? markup`<p style="margin:6px 0 0;font-size:13px;color:#616B7A">${more(left)}</p>` : null}`;
}
