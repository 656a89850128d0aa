/** Chi-square of one degree of freedom at 95 %, as the table uses it. */
const chiSquare = 3.841;
const margin = 0.05;
const share = 0.5;

/**
 * How many respondents a survey of a population needs (the formula behind the Krejcie and Morgan table: 95 %, margin 5 %, share one half).
 * @param population people served in the span, 0 or more
 */
export function sampleSize(population: number): number {
  if (!Number.isInteger(population) || population < 0) throw new RangeError(`${population} is no number of people`);
  if (population === 0) return 0;
  const spread = chiSquare * share * (1 - share);
  return Math.round((spread * population) / (margin * margin * (population - 1) + spread));
}

/** The populations that a printed table lists. */
export const tablePopulations: readonly number[] = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000];
