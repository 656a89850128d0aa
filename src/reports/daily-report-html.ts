import type { DailyReportView, Notice, ShownPlace } from './daily-report-view';
import type { Section, SectionRow } from './daily-report-sections';
import { boxed, letters, mailButton, mailFoot, mailInk, mailLine, mailPage, mailTable, paragraph, pictureRow } from './mail-page';
import { markup, Markup, type Fillable } from '../platform/http/markup';

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

/** Draws a report as one HTML document. */
export function dailyReportHtml(view: DailyReportView): string {
  return mailPage({ language: view.language, title: view.subject, preview: view.headline }, [
    masthead(view), headline(view), silences(view), notes(view), people(view), events(view), ...view.sections.map(sectionTable), mailFoot(view.foot),
  ].map((part) => (part === null ? null : markup`${part}
`)));
}

const heading = (text: string, note: string | null, count: string | null = null): Markup =>
  markup`<h2 style="margin:28px 0 ${note === null ? 6 : 2}px;${letters('heading')};font-weight:600">${text}${count === null ? null : markup` <span style="font-weight:400;color:${mailInk.third}">${count}</span>`}</h2>
${note === null ? null : markup`<p style="margin:0 0 6px;${letters('note', mailInk.third)}">${note}</p>`}`;

function masthead(view: DailyReportView): Markup {
  const organisation =
    view.organisation === null ? null : markup` <span style="color:${mailInk.second}">· ${view.organisation}</span>`;
  const logo = view.logo === null ? null : markup`${pictureRow(view.logo, '0 0 10px')}
`;
  return mailTable(markup`${logo}<tr><td><b>Hadir</b>${organisation}</td></tr>
<tr><td style="${letters('small', mailInk.third)}">${view.title} · ${view.made}</td></tr>`);
}

function headline(view: DailyReportView): Markup {
  const scope = view.scope === null || view.scope === view.organisation ? null : markup` · ${view.scope}`;
  return markup`${paragraph([view.date, scope], 'body', mailInk.second, 20)}
<h1 style="margin:0;${letters('headline')};font-weight:700;letter-spacing:-0.4px">${view.headline}</h1>
${view.subline === null ? null : paragraph(view.subline, 'body', mailInk.second, 4)}
${view.action === null ? null : mailButton(view.action)}`;
}

const noticeLines = (notices: readonly Notice[]): Fillable =>
  notices.map((one, index) => paragraph([one.strong === '' ? null : markup`<b>${one.strong}</b> `, one.text], 'body', mailInk.first, index === 0 ? 0 : 8));

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
      markup`<tr><td width="48" style="${mailLine};padding:7px 0">${mark(row.place)}</td><td style="${mailLine};padding:9px 8px 9px 0">${row.label}</td><td align="right" style="${mailLine};padding:9px 0;font-variant-numeric:tabular-nums">${row.text}</td></tr>`,
  );
  return markup`${heading(view.peopleHeading, view.peopleNote)}${bar(view)}${mailTable(rows, view.peopleHeading)}`;
}

const mark = (place: ShownPlace): Markup => {
  const { sign, ink: colour, ground, border } = marks[place];
  return markup`<table role="presentation" width="36" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" bgcolor="${ground}" style="border:${border};background-color:${ground};color:${colour};font-size:11px;line-height:16px;font-weight:700;border-radius:3px">${sign}</td></tr></table>`;
};

/** One bar of all who were due; the rows under it are its text. */
function bar(view: DailyReportView): Markup | null {
  if (view.picture !== null) return mailTable(pictureRow(view.picture, '6px 0', true));
  const parts = view.people.filter((row) => row.place !== 'off' && row.count > 0);
  const due = parts.reduce((sum, row) => sum + row.count, 0);
  if (due === 0) return null;
  const cells = parts.map(
    (row) =>
      markup`<td width="${Math.max(1, Math.round((row.count / due) * 100))}%" height="14" bgcolor="${marks[row.place].ground}" style="background-color:${marks[row.place].ground};line-height:14px;font-size:1px;border:${marks[row.place].border}">&nbsp;</td>`,
  );
  return markup`<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr>${cells}</tr></table>`;
}

function events(view: DailyReportView): Markup {
  const head = markup`<tr>${view.eventColumns.map((text, index) => markup`<th scope="col" align="${index === 0 ? 'left' : 'right'}" style="${mailLine};padding:4px 0 4px ${index === 0 ? '0' : '8px'};${letters('small', mailInk.third)};font-weight:600">${text}</th>`)}</tr>`;
  const rows = view.events.map(
    (row) =>
      markup`<tr><td style="${mailLine};padding:9px 8px 9px 0">${row.label}</td><td align="right" width="64" style="${mailLine};padding:9px 0;color:${mailInk.second}">${row.all}</td><td align="right" width="96" style="${mailLine};padding:9px 0"><b>${row.toReview}</b></td></tr>`,
  );
  return markup`${heading(view.eventsHeading, null)}${mailTable([head, ...rows], view.eventsHeading)}`;
}

const sectionTable = (section: Section): Markup =>
  markup`${heading(section.heading, section.note, section.count)}${mailTable(section.rows.map(sectionRow), section.heading)}${section.more === null ? null : paragraph(section.more, 'note', mailInk.third, 8)}`;

const small = (text: string): Markup | null => (text === '' ? null : markup`<br><span style="${letters('note', mailInk.third)}">${text}</span>`);

/** A figure keeps together; words may be parted, so that a long staff number beside them fits on a phone. */
const valueText = (text: string): Fillable => (text.length <= 14 ? markup`<span style="white-space:nowrap">${text}</span>` : text);

function sectionRow(row: SectionRow): Markup {
  const value =
    row.value === '' && row.valueDetail === ''
      ? null
      : markup`<td align="right" valign="top" style="${mailLine};padding:8px 0">${valueText(row.value)}${small(row.valueDetail)}</td>`;
  return markup`<tr><td valign="top"${value === null ? markup` colspan="2"` : null} style="${mailLine};padding:8px 12px 8px 0;overflow-wrap:break-word">${row.title}${small(row.detail)}</td>${value}</tr>
`;
}
