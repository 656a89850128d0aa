import type { ExplanationCode, ExplanationParams } from './explanation-texts';

/** A value of an explanation; instants are epoch milliseconds under names ending in `At` (or named `at`). */
export type ExplanationValue = string | number;

/** One step of why a day came out as it did: a code of explanation-texts.ts and its parameters. */
export interface ExplanationStep {
  readonly code: ExplanationCode;
  readonly params: Readonly<Record<string, ExplanationValue>>;
}

/** A step whose parameters fit its code. */
export function step<C extends ExplanationCode>(code: C, params: ExplanationParams<C>): ExplanationStep {
  return { code, params };
}
