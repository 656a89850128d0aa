import { markup, type Markup } from '../../platform/http/markup';
import type { ReportLanguage } from '../../core/report/report-texts';
import { type MadeReport } from '../paper/made-report';
import { boxed, letters, mailFoot, mailInk, mailLine, mailPage, mailTable, paragraph, pictureRow, type ShownPicture } from '../mail-page';
import { cellText } from '../paper/paper';
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

/** Rows of the first table that a mail shows; the rest is in its files. */
const mailRows = 12;
/** Columns that fit on a phone. */
const mailColumns = 4;

const words = {
  id: { files: 'Berkas lengkap terlampir.', more: (count: number) => `dan ${count} baris lainnya dalam berkas`, confidential: 'Rahasia: memuat data kepegawaian. Jangan diteruskan kepada yang tidak berkepentingan.', digest: 'Sidik data' },
  en: { files: 'The whole report is attached.', more: (count: number) => `and ${count} more rows in the file`, confidential: 'Confidential: contains personnel data. Do not pass it on to anybody it does not concern.', digest: 'Data digest' },
} as const;

/** A short mail about a paper: its head, its notices and the beginning of a small table. */
export function paperMail(made: MadeReport, language: ReportLanguage, hasFiles: boolean, logo: ShownPicture | null = null): { readonly html: string; readonly text: string } {
  const texts = words[language];
  const { paper } = made;
  const small = paper.tables.find(({ columns }) => columns.length <= 12);
  const shown = small ? { head: small.columns.slice(0, mailColumns).map(({ head }) => head), rows: small.rows.slice(0, mailRows).map((row) => row.slice(0, mailColumns).map(cellText)), left: small.rows.length - mailRows } : null;
  const organisation = paper.organisation === null ? null : markup` <span style="color:${mailInk.second}">· ${paper.organisation}</span>`;
  const html = mailPage({ language, title: made.title }, [
    mailTable([logo === null ? null : pictureRow(logo, '0 0 10px'), markup`<tr><td><b>Hadir</b>${organisation}</td></tr>`]),
    markup`<h1 style="margin:16px 0 4px;${letters('title')};font-weight:700">${paper.title}</h1>`,
    paper.lines.map((text) => paragraph(text, 'body', mailInk.second, 2)),
    paper.notices.map((text) => boxed('border-left:6px double #737D8B', text)),
    shown === null ? null : tableOf(shown, texts.more),
    hasFiles ? paragraph(texts.files, 'body', mailInk.first, 16) : null,
    mailFoot([texts.confidential, `${texts.digest} ${made.digest}`]),
  ]);
  const text = [paper.title, paper.organisation, ...paper.lines, ...paper.notices.map((notice) => `! ${notice}`), ...(shown?.rows ?? []).map((row) => `* ${row.join(' | ')}`), hasFiles ? texts.files : null, texts.confidential, `${texts.digest} ${made.digest}`];
  return { html, text: `${text.filter((each) => each !== null).join('\n')}\n` };
}

function tableOf({ head, rows, left }: { head: readonly string[]; rows: readonly (readonly string[])[]; left: number }, more: (count: number) => string): Markup {
  const heads = markup`<tr>${head.map((text) => markup`<th align="left" style="${mailLine};padding:18px 6px 4px 0;${letters('note', mailInk.third)};font-weight:600">${text}</th>`)}</tr>`;
  const body = rows.map((row) => markup`<tr>${row.map((text) => markup`<td valign="top" style="${mailLine};padding:7px 6px 7px 0;${letters('note')}">${text}</td>`)}</tr>`);
  return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${heads}${body}</table>${left > 0 ? paragraph(more(left), 'note', mailInk.third, 6) : null}`;
}
