import { addDays, dayNumber, weekday } from '../../src/core/time/calendar';
import { wallToInstant } from '../../src/core/time/zone';
import { type Database, type SqlValue } from '../../src/platform/database/database';

/** How large a city to make. */
export interface CitySize {
  readonly employees: number;
  readonly from: string;
  readonly days: number;
}

const zone = 'Asia/Jakarta';
const unitCount = 40;

/** A generator that gives the same city each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const employeeId = (index: number): string => `e${String(index).padStart(7, '0')}`;

/**
 * Fills an empty database with people, their plan and their punches: nine in ten come on working days, some late, some tap twice, press the
 * wrong key, forget to leave, or work nights.
 * @returns the number of punches
 */
export async function fillCity(database: Database, size: CitySize): Promise<number> {
  await fillPlan(database, size);
  return fillPunches(database, size);
}

async function fillPlan(database: Database, { employees, from }: CitySize): Promise<void> {
  const week = { kind: 'weekly', week: [['REG'], ['REG'], ['REG'], ['REG'], ['FRI'], [], []] };
  const shift = (segments: string[][], breaks: string[][]): string => JSON.stringify({ segments, breaks, punchEachSegment: false });
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], Array.from({ length: unitCount }, (_, unit) => [`u${unit}`, `U${unit}`, `Unit ${unit}`, null, zone]));
    await tx.insert('shift_version', ['shift', 'from_date', 'definition'], [
      ['REG', '1900-01-01', shift([['07:30', '16:00']], [['12:00', '13:00']])],
      ['FRI', '1900-01-01', shift([['07:30', '16:30']], [['11:30', '13:00']])],
      ['N', '1900-01-01', shift([['21:00', '07:00+1']], [])],
    ]);
    await tx.insert('work_schedule_version', ['schedule', 'from_date', 'definition'], [
      ['5HK', '1900-01-01', JSON.stringify(week)],
      ['ROTA', '1900-01-01', JSON.stringify({ kind: 'rotation', anchor: from, pattern: [['N'], ['N'], [], []] })],
    ]);
    const assigned = Array.from({ length: unitCount }, (_, unit): SqlValue[] => ['unit', `u${unit}`, from, null, unit === 0 ? 'ROTA' : '5HK']);
    await tx.insert('schedule_assignment', ['subject_kind', 'subject_id', 'from_date', 'to_date', 'schedule'], assigned);
    await tx.execute('UPDATE plan_revision SET revision = revision + 1');
  });
  for (let start = 0; start < employees; start += 2000) {
    const some = Array.from({ length: Math.min(2000, employees - start) }, (_, offset) => start + offset);
    await database.transaction(async (tx) => {
      await tx.insert('employee', ['id', 'number', 'name', 'category', 'joined_date'], some.map((index) => [employeeId(index), `N${index}`, `Employee ${index}`, 'PNS', from]));
      await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], some.map((index) => [employeeId(index), from, `u${index % unitCount}`]));
      await tx.insert('enrolment', ['id', 'pin', 'terminal', 'employee_id', 'from_date', 'to_date'], some.map((index) => [`r${index}`, String(100_000 + index), '', employeeId(index), from, null]));
    });
  }
}

async function fillPunches(database: Database, { employees, from, days }: CitySize): Promise<number> {
  const columns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];
  const random = dice(7);
  let [count, rows] = [0, [] as SqlValue[][]];
  const flush = async (): Promise<void> => {
    const ready = rows;
    rows = [];
    count += await database.transaction((tx) => tx.insert('punch', columns, ready, { ignore: ['terminal', 'wall_clock', 'pin', 'state'] }));
  };
  for (let index = 0; index < employees; index += 1) {
    for (let day = 0; day < days; day += 1) rows.push(...punchesOf(index, addDays(from, day), random));
    if (rows.length > 5000) await flush();
  }
  await flush();
  return count;
}

function punchesOf(index: number, date: string, random: () => number): SqlValue[][] {
  const night = index % unitCount === 0;
  if (!night && weekday(date) > 5) return [];
  if (random() < 0.06) return [];
  const [arrival, leaving] = night ? [20 * 60 + 40, 24 * 60 + 7 * 60 + 5] : [7 * 60 + 15, 16 * 60 + 35];
  const inAt = arrival + Math.floor(random() * 40) - 20 + (random() < 0.05 ? 40 : 0);
  const rows = [punchRow(index, date, inAt, random() < 0.06 ? 1 : 0, 5)];
  if (random() < 0.04) rows.push(punchRow(index, date, inAt, 0, 9));
  if (random() > 0.02) rows.push(punchRow(index, date, leaving + Math.floor(random() * 30) - 10, random() < 0.06 ? 0 : 1, 31));
  return rows;
}

function punchRow(index: number, date: string, minutes: number, state: number, second: number): SqlValue[] {
  const local = new Date((dayNumber(date) * 1440 + minutes) * 60_000 + second * 1000).toISOString();
  const wallClock = `${local.slice(0, 10)} ${local.slice(11, 19)}`;
  const at = wallToInstant(zone, wallClock);
  return [`T${index % unitCount}`, wallClock, String(100_000 + index), state, 1, null, zone, at, at, 'push'];
}
