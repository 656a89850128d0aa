import type { ReportLanguage } from '../core/report/report-texts';
import { markup, Markup, type Fillable } from '../platform/http/markup';

// Mails are drawn with what every reader knows, Outlook for Windows (the engine of Word) among them: tables for the layout, widths and grounds as attributes, padding in cells only.
// test/golden/reports/mail-in-word.ts holds them to that.

const font = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Inks of a mail (console.md, neutrals). */
export const mailInk = { first: '#151A23', second: '#444D5B', third: '#616B7A', accent: '#2E4FB3' } as const;
/** The line under a row of a table. */
export const mailLine = 'border-bottom:1px solid #E2E6EC';

/** Sizes of letters with the height of their lines, in pixels. */
const sizes = { small: [12, 18], note: [13, 18], body: [15, 21], heading: [16, 22], title: [24, 30], headline: [28, 34] } as const;
/** One of the sizes of letters. */
export type MailSize = keyof typeof sizes;

/** The style of letters of a size. */
export const letters = (size: MailSize, colour: string = mailInk.first): string => `font-size:${sizes[size][0]}px;line-height:${sizes[size][1]}px;color:${colour}`;

/** A picture of a mail or page; `source` is an address as HTML takes it. */
export interface ShownPicture {
  readonly source: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** What Word needs to be told: a font that it has, the size of letters in cells, which it does not hand down into a table, lines of just their height, and that a pixel is a pixel on fine screens, too. */
const forWord = new Markup(`<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
<style>body,table,td,th,p,h1,h2,a,span,b{font-family:'Segoe UI',Arial,sans-serif !important;mso-line-height-rule:exactly}td,th{${letters('body')}}</style><![endif]-->`);

/**
 * A mail as one HTML document: a column of at most 600 px, no script, nothing to fetch.
 * @param preview what a list of mails shows beside the subject; null = the beginning of the content
 */
export function mailPage({ language, title, preview = null }: { readonly language: ReportLanguage; readonly title: string; readonly preview?: string | null }, content: Fillable): string {
  return markup`<!DOCTYPE html>
<html lang="${language}" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
${forWord}
</head>
<body bgcolor="#EDF0F5" style="margin:0;padding:0;background-color:#EDF0F5;${font};color:${mailInk.first}">
${preview === null ? null : markup`<div style="display:none;mso-hide:all;max-height:0;overflow:hidden;font-size:1px;line-height:1px">${preview}</div>
`}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#EDF0F5"><tr><td align="center" style="padding:16px 0">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#FFFFFF" style="max-width:600px;background-color:#FFFFFF;border-radius:10px"><tr><td align="left" style="padding:24px 20px 28px;${font};${letters('body')}">
${content}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`.text;
}

/** A table of a mail; without a label it is one for the layout only. */
export const mailTable = (rows: Fillable, label: string | null = null): Markup =>
  markup`<table ${label === null ? markup`role="presentation"` : markup`aria-label="${label}"`} width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${rows}</table>`;

/** A paragraph; `above` is the room over it, in pixels. */
export const paragraph = (content: Fillable, size: MailSize = 'body', colour: string = mailInk.first, above = 0): Markup => markup`<p style="margin:${above}px 0 0;${letters(size, colour)}">${content}</p>`;

/** The room over a table: Word does not always keep a table's margin. */
const room = (height: number): Markup => markup`<tr><td height="${height}" style="font-size:1px;line-height:${height}px">&nbsp;</td></tr>`;

/** Content on a ground of its own; `border` is the style of its borders. */
export const boxed = (border: string, content: Fillable): Markup =>
  markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${room(16)}<tr><td bgcolor="#F6F7F9" style="background-color:#F6F7F9;${border};padding:12px 14px">${content}</td></tr></table>`;

/** The one thing to press; the whole of it can be pressed wherever links have padding, in Word its words. */
export const mailButton = ({ label, href }: { readonly label: string; readonly href: string }): Markup =>
  markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0">${room(16)}<tr><td align="center" bgcolor="${mailInk.accent}" style="background-color:${mailInk.accent};border-radius:6px;mso-padding-alt:13px 24px;font-size:16px;line-height:20px"><a href="${href}" style="display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:600;color:#FFFFFF;text-decoration:none">${label}</a></td></tr></table>`;

/** A picture in a row of its own, whose line grows with it; `whole` = as wide as its place. Word takes the size from the attributes, phones from the style; whoever does not see it reads its text. */
export const pictureRow = ({ source, text, width, height }: ShownPicture, padding: string, whole = false): Markup =>
  markup`<tr><td style="padding:${padding};${letters('small', mailInk.second)};mso-line-height-rule:at-least"><img src="${source}" alt="${text}" width="${width}" height="${height}" border="0" style="display:block;${whole ? 'width:100%;' : ''}max-width:${width}px;height:${whole ? 'auto' : `${height}px`};border:0"></td></tr>`;

/** The small print under a line. */
export const mailFoot = (lines: readonly string[]): Markup =>
  mailTable([room(28), markup`<tr><td style="border-top:1px solid #E2E6EC;padding:12px 0 0;${letters('small', mailInk.third)}">${lines.map((text, index) => markup`<p style="margin:${index === 0 ? 0 : 6}px 0 0;${letters('small', mailInk.third)};word-break:break-word">${text}</p>`)}</td></tr>`]);
