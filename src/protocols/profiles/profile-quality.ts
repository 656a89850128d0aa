import { z } from 'zod';

/** The rules of our quality scale by tier (style.md 3.2). A tier holds when its rules and those below are done or exempt. */
export const qualityRules = {
  bronze: ['source-named', 'golden-capture', 'converter-tested', 'polling-interval-justified', 'one-session-at-a-time'],
  silver: ['reconnects-alone', 'logs-once-when-gone-and-back', 'clock-drift-shown', 'duplicates-harmless'],
  gold: ['diagnostics-redacted', 'simulator-reproduces-quirks', 'verified-on-hardware'],
} as const;

const ruleNames = [...qualityRules.bronze, ...qualityRules.silver, ...qualityRules.gold] as const;

/** Name of one rule of the quality scale. */
export type QualityRule = (typeof ruleNames)[number];

/** How far a profile is with one rule. */
export type QualityStatus = 'done' | 'todo' | { readonly exempt: string };

/** The best tier whose rules all hold; 'none' below bronze. */
export type QualityTier = 'none' | 'bronze' | 'silver' | 'gold';

const statusSchema = z.union([z.literal('done'), z.literal('todo'), z.strictObject({ exempt: z.string().min(5) })]);

/** Every rule has to be answered: a rule left out is a problem, not a silent "todo". */
export const qualitySchema = z.record(z.enum(ruleNames), statusSchema);

/** Where a row comes from: a document, or a capture in devices/captures, with hardware firmware and date when it was tried. */
export const evidenceSchema = z.union([
  z.strictObject({ source: z.string().min(1), section: z.string().optional(), href: z.url().optional() }),
  z.strictObject({ capture: z.string().min(1), firmware: z.string().optional(), on: z.iso.date().optional() }),
]);

/** One piece of evidence of a profile. */
export type ProfileEvidence = z.infer<typeof evidenceSchema>;

/** The tier that the answers of a profile add up to. */
export function qualityTier(quality: Readonly<Record<QualityRule, QualityStatus>>): QualityTier {
  const holds = (rules: readonly QualityRule[]): boolean => rules.every((rule) => quality[rule] !== 'todo');
  if (!holds(qualityRules.bronze)) return 'none';
  if (!holds(qualityRules.silver)) return 'bronze';
  return holds(qualityRules.gold) ? 'gold' : 'silver';
}

/** Claims that the evidence does not carry, in words; empty when all is well. */
export function unprovenClaims(
  quality: Readonly<Record<QualityRule, QualityStatus>>,
  evidence: readonly ProfileEvidence[],
): string[] {
  const claims: string[] = [];
  const captures = evidence.filter((piece) => 'capture' in piece);
  if (quality['golden-capture'] === 'done' && captures.length === 0) claims.push('golden-capture is "done" without a capture');
  if (quality['source-named'] === 'done' && captures.length === evidence.length) claims.push('source-named is "done" without a source');
  const tried = captures.some((piece) => piece.firmware !== undefined && piece.on !== undefined);
  if (quality['verified-on-hardware'] === 'done' && !tried) claims.push('verified-on-hardware is "done" without firmware and date');
  return claims;
}
