import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { markup, Markup, type Fillable } from '../../platform/http/markup';
import type { ReportLanguage } from '../../core/report/report-texts';
import { zoneText } from '../clock-text';
import { type IssuedPaper } from './issued-papers';

const style = `:root{color-scheme:light dark}body{font:16px/1.5 Inter,'Segoe UI',Roboto,sans-serif;margin:0 auto;max-width:36rem;padding:1.5rem 1rem;overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 1rem}.mark{border-left:6px solid;padding:.2rem .9rem;margin:0 0 1.2rem}.mark p{margin:.2rem 0}
.good{border-color:#1C6638}.old{border-color:#864900;border-left-style:double}.none{border-color:#737D8B;border-left-style:dashed}
dl{margin:0}dt{font-size:.85rem;opacity:.75;margin-top:.7rem}dd{margin:0}code{font-size:.85rem}a{color:inherit}`;

/** No script, no picture, nothing from elsewhere. */
export const verifyPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const texts = {
  id: {
    heading: 'Keaslian berkas', genuine: 'Asli dan berlaku', genuineText: 'Berkas dengan kode ini dikeluarkan oleh kantor ini, dan belum ada penggantinya.',
    replaced: 'Asli, tetapi sudah diganti', replacedText: 'Berkas ini dikeluarkan oleh kantor ini. Datanya kemudian berubah, dan pembetulannya sudah dikeluarkan:',
    unknown: 'Kode tidak dikenal', unknownText: 'Tidak ada berkas dengan kode ini. Periksa kembali tulisannya: enam belas huruf dan angka.',
    title: 'Judul', code: 'Kode', issued: 'Dikeluarkan', edition: 'Edisi', digest: 'Sidik data', file: 'SHA-256 berkas PDF', signed: 'Tanda tangan digital', yes: 'ada', no: 'tidak ada',
  },
  en: {
    heading: 'Is this paper genuine?', genuine: 'Genuine and current', genuineText: 'This office issued the paper with this code, and nothing has replaced it.',
    replaced: 'Genuine, but replaced', replacedText: 'This office issued the paper. Its data changed later, and a correction was issued:',
    unknown: 'Unknown code', unknownText: 'There is no paper with this code. Look at it again: sixteen letters and digits.',
    title: 'Title', code: 'Code', issued: 'Issued', edition: 'Edition', digest: 'Digest of the data', file: 'SHA-256 of the PDF file', signed: 'Digital signature', yes: 'yes', no: 'no',
  },
} as const;

/** The page that says whether a paper is genuine and current; it says no more of anybody than the paper's title does. */
export function verifyPage(found: { readonly paper: IssuedPaper; readonly replacedBy: IssuedPaper | null } | null, language: ReportLanguage, zone: string): string {
  const words = texts[language];
  const [mark, head, text]: [string, string, Fillable] =
    found === null
      ? ['none', words.unknown, words.unknownText]
      : found.replacedBy === null
        ? ['good', words.genuine, words.genuineText]
        : ['old', words.replaced, [words.replacedText, ' ', markup`<a href="/verify/${found.replacedBy.code}">${found.replacedBy.code}</a>`]];
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${head}</title><style>${new Markup(style)}</style></head>
<body><main><p>Hadir · ${words.heading}</p><div class="mark ${mark}"><h1>${head}</h1><p>${text}</p></div>${found === null ? null : facts(found.paper, language, zone)}</main></body></html>
`.text;
}

function facts(paper: IssuedPaper, language: ReportLanguage, zone: string): Markup {
  const words = texts[language];
  const issued = `${DateTime.fromMillis(paper.issuedAt, { zone }).setLocale(language).toFormat('d MMMM yyyy HH:mm')} ${zoneText(paper.issuedAt, zone)}`;
  const rows: readonly (readonly [string, Fillable])[] = [
    [words.title, paper.publicTitle],
    [words.code, paper.code],
    [words.edition, paper.edition],
    [words.issued, issued],
    [words.signed, paper.signed ? words.yes : words.no],
    [words.digest, markup`<code>${paper.dataDigest}</code>`],
    [words.file, markup`<code>${paper.sha256}</code>`],
  ];
  return markup`<dl>${rows.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}
