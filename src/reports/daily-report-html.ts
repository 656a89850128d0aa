import type { DailyReportView, Notice, ShownPicture, ShownPlace } from './daily-report-view';
import type { Section, SectionRow } from './daily-report-sections';
import { markup, Markup, type Fillable } from '../platform/http/markup';

const font = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const ink = '#151A23';
const ink2 = '#444D5B';
const ink3 = '#616B7A';
const line = 'border-bottom:1px solid #E2E6EC';

/** Mark and colours of each place (console.md, status vocabulary): text, ground, border. */
const marks: Readonly<Record<ShownPlace, { sign: string; ink: string; ground: string; border: string }>> = {
  present: { sign: 'H', ink: '#1C6638', ground: '#B9DFC6', border: '1px solid #1C6638' },
  leaveOrDuty: { sign: 'C', ink: '#0B5E6E', ground: '#A9DBE5', border: '1px solid #0B5E6E' },
  excused: { sign: '✓', ink: '#0B5E6E', ground: '#FFFFFF', border: '1px solid #0B5E6E' },
  noRecord: { sign: 'TR', ink: '#A01640', ground: '#FCEBF0', border: '2px dashed #A01640' },
  absentVerified: { sign: 'TK', ink: '#FFFFFF', ground: '#B81D48', border: '1px solid #B81D48' },
  waitingForTerminal: { sign: '///', ink: '#485262', ground: '#F0F2F6', border: '3px double #485262' },
  waitingForShift: { sign: '…', ink: '#485262', ground: '#FFFFFF', border: '1px solid #858E9C' },
  waitingForDecision: { sign: '?', ink: '#485262', ground: '#FFFFFF', border: '1px solid #858E9C' },
  off: { sign: 'L', ink: '#616B7A', ground: '#FFFFFF', border: '1px solid #E2E6EC' },
};

/** Draws a report as one HTML document: a column of at most 600 px, tables, inline styles, no script, nothing to fetch. */
export function dailyReportHtml(view: DailyReportView): string {
  return markup`<!DOCTYPE html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${view.subject}</title>
</head>
<body style="margin:0;padding:0;background:#EDF0F5;${font};color:${ink}">
<div style="display:none;max-height:0;overflow:hidden">${view.headline}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#EDF0F5"><tr><td align="center" style="padding:16px 0">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#FFFFFF" style="max-width:600px;background:#FFFFFF;border-radius:10px"><tr><td align="left" style="padding:24px 20px 28px;${font};font-size:15px;line-height:21px;color:${ink}">
${masthead(view)}
${headline(view)}
${silences(view)}
${notes(view)}
${people(view)}
${events(view)}
${view.sections.map(sectionTable)}
${foot(view)}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`.text;
}

const table = (rows: Fillable, label: string | null = null): Markup =>
  markup`<table ${label === null ? markup`role="presentation"` : markup`aria-label="${label}"`} width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${rows}</table>`;

const heading = (text: string, note: string | null, count: string | null = null): Markup =>
  markup`<h2 style="margin:28px 0 ${note === null ? 6 : 2}px;font-size:16px;line-height:22px;font-weight:600">${text}${count === null ? null : markup` <span style="font-weight:400;color:${ink3}">${count}</span>`}</h2>
${note === null ? null : markup`<p style="margin:0 0 6px;font-size:13px;line-height:18px;color:${ink3}">${note}</p>`}`;

function masthead(view: DailyReportView): Markup {
  const organisation =
    view.organisation === null ? null : markup` <span style="color:${ink2}">· ${view.organisation}</span>`;
  const logo = view.logo === null ? null : markup`<tr><td style="padding:0 0 10px">${pictureOf(view.logo)}</td></tr>
`;
  return table(markup`${logo}<tr><td style="font-size:15px;line-height:20px"><b>Hadir</b>${organisation}</td></tr>
<tr><td style="font-size:12px;line-height:18px;color:${ink3}">${view.title} · ${view.made}</td></tr>`);
}

/** Outlook takes the size from the attributes, phones from the style; whoever does not see it reads its text. */
const pictureOf = ({ source, text, width, height }: ShownPicture, whole = false): Markup =>
  markup`<img src="${source}" alt="${text}" width="${width}" height="${height}" border="0" style="display:block;${whole ? 'width:100%;' : ''}max-width:${width}px;height:${whole ? 'auto' : `${height}px`};border:0;font-size:12px;line-height:16px;color:${ink2}">`;

function headline(view: DailyReportView): Markup {
  const scope = view.scope === null || view.scope === view.organisation ? null : markup` · ${view.scope}`;
  return markup`<p style="margin:20px 0 0;font-size:15px;line-height:21px;color:${ink2}">${view.date}${scope}</p>
<h1 style="margin:0;font-size:28px;line-height:34px;font-weight:700;letter-spacing:-0.4px">${view.headline}</h1>
${view.subline === null ? null : markup`<p style="margin:4px 0 0;color:${ink2}">${view.subline}</p>`}
${view.action === null ? null : button(view.action)}`;
}

const button = (action: { label: string; href: string }): Markup =>
  markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 0"><tr><td align="center" bgcolor="#2E4FB3" style="border-radius:6px"><a href="${action.href}" style="display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:600;color:#FFFFFF;text-decoration:none">${action.label}</a></td></tr></table>`;

const boxed = (style: string, content: Fillable): Markup =>
  markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 0"><tr><td bgcolor="#F6F7F9" style="${style};padding:12px 14px">${content}</td></tr></table>`;

const noticeLines = (notices: readonly Notice[]): Fillable =>
  notices.map(
    (one, index) =>
      markup`<p style="margin:${index === 0 ? 0 : 8}px 0 0;font-size:15px;line-height:21px">${one.strong === '' ? null : markup`<b>${one.strong}</b> `}${one.text}</p>`,
  );

/** A machine's silence has a border of its own wherever it is shown. */
function silences(view: DailyReportView): Markup | null {
  const found = view.notices.filter((one) => one.kind === 'silence');
  return found.length === 0
    ? null
    : boxed('border:1px solid #737D8B;border-left:6px double #737D8B', noticeLines(found));
}

function notes(view: DailyReportView): Markup | null {
  const found = view.notices.filter((one) => one.kind === 'note');
  return found.length === 0 ? null : boxed('border-left:3px solid #858E9C', noticeLines(found));
}

function people(view: DailyReportView): Markup {
  const rows = view.people.map(
    (row) =>
      markup`<tr><td width="48" style="${line};padding:7px 0">${mark(row.place)}</td><td style="${line};padding:9px 8px 9px 0">${row.label}</td><td align="right" style="${line};padding:9px 0;font-variant-numeric:tabular-nums">${row.text}</td></tr>`,
  );
  return markup`${heading(view.peopleHeading, view.peopleNote)}${bar(view)}${table(rows, view.peopleHeading)}`;
}

const mark = (place: ShownPlace): Markup => {
  const { sign, ink: colour, ground, border } = marks[place];
  return markup`<span style="display:inline-block;box-sizing:border-box;width:36px;text-align:center;border:${border};background:${ground};color:${colour};font-size:11px;line-height:16px;font-weight:700;border-radius:3px">${sign}</span>`;
};

/** One bar of all who were due; the rows under it are its text. */
function bar(view: DailyReportView): Markup | null {
  if (view.picture !== null) return markup`<div style="margin:6px 0">${pictureOf(view.picture, true)}</div>`;
  const parts = view.people.filter((row) => row.place !== 'off' && row.count > 0);
  const due = parts.reduce((sum, row) => sum + row.count, 0);
  if (due === 0) return null;
  const cells = parts.map(
    (row) =>
      markup`<td width="${Math.max(1, Math.round((row.count / due) * 100))}%" bgcolor="${marks[row.place].ground}" style="height:14px;line-height:14px;font-size:1px;border:${marks[row.place].border}">&nbsp;</td>`,
  );
  return markup`<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:6px 0;table-layout:fixed"><tr>${cells}</tr></table>`;
}

function events(view: DailyReportView): Markup {
  const head = markup`<tr>${view.eventColumns.map((text, index) => markup`<th scope="col" align="${index === 0 ? 'left' : 'right'}" style="${line};padding:4px 0;font-size:12px;line-height:16px;font-weight:600;color:${ink3}">${text}</th>`)}</tr>`;
  const rows = view.events.map(
    (row) =>
      markup`<tr><td style="${line};padding:9px 8px 9px 0">${row.label}</td><td align="right" width="64" style="${line};padding:9px 0;color:${ink2}">${row.all}</td><td align="right" width="96" style="${line};padding:9px 0"><b>${row.toReview}</b></td></tr>`,
  );
  return markup`${heading(view.eventsHeading, null)}${table([head, ...rows], view.eventsHeading)}`;
}

function sectionTable(section: Section): Markup {
  const more =
    section.more === null
      ? null
      : markup`<p style="margin:8px 0 0;font-size:13px;line-height:18px;color:${ink3}">${section.more}</p>`;
  return markup`${heading(section.heading, section.note, section.count)}${table(section.rows.map(sectionRow), section.heading)}${more}
`;
}

const small = (text: string): Markup | null =>
  text === '' ? null : markup`<br><span style="font-size:13px;line-height:18px;color:${ink3}">${text}</span>`;

/** A figure keeps together; words may be parted, so that a long staff number beside them fits on a phone. */
const valueText = (text: string): Fillable => (text.length <= 14 ? markup`<span style="white-space:nowrap">${text}</span>` : text);

function sectionRow(row: SectionRow): Markup {
  const value =
    row.value === '' && row.valueDetail === ''
      ? null
      : markup`<td align="right" valign="top" style="${line};padding:8px 0">${valueText(row.value)}${small(row.valueDetail)}</td>`;
  return markup`<tr><td valign="top"${value === null ? markup` colspan="2"` : null} style="${line};padding:8px 12px 8px 0;overflow-wrap:break-word">${row.title}${small(row.detail)}</td>${value}</tr>
`;
}

const foot = (view: DailyReportView): Markup =>
  markup`<div style="margin:28px 0 0;padding:12px 0 0;border-top:1px solid #E2E6EC;font-size:12px;line-height:18px;color:${ink3}">${view.foot.map((text) => markup`<p style="margin:0 0 6px;word-break:break-all;word-break:break-word">${text}</p>`)}</div>`;
