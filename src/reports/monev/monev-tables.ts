import type { ReportLanguage } from '../../core/report/report-texts';
import { fewPeople } from '../../core/performance/share-interval';
import { type AppraisalLine, type AttendanceMonth, type ComparedUnit, type ComplaintMonth, type CountLine, type ServiceMonth, type ShareItem, type ViolationMonth } from '../one-page/one-page-items';
import { figureCell, monthWords } from '../paper/made-report';
import { cellText, type PaperCell, type PaperTable } from '../paper/paper';
import { type MonevTexts, monevTexts } from './monev-texts';

/** A slow service whose follow-up goes on. */
export interface OpenSignal {
  readonly service: string;
  readonly weekDate: string;
  readonly status: string;
  readonly owner: string | null;
  readonly dueDate: string | null;
}

/** Everything that the report of a month says, as data. */
export interface MonevFigures {
  /** The month with the two before it, ascending. */
  readonly attendance: readonly AttendanceMonth[];
  readonly whole: ComparedUnit;
  readonly units: readonly ComparedUnit[];
  readonly violations: readonly ViolationMonth[];
  readonly cases: readonly CountLine[];
  readonly appraisals: readonly AppraisalLine[];
  readonly checks: { readonly checks: number; readonly marked: number };
  readonly differences: readonly CountLine[];
  readonly complaints: readonly ComplaintMonth[];
  readonly services: readonly ServiceMonth[];
  readonly signals: readonly OpenSignal[];
}

interface Look {
  readonly texts: MonevTexts;
  readonly number: (value: number) => PaperCell;
  /** A share as a percentage with one decimal; a dash where there is nothing to share. */
  readonly percent: (share: number | null) => PaperCell;
  readonly month: (month: string) => string;
}

/** The tables of the report; those of which nothing is known are left out. */
export function monevTables(figures: MonevFigures, language: ReportLanguage): PaperTable[] {
  const number = (value: number | null): PaperCell => figureCell(value, language);
  const look: Look = { texts: monevTexts(language), number, percent: (share) => number(share === null ? null : Math.round(share * 1000) / 10), month: (month) => monthWords(month, language) };
  return [
    attendanceTable(figures.attendance, look),
    ...(figures.units.length === 0 ? [] : [unitsTable(figures.whole, figures.units, look)]),
    disciplineTable(figures.violations, look),
    ...(figures.cases.length === 0 ? [] : [casesTable(figures.cases, look)]),
    ...(figures.appraisals.length === 0 ? [] : [appraisalTable(figures.appraisals, look)]),
    supervisionTable(figures, look),
    complaintsTable(figures.complaints, look),
    ...(figures.services.length === 0 ? [] : [servicesTable(figures.services, look)]),
    ...(figures.signals.length === 0 ? [] : [signalsTable(figures.signals, look)]),
  ];
}

const left = (head: string, width: number | '*' = '*') => ({ head, width });
const right = (head: string, width = 46) => ({ head, width, align: 'right' as const });

function attendanceTable(rows: readonly AttendanceMonth[], { texts, number, percent, month }: Look): PaperTable {
  const { heading, note, heads } = texts.attendance;
  const share = (part: number, of: number): PaperCell => percent(of === 0 ? null : part / of);
  return {
    ...{ heading, note, columns: [left(texts.month), ...heads.map((head) => right(head, head === '%' ? 24 : 43))] },
    rows: rows.map((row): PaperCell[] => [month(row.month), ...[row.people, row.owed, row.attended].map(number), share(row.attended, row.owed), number(row.late), share(row.late, row.attended), ...[row.noRecord, row.leave, row.duty, row.waiting].map(number)]),
  };
}

function unitsTable(whole: ComparedUnit, units: readonly ComparedUnit[], { texts, number, percent }: Look): PaperTable {
  const { heading, note, heads, all } = texts.units;
  const interval = ({ share, low, high }: ShareItem): string => (share === null ? '–' : `${cellText(percent(share))} (${cellText(percent(low))}–${cellText(percent(high))})`);
  const remark = ({ people, attended, onTime }: ComparedUnit): string => {
    if (people > 0 && people < fewPeople) return texts.standing.few;
    const said = ([[texts.attendedIs, attended], [texts.onTimeIs, onTime]] as const).map(([what, { standing }]) => (standing === 'below' || standing === 'above' ? `${what}: ${texts.standing[standing]}` : ''));
    return said.filter((text) => text !== '').join('; ');
  };
  const row = (name: string, unit: ComparedUnit, told: string): PaperCell[] => [name, number(unit.people), interval(unit.attended), interval(unit.onTime), told];
  return {
    ...{ heading, note, columns: [left(texts.unit), right(heads[0] ?? ''), right(heads[1] ?? '', 96), right(heads[2] ?? '', 96), left(heads[3] ?? '', 124)] },
    rows: [row(all, whole, ''), ...units.map((unit) => row(unit.name, unit, remark(unit)))],
  };
}

const disciplineTable = (rows: readonly ViolationMonth[], { texts, number, month }: Look): PaperTable => ({
  ...{ heading: texts.discipline.heading, note: texts.discipline.note, columns: [left(texts.month), ...texts.discipline.heads.map((head) => right(head, 96))] },
  rows: rows.map((row) => [month(row.month), number(row.verified), number(row.unverified), number(row.other)]),
});

const decided: readonly string[] = ['decided', 'delivered', 'under-objection', 'under-appeal', 'in-force'];
const ended: readonly string[] = ['closed', 'withdrawn'];

/** Cases by how far they are: whoever wants each stage has the list of cases. */
function casesTable(rows: readonly CountLine[], { texts, number }: Look): PaperTable {
  const { heading, running, decided: isDecided, ended: isEnded } = texts.cases;
  const sum = (has: (key: string) => boolean): PaperCell => number(rows.filter(({ key }) => has(key)).reduce((total, { count }) => total + count, 0));
  return {
    ...{ heading, note: null, columns: [left(texts.status), right(texts.count, 80)] },
    rows: [[running, sum((key) => !decided.includes(key) && !ended.includes(key))], [isDecided, sum((key) => decided.includes(key))], [isEnded, sum((key) => ended.includes(key))]],
  };
}

/** Outcomes of few people are joined to one line of the period: a number of one or two would name somebody to whoever knows the unit. */
function appraisalTable(rows: readonly AppraisalLine[], { texts, number }: Look): PaperTable {
  const lines = rows.filter(({ predicate, count }) => predicate === null || count >= fewPeople);
  const few = new Map<string, number>();
  for (const { predicate, count, name } of rows) if (predicate !== null && count < fewPeople) few.set(name, (few.get(name) ?? 0) + count);
  return {
    ...{ heading: texts.appraisal.heading, note: texts.appraisal.note, columns: [left(texts.period), left(texts.status, 110), left(texts.predicate, 130), right(texts.count, 80)] },
    rows: [
      ...lines.map(({ name, status, predicate, count }): PaperCell[] => [name, texts.appraisalStatus[status] ?? status, predicate ?? '–', number(count)]),
      ...[...few].map(([name, count]): PaperCell[] => [name, '–', texts.few, number(count)]),
    ],
  };
}

function supervisionTable({ checks, differences }: MonevFigures, { texts, number }: Look): PaperTable {
  const { heading, note, ...words } = texts.supervision;
  const found = differences.reduce((sum, { count }) => sum + count, 0);
  const closed = differences.find(({ key }) => key === 'closed')?.count ?? 0;
  return { heading, note, columns: [left(texts.what), right(texts.count, 80)], rows: [[words.checks, number(checks.checks)], [words.marked, number(checks.marked)], [words.differences, number(found)], [words.open, number(found - closed)]] };
}

const complaintsTable = (rows: readonly ComplaintMonth[], { texts, number, month }: Look): PaperTable => ({
  ...{ heading: texts.complaints.heading, note: texts.complaints.note, columns: [left(texts.month), ...texts.complaints.heads.map((head) => right(head, 96))] },
  rows: rows.map((row) => [month(row.month), number(row.received), number(row.ended)]),
});

const servicesTable = (rows: readonly ServiceMonth[], { texts, number, percent, month }: Look): PaperTable => ({
  ...{ heading: texts.services.heading, note: texts.services.note, columns: [left(texts.service), left(texts.services.heads[0] ?? '', 90), ...texts.services.heads.slice(1).map((head) => right(head, 60))] },
  rows: rows.map((row): PaperCell[] => [row.service, month(row.month), number(row.tickets), row.p50Minutes === null ? '–' : number(Math.round(row.p50Minutes)), percent(row.withinPromise), number(row.respondents), row.ikm === null ? '–' : number(row.ikm)]),
});

const signalsTable = (rows: readonly OpenSignal[], { texts }: Look): PaperTable => ({
  ...{ heading: texts.signals.heading, note: texts.signals.note, columns: [left(texts.service), left(texts.week, 70), left(texts.status, 120), left(texts.owner, 120), left(texts.due, 70)] },
  rows: rows.map((row): PaperCell[] => [row.service, row.weekDate, texts.signalStatus[row.status] ?? row.status, row.owner ?? '–', row.dueDate ?? '–']),
});
