/** The classes of service quality by the converted index, two decimals (PermenPANRB 14/2017; asn-rules.md 6.2). */
const classes = [
  { from: 88.31, grade: 'A', meaning: 'Sangat baik' },
  { from: 76.61, grade: 'B', meaning: 'Baik' },
  { from: 65.0, grade: 'C', meaning: 'Kurang baik' },
  { from: 25.0, grade: 'D', meaning: 'Tidak baik' },
] as const;

/** Nine elements, asked on a scale from 1 to 4. */
export const elementCount = 9;

/** The satisfaction index (IKM) of a service with its class. */
export interface SatisfactionIndex {
  /** 25.00 to 100.00, rounded once, at the end. */
  readonly ikm: number;
  readonly grade: (typeof classes)[number]['grade'];
  readonly meaning: (typeof classes)[number]['meaning'];
}

/**
 * The index of mean scores per element, each weighing 1/9: the rounded weight 0.111 would give 99.9 where everybody answers 4.
 * @param means nine mean scores from 1 to 4
 * @throws RangeError when there are not nine, or one lies outside the scale
 */
export function satisfactionIndex(means: readonly number[]): SatisfactionIndex {
  if (means.length !== elementCount) throw new RangeError(`nine elements are needed, not ${means.length}`);
  if (means.some((mean) => !(mean >= 1 && mean <= 4))) throw new RangeError('a mean score lies between 1 and 4');
  const exact = (means.reduce((sum, mean) => sum + mean, 0) / elementCount) * 25;
  return classOf(exact);
}

/** The class of an index, rounded to two decimals before banding so that no value falls between 88.30 and 88.31. */
export function classOf(exact: number): SatisfactionIndex {
  // Half up; the small addition makes up for halves that binary numbers cannot hold (88.305).
  const ikm = Math.round((exact + 1e-9) * 100) / 100;
  const found = classes.find(({ from }) => ikm >= from);
  if (!found) throw new RangeError(`${exact} is below the scale`);
  return { ikm, grade: found.grade, meaning: found.meaning };
}
