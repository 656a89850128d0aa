import type { DailyReport } from '../core/report/daily-report';
import type { ReportLanguage } from '../core/report/report-texts';
import { type Section } from './daily-report-sections';
import { reportDigest } from './daily-report-json';
import { viewDailyReport, type DailyReportView } from './daily-report-view';
import { type MadeReport } from './paper/made-report';
import { type PaperTable } from './paper/paper';
import { sheetTables } from './paper/table-sheet';

const words = { id: { part: 'Bagian', what: 'Perihal', value: 'Nilai' }, en: { part: 'Part', what: 'About', value: 'Value' } } as const;

/** The daily report as a paper and as XLSX, with everything in it. */
export function dailyPaper(report: DailyReport, language: ReportLanguage, publicUrl: string | null, unitId: string | null, correctsAt?: number): MadeReport {
  const digest = reportDigest(report);
  const view = viewDailyReport(report, { language, digest, publicUrl, rowsPerList: Number.POSITIVE_INFINITY, ...(correctsAt === undefined ? {} : { correctsAt }) });
  const tables = tablesOf(view, language);
  const publicTitle = [`${view.title}, ${view.date}`, view.scope ?? view.organisation].filter(Boolean).join(', ');
  const { waitingForTerminal, waitingForShift, waitingForDecision } = report.head;
  return {
    ...{ title: publicTitle, publicTitle, subject: `daily|${report.date}|${report.scope?.code ?? ''}`, unitId, employeeId: null },
    ...{ fileName: `laporan-harian-${report.date}${report.scope === null ? '' : `-${report.scope.code}`}`, digest, unsettled: waitingForTerminal + waitingForShift + waitingForDecision },
    paper: {
      ...{ title: view.title, organisation: view.scope ?? view.organisation, landscape: false, size: 'A4', fontSize: 8.5, legend: [], signature: null, foot: view.title },
      lines: [view.date, view.made, [view.headline, view.subline].filter(Boolean).join(' · '), ...view.foot.slice(0, 2)],
      notices: view.notices.map(({ strong, text }) => `${strong} ${text}`.trim()),
      tables,
    },
    writeXlsx: (output) => sheetTables(output, `${view.title} ${report.date}`, tables, words[language].part),
  };
}

const tablesOf = (view: DailyReportView, language: ReportLanguage): PaperTable[] => [
  { heading: view.peopleHeading, note: view.peopleNote, columns: [{ head: words[language].what, width: '*' }, { head: words[language].value, width: 80, align: 'right' }], rows: view.people.map(({ label, text, count }) => [label, { text, value: count }]) },
  { heading: view.eventsHeading, note: null, columns: view.eventColumns.map((head, index) => ({ head, width: index === 0 ? ('*' as const) : 80, align: index === 0 ? ('left' as const) : ('right' as const) })), rows: view.events.map(({ label, all, toReview, counts }) => [label, { text: all, value: counts[0] }, { text: toReview, value: counts[1] }]) },
  ...view.sections.map((section) => sectionTable(section, language)),
];

const sectionTable = (section: Section, language: ReportLanguage): PaperTable => ({
  heading: `${section.heading} (${section.count})`,
  note: section.note,
  columns: [{ head: words[language].what, width: 170 }, { head: '', width: '*' }, { head: words[language].value, width: 150, align: 'right' }],
  rows: section.rows.map(({ title, detail, value, valueDetail }) => [title, detail, [value, valueDetail].filter((text) => text !== '').join(' · ')]),
});
