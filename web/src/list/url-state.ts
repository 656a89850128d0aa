import { useNavigate, useSearch } from '@tanstack/react-router';

/** The search part of an address: texts only, an absent key is not set. */
export type UrlSearch = Readonly<Record<string, string | undefined>>;

/** Reads the search part of an address without guessing types: what looks like a number stays text. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Writes it; empty values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Filters, tab, page and the open item of a page, kept in its address. `change` merges; `undefined` takes a key out. */
export function useUrlState(): readonly [UrlSearch, (change: UrlSearch, options?: { readonly push?: boolean }) => void] {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const change = (next: UrlSearch, options: { readonly push?: boolean } = {}): void => {
    void navigate({ to: '.', search: ((before: UrlSearch) => ({ ...before, ...next })) as never, replace: options.push !== true, resetScroll: false });
  };
  return [search, change];
}
