/** A share with the interval in which the share that it is a sample of is believed to lie. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the normal distribution: intervals of 95 %. */
const z = 1.959963984540054;

/**
 * The score interval of 95 % of a share (E. B. Wilson, 1927): it stays within 0 and 1, and says something also of few and of none. `hits` and `of`
 * may be fractions, as effective numbers are. Null where there is nothing to share.
 * @throws RangeError for counts that are no share
 */
export function wilsonInterval(hits: number, of: number): ShareInterval | null {
  if (!(hits >= 0 && of >= 0 && hits <= of)) throw new RangeError(`${hits} of ${of} is no share`);
  if (of === 0) return null;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { share, low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === of ? 1 : Math.min(1, middle + half) };
}

/** How often something was so among somebody's days. */
export interface PersonCount {
  readonly hits: number;
  readonly days: number;
}

/**
 * The share over the days of several people, with an interval that knows that the days of one person are alike: the number of days is divided by how
 * much the people differ more than chance would make them (ratio estimator over people as clusters, Kish's design effect, never below 1). Where
 * the share is 0 or 1, or one person alone is counted, days say nothing of how people differ, and each person counts once.
 */
export function clusteredShare(people: readonly PersonCount[]): ShareInterval | null {
  const counted = people.filter(({ days }) => days > 0);
  const days = counted.reduce((sum, one) => sum + one.days, 0);
  const hits = counted.reduce((sum, one) => sum + one.hits, 0);
  if (days === 0) return null;
  const of = effectiveDays(counted, hits / days, days);
  return wilsonInterval((hits / days) * of, of);
}

function effectiveDays(people: readonly PersonCount[], share: number, days: number): number {
  const number = people.length;
  if (share === 0 || share === 1 || number === 1) return number;
  const squares = people.reduce((sum, one) => sum + (one.hits - share * one.days) ** 2, 0);
  const variance = ((number / (number - 1)) * squares) / days ** 2;
  const effect = Math.max(1, variance / ((share * (1 - share)) / days));
  return days / effect;
}

/** Fewer people than this are few: their figures are marked, since one person moves them visibly. */
export const fewPeople = 5;

/** How a unit's share lies to that of everybody: `apart` only where the whole lies outside of its interval, and the unit is not few. */
export function standing(unit: ShareInterval | null, whole: ShareInterval | null, people: number): 'none' | 'few' | 'alike' | 'below' | 'above' {
  if (unit === null || whole === null) return 'none';
  if (people < fewPeople) return 'few';
  if (whole.share > unit.high) return 'below';
  return whole.share < unit.low ? 'above' : 'alike';
}
