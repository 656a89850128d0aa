import { insertRequests } from '../../src/attendance/requests/request-store';
import { addDays, datesBetween, dayNumber, weekday } from '../../src/core/time/calendar';
import { wallToInstant } from '../../src/core/time/zone';
import { type Database, type SqlValue } from '../../src/platform/database/database';
import { cityZone, cityToday, firstDateOf, type ConsoleCity, employeeIdOf, pinOf, unitIdOf, unitCount, unitOf, terminalOf } from './console-people';

/** The terminals of the first units are silent since yesterday afternoon. */
const silentUnits = 2;
const columns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];

interface Facts {
  readonly punches: SqlValue[][];
  readonly words: SqlValue[][];
}

/** A number in [0, 1) that hangs on nothing but its arguments: the same city each time. */
function lot(index: number, date: string, what: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(dayNumber(date), 0x85ebca6b) ^ Math.imul(what + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}

/** Writes what happened to the first `models` people: punches of the working days, approved leave, and what officers said of all but the last days. */
export async function fillModelFacts(database: Database, city: ConsoleCity, models: number): Promise<number> {
  const dates = datesBetween(firstDateOf(city), cityToday).filter((date) => weekday(date) <= 5);
  let punches = 0;
  for (let start = 0; start < models; start += 20) {
    const facts: Facts = { punches: [], words: [] };
    for (let index = start; index < Math.min(models, start + 20); index++) for (const date of dates) addDay(facts, index, date);
    punches += facts.punches.length;
    await database.transaction(async (tx) => {
      await tx.insert('punch', columns, facts.punches, { ignore: ['terminal', 'wall_clock', 'pin', 'state'] });
      await tx.insert('violation_decision', ['id', 'employee_id', 'work_date', 'kind', 'decision', 'reason', 'document', 'actor', 'decided_at'], facts.words);
    });
  }
  await fillLeave(database, city, models);
  return punches;
}

type Habit = 'usual' | 'late-arrival' | 'early-leave' | 'missing-out' | 'missing-in' | 'absence';

/** Of a hundred days four begin late, one ends early, one lacks a punch, and one in 250 has no record at all. */
const habits: readonly (readonly [below: number, habit: Habit])[] = [[0.04, 'late-arrival'], [0.05, 'early-leave'], [0.056, 'missing-out'], [0.06, 'missing-in'], [0.064, 'absence'], [1, 'usual']];

function addDay(facts: Facts, index: number, date: string): void {
  const [kind, size, small] = [lot(index, date, 0), lot(index, date, 1), Math.floor(lot(index, date, 2) * 20)];
  const habit = habits.find(([below]) => kind < below)?.[1] ?? 'usual';
  if (habit !== 'usual') addWord(facts, index, date, habit);
  if (habit === 'absence') return;
  const inMinute = habit === 'late-arrival' ? 453 + Math.floor(size * size * 80) : 428 + small;
  const outMinute = habit === 'early-leave' ? 955 - Math.floor(size * 60) : 962 + small;
  if (habit !== 'missing-in') facts.punches.push(punchRow(index, date, inMinute, 5));
  // Some put the finger on it twice.
  if (kind > 0.96) facts.punches.push(punchRow(index, date, inMinute, 9));
  if (habit !== 'missing-out') facts.punches.push(punchRow(index, date, outMinute, 31));
}

/** Everything older than a week is looked at: most verified, some excused; of the last days some were sent back. */
function addWord(facts: Facts, index: number, date: string, kind: string): void {
  const [dice, recent] = [lot(index, date, 3), date > addDays(cityToday, -8)];
  if (recent ? dice > 0.25 : dice > 0.97) return;
  const decision = recent ? (dice < 0.1 ? 'sent-back' : 'verified') : dice < 0.12 ? 'excused' : 'verified';
  facts.words.push([`${employeeIdOf(index)} ${date}`, employeeIdOf(index), date, kind, decision, decision === 'verified' ? null : 'Sudah dijelaskan', null, 'user:officer-0', wallToInstant(cityZone, `${addDays(date, 1)} 09:00:00`)]);
}

function punchRow(index: number, date: string, minute: number, second: number): SqlValue[] {
  const two = (value: number): string => String(value).padStart(2, '0');
  const wallClock = `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
  const at = wallToInstant(cityZone, wallClock);
  return [terminalOf(unitOf(index)), wallClock, pinOf(index), 255, 1, null, cityZone, at, at + 1000, 'push'];
}

/** Takes back what cannot be here: the afternoon of today, and what the silent terminals recorded since yesterday at three. */
export async function cutPunches(database: Database, now: number): Promise<void> {
  const silent = Array.from({ length: silentUnits }, (_, unit) => terminalOf(unit));
  await database.transaction(async (tx) => {
    await tx.execute('DELETE FROM punch WHERE punched_at > ?', [now]);
    await tx.execute(`DELETE FROM punch WHERE terminal IN (${silent.map(() => '?').join(',')}) AND punched_at > ?`, [...silent, silentSinceAt()]);
  });
}

const silentSinceAt = (): number => wallToInstant(cityZone, `${addDays(cityToday, -1)} 15:00:00`);

/** Two weeks of leave a year, and one that nobody has decided for every fiftieth person. */
async function fillLeave(database: Database, city: ConsoleCity, models: number): Promise<void> {
  const leave = (index: number, fromDate: string, state: 'approved' | 'requested') => ({
    ...{ id: `leave ${index} ${fromDate}`, employeeId: employeeIdOf(index), kind: 'leave' as const, state, type: 'annual', portion: 'full' as const, fromDate, toDate: addDays(fromDate, 4) },
    ...{ fromWall: null, toWall: null, letter: null, reason: null, filedDate: addDays(fromDate, -7), lateDays: 0, filedBy: 'user:officer-0' },
    ...{ filedAt: wallToInstant(cityZone, `${addDays(fromDate, -7)} 10:00:00`), changedAt: wallToInstant(cityZone, `${addDays(fromDate, -6)} 10:00:00`) },
  });
  const first = firstDateOf(city);
  const requests = Array.from({ length: models }, (_, index) => [
    ...Array.from({ length: Math.floor(city.months / 6) }, (_, half) => leave(index, addDays(first, half * 182 + ((index * 37) % 170)), 'approved')),
    ...(index % 50 === 7 ? [leave(index, addDays(cityToday, 10), 'requested')] : []),
  ]).flat();
  await database.transaction((tx) => insertRequests(tx, requests));
}

/** One terminal for each unit; two have been silent since yesterday at three, one has a wrong clock, one waits to be approved. */
export async function fillTerminals(database: Database, now: number): Promise<void> {
  const serials = Array.from({ length: unitCount }, (_, unit) => unit);
  const row = (serial: string, name: string, unitId: string | null, status: string): SqlValue[] => [serial, name, unitId, cityZone, status, 'push', 'zkteco-att-push', 0, '{}'];
  await database.transaction(async (tx) => {
    await tx.insert('terminal', ['serial', 'name', 'unit_id', 'zone', 'status', 'speaks', 'profile', 'first_seen_at', 'settings'], [...serials.map((unit) => row(terminalOf(unit), `Lobi ${unit}`, unitIdOf(unit), 'approved')), row('T-NEW', '', null, 'pending')]);
    await tx.insert('terminal_health', ['serial', 'last_contact_at', 'synced_until_at', 'clock_offset_seconds'], serials.map((unit) => {
      const heardAt = unit < silentUnits ? silentSinceAt() : now + 3_600_000;
      return [terminalOf(unit), heardAt, heardAt, unit === 5 ? 372 : 2];
    }));
  });
}
