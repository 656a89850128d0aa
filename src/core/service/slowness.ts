/**
 * The rule by which a service counts as slower than before: the working minutes of one week's tickets against those of the eight weeks before, by the rank-sum test
 * of Wilcoxon, Mann and Whitney (one-sided, with ties and continuity). Ranks, because a few files that lie for weeks are normal and must not move a mean.
 * Both must hold: it is hardly chance, and a citizen would notice.
 */
export const slownessRule = {
  /** Chance of such a week if nothing has changed. */
  mostChance: 0.001,
  /** Median of the week over the median before. */
  leastRatio: 1.2,
  leastWeekTickets: 10,
  leastTicketsBefore: 30,
  weeksBefore: 8,
} as const;

/** A week held against the weeks before. */
export interface Slowness {
  readonly slower: boolean;
  /** One-sided probability of ranks this high by chance; null with too few tickets to say anything. */
  readonly chance: number | null;
  readonly medianBefore: number | null;
  readonly medianNow: number | null;
}

/** Judges a week. */
export function slowness(before: readonly number[], now: readonly number[]): Slowness {
  const [medianBefore, medianNow] = [before.length > 0 ? percentile(before, 0.5) : null, now.length > 0 ? percentile(now, 0.5) : null];
  if (before.length < slownessRule.leastTicketsBefore || now.length < slownessRule.leastWeekTickets || medianBefore === null || medianNow === null) return { slower: false, chance: null, medianBefore, medianNow };
  const chance = chanceOfHigher(before, now);
  return { slower: chance < slownessRule.mostChance && medianNow >= medianBefore * slownessRule.leastRatio, chance, medianBefore, medianNow };
}

/**
 * A percentile with straight lines between the ordered values (type 7 of Hyndman and Fan, as spreadsheets compute it).
 * @param share 0 to 1
 * @throws RangeError of no values
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values have no percentile');
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}

/** The one-sided p of the rank-sum test by the normal approximation: that `now` ranks as high as it does among both by chance. */
export function chanceOfHigher(before: readonly number[], now: readonly number[]): number {
  const all = [...before.map((value) => ({ value, ours: false })), ...now.map((value) => ({ value, ours: true }))].sort((a, b) => a.value - b.value);
  let [rankSum, ties] = [0, 0];
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const count = end - start;
    rankSum += all.slice(start, end).filter(({ ours }) => ours).length * ((start + 1 + end) / 2);
    ties += count ** 3 - count;
    start = end;
  }
  const [m, n, total] = [before.length, now.length, all.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
  return deviation === 0 ? 1 : upperTail((u - (m * n) / 2 - 0.5) / deviation);
}

/** The share of the normal distribution above z (Abramowitz and Stegun 26.2.17; error below 7.5e-8). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
