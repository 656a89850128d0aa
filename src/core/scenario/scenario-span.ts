import type { LockedDay } from '../attendance/locked-day';
import type { DutyFact, LeaveFact, SpanFacts } from '../attendance/span-facts';
import { quarantineByTime } from '../punch/quarantine';
import type { PunchFact } from '../punch/punch-fact';
import { driftSecondsOf } from '../punch/clock-drift';
import type { TerminalHealth } from '../punch/terminal-health';
import { planDays } from '../schedule/plan-day';
import { addDays, datesBetween } from '../time/calendar';
import { SECOND_MS, type Instant, type WorkDate } from '../time/instant';
import type { AttendancePolicy } from '../attendance/policy';
import { naturalKey, type ScenarioBook } from './scenario-book';
import { planOf, policyOf } from './scenario-plan';
import type { ScenarioPunch } from './scenario-schema';
import { instantOf, stretchOf, wallClockIn } from './scenario-time';

/** The facts of a step, and what was kept away from them. */
export interface ScenarioSpan {
  readonly facts: SpanFacts;
  readonly quarantined: number;
  readonly storedPunches: number;
}

/** What the engine is given for a step: the plan over the reported dates and every fact of the book. */
export function spanOf(
  book: ScenarioBook,
  zone: string,
  dates: readonly WorkDate[],
  asOf: Instant,
  locked: ReadonlyMap<WorkDate, LockedDay>,
): ScenarioSpan {
  const policy = policyOf(book.policy);
  const [from, to] = [dates[0] as WorkDate, dates[dates.length - 1] as WorkDate];
  const terminals = terminalsOf(book, zone);
  const records = recordsOf(book, zone, terminals);
  const trusted = records.filter((one) => isTrusted(one, book, asOf, terminals, policy));
  const facts: SpanFacts = {
    ...{ employeeId: 'scenario', from, to, terminals, locked, asOf },
    plan: planDays(planOf(book, zone, policy), datesBetween(addDays(from, -2), addDays(to, 2))),
    punches: trusted.map((one) => one.fact),
    ...requestsOf(book, zone),
  };
  return { facts, quarantined: records.length - trusted.length, storedPunches: records.length };
}

interface PersonalRecord {
  readonly fact: PunchFact;
  readonly written: ScenarioPunch;
}

/**
 * A door event without a person is never a punch (rule 3); everything else is somebody's record, the same one stored once. A wall time of the
 * repeated hour that is written with both offsets is two records.
 */
function recordsOf(book: ScenarioBook, zone: string, terminals: ReadonlyMap<string, TerminalHealth>): PersonalRecord[] {
  const records = new Map<string, PersonalRecord>();
  for (const written of book.punches.values()) {
    if (written.source === 'door' && (written.pin === null || written.pin === undefined)) continue;
    const fact = factOf(naturalKey(written), written, zone, terminals);
    const key = `${fact.ref}|${fact.at}`;
    if (!records.has(key)) records.set(key, { written, fact });
  }
  return [...records.values()];
}

function factOf(
  ref: string,
  written: ScenarioPunch,
  zone: string,
  terminals: ReadonlyMap<string, TerminalHealth>,
): PunchFact {
  const terminal = written.device ?? null;
  const terminalZone = (terminal === null ? undefined : terminals.get(terminal)?.zone) ?? zone;
  return {
    at: instantOf(written.t, terminalZone),
    direction: written.dir,
    terminal,
    ref,
    origin: written.source ?? 'scenario',
  };
}

function isTrusted(
  { fact, written }: PersonalRecord,
  book: ScenarioBook,
  asOf: Instant,
  terminals: ReadonlyMap<string, TerminalHealth>,
  policy: AttendancePolicy,
): boolean {
  const health = fact.terminal === null ? undefined : terminals.get(fact.terminal);
  if (quarantineByTime(fact.at - driftSecondsOf(health, fact.at, policy) * SECOND_MS, asOf) !== null) return false;
  return isHeld(written, book);
}

/** Whether the employee holds the record's PIN on that date; a record without a PIN is the employee's own. */
function isHeld({ pin, t }: ScenarioPunch, { employee }: ScenarioBook): boolean {
  if (pin === undefined) return true;
  if (pin === null) return false;
  if (!employee.pins) return true;
  const date = wallClockIn(t).slice(0, 10);
  return employee.pins.some((held) => held.pin === pin && (held.from ?? date) <= date && date <= (held.to ?? date));
}

function terminalsOf(book: ScenarioBook, zone: string): ReadonlyMap<string, TerminalHealth> {
  return new Map(
    book.devices.map((device) => [
      device.id,
      {
        ...(device.zone ? { zone: device.zone } : {}),
        ...(device.clockOffsetSeconds ? { clockReadings: [{ measuredAt: 0, offsetSeconds: device.clockOffsetSeconds }] } : {}),
        ...(device.lastSyncAt === undefined
          ? {}
          : { lastSyncAt: device.lastSyncAt && instantOf(device.lastSyncAt, zone) }),
        clockFaults: device.clockFault ? [faultOf(device.clockFault, zone)] : [],
      } as TerminalHealth,
    ]),
  );
}

function faultOf({ from, to }: { from: string; to?: string | null | undefined }, zone: string) {
  return { startAt: instantOf(from, zone), endAt: to ? instantOf(to, zone) : Number.POSITIVE_INFINITY };
}

function requestsOf(book: ScenarioBook, zone: string) {
  const id = (one: { id?: string | undefined }, index: number, kind: string) => one.id ?? `${kind}-${index + 1}`;
  return {
    leaves: book.leaves.map((one, index): LeaveFact => ({
      ...{ id: id(one, index, 'leave'), type: one.type, status: one.status },
      ...stretchOf(one.from, one.to, zone),
    })),
    duties: book.duties.map((one, index): DutyFact => ({
      ...{ id: id(one, index, 'duty'), letter: one.letter ?? null, status: one.status },
      ...stretchOf(one.from, one.to, zone),
    })),
    corrections: book.corrections.map((one, index) => ({
      ...{ id: id(one, index, 'correction'), date: one.date, kind: one.kind, status: one.status },
      at: instantOf(one.t, zone),
    })),
    excuses: book.excuses,
    overtimeOrders: book.overtimeOrders.map((one, index) => {
      const { fromAt, toAt } = stretchOf(one.from, one.to, zone);
      return { id: id(one, index, 'order'), fromAt, toAt, status: one.status };
    }),
  };
}
