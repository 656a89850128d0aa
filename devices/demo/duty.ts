import { dayNumberOf, weekdayOf } from './demo-time';
import { type DemoPerson } from './staff';

/** What somebody owes on a date, in minutes of that date; past 1,440 it ends on the next. */
export interface Duty {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** The rotations start counting here: a Monday. */
export const rotationAnchor = '2026-01-05';
/** Codes of the shifts by place in the rotation; null = off. */
export const wardPattern = ['P', 'P', 'S', 'S', 'M', 'M', null, null] as const;
export const watchPattern = ['D24', null, null] as const;

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
const duties = {
  REG: { startMinute: at(7, 30), endMinute: at(16) },
  FRI: { startMinute: at(7, 30), endMinute: at(16, 30) },
  P: { startMinute: at(7), endMinute: at(14) },
  S: { startMinute: at(14), endMinute: at(21) },
  M: { startMinute: at(21), endMinute: at(31) },
  D24: { startMinute: at(8), endMinute: at(32) },
} as const;

/** The duty of a person on a date by the demo's schedules; null = off. The service finds it by its own way, from the plan. */
export function dutyOn(person: DemoPerson, date: string, holidays: ReadonlySet<string>): Duty | null {
  if (person.rhythm === 'office') return officeDuty(date, holidays);
  const pattern: readonly (keyof typeof duties | null)[] = person.rhythm === 'ward' ? wardPattern : watchPattern;
  const ahead = person.rhythm === 'ward' ? person.crew * 2 : person.crew;
  const place = dayNumberOf(date) - dayNumberOf(rotationAnchor) + ahead;
  const code = pattern[((place % pattern.length) + pattern.length) % pattern.length];
  return code == null ? null : duties[code];
}

function officeDuty(date: string, holidays: ReadonlySet<string>): Duty | null {
  const weekday = weekdayOf(date);
  if (weekday > 5 || holidays.has(date)) return null;
  return weekday === 5 ? duties.FRI : duties.REG;
}
