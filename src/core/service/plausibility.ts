import { DAY_MS, HOUR_MS } from '../time/instant';
import { isFull, type Rating } from './rating';

/** Why a rating stays outside the index; it is kept and shown. */
export const plausibilityFlags = ['trap', 'too-fast', 'address-crowd', 'burst'] as const;
/** One of the plausibility flags. */
export type PlausibilityFlag = (typeof plausibilityFlags)[number];

/** What one point can plausibly bring: set for each point, since one has a shared network and another a crowd. */
export interface PointLimits {
  /** Open ratings of one clock hour beyond which none of that hour is believed. */
  readonly hourlyCapacity: number;
  /** Open ratings of one address on one day beyond which later ones are not believed. */
  readonly perAddressDaily: number;
}

/** Nobody reads and answers one question in less; nine take longer. */
const leastSeconds = { quick: 2, full: 9 } as const;

/**
 * The flag of each implausible rating by its id. A pure function of all ratings together: nothing is decided when a rating comes in, so the
 * order of arrival is no advantage and a changed limit judges the past again. Ratings by ticket links are bound to one visit each and are
 * only checked for the trap.
 */
export function implausible(ratings: readonly Rating[], limitsOf: (pointCode: string) => PointLimits): ReadonlyMap<string, PlausibilityFlag> {
  const flags = new Map<string, PlausibilityFlag>();
  const ordered = [...ratings].sort((a, b) => a.givenAt - b.givenAt || (a.id < b.id ? -1 : 1));
  for (const rating of ordered) {
    if (rating.trapped) flags.set(rating.id, 'trap');
    else if (rating.channel === 'open' && rating.formSeconds < (isFull(rating) ? leastSeconds.full : leastSeconds.quick)) flags.set(rating.id, 'too-fast');
  }
  const open = (): Rating[] => ordered.filter(({ id, channel }) => channel === 'open' && !flags.has(id));
  flagBeyond(open(), flags, (rating) => `${rating.pointCode} ${rating.addressKey} ${Math.floor(rating.givenAt / DAY_MS)}`, (rating) => limitsOf(rating.pointCode).perAddressDaily);
  // After the crowds of single addresses: one loud address must not silence the honest ones of its hour.
  flagBursts(open(), flags, limitsOf);
  return flags;
}

function flagBeyond(ratings: readonly Rating[], flags: Map<string, PlausibilityFlag>, keyOf: (rating: Rating) => string, limitOf: (rating: Rating) => number): void {
  const counts = new Map<string, number>();
  for (const rating of ratings) {
    const key = keyOf(rating);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > limitOf(rating)) flags.set(rating.id, 'address-crowd');
  }
}

/** Which of a crowd are honest cannot be known, so a whole hour that is not believable is left out, in either direction. */
function flagBursts(ratings: readonly Rating[], flags: Map<string, PlausibilityFlag>, limitsOf: (pointCode: string) => PointLimits): void {
  const hours = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const key = `${rating.pointCode} ${Math.floor(rating.givenAt / HOUR_MS)}`;
    const hour = hours.get(key);
    if (hour) hour.push(rating);
    else hours.set(key, [rating]);
  }
  for (const hour of hours.values()) {
    const first = hour[0];
    if (first && hour.length > limitsOf(first.pointCode).hourlyCapacity) for (const { id } of hour) flags.set(id, 'burst');
  }
}
