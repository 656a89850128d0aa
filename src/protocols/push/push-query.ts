/** Query fields by lower-case key (the first wins), and the keys that were said more than once. */
export interface PushQuery {
  values: ReadonlyMap<string, string>;
  repeated: ReadonlySet<string>;
}

/** Reads a query string as devices write it: keys in any case, `+` is a plus sign, a broken percent sign stays as it is (push.md A10). */
export function parseQuery(search: string): PushQuery {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const piece of search.split('&')) {
    if (piece === '') continue;
    const mark = piece.indexOf('=');
    const key = decodePercent(mark < 0 ? piece : piece.slice(0, mark))
      .trim()
      .toLowerCase();
    const value = mark < 0 ? '' : decodePercent(piece.slice(mark + 1)).trim();
    if (values.has(key)) repeated.add(key);
    else values.set(key, value);
  }
  return { values, repeated };
}

/** Percent-decodes what can be decoded; what cannot stays as it came. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}
