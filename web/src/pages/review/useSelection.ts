import { useCallback, useMemo, useRef, useState } from 'react';
import { keyOf, type ReviewItem } from './review-row';

/** Which rows are selected; a range reaches from the last row that was touched. */
export function useSelection(items: readonly ReviewItem[]) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const order = useRef(items);
  order.current = items;

  const toggle = useCallback((key: string, range: boolean): void => {
    const names = order.current.map(keyOf);
    const from = range && last.current !== null ? names.indexOf(last.current) : -1;
    last.current = key;
    setKeys((before) => {
      const next = new Set(before);
      if (from === -1) {
        if (!next.delete(key)) next.add(key);
        return next;
      }
      const to = names.indexOf(key);
      for (const name of names.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(name);
      return next;
    });
  }, []);
  const set = useCallback((some: readonly string[], on: boolean): void => {
    setKeys((before) => {
      const next = new Set(before);
      for (const key of some) if (on) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);
  const clear = useCallback((): void => setKeys(new Set()), []);
  const rows = useMemo(() => items.filter((row) => keys.has(keyOf(row))), [items, keys]);
  return { keys, rows, toggle, set, clear };
}
