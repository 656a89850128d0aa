import { elementCount, satisfactionIndex, type SatisfactionIndex } from './satisfaction-index';
import { plausibilityFlags, type PlausibilityFlag } from './plausibility';
import { isFull, type Rating } from './rating';
import { type ProfileField, respondentProfile } from './respondent';

/** Ratings of one service or unit over a span, summed up. */
export interface Satisfaction {
  /** Full questionnaires behind the index. */
  readonly respondents: number;
  /** Mean of each element (NRR), not rounded; null while there is no respondent. */
  readonly elementMeans: readonly (number | null)[];
  readonly index: SatisfactionIndex | null;
  /** Quick ratings in the count of each score, 1 to 4; they stand beside the index and never enter it. */
  readonly quick: readonly [number, number, number, number];
  /** Begun but not answered in full: kept, outside the index. */
  readonly incomplete: number;
  /** Kept but outside everything above, by reason. */
  readonly leftOut: Readonly<Record<PlausibilityFlag, number>>;
  /** Who the respondents behind the index are, as far as they said; small cells hidden. */
  readonly profile: readonly ProfileField[];
}

/** Sums ratings up; those with a flag count nowhere but in `leftOut`. */
export function satisfactionOf(ratings: readonly Rating[], flags: ReadonlyMap<string, PlausibilityFlag>): Satisfaction {
  const believed = ratings.filter(({ id }) => !flags.has(id));
  const full = believed.filter(isFull);
  const elementMeans = Array.from({ length: elementCount }, (_, element) => meanOf(full, element));
  const quick: [number, number, number, number] = [0, 0, 0, 0];
  for (const rating of believed) if (rating.quick !== null) quick[rating.quick - 1] = (quick[rating.quick - 1] ?? 0) + 1;
  return {
    respondents: full.length,
    elementMeans,
    index: full.length === 0 ? null : satisfactionIndex(elementMeans.map(Number)),
    quick,
    incomplete: believed.filter((rating) => !isFull(rating) && rating.elements.some((score) => score !== null)).length,
    leftOut: countedFlags(ratings, flags),
    profile: respondentProfile(full.map(({ respondent }) => respondent)),
  };
}

function meanOf(full: readonly Rating[], element: number): number | null {
  return full.length === 0 ? null : full.reduce((sum, rating) => sum + (rating.elements[element] ?? 0), 0) / full.length;
}

function countedFlags(ratings: readonly Rating[], flags: ReadonlyMap<string, PlausibilityFlag>): Record<PlausibilityFlag, number> {
  const counts = Object.fromEntries(plausibilityFlags.map((flag) => [flag, 0])) as Record<PlausibilityFlag, number>;
  for (const { id } of ratings) {
    const flag = flags.get(id);
    if (flag) counts[flag] += 1;
  }
  return counts;
}
