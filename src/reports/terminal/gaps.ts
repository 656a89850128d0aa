/** A span in which a terminal was not heard; null = it still lasts. */
export interface Gap {
  readonly fromAt: number;
  readonly toAt: number | null;
}

/** What the gaps of a span come to; those that overlap count once. */
export function measureGaps(gaps: readonly Gap[], fromAt: number, toAt: number): { readonly count: number; readonly silentMs: number; readonly longestMs: number } {
  let [count, silentMs, longestMs, reached] = [0, 0, 0, fromAt];
  for (const gap of [...gaps].sort((a, b) => a.fromAt - b.fromAt)) {
    const [start, end] = [Math.max(gap.fromAt, reached), Math.min(gap.toAt ?? toAt, toAt)];
    if (end <= start) continue;
    // A gap that goes on where the one before ended is the same silence.
    if (start > reached || count === 0) count += 1;
    silentMs += end - start;
    longestMs = Math.max(longestMs, end - Math.max(gap.fromAt, fromAt));
    reached = end;
  }
  return { count, silentMs, longestMs };
}
