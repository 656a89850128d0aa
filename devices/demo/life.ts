import { seededRandom } from '../simulators/door/walk-people';
import { dateAfter, datesFrom, dayNumberOf, instantOf, weekdayOf } from './demo-time';
import { dutyOn, type Duty } from './duty';
import { type DemoPerson } from './staff';

/** Somebody at a terminal; `at` epoch ms, state 0 = in, 1 = out. */
export interface Clocking {
  readonly person: DemoPerson;
  readonly at: number;
  readonly state: 0 | 1;
}

/** Somebody away with a paper: a leave or a duty journey, as the requests API takes it. */
export interface Absence {
  readonly person: DemoPerson;
  readonly kind: 'leave' | 'duty';
  readonly type?: 'sick' | 'annual';
  readonly fromDate: string;
  readonly toDate: string;
  readonly letter: string;
  readonly reason: string;
}

/** The life of the city: the same date is always lived the same way. */
export class CityLife {
  readonly absences: readonly Absence[];

  constructor(
    private readonly staff: readonly DemoPerson[],
    private readonly holidays: ReadonlySet<string>,
    readonly fromDate: string,
    today: string,
  ) {
    this.absences = absencesOf(staff, fromDate, today);
  }

  /** Clockings with `after` < at <= `until` (epoch ms), in order of time. */
  clockings(after: number, until: number): Clocking[] {
    // A duty of the day before may end in the span.
    const dates = datesFrom(dateAfter(dateAt(after), -2), dateAt(until)).filter((date) => date >= this.fromDate);
    return dates
      .flatMap((date) => this.staff.flatMap((person) => this.ofDay(person, date)))
      .filter(({ at }) => at > after && at <= until)
      .sort((a, b) => a.at - b.at || a.person.index - b.person.index);
  }

  /** Who is at work at an instant, by what they clocked. */
  present(at: number): DemoPerson[] {
    const last = new Map<number, Clocking>();
    for (const clocking of this.clockings(at - 36 * 3_600_000, at)) last.set(clocking.person.index, clocking);
    return [...last.values()].filter(({ state }) => state === 0).map(({ person }) => person);
  }

  private ofDay(person: DemoPerson, date: string): Clocking[] {
    const duty = dutyOn(person, date, this.holidays);
    const away = this.absences.some((each) => each.person === person && each.fromDate <= date && date <= each.toDate);
    return duty === null || away ? [] : lived(person, date, duty);
  }
}

const dateAt = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

function lived(person: DemoPerson, date: string, duty: Duty): Clocking[] {
  const random = seededRandom(person.index * 7919 + dayNumberOf(date) * 104_729);
  for (let warm = 0; warm < 4; warm += 1) random();
  if (isMissing(person, date, random)) return [];
  const come = duty.startMinute + arrival(person, random);
  const go = duty.endMinute + 1 + random() * random() * 50;
  const left = random() < 0.015 ? go - 40 - random() * 60 : go;
  const forgetsOut = random() < (person.habit === 'forgetful' ? 0.16 : 0.008);
  const forgetsIn = random() < (person.habit === 'forgetful' ? 0.05 : 0.004);
  const clocking = (minute: number, state: 0 | 1): Clocking => ({ person, at: Math.floor(instantOf(date, minute) / 1000) * 1000, state });
  // Some hold their finger on twice, to be sure.
  const twice = random() < 0.04 ? [clocking(come + 0.15, 0)] : [];
  return [...(forgetsIn ? [] : [clocking(come, 0), ...twice]), ...(forgetsOut ? [] : [clocking(left, 1)])];
}

/** Minutes after the start of duty; people come before it. */
function arrival(person: DemoPerson, random: () => number): number {
  if (person.habit === 'often-late' && random() < 0.45) return 6 + random() * 55;
  if (random() < 0.025) return 4 + random() * 35;
  return -2 - random() * 28;
}

/** Away without a word. */
function isMissing(person: DemoPerson, date: string, random: () => number): boolean {
  const chance = random();
  if (person.habit === 'often-absent') return chance < (weekdayOf(date) === 1 ? 0.5 : 0.12);
  // One person stays away for good in the fifth week of each eight.
  if (person.habit === 'vanished') return dayNumberOf(date) % 56 >= 34;
  return chance < 0.002;
}

/** Leave and journeys spread over the weeks, and two people who are ill today. */
function absencesOf(staff: readonly DemoPerson[], fromDate: string, today: string): Absence[] {
  const absence = (index: number, kind: Absence['kind'], type: Absence['type'], from: string, days: number, reason: string): Absence[] => {
    const person = staff[index - 1];
    if (person === undefined) return [];
    return [{ person, kind, ...(type === undefined ? {} : { type }), fromDate: from, toDate: dateAfter(from, days - 1), letter: `800/${100 + index}/2026`, reason }];
  };
  const day = (days: number): string => dateAfter(fromDate, days);
  return [
    ...absence(3, 'leave', 'sick', day(8), 3, 'Demam, surat dokter'),
    ...absence(17, 'leave', 'sick', day(22), 2, 'Surat keterangan dokter puskesmas'),
    ...absence(45, 'leave', 'sick', day(37), 4, 'Rawat inap'),
    ...absence(81, 'leave', 'sick', day(29), 2, 'Surat dokter'),
    ...absence(11, 'leave', 'annual', day(14), 5, 'Cuti tahunan'),
    ...absence(36, 'leave', 'annual', day(35), 5, 'Cuti tahunan'),
    ...absence(70, 'leave', 'annual', day(21), 5, 'Cuti tahunan'),
    ...absence(7, 'duty', undefined, day(28), 3, 'Bimbingan teknis di Bandung'),
    ...absence(50, 'duty', undefined, day(42), 2, 'Rapat koordinasi provinsi'),
    ...absence(24, 'leave', 'sick', today, 1, 'Sakit hari ini, surat dokter menyusul'),
    ...absence(64, 'leave', 'sick', today, 2, 'Surat dokter'),
  ];
}
