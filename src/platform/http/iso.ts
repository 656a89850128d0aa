/** An instant as the API writes it: ISO 8601 in UTC, e.g. `2026-11-24T00:30:00.000Z`. */
export const isoOf = (at: number): string => new Date(at).toISOString();

/** The same for an instant that may be missing. */
export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at));
