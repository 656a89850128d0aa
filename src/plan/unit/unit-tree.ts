import { type Unit } from './unit';

/** The organisation in memory: who stands above and below whom. */
export class UnitTree {
  private readonly byId = new Map<string, Unit>();
  private readonly byCode = new Map<string, Unit>();
  private readonly childrenOf = new Map<string, Unit[]>();

  constructor(readonly units: readonly Unit[]) {
    for (const unit of units) {
      this.byId.set(unit.id, unit);
      this.byCode.set(unit.code, unit);
      if (unit.parentId !== null) this.childrenOf.set(unit.parentId, [...(this.childrenOf.get(unit.parentId) ?? []), unit]);
    }
  }

  withId(id: string): Unit | undefined {
    return this.byId.get(id);
  }

  withCode(code: string): Unit | undefined {
    return this.byCode.get(code);
  }

  /** A unit and those above it, nearest first; ends where the chain would close on itself. */
  lineOf(id: string): Unit[] {
    const line: Unit[] = [];
    for (let unit = this.byId.get(id); unit && !line.includes(unit); unit = unit.parentId === null ? undefined : this.byId.get(unit.parentId)) {
      line.push(unit);
    }
    return line;
  }

  /** The ids of a unit and of everything below it. */
  subtreeOf(id: string): Set<string> {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      for (const child of this.childrenOf.get(next) ?? []) open.push(child.id);
    }
    return found;
  }

  /** The codes of a circle that a unit is part of (`A`, `B`, `A`), or null. */
  circleAt(id: string): string[] | null {
    const line = this.lineOf(id);
    const top = line.at(-1);
    if (!top || top.parentId === null || !line.some((unit) => unit.id === top.parentId)) return null;
    const start = line.findIndex((unit) => unit.id === top.parentId);
    const circle = line.slice(start).map((unit) => unit.code);
    return [...circle, circle[0] ?? ''];
  }
}
