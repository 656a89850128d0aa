import { join } from 'node:path';
import { attendanceDayColumns, attendanceDayOf, type AttendanceDayRow, attendanceDayValues, type StoredDay } from '../../src/attendance/attendance-day-store';
import { type AttendanceDay } from '../../src/core/attendance/attendance-day';
import { workingDaysOf } from '../../src/core/calendar/working-calendar';
import { readOfficeCalendar } from '../../src/discipline/office-days';
import { RegulationBook } from '../../src/discipline/regulation-book';
import { PlanBook, type PlannedEmployee } from '../../src/plan/reading/plan-book';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { applyDiscipline, type DisciplineBasis, type JudgedPerson } from '../../src/recompute/discipline-step';
import { benchPlaces, median, timed, watchMemory, whole } from './measure';

const year = 2026;
/** People whose days are assessed in one transaction. */
const peopleAtOnce = 100;

/** A year of a city assessed from stored days, and one person assessed again after one changed day. */
export async function benchDiscipline(options: ReadonlyMap<string, string>): Promise<void> {
  const people = Number(options.get('people') ?? 5000);
  for (const { name, place } of await benchPlaces()) {
    const database = await Database.open(place.url);
    try {
      await measure(name, database, people);
    } finally {
      await database.close();
      await place.drop();
    }
  }
}

async function measure(name: string, database: Database, people: number): Promise<void> {
  const book = RegulationBook.read(join(process.cwd(), 'regulations'));
  const basis: DisciplineBasis = { regulations: book.regulations, calendar: await readOfficeCalendar(database, book.holidays), asOfDate: `${year}-12-31` };
  const dates = workingDaysOf(basis.calendar, `${year}-01-01`, `${year}-12-31`);
  const furnished = await timed(() => furnish(database, people, dates));
  const stopWatching = watchMemory();
  const assessed = await timed(() => assessAll(database, basis, people));
  const { peakMegabytes } = stopWatching();
  const again = await reassess(database, basis, people, dates);
  const [figures] = await database.query<{ violations: number; cases: number }>('SELECT (SELECT COUNT(*) FROM violation) AS violations, (SELECT COUNT(*) FROM discipline_case) AS cases');
  console.log(`\n${name}: ${whole(people)} people, ${whole(dates.length)} working days each (stored in ${furnished.seconds.toFixed(0)} s beforehand)`);
  console.log(`  a year     ${assessed.seconds.toFixed(1)} s from stored days to violations, accounts and cases (${whole(assessed.result / assessed.seconds)} days/s; ${whole(Number(figures?.violations))} violations, ${whole(Number(figures?.cases))} cases)`);
  console.log(`  memory     ${peakMegabytes} MB at its peak`);
  console.log(`  one day    median ${again.usual.toFixed(2)} ms for one person (aim: under 5); ${again.absent.toFixed(2)} ms for one who was absent all year`);
}

const idOf = (index: number): string => `bench-${String(index).padStart(6, '0')}`;

/** The first person is absent all year; of the others each day one in a hundred is absent and three are late. */
function dayOf(index: number, date: string, position: number): AttendanceDay {
  const turn = (index * 7919 + position * 104729) % 100;
  const absent = index === 0 || turn === 0;
  const lateMinutes = !absent && turn <= 3 ? 5 + turn : 0;
  return {
    ...{ date, shiftNo: 1, shift: 'REG', status: absent ? 'ABSENT' : 'PRESENT', lateMinutes, earlyLeaveMinutes: 0, workedMinutes: absent ? 0 : 450, overtimeMinutes: 0, breakOverrunMinutes: 0 },
    ...{ absentDays: absent ? 1 : 0, lateBand: null, earlyBand: null, flags: absent ? ['NO_PUNCH'] : [], inAt: null, outAt: null, settled: true, signals: [], explanation: [], digest: `${index} ${date}` },
  };
}

async function furnish(database: Database, people: number, dates: readonly string[]): Promise<void> {
  const employees = Array.from({ length: people }, (_, index): SqlValue[] => [idOf(index), `B${index}`, `Person ${index}`, 'PNS', `${year - 10}-01-01`]);
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['bench-unit', 'BENCH', 'Bench', null, 'Asia/Jakarta']]);
    await tx.insert('employee', ['id', 'number', 'name', 'category', 'joined_date'], employees);
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], employees.map(([id]) => [id ?? null, `${year - 10}-01-01`, 'bench-unit']));
  });
  for (let start = 0; start < people; start += peopleAtOnce) {
    const rows: SqlValue[][] = [];
    const words: SqlValue[][] = [];
    for (let index = start; index < Math.min(people, start + peopleAtOnce); index++) {
      dates.forEach((date, position) => {
        const day = dayOf(index, date, position);
        rows.push(attendanceDayValues(storedDay(idOf(index), day), 0));
        if (day.absentDays > 0) words.push([`${index} ${date}`, idOf(index), date, 'absence', 'verified', null, null, 'bench', position]);
      });
    }
    await database.transaction(async (tx) => {
      await tx.insert('attendance_day', attendanceDayColumns, rows);
      await tx.insert('violation_decision', ['id', 'employee_id', 'work_date', 'kind', 'decision', 'reason', 'document', 'actor', 'decided_at'], words);
    });
  }
}

const storedDay = (employeeId: string, day: AttendanceDay): StoredDay => ({ employeeId, unitId: 'bench-unit', zone: 'Asia/Jakarta', day, closesAt: null });

async function assessAll(database: Database, basis: DisciplineBasis, people: number): Promise<number> {
  const book = await PlanBook.load(database);
  let days = 0;
  for (let start = 0; start < people; start += peopleAtOnce) {
    const ids = Array.from({ length: Math.min(peopleAtOnce, people - start) }, (_, offset) => idOf(start + offset));
    const planned = await book.employeesWithIds(ids, `${year}-01-01`, `${year}-12-31`);
    const rows = await database.query<AttendanceDayRow>(`SELECT * FROM attendance_day WHERE employee_id IN (${ids.map(() => '?').join(',')}) ORDER BY employee_id, work_date`, ids);
    const ofPerson = new Map<string, AttendanceDay[]>(ids.map((id) => [id, []]));
    for (const row of rows) ofPerson.get(row.employee_id)?.push(attendanceDayOf(row));
    await database.transaction((tx) => applyDiscipline(tx, planned.map((person) => judged(person, ofPerson.get(person.employee.id) ?? [])), basis, 0));
    days += rows.length;
  }
  return days;
}

const judged = (person: PlannedEmployee, days: readonly AttendanceDay[]): JudgedPerson => ({
  person,
  dates: days.map(({ date }) => date),
  days: days.map((day) => storedDay(person.employee.id, day)),
  proposals: [],
});

async function reassess(database: Database, basis: DisciplineBasis, people: number, dates: readonly string[]): Promise<{ usual: number; absent: number }> {
  const book = await PlanBook.load(database);
  const once = async (index: number, minutes: number): Promise<number> => {
    const [person] = await book.employeesWithIds([idOf(index)], `${year}-01-01`, `${year}-12-31`);
    if (!person) throw new Error(`nobody has the id ${idOf(index)}`);
    const position = 100 + (index % 50);
    const changed = { ...dayOf(index, dates[position] ?? '', position), status: 'PRESENT' as const, absentDays: 0, flags: [], lateMinutes: minutes };
    const { seconds } = await timed(() => database.transaction((tx) => applyDiscipline(tx, [judged(person, [changed])], basis, minutes)));
    return seconds * 1000;
  };
  const usual: number[] = [];
  for (let round = 0; round < 200; round++) usual.push(await once(1 + ((round * 37) % (people - 1)), 10 + (round % 20)));
  const absent: number[] = [];
  for (let round = 0; round < 50; round++) absent.push(await once(0, 10 + round));
  return { usual: median(usual), absent: median(absent) };
}
