import type { KeptPunch } from '../punch/kept-punch';
import type { PlanDay } from '../schedule/planned-day';
import { chooseStint } from './choose-stint';
import type { Stint } from './stint';

/** Punches in no window, by index of the plan day on whose date they fall. */
export type LoosePunches = ReadonlyMap<number, readonly KeptPunch[]>;

/**
 * Gives every punch to one stint (reconciliation.md rule 6), into `stint.punches`; returns those in no window.
 * Who owns a punch is decided from its own day and its neighbours alone, so that a span judged at once and its days
 * judged one by one agree.
 */
export function assignPunches(plan: readonly PlanDay[], stints: readonly Stint[], punches: readonly KeptPunch[]) {
  const loose = new Map<number, KeptPunch[]>();
  if (punches.some((punch) => punch.correction !== null) || windowsOverlap(stints)) {
    assignWithNeighbours(plan, stints, punches, loose);
  } else assignInOrder(plan, stints, punches, loose);
  return loose as LoosePunches;
}

function windowsOverlap(stints: readonly Stint[]): boolean {
  for (let index = 1; index < stints.length; index++) {
    if ((stints[index] as Stint).opensAt <= (stints[index - 1] as Stint).closesAt) return true;
  }
  return false;
}

/** No window meets another: one walk along both lists. */
function assignInOrder(
  plan: readonly PlanDay[],
  stints: readonly Stint[],
  punches: readonly KeptPunch[],
  loose: Map<number, KeptPunch[]>,
): void {
  let index = 0;
  for (const punch of punches) {
    while (index < stints.length && (stints[index] as Stint).closesAt < punch.minuteAt) index++;
    const stint = stints[index];
    if (stint && stint.opensAt <= punch.minuteAt) stint.punches.push(punch);
    else addLoose(plan, punch, loose);
  }
}

function assignWithNeighbours(
  plan: readonly PlanDay[],
  stints: readonly Stint[],
  punches: readonly KeptPunch[],
  loose: Map<number, KeptPunch[]>,
): void {
  const ownDay = new Map(punches.map((punch) => [punch, earliestDay(stints, punch)]));
  for (let dayIndex = 0; dayIndex < plan.length; dayIndex++) {
    const near = stints.filter((stint) => stint.dayIndex >= dayIndex - 1 && stint.dayIndex <= dayIndex + 2);
    const owners = walk(near, punches);
    for (const [punch, owner] of owners) if (ownDay.get(punch) === dayIndex) owner.punches.push(punch);
  }
  for (const punch of punches) if (ownDay.get(punch) === null) addLoose(plan, punch, loose);
}

/** The day of the earliest window that holds the punch; null = none. A correction belongs to its own date. */
function earliestDay(stints: readonly Stint[], punch: KeptPunch): number | null {
  const candidates = candidatesOf(stints, punch);
  return candidates.length === 0 ? null : Math.min(...candidates.map((stint) => stint.dayIndex));
}

/** Gives the punches to the stints one after the other, each choice seeing the ones before. */
function walk(stints: readonly Stint[], punches: readonly KeptPunch[]) {
  const taken = new Map<Stint, KeptPunch[]>(stints.map((stint) => [stint, []]));
  const owners = new Map<KeptPunch, Stint>();
  const opensAt = Math.min(...stints.map((stint) => stint.opensAt));
  const closesAt = Math.max(...stints.map((stint) => stint.closesAt));
  for (const punch of punches) {
    if (!punch.correction && (punch.minuteAt < opensAt || punch.minuteAt > closesAt)) continue;
    const owner = chooseStint(candidatesOf(stints, punch), punch, taken);
    if (!owner) continue;
    taken.get(owner)?.push(punch);
    owners.set(punch, owner);
  }
  return owners;
}

function candidatesOf(stints: readonly Stint[], punch: KeptPunch): Stint[] {
  const { correction, minuteAt } = punch;
  if (correction)
    return nearestOf(
      stints.filter((stint) => stint.day.date === correction.date),
      punch,
    );
  return stints.filter((stint) => stint.opensAt <= minuteAt && minuteAt <= stint.closesAt);
}

/** A correction is for its date, inside a window or not: the stint whose start (IN) or end (OUT) is nearer. */
function nearestOf(stints: readonly Stint[], { minuteAt, direction }: KeptPunch): Stint[] {
  const distance = (stint: Stint) => Math.abs(minuteAt - (direction === 'in' ? stint.startsAt : stint.endsAt));
  const sorted = [...stints].sort((a, b) => distance(a) - distance(b));
  return sorted.slice(0, 1);
}

function addLoose(plan: readonly PlanDay[], punch: KeptPunch, loose: Map<number, KeptPunch[]>): void {
  const date = punch.correction?.date;
  const dayIndex = plan.findIndex((day) =>
    date ? day.date === date : day.startsAt <= punch.minuteAt && punch.minuteAt < day.endsAt,
  );
  if (dayIndex < 0) return;
  const list = loose.get(dayIndex);
  if (list) list.push(punch);
  else loose.set(dayIndex, [punch]);
}
