import { seededRandom } from '../simulators/door/walk-people';

/** How somebody behaves; most people are steady. */
export type Habit = 'steady' | 'often-late' | 'forgetful' | 'often-absent' | 'vanished';

/** How a unit works. */
export type Rhythm = 'office' | 'ward' | 'watch';

/** A unit of the demo's city. */
export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly rhythm: Rhythm;
  /** Terminal by the main door: the one that is polled, or the one that pushes. */
  readonly terminal: 'polled' | 'pushing';
}

/** A person of the demo. */
export interface DemoPerson {
  readonly index: number;
  readonly number: string;
  readonly name: string;
  readonly category: 'PNS' | 'PPPK';
  readonly jobTitle: string;
  readonly unit: DemoUnit;
  readonly pin: string;
  readonly habit: Habit;
  readonly rhythm: Rhythm;
  /** Which crew of a ward (0-3) or of a watch (0-2). */
  readonly crew: number;
  /** Card of the lobby's reader, for a few. */
  readonly card: string | null;
}

export const demoUnits: readonly DemoUnit[] = [
  { code: 'SETDA', name: 'Sekretariat Daerah', people: 24, rhythm: 'office', terminal: 'polled' },
  { code: 'DUKCAPIL', name: 'Dinas Kependudukan dan Pencatatan Sipil', people: 20, rhythm: 'office', terminal: 'polled' },
  { code: 'KOMINFO', name: 'Dinas Komunikasi dan Informatika', people: 16, rhythm: 'office', terminal: 'polled' },
  { code: 'DISDIK', name: 'Dinas Pendidikan', people: 16, rhythm: 'office', terminal: 'pushing' },
  { code: 'RSUD', name: 'Rumah Sakit Umum Daerah', people: 28, rhythm: 'ward', terminal: 'pushing' },
  { code: 'DAMKAR', name: 'Dinas Pemadam Kebakaran dan Penyelamatan', people: 18, rhythm: 'watch', terminal: 'pushing' },
];

const men = ['Agus', 'Budi', 'Dedi', 'Eko', 'Fajar', 'Hendra', 'Joko', 'Rizky', 'Slamet', 'Wahyu', 'Yusuf', 'Bambang', 'Ilham', 'Teguh', 'Made', 'Andi'];
const women = ['Ani', 'Dewi', 'Fitri', 'Indah', 'Lestari', 'Maya', 'Nur', 'Putri', 'Rina', 'Sari', 'Siti', 'Tri', 'Wulan', 'Yuni', 'Ayu', 'Ratna'];
const families = ['Santoso', 'Wibowo', 'Hidayat', 'Nugroho', 'Siregar', 'Simanjuntak', 'Pratama', 'Kurniawan', 'Saputra', 'Lubis', 'Nasution', 'Setiawan', 'Rahmawati', 'Handayani', 'Utami', 'Maharani', 'Gunawan', 'Firmansyah'];
const jobs: Readonly<Record<Rhythm, readonly string[]>> = {
  office: ['Analis Kebijakan', 'Pengelola Keuangan', 'Arsiparis', 'Pranata Komputer', 'Pengadministrasi Umum', 'Perencana'],
  ward: ['Perawat', 'Bidan', 'Perawat Gawat Darurat', 'Radiografer'],
  watch: ['Pemadam Kebakaran', 'Komandan Regu', 'Pengemudi Unit Pemadam'],
};

/** Habits by index; everybody else is steady. */
const habits: Readonly<Record<number, Habit>> = { 5: 'often-late', 13: 'often-late', 22: 'often-late', 31: 'often-late', 47: 'often-late', 58: 'often-late', 66: 'often-late', 9: 'forgetful', 27: 'forgetful', 52: 'forgetful', 71: 'forgetful', 88: 'forgetful', 18: 'often-absent', 62: 'often-absent', 42: 'vanished' };

/** The people of the demo, the same at each start. */
export function demoStaff(): DemoPerson[] {
  const random = seededRandom(94_2021);
  const staff: DemoPerson[] = [];
  for (const unit of demoUnits) for (let place = 0; place < unit.people; place += 1) staff.push(makePerson(staff.length + 1, unit, place, random));
  return staff;
}

function makePerson(index: number, unit: DemoUnit, place: number, random: () => number): DemoPerson {
  const woman = random() < 0.5;
  const category = random() < 0.82 ? 'PNS' : 'PPPK';
  // A hospital and a fire brigade have an office too.
  const rhythm = place < 4 ? 'office' : unit.rhythm;
  return {
    index,
    number: numberOf(index, woman, category, random),
    name: nameOf(index, woman),
    category,
    jobTitle: pick(jobs[rhythm], place),
    unit,
    pin: String(1000 + index),
    habit: habits[index] ?? 'steady',
    rhythm,
    crew: place % (rhythm === 'ward' ? 4 : 3),
    card: unit.code === 'SETDA' && place % 2 === 0 ? (0xa000_0000 + index * 0x1357).toString(16).toUpperCase() : null,
  };
}

// Birth date, month of appointment (a PPPK's agreement code in its place), sex, serial number: eighteen digits (asn-rules.md 5.2).
function numberOf(index: number, woman: boolean, category: DemoPerson['category'], random: () => number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const birthYear = 1968 + Math.floor(random() * 28);
  const birth = `${birthYear}${two(1 + Math.floor(random() * 12))}${two(1 + Math.floor(random() * 28))}`;
  const appointedYear = category === 'PPPK' ? 2021 + Math.floor(random() * 4) : Math.min(2022, birthYear + 23 + Math.floor(random() * 4));
  const appointed = `${appointedYear}${category === 'PPPK' ? '21' : two(1 + Math.floor(random() * 12))}`;
  return `${birth}${appointed}${woman ? 2 : 1}${String(index).padStart(3, '0')}`;
}

function nameOf(index: number, woman: boolean): string {
  const first = pick(woman ? women : men, index);
  return `${first} ${pick(families, index * 7 + Math.floor(index / 18))}`;
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
