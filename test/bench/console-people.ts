import { type Database, type SqlValue } from '../../src/platform/database/database';

/** How large a city to make. */
export interface ConsoleCity {
  readonly employees: number;
  readonly months: number;
}

/** The Tuesday on which the officers look. */
export const cityToday = '2026-11-24';
/** Zone of the city. */
export const cityZone = 'Asia/Jakarta';
/** Units below the city's root. */
export const unitCount = 40;

const firstNames = ['Agus', 'Ani', 'Bambang', 'Budi', 'Citra', 'Dewi', 'Dian', 'Eko', 'Endang', 'Fitri', 'Gita', 'Hadi', 'Hendra', 'Indah', 'Joko', 'Kartika', 'Lestari', 'Made', 'Nanda', 'Nurul', 'Oki', 'Putri', 'Ratna', 'Rizky', 'Siti', 'Slamet', 'Tri', 'Umi', 'Wahyu', 'Yanti'];
const lastNames = ['Anggraini', 'Basuki', 'Cahyono', 'Darmawan', 'Firmansyah', 'Gunawan', 'Handayani', 'Hidayat', 'Irawan', 'Kurniawan', 'Kusuma', 'Lubis', 'Maulana', 'Nugroho', 'Permata', 'Prasetyo', 'Rahmawati', 'Saputra', 'Siregar', 'Susilo', 'Utami', 'Wibowo', 'Wijaya', 'Wulandari', 'Yulianto'];
const jobs = ['Analis Keuangan', 'Arsiparis', 'Bendahara', 'Guru Ahli Muda', 'Pengadministrasi Umum', 'Penyuluh', 'Perawat', 'Pranata Komputer'];

/** The id of a person by number, 0 and on. */
export const employeeIdOf = (index: number): string => `e${String(index).padStart(7, '0')}`;
/** The unit of a person. */
export const unitOf = (index: number): number => index % unitCount;
/** The id of a unit. */
export const unitIdOf = (unit: number): string => `u${unit}`;
/** The terminal of a unit. */
export const terminalOf = (unit: number): string => `T${unit}`;
/** What a person types at a terminal. */
export const pinOf = (index: number): string => String(100_000 + index);

/** The first date of the city's history. */
export function firstDateOf({ months }: ConsoleCity): string {
  const [year = 0, month = 0] = cityToday.split('-').map(Number);
  const first = year * 12 + month - 1 - months;
  return `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-${cityToday.slice(8)}`;
}

const zero = (value: number, width: number): string => String(value).padStart(width, '0');

const planFrom = '2020-01-01';

/** Writes a root, forty units below it, and one office schedule for all. */
export async function fillOffice(database: Database): Promise<void> {
  const units = Array.from({ length: unitCount }, (_, unit) => unit);
  await database.transaction(async (tx) => {
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['city', 'KOTA', 'Kota', null, cityZone], ...units.map((unit) => [unitIdOf(unit), `U${zero(unit, 2)}`, `Dinas ${zero(unit, 2)}`, 'city', cityZone])]);
    await tx.insert('shift_version', ['shift', 'from_date', 'definition'], [['REG', planFrom, JSON.stringify({ segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']], punchEachSegment: false })]]);
    await tx.insert('work_schedule_version', ['schedule', 'from_date', 'definition'], [['5HK', planFrom, JSON.stringify({ kind: 'weekly', week: [['REG'], ['REG'], ['REG'], ['REG'], ['REG'], [], []] })]]);
    await tx.insert('schedule_assignment', ['subject_kind', 'subject_id', 'from_date', 'to_date', 'schedule'], [['unit', 'city', planFrom, null, '5HK']]);
  });
}

/** Writes people by number, `from` to before `to`, each with name, number, unit and pin. */
export async function fillPeople(database: Database, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 2000) {
    const some = Array.from({ length: Math.min(2000, to - start) }, (_, offset) => start + offset);
    await database.transaction(async (tx) => {
      await tx.insert('employee', ['id', 'number', 'name', 'category', 'job_title', 'joined_date'], some.map(personRow));
      await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], some.map((index) => [employeeIdOf(index), planFrom, unitIdOf(unitOf(index))]));
      await tx.insert('enrolment', ['id', 'pin', 'terminal', 'employee_id', 'from_date', 'to_date'], some.map((index) => [`r${index}`, pinOf(index), '', employeeIdOf(index), planFrom, null]));
      await tx.execute('UPDATE plan_revision SET revision = revision + 1');
    });
  }
}

function personRow(index: number): SqlValue[] {
  const name = `${firstNames[(index * 7) % firstNames.length] ?? ''} ${lastNames[Math.floor(index / 3) % lastNames.length] ?? ''}`;
  const number = `19${zero(60 + (index % 40), 2)}${zero(1 + (index % 12), 2)}${zero(1 + (index % 28), 2)}2020121${zero(index, 5)}`;
  return [employeeIdOf(index), number, name, index % 10 === 3 ? 'PPPK' : 'PNS', jobs[index % jobs.length] ?? '', planFrom];
}
