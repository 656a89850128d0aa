/** What became of an item that was handed in. */
export type PutOutcome = 'new' | 'changed' | 'unchanged';

/** The values of an item as people read them, by the names that files and requests give to its fields; null = none. */
export type ShownFields = Readonly<Record<string, string | null>>;

/** A field that has, or would have, another value. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of one item, told field by field. */
export interface ItemChange {
  readonly kind: string;
  /** Where it stood in the list of its kind that was handed in. */
  readonly index: number;
  readonly outcome: PutOutcome;
  /** What it is about, for a reader. */
  readonly name: string;
  /** Of a new item what it holds, of a changed one what is different, of an unchanged one nothing. */
  readonly fields: readonly FieldChange[];
}

/** An item as it stood and as it would be. */
export interface ToldItem {
  readonly name: string;
  readonly before: ShownFields | null;
  readonly after: ShownFields;
}

/** The fields of an item that are different. */
export function fieldChanges({ before, after }: Pick<ToldItem, 'before' | 'after'>): FieldChange[] {
  return Object.entries(after)
    .map(([field, value]) => ({ field, before: before?.[field] ?? null, after: value }))
    .filter((change) => change.before !== change.after);
}
