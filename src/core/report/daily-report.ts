import type { WorkDate } from '../time/instant';
import { addFigures, figuresOf, noFigures, type Figures } from './figures';
import { judgeDay, reviewLookup, type DayEvent, type EventKind, type SeenDay, type WaitingFor } from './judge-day';
import { repeatedOf, type RepeatedEntry } from './repeated';
import type { DailyReportInput, ReportCase, ReportDay, ReportDeadline, ReportFrame, ReportObservation, ReportPeople, ReportPerson, ReportRest, ReportUnit } from './report-input';
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
  /** About conduct: it rests on what is alleged and counts no days. */
  readonly conduct?: true;
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
  const maker = new DailyReportMaker(input);
  maker.add(input);
  return maker.report(input);
}

/**
 * Makes the report of one date from batches of people. Only what the report shows is kept of a batch, so that those who were simply there take no
 * memory. A person's days, month and reviews belong in one batch.
 */
export class DailyReportMaker {
  private readonly units: ReadonlyMap<string, ReportUnit>;
  private readonly byUnit = new Map<string, UnitFigures>();
  private readonly entries = emptyLists();
  private readonly waiting: WaitingEntry[] = [];
  private readonly repeated: RepeatedEntry[] = [];
  private total: Figures = noFigures;

  constructor(private readonly frame: ReportFrame) {
    this.units = new Map(frame.units.map((unit) => [unit.id, unit]));
  }

  /** Takes a batch in. */
  add(batch: ReportPeople): void {
    const seen = this.seenDays(batch);
    this.total = addFigures(this.total, figuresOf(seen));
    this.countUnits(seen);
    for (const one of seen) this.take(one);
    this.repeated.push(...repeatedOf({ ...batch, generatedAt: this.frame.generatedAt }, this.units));
  }

  /** The report of all that was taken in. */
  report(rest: ReportRest): DailyReport {
    const { frame, total } = this;
    const terminals = terminalTroubles(rest.terminals, frame.generatedAt);
    return {
      kind: 'daily-discipline',
      date: frame.date,
      generatedAt: frame.generatedAt,
      zone: frame.zone,
      organisation: organisationOf(frame.units),
      scope: frame.scope && { code: frame.scope.code, name: frame.scope.name },
      head: headOf(total, terminals, rest.missedDates),
      total,
      units: [...this.byUnit.values()].sort(byNeed),
      lists: mapLists(this.entries, (list) => [...list].sort(byUnitAndName)),
      waiting: [...this.waiting].sort(byUnitAndName),
      repeated: [...this.repeated].sort(byUnitAndName),
      cases: casesOf(rest.cases, this.units),
      terminals,
      observations: observationsOf(rest.observations, this.units),
    };
  }

  private seenDays({ days, reviews }: ReportPeople): readonly Seen[] {
    const reviewOf = reviewLookup(reviews);
    return days.map((row) => ({ employeeId: row.employeeId, row, unit: this.units.get(row.unitId ?? ''), day: judgeDay(row, reviewOf, this.frame.generatedAt) }));
  }

  private countUnits(seen: readonly Seen[]): void {
    const groups = new Map<string, Seen[]>();
    for (const one of seen) {
      const key = one.unit?.id ?? '';
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
    for (const [key, group] of groups) {
      const known = this.byUnit.get(key);
      const figures = figuresOf(group);
      const unit = group[0]?.unit;
      this.byUnit.set(key, { code: unit?.code ?? null, unit: unitName(unit), figures: known ? addFigures(known.figures, figures) : figures });
    }
  }

  private take({ row, unit, day }: Seen): void {
    const { person, shiftNo, inAt, outAt, zone } = row;
    for (const event of day.events) this.entries[event.kind].push({ ...event, person, unit: unitName(unit), shiftNo, inAt, outAt, zone });
    if (isWaiting(day.place)) this.waiting.push({ person, unit: unitName(unit), shiftNo, waitingFor: day.place });
  }
}

const emptyLists = (): Record<EventKind, ReportEntry[]> => ({ late: [], earlyLeave: [], missingPunch: [], halfDay: [], noRecord: [], absentVerified: [] });

const mapLists = (lists: Record<EventKind, ReportEntry[]>, change: (list: readonly ReportEntry[]) => ReportEntry[]): Record<EventKind, ReportEntry[]> =>
  Object.fromEntries(Object.entries(lists).map(([kind, list]) => [kind, change(list)])) as Record<EventKind, ReportEntry[]>;

/** People are not ranked (console.md principle 5). */
const byUnitAndName = (a: { unit: string; person: ReportPerson; shiftNo?: number }, b: { unit: string; person: ReportPerson; shiftNo?: number }): number =>
  compareText(a.unit, b.unit) || compareText(a.person.name, b.person.name) || compareText(a.person.number, b.person.number) || (a.shiftNo ?? 0) - (b.shiftNo ?? 0);

const byNeed = (a: UnitFigures, b: UnitFigures): number =>
  b.figures.toReview - a.figures.toReview || compareText(a.unit, b.unit) || compareText(a.code ?? '', b.code ?? '');

/** What a person's unit is called where none is known on that date. */
export const unitName = (unit: ReportUnit | undefined): string => unit?.name ?? '-';

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

const waitingPlaces: ReadonlySet<string> = new Set<WaitingFor>(['terminal', 'shift', 'decision']);
const isWaiting = (place: string): place is WaitingFor => waitingPlaces.has(place);

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
