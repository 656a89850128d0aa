import type { Instant } from '../time/instant';
import type { Respondent } from './respondent';
import { elementCount } from './satisfaction-index';

/** An answer on the scale of four. */
export type Score = 1 | 2 | 3 | 4;

/** How a rating came: by the code that hangs at a counter, or by the single-use link of a ticket. */
export type RatingChannel = 'open' | 'ticket';

/** What a citizen said; a quick rating has no elements, a full one all nine. */
export interface RatingAnswers {
  readonly quick: Score | null;
  /** Nine answers in the order of the regulation; null where nothing was chosen. */
  readonly elements: readonly (Score | null)[];
  readonly comment: string | null;
  /** What the citizen said of themselves. */
  readonly respondent: Respondent;
}

/** A rating with what its plausibility is judged by. */
export interface Rating extends RatingAnswers {
  readonly id: string;
  readonly channel: RatingChannel;
  readonly pointCode: string;
  /** Stands for the sender's network address on one day; says nothing about who it was. */
  readonly addressKey: string;
  /** Seconds between the handing out of the form and its return. */
  readonly formSeconds: number;
  /** True when a field was filled that no person sees. */
  readonly trapped: boolean;
  readonly givenAt: Instant;
}

/** The longest comment that is kept, in characters. */
export const longestComment = 2000;

/** Whether all nine elements were answered. */
export const isFull = (answers: Pick<RatingAnswers, 'elements'>): boolean => answers.elements.length === elementCount && answers.elements.every((score) => score !== null);

/** Reads a score as a form sends it; null for nothing, undefined for what is no score. */
export function scoreOf(text: unknown): Score | null | undefined {
  if (text === undefined || text === '') return null;
  return text === '1' || text === '2' || text === '3' || text === '4' ? (Number(text) as Score) : undefined;
}

/** Nine answers as nine signs, `-` where nothing was chosen. */
export const elementsText = (elements: readonly (Score | null)[]): string => elements.map((score) => score ?? '-').join('');

/** The answers behind nine signs. */
export const elementsOf = (text: string): readonly (Score | null)[] => [...text].map((sign) => (sign === '-' ? null : (Number(sign) as Score)));
