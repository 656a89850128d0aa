/** Words that carry meaning: short ones bind sentences and are alike everywhere. */
const wordsOf = (text: string): ReadonlySet<string> => new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= 4));

/** From this likeness on two complaints are shown to an officer as possibly the same; nothing is decided by it. */
export const alikeFrom = 0.5;

/** How alike two texts are, 0 to 1: the words they share among all their words of four letters and more. */
export function likeness(left: string, right: string): number {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
