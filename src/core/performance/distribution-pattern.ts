import { type Predicate, predicates } from './appraisal';

/** The outcomes of a unit as an organisation (predikat kinerja organisasi), best first. */
export const unitPredicates = ['Istimewa', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'] as const;
/** One of them. */
export type UnitPredicate = (typeof unitPredicates)[number];

/** At most this share of the people of a unit may have the outcome. */
export interface PatternLimit {
  readonly predicate: Predicate;
  readonly atMost: number;
}

/** Fewer outcomes than this are held against no pattern: a share of two people says nothing. */
export const fewestOutcomes = 5;

/** How the outcomes of a unit lie to its pattern. */
export interface PatternLine {
  readonly predicate: Predicate;
  readonly count: number;
  readonly share: number;
  /** null = the pattern says nothing of this outcome. */
  readonly atMost: number | null;
  readonly exceeds: boolean;
}

/**
 * Holds the outcomes of people against the pattern of their unit's outcome; a hint for the talk about them, it changes none.
 * @param limits of the pattern; null = none is known
 * @returns lines best first, and null where no pattern is known or there are too few outcomes
 */
export function againstPattern(found: readonly Predicate[], limits: readonly PatternLimit[] | null): readonly PatternLine[] | null {
  if (limits === null || found.length < fewestOutcomes) return null;
  return predicates.map((predicate) => {
    const count = found.filter((each) => each === predicate).length;
    const share = count / found.length;
    const atMost = limits.find((limit) => limit.predicate === predicate)?.atMost ?? null;
    return { predicate, count, share, atMost, exceeds: atMost !== null && share > atMost };
  });
}
