import { type Transaction } from '../database/database';

/** The units as they stand: which lie below which. */
export class UnitTree {
  private readonly children = new Map<string, string[]>();
  private readonly subtrees = new Map<string, readonly string[]>();

  /** @param revision of the plan that the tree was read at */
  constructor(
    readonly revision: number,
    units: readonly { readonly id: string; readonly parent_id: string | null }[],
  ) {
    for (const { id, parent_id: parent } of units) if (parent !== null) this.children.set(parent, [...(this.children.get(parent) ?? []), id]);
  }

  /** Ids of a unit and all below it. */
  subtreeOf(unitId: string): readonly string[] {
    const known = this.subtrees.get(unitId);
    if (known) return known;
    const found = new Set([unitId]);
    for (const id of found) for (const child of this.children.get(id) ?? []) found.add(child);
    const ids = [...found];
    this.subtrees.set(unitId, ids);
    return ids;
  }
}

/** Ids of a unit and all below it, as the units stand now: what a list means that is filtered by a unit. An unknown unit has nothing below it and no rows. */
export async function unitsBelow(reader: Pick<Transaction, 'query'>, unitId: string): Promise<readonly string[]> {
  return new UnitTree(-1, await reader.query<{ id: string; parent_id: string | null }>('SELECT id, parent_id FROM unit')).subtreeOf(unitId);
}

/** Ids of the units above a unit, the nearest first. */
export async function unitsAbove(reader: Pick<Transaction, 'query'>, unitId: string): Promise<readonly string[]> {
  const parents = new Map((await reader.query<{ id: string; parent_id: string | null }>('SELECT id, parent_id FROM unit')).map(({ id, parent_id: parent }) => [id, parent]));
  const above = new Set<string>();
  for (let id = parents.get(unitId) ?? null; id !== null && !above.has(id); id = parents.get(id) ?? null) above.add(id);
  return [...above];
}

/** The units that a list's filter `unitId` means; undefined where it names none. */
export const unitsAsked = async (reader: Pick<Transaction, 'query'>, unitId: string | undefined): Promise<readonly string[] | undefined> => (unitId === undefined ? undefined : unitsBelow(reader, unitId));
