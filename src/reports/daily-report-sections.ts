import { addDays } from '../core/time/calendar';
import type { CaseEntry, DailyReport, ObservationEntry, ReportEntry, UnitFigures } from '../core/report/daily-report';
import type { EventKind } from '../core/report/judge-day';
import type { RepeatedEntry } from '../core/report/repeated';
import type { ReportDeadline } from '../core/report/report-input';
import type { ReportTexts } from '../core/report/report-texts';
import type { TerminalTrouble } from '../core/report/terminal-trouble';
import { dayText, lengthText, numberText } from '../core/report/words';
import { timeOn, zoneText } from './clock-text';

/** One row of a section: what it is about at the left, the value that matters at the right, small print under both. */
export interface SectionRow {
  readonly title: string;
  readonly detail: string;
  readonly value: string;
  readonly valueDetail: string;
}

/** A headed list of rows; `more` says how many were left out, and where they are. */
export interface Section {
  readonly heading: string;
  readonly count: string;
  readonly note: string | null;
  readonly rows: readonly SectionRow[];
  readonly more: string | null;
}

/** The units of a report with what needs review in each; a single unit needs no list. */
export function unitsSection(report: DailyReport, texts: ReportTexts, limit: number): Section {
  const units = report.units.length > 1 ? report.units.filter((unit) => unit.figures.due > 0) : [];
  return section(texts.units, null, units, limit, (unit) => unitRow(unit, texts), texts, texts.moreUnits);
}

/** The six lists of events. */
export function listSections(report: DailyReport, texts: ReportTexts, limit: number): readonly Section[] {
  const kinds: readonly EventKind[] = ['noRecord', 'missingPunch', 'late', 'earlyLeave', 'halfDay', 'absentVerified'];
  const zones = new Set(kinds.flatMap((kind) => report.lists[kind].map((entry) => entry.zone)).concat(report.zone));
  return kinds.map((kind) =>
    section(
      texts.kinds[kind],
      texts.listNotes[kind],
      report.lists[kind],
      limit,
      (entry) => entryRow(entry, report.date, zones.size > 1, texts),
      texts,
    ),
  );
}

/** People with events on several days of the month. */
export function repeatedSection(report: DailyReport, texts: ReportTexts, limit: number): Section {
  return section(
    texts.repeated,
    texts.repeatedNote,
    report.repeated,
    limit,
    (entry) => repeatedRow(entry, texts),
    texts,
  );
}

/** Open cases, the nearest deadline first. */
export function casesSection(report: DailyReport, texts: ReportTexts, limit: number): Section {
  return section(
    texts.cases,
    caseNote(report, texts),
    report.cases,
    limit,
    (entry) => caseRow(entry, report.date, texts),
    texts,
  );
}

function caseNote(report: DailyReport, texts: ReportTexts): string {
  const until = addDays(report.date, 7);
  const due = report.cases.filter(({ nextDeadline }) => nextDeadline !== null && nextDeadline.date <= until).length;
  return due === 0 ? texts.casesNote : `${texts.dueThisWeek(due, numberText(due, texts))} ${texts.casesNote}`;
}

/** What doors and clock-ins held against each other came to. */
export function observationsSection(report: DailyReport, texts: ReportTexts, limit: number): Section {
  return section(
    texts.observations,
    texts.observationsNote,
    report.observations,
    limit,
    (entry) => observationRow(entry, report.date, texts),
    texts,
  );
}

function observationRow(entry: ObservationEntry, date: string, texts: ReportTexts): SectionRow {
  const times = [entry.fromAt, ...(entry.toAt > entry.fromAt ? [entry.toAt] : [])].map((at) => timeOn(at, entry.zone, date, texts));
  return {
    title: entry.person?.name ?? texts.doorName(entry.door ?? '-'),
    detail: [entry.unit, entry.person?.number, texts.observationRules[entry.rule] ?? entry.rule].filter(Boolean).join(' · '),
    value: entry.finding === 'unknown' ? texts.unknownFinding : times.join('–'),
    valueDetail: entry.finding === 'unknown' ? times.join('–') : '',
  };
}

/** Terminals that somebody should look at, in plain words. */
export function terminalsSection(report: DailyReport, texts: ReportTexts, limit: number): Section {
  return section(
    texts.terminals,
    texts.terminalsNote,
    report.terminals,
    limit,
    (trouble) => terminalRow(trouble, report.date, texts),
    texts,
  );
}

function section<T>(
  heading: string,
  note: string | null,
  entries: readonly T[],
  limit: number,
  row: (entry: T) => SectionRow,
  texts: ReportTexts,
  more: (text: string) => string = texts.more,
): Section {
  // One left out would be answered by a line that is as long as the row itself.
  const shown = entries.length <= limit + 1 ? entries : entries.slice(0, limit);
  const left = entries.length - shown.length;
  return {
    heading,
    count: numberText(entries.length, texts),
    note,
    rows: shown.map(row),
    more: left > 0 ? more(numberText(left, texts)) : null,
  };
}

function unitRow({ unit, figures }: UnitFigures, texts: ReportTexts): SectionRow {
  const number = (value: number): string => numberText(value, texts);
  const waiting = figures.waitingForTerminal + figures.waitingForShift + figures.waitingForDecision;
  const parts = [texts.unitDetail(number(figures.present), number(figures.due))];
  if (figures.noRecord > 0) parts.push(texts.unitNoRecord(number(figures.noRecord)));
  if (waiting > 0) parts.push(texts.unitWaiting(number(waiting)));
  return { title: unit, detail: parts.join(' · '), value: number(figures.toReview), valueDetail: '' };
}

function entryRow(entry: ReportEntry, date: string, withZone: boolean, texts: ReportTexts): SectionRow {
  const shift = entry.shiftNo > 1 ? [texts.shiftNumber(numberText(entry.shiftNo, texts))] : [];
  return {
    title: entry.person.name,
    detail: [entry.unit, entry.person.number, ...shift].join(' · '),
    value: valueOf(entry, texts),
    valueDetail: [
      ...timesOf(entry, date, withZone, texts),
      ...(entry.review === 'to-review' ? [] : [texts.review[entry.review]]),
    ].join(' · '),
  };
}

function valueOf(entry: ReportEntry, texts: ReportTexts): string {
  if (entry.kind === 'late' || entry.kind === 'earlyLeave') return texts.minutes(numberText(entry.minutes, texts));
  if (entry.kind === 'missingPunch') return entry.missing === 'in' ? texts.noArrival : texts.noDeparture;
  return texts.dayCount(entry.days, numberText(entry.days, texts));
}

function timesOf(entry: ReportEntry, date: string, withZone: boolean, texts: ReportTexts): readonly string[] {
  const time = (at: number): string =>
    timeOn(at, entry.zone, date, texts) + (withZone ? ` ${zoneText(at, entry.zone)}` : '');
  if (entry.kind === 'late') return entry.inAt === null ? [] : [texts.arrived(time(entry.inAt))];
  if (entry.kind === 'earlyLeave') return entry.outAt === null ? [] : [texts.left(time(entry.outAt))];
  return [
    ...(entry.inAt === null ? [] : [texts.arrived(time(entry.inAt))]),
    ...(entry.outAt === null ? [] : [texts.left(time(entry.outAt))]),
  ];
}

function repeatedRow(entry: RepeatedEntry, texts: ReportTexts): SectionRow {
  const kinds = (Object.keys(entry.events) as EventKind[]).filter((kind) => entry.events[kind] > 0);
  return {
    title: entry.person.name,
    detail: [entry.unit, ...kinds.map((kind) => texts.kindCount[kind](numberText(entry.events[kind], texts)))].join(
      ' · ',
    ),
    value: texts.dayCount(entry.days, numberText(entry.days, texts)),
    valueDetail: entry.minutes > 0 ? texts.minutes(numberText(entry.minutes, texts)) : '',
  };
}

function caseRow(entry: CaseEntry, date: string, texts: ReportTexts): SectionRow {
  const deadline = entry.nextDeadline;
  const parts = [
    // The end of the id: its beginning is the time, which cases of one morning share.
    texts.caseName(entry.caseId.slice(-8)),
    entry.unit,
    texts.stages[entry.stage] ?? entry.stage,
    ...(entry.level ? [texts.caseLevel(entry.level)] : []),
    entry.conduct ? texts.conduct : texts.countedDays(entry.countedDays, numberText(entry.countedDays, texts)),
    ...(entry.reviewNeeded ? [texts.caseReview] : []),
  ];
  return {
    title: entry.person.name,
    detail: parts.join(' · '),
    value: deadline ? dayText(deadline.date, date.slice(0, 4), texts) : texts.noDeadline,
    valueDetail: deadline ? deadlineText(deadline, texts) : '',
  };
}

function deadlineText(deadline: ReportDeadline, texts: ReportTexts): string {
  const notes = [...(deadline.overdue ? [texts.overdue] : []), ...(deadline.provisional ? [texts.provisional] : [])];
  return texts.deadlines[deadline.code] + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
}

function terminalRow(trouble: TerminalTrouble, date: string, texts: ReportTexts): SectionRow {
  return {
    title: trouble.name,
    detail: `${trouble.serial} · ${troubleText(trouble, date, texts)}`,
    value: trouble.people === 0 ? '' : texts.peopleWaiting(trouble.people, numberText(trouble.people, texts)),
    valueDetail: '',
  };
}

function troubleText(trouble: TerminalTrouble, date: string, texts: ReportTexts): string {
  const since = trouble.sinceAt === null ? null : timeOn(trouble.sinceAt, trouble.zone, date, texts);
  switch (trouble.kind) {
    case 'never-heard':
      return texts.neverHeard;
    case 'silent':
      return texts.silentSince(since ?? '');
    case 'failing':
      return texts.failing(trouble.detail ?? '', since);
    case 'clock-off':
      return clockText(trouble.offsetSeconds ?? 0, texts);
    case 'nearly-full':
      return texts.nearlyFull(numberText(trouble.fullPercent ?? 0, texts));
  }
}

const clockText = (seconds: number, texts: ReportTexts): string =>
  seconds > 0 ? texts.clockAhead(lengthText(seconds, texts)) : texts.clockBehind(lengthText(seconds, texts));
