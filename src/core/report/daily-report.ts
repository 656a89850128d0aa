import type { WorkDate } from '../time/instant';
import { figuresOf, type Figures } from './figures';
import { judgeDay, reviewLookup, type DayEvent, type EventKind, type SeenDay, type WaitingFor } from './judge-day';
import { repeatedOf, type RepeatedEntry } from './repeated';
import type { DailyReportInput, ReportCase, ReportObservation, ReportDay, ReportDeadline, ReportPerson, ReportUnit } from './report-input';
import { compareText, isSilence, terminalTroubles, type TerminalTrouble } from './terminal-trouble';

/** One event of one person in a list. */
export interface ReportEntry extends DayEvent {
  readonly person: ReportPerson;
  readonly unit: string;
  readonly shiftNo: number;
  readonly inAt: number | null;
  readonly outAt: number | null;
  /** The zone in which the times of this person are shown. */
  readonly zone: string;
}

/** A person whose day cannot be judged yet, and what it waits for. */
export interface WaitingEntry {
  readonly person: ReportPerson;
  readonly unit: string;
  readonly shiftNo: number;
  readonly waitingFor: WaitingFor;
}

/** The figures of one unit; people count where they belonged on the date. */
export interface UnitFigures {
  readonly code: string | null;
  readonly unit: string;
  readonly figures: Figures;
}

/** An open case with the deadline that comes next (or is past and still owed). */
export interface CaseEntry {
  readonly caseId: string;
  readonly person: ReportPerson;
  readonly unit: string;
  readonly stage: string;
  readonly level: string | null;
  readonly countedDays: number;
  readonly reviewNeeded: boolean;
  readonly nextDeadline: ReportDeadline | null;
}

/** A door observation with the name of its unit. */
export interface ObservationEntry extends Omit<ReportObservation, 'unitId'> {
  readonly unit: string;
}

/** What must be said before any figure is read. */
export interface ReportHead {
  readonly toReview: number;
  readonly reviewed: number;
  readonly waitingForTerminal: number;
  readonly waitingForShift: number;
  readonly waitingForDecision: number;
  readonly silentTerminals: readonly TerminalTrouble[];
  readonly missedDates: readonly WorkDate[];
}

/** The daily discipline report of an organisation or of a unit with those under it. */
export interface DailyReport {
  readonly kind: 'daily-discipline';
  readonly date: WorkDate;
  readonly generatedAt: number;
  readonly zone: string;
  readonly organisation: string | null;
  readonly scope: { readonly code: string; readonly name: string } | null;
  readonly head: ReportHead;
  readonly total: Figures;
  /** Units with most to review first. */
  readonly units: readonly UnitFigures[];
  /** By unit and name: people are not ranked (console.md principle 5). */
  readonly lists: Readonly<Record<EventKind, readonly ReportEntry[]>>;
  readonly waiting: readonly WaitingEntry[];
  readonly repeated: readonly RepeatedEntry[];
  readonly cases: readonly CaseEntry[];
  readonly terminals: readonly TerminalTrouble[];
  /** What was observed at doors first, then what cannot be known. */
  readonly observations: readonly ObservationEntry[];
}

interface Seen {
  readonly employeeId: string;
  readonly row: ReportDay;
  readonly unit: ReportUnit | undefined;
  readonly day: SeenDay;
}

/** Makes the report of one date; the order of the rows given does not matter. */
export function dailyReport(input: DailyReportInput): DailyReport {
  const units = new Map(input.units.map((unit) => [unit.id, unit]));
  const seen = seenDays(input, units);
  const total = figuresOf(seen);
  const terminals = terminalTroubles(input.terminals, input.generatedAt);
  return {
    kind: 'daily-discipline',
    date: input.date,
    generatedAt: input.generatedAt,
    zone: input.zone,
    organisation: organisationOf(input.units),
    scope: input.scope && { code: input.scope.code, name: input.scope.name },
    head: headOf(total, terminals, input.missedDates),
    total,
    units: unitFigures(seen),
    lists: listsOf(seen),
    waiting: waitingOf(seen),
    repeated: repeatedOf(input, units),
    cases: casesOf(input.cases, units),
    terminals,
    observations: observationsOf(input.observations, units),
  };
}

/** What a person's unit is called where none is known on that date. */
export const unitName = (unit: ReportUnit | undefined): string => unit?.name ?? '-';

function seenDays(input: DailyReportInput, units: ReadonlyMap<string, ReportUnit>): readonly Seen[] {
  const reviewOf = reviewLookup(input.reviews);
  return input.days
    .map((row) => ({
      employeeId: row.employeeId,
      row,
      unit: units.get(row.unitId ?? ''),
      day: judgeDay(row, reviewOf, input.generatedAt),
    }))
    .sort(
      (a, b) =>
        compareText(unitName(a.unit), unitName(b.unit)) ||
        compareText(a.row.person.name, b.row.person.name) ||
        compareText(a.row.person.number, b.row.person.number) ||
        a.row.shiftNo - b.row.shiftNo,
    );
}

function headOf(total: Figures, terminals: readonly TerminalTrouble[], missedDates: readonly WorkDate[]): ReportHead {
  const { toReview, reviewed, waitingForTerminal, waitingForShift, waitingForDecision } = total;
  return {
    toReview,
    reviewed,
    waitingForTerminal,
    waitingForShift,
    waitingForDecision,
    silentTerminals: terminals.filter(isSilence),
    missedDates: [...missedDates].sort(),
  };
}

/** An organisation has a name when all units hang under one. */
function organisationOf(units: readonly ReportUnit[]): string | null {
  const roots = units.filter((unit) => unit.parentId === null);
  return roots.length === 1 && roots[0] ? roots[0].name : null;
}

function unitFigures(seen: readonly Seen[]): readonly UnitFigures[] {
  const groups = new Map<string, Seen[]>();
  for (const one of seen) {
    const key = one.unit?.id ?? '';
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const rows = [...groups.values()].map((group) => ({
    code: group[0]?.unit?.code ?? null,
    unit: unitName(group[0]?.unit),
    figures: figuresOf(group),
  }));
  return rows.sort(
    (a, b) =>
      b.figures.toReview - a.figures.toReview || compareText(a.unit, b.unit) || compareText(a.code ?? '', b.code ?? ''),
  );
}

function listsOf(seen: readonly Seen[]): Record<EventKind, readonly ReportEntry[]> {
  const lists: Record<EventKind, ReportEntry[]> = {
    late: [],
    earlyLeave: [],
    missingPunch: [],
    halfDay: [],
    noRecord: [],
    absentVerified: [],
  };
  for (const { row, unit, day } of seen) {
    for (const event of day.events) {
      lists[event.kind].push({
        ...event,
        person: row.person,
        unit: unitName(unit),
        shiftNo: row.shiftNo,
        inAt: row.inAt,
        outAt: row.outAt,
        zone: row.zone,
      });
    }
  }
  return lists;
}

const waitingPlaces: ReadonlySet<string> = new Set<WaitingFor>(['terminal', 'shift', 'decision']);
const isWaiting = (place: string): place is WaitingFor => waitingPlaces.has(place);

function waitingOf(seen: readonly Seen[]): readonly WaitingEntry[] {
  return seen.flatMap(({ row, unit, day }) =>
    isWaiting(day.place)
      ? [{ person: row.person, unit: unitName(unit), shiftNo: row.shiftNo, waitingFor: day.place }]
      : [],
  );
}

function casesOf(cases: readonly ReportCase[], units: ReadonlyMap<string, ReportUnit>): readonly CaseEntry[] {
  const entries = cases.map(({ unitId, deadlines, ...rest }) => ({
    ...rest,
    unit: unitName(units.get(unitId ?? '')),
    nextDeadline: earliest(deadlines),
  }));
  return entries.sort(
    (a, b) =>
      compareText(a.nextDeadline?.date ?? '9999', b.nextDeadline?.date ?? '9999') ||
      compareText(a.person.name, b.person.name) ||
      compareText(a.caseId, b.caseId),
  );
}

function observationsOf(
  observations: readonly ReportObservation[],
  units: ReadonlyMap<string, ReportUnit>,
): readonly ObservationEntry[] {
  return observations
    .map(({ unitId, ...rest }) => ({ ...rest, unit: unitName(units.get(unitId ?? '')) }))
    .sort(
      (a, b) =>
        compareText(a.finding, b.finding) ||
        compareText(a.unit, b.unit) ||
        a.fromAt - b.fromAt ||
        compareText(a.rule, b.rule) ||
        compareText(a.person?.number ?? a.door ?? '', b.person?.number ?? b.door ?? ''),
    );
}

function earliest(deadlines: readonly ReportDeadline[]): ReportDeadline | null {
  return [...deadlines].sort((a, b) => compareText(a.date, b.date))[0] ?? null;
}
