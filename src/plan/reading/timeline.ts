import { addDays } from '../../core/time/calendar';
import { covers, type DateSpan } from '../../core/time/date-span';

/** A value that holds for a span. */
export interface Dated<T> extends DateSpan {
  readonly value: T;
}

/**
 * What holds when: the first layer that has an entry for a date decides, and within a layer the entry that began last.
 * @param layers strongest first
 * @returns pieces in order, without overlap; no piece where no layer has an entry
 */
export function timeline<T>(layers: readonly (readonly Dated<T>[])[]): Dated<T>[] {
  const pieces: Dated<T>[] = [];
  for (const span of spansBetweenBoundaries(layers.flat())) {
    const entry = strongest(layers, span.fromDate);
    if (!entry) continue;
    const last = pieces.at(-1);
    if (last && last.value === entry.value && last.toDate !== null && addDays(last.toDate, 1) === span.fromDate) pieces[pieces.length - 1] = { ...last, toDate: span.toDate };
    else pieces.push({ ...span, value: entry.value });
  }
  return pieces;
}

/** The spans in which the set of covering entries does not change, from the first start on. */
export function spansBetweenBoundaries(spans: readonly DateSpan[]): DateSpan[] {
  const starts = [...new Set(spans.flatMap((span) => (span.toDate === null ? [span.fromDate] : [span.fromDate, addDays(span.toDate, 1)])))].sort();
  return starts.map((fromDate, index) => {
    const next = starts[index + 1];
    return { fromDate, toDate: next === undefined ? null : addDays(next, -1) };
  });
}

function strongest<T>(layers: readonly (readonly Dated<T>[])[], date: string): Dated<T> | undefined {
  for (const layer of layers) {
    let found: Dated<T> | undefined;
    for (const entry of layer) if (covers(entry, date) && (!found || entry.fromDate >= found.fromDate)) found = entry;
    if (found) return found;
  }
  return undefined;
}
