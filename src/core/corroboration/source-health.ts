/** A span of time, half open, epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A span in which a reader, door sensor or terminal is known to have worked, clock included; what no span covers is unknown. */
export interface HealthySpan extends TimeSpan {
  readonly sourceId: string;
}

/** Whether a source is known to have worked all through a span; a gap in the knowledge counts as not known. */
export function wasHealthy(sourceId: string, span: TimeSpan, healthy: readonly HealthySpan[]): boolean {
  let coveredUntil = span.from;
  const own = healthy.filter((each) => each.sourceId === sourceId).sort((a, b) => a.from - b.from);
  for (const { from, to } of own) {
    if (from > coveredUntil) return false;
    if (to < coveredUntil) continue;
    coveredUntil = to;
    if (coveredUntil >= span.to) return true;
  }
  return false;
}

/** The sources of a list that are not known to have worked all through a span. */
export function doubtfulSources(
  sourceIds: readonly string[],
  span: TimeSpan,
  healthy: readonly HealthySpan[],
): string[] {
  return [...new Set(sourceIds)].filter((sourceId) => !wasHealthy(sourceId, span, healthy)).sort();
}
