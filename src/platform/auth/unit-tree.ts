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
