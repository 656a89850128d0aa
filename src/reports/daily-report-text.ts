import type { DailyReportView } from './daily-report-view';
import type { Section, SectionRow } from './daily-report-sections';

/** Writes a report as plain text: what a mail shows where HTML is not. */
export function dailyReportText(view: DailyReportView): string {
  const blocks = [
    ['Hadir', view.organisation].filter((text) => text !== null).join(' · '),
    `${view.title}\n${[view.date, view.scope].filter((text) => text !== null).join(' · ')}\n${view.made}`,
    [view.headline, view.subline, view.action && `${view.action.label}: ${view.action.href}`]
      .filter((text) => text !== null)
      .join('\n'),
    ...view.notices.map((notice) => `! ${[notice.strong, notice.text].filter((text) => text !== '').join(' ')}`),
    [title(view.peopleHeading), view.peopleNote, ...view.people.map((row) => `${row.label}: ${row.text}`)].join('\n'),
    [
      title(view.eventsHeading),
      ...view.events.map((row) => `${row.label}: ${row.all} (${view.eventColumns[2].toLowerCase()}: ${row.toReview})`),
    ].join('\n'),
    ...view.sections.map(sectionText),
    view.foot.join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const title = (text: string): string => `${text}\n${'-'.repeat(text.length)}`;

function sectionText(section: Section): string {
  return [
    title(`${section.heading} (${section.count})`),
    ...(section.note === null ? [] : [section.note]),
    ...section.rows.map(rowText),
    ...(section.more === null ? [] : [section.more]),
  ].join('\n');
}

function rowText(row: SectionRow): string {
  const value = [row.value, row.valueDetail].filter((text) => text !== '').join(', ');
  return `* ${row.title}${value === '' ? '' : `: ${value}`}${row.detail === '' ? '' : `\n  ${row.detail}`}`;
}
