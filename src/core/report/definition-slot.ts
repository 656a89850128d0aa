import { addDays, weekday } from '../time/calendar';
import type { WorkDate } from '../time/instant';

/** How often a report is made. */
export const cadences = ['daily', 'weekly', 'monthly', 'yearly'] as const;
/** One of the cadences. */
export type Cadence = (typeof cadences)[number];

/** When a report is made: on each day, on one weekday (1 = Monday), on one day of the month, or on that day of January. */
export interface Rhythm {
  readonly cadence: Cadence;
  readonly weekday: number;
  readonly dayOfMonth: number;
  /** Weekly and slower ones that fall on a day off move to the next working day. */
  readonly workingDaysOnly: boolean;
}

/** The newest date up to `today` on which a report is to be made; null where there is none in the last 400 days. */
export function newestSlot(rhythm: Rhythm, today: WorkDate, isWorkingDay: (date: WorkDate) => boolean): WorkDate | null {
  for (let back = 0; back <= 400; back += 1) {
    const planned = addDays(today, -back);
    if (!fallsOn(rhythm, planned)) continue;
    const moved = movedSlot(rhythm, planned, isWorkingDay);
    if (moved <= today) return moved;
  }
  return null;
}

/** The first date from `from` on, on which a report is to be made; null where there is none in 400 days. */
export function nextSlot(rhythm: Rhythm, from: WorkDate, isWorkingDay: (date: WorkDate) => boolean): WorkDate | null {
  // One that was planned before may have moved to a working day that is still to come.
  for (let ahead = -20; ahead <= 400; ahead += 1) {
    const planned = addDays(from, ahead);
    if (!fallsOn(rhythm, planned)) continue;
    const moved = movedSlot(rhythm, planned, isWorkingDay);
    if (moved >= from) return moved;
  }
  return null;
}

/** What a slot is about: the day before, the month before, or the year before; a weekly one is about its own month so far. */
export function spanOf(cadence: Cadence, slot: WorkDate): { readonly date: WorkDate; readonly month: string; readonly year: number } {
  const before = addDays(slot, -1);
  const month = cadence === 'monthly' || cadence === 'yearly' ? addDays(`${slot.slice(0, 7)}-01`, -1).slice(0, 7) : before.slice(0, 7);
  return { date: before, month, year: Number(cadence === 'yearly' ? Number(slot.slice(0, 4)) - 1 : month.slice(0, 4)) };
}

function fallsOn({ cadence, weekday: day, dayOfMonth }: Rhythm, date: WorkDate): boolean {
  if (cadence === 'daily') return true;
  if (cadence === 'weekly') return weekday(date) === day;
  return Number(date.slice(8)) === dayOfMonth && (cadence === 'monthly' || date.slice(5, 7) === '01');
}

/** Daily ones stay: whether anybody was due is asked of the day that they are about. */
function movedSlot({ cadence, workingDaysOnly }: Rhythm, date: WorkDate, isWorkingDay: (date: WorkDate) => boolean): WorkDate {
  if (!workingDaysOnly || cadence === 'daily') return date;
  let moved = date;
  for (let step = 0; step < 20 && !isWorkingDay(moved); step += 1) moved = addDays(moved, 1);
  return moved;
}
