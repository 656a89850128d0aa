import { type LockedDay } from '../core/attendance/locked-day';
import { type DayChanges } from '../attendance/requests/day-changes-reader';
import { type SpanFacts } from '../core/attendance/span-facts';
import { directionOf, factoryDirections } from '../core/punch/direction';
import { type PunchFact } from '../core/punch/punch-fact';
import { type TerminalHealth } from '../core/punch/terminal-health';
import { type EmployeePlan } from '../core/schedule/employee-plan';
import { planDay, planDays } from '../core/schedule/plan-day';
import { type PlanDay } from '../core/schedule/planned-day';
import { addDays, datesBetween } from '../core/time/calendar';
import { wallToInstant } from '../core/time/zone';
import { type TrustedTerminal } from '../intake/terminals/terminal-trust';
import { punchesOfPins, punchRef, type PunchSourceReader, type StoredPunch } from '../ledger/punch-reader';
import { type HeldPin } from '../plan/reading/held-pins';
import { type PlannedEmployee } from '../plan/reading/plan-book';

/** Days on either side of a span that can lay claim to one of its punches: a 24-hour duty of the day before, a night of the day after. */
export const neighbourDays = 2;

/**
 * The dates with those beside them that may take a punch from them or leave them one: as long as the window of one day's shifts meets the
 * next day's, at most `neighbourDays` away, since nothing farther enters a judgement.
 * @param lastDate days after it are judged for the first time when they come
 */
export function withNeighbours(plan: EmployeePlan, dates: readonly string[], lastDate: string): string[] {
  const found = new Set(dates);
  for (const date of dates) {
    for (const step of [-1, 1]) {
      for (let near = date, left = neighbourDays; left > 0; left -= 1) {
        const next = addDays(near, step);
        if (next > lastDate || !windowsMeet(plan, step < 0 ? [next, near] : [near, next])) break;
        found.add(next);
        near = next;
      }
    }
  }
  return [...found].sort();
}

function windowsMeet(plan: EmployeePlan, [first, second]: readonly [string, string]): boolean {
  const closesAt = planDay(plan, first).shifts.map((shift) => shift.closesAt);
  const opensAt = planDay(plan, second).shifts.map((shift) => shift.opensAt);
  return Math.min(...opensAt) <= Math.max(...closesAt);
}

/** A person without requests. */
const noChanges: DayChanges = { leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [] };

/** Everything about some people that their days can be judged by, read in a few queries. */
export interface FactBook {
  readonly terminals: ReadonlyMap<string, TrustedTerminal>;
  /** Units above a unit on a date, itself included; the same list as long as it is the same line. */
  readonly unitsAbove: (unitId: string, date: string) => readonly string[];
  readonly punches: ReadonlyMap<string, readonly StoredPunch[]>;
  readonly changes: ReadonlyMap<string, DayChanges>;
  readonly locked: ReadonlyMap<string, ReadonlyMap<string, LockedDay>>;
}

/** Reads the punches of some people for a span of dates with its neighbours. */
export function readPunches(reader: PunchSourceReader, people: readonly PlannedEmployee[], fromDate: string, toDate: string): Promise<Map<string, StoredPunch[]>> {
  const pins = [...new Set(people.flatMap((person) => person.enrolments.map((held) => held.pin)))].sort();
  // The dates are local to whichever unit; a day more on either side covers every zone of the earth.
  const fromAt = wallToInstant('UTC', `${addDays(fromDate, -neighbourDays - 1)} 00:00:00`);
  const toAt = wallToInstant('UTC', `${addDays(toDate, neighbourDays + 2)} 00:00:00`);
  return punchesOfPins(reader, pins, fromAt, toAt);
}

/** The facts by which one person's days from `from` to `to` are judged. */
export function spanFacts(person: PlannedEmployee, from: string, to: string, book: FactBook, asOf: number): SpanFacts {
  const plan = planDays(person.plan, datesBetween(addDays(from, -neighbourDays), addDays(to, neighbourDays)));
  const punches = punchFacts(person, book, from, to);
  return {
    employeeId: person.employee.id,
    from,
    to,
    plan,
    punches,
    ...(book.changes.get(person.employee.id) ?? noChanges),
    terminals: terminalsOf(plan, punches, book),
    locked: book.locked.get(person.employee.id) ?? new Map<string, LockedDay>(),
    asOf,
  };
}

/** The pin becomes a person here, by the enrolments of the moment, and the key that was pressed becomes a direction. */
function punchFacts(person: PlannedEmployee, book: FactBook, from: string, to: string): PunchFact[] {
  const [first, last] = [addDays(from, -neighbourDays - 1), addDays(to, neighbourDays + 1)];
  return person.enrolments.flatMap((held) => {
    const ofPin = book.punches.get(held.pin) ?? [];
    return ofPin.filter((punch) => within(punch, first, last) && means(held, punch)).map((punch) => factOf(punch, book));
  });
}

const within = (punch: StoredPunch, first: string, last: string): boolean => punch.wallClock >= first && punch.wallClock.slice(0, 10) <= last;

function means(held: HeldPin, punch: StoredPunch): boolean {
  if (held.terminal !== '' && held.terminal !== punch.terminal) return false;
  const date = punch.wallClock.slice(0, 10);
  if (date < held.fromDate || date > held.toDate) return false;
  return !held.except.some((other) => other.terminal === punch.terminal && other.fromDate <= date && date <= other.toDate);
}

function factOf(punch: StoredPunch, book: FactBook): PunchFact {
  const directions = book.terminals.get(punch.terminal)?.directions ?? factoryDirections;
  return { at: punch.punchedAt, direction: directionOf(punch.state, directions), terminal: punch.terminal, ref: punchRef(punch), origin: 'terminal' };
}

/** The terminals of the sites a person belongs to, which are waited for, and those of the punches, whose clocks count. */
function terminalsOf(plan: readonly PlanDay[], punches: readonly PunchFact[], book: FactBook): Map<string, TerminalHealth> {
  const lines = new Set(plan.map((day) => book.unitsAbove(day.unitId, day.date)));
  const units = new Set([...lines].flat());
  const used = new Set(punches.map((punch) => punch.terminal));
  const found = new Map<string, TerminalHealth>();
  for (const terminal of book.terminals.values()) {
    const ofSite = terminal.unitId !== null && units.has(terminal.unitId);
    if (ofSite) found.set(terminal.serial, terminal.health);
    else if (used.has(terminal.serial)) found.set(terminal.serial, { ...terminal.health, lastSyncAt: undefined });
  }
  return found;
}
