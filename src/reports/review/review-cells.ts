import { type Clock } from '../../platform/clock';
import { type Database, type SqlValue } from '../../platform/database/database';
import { Conditions, type PageQuery } from '../../platform/http/page';
import { SharedRuns } from '../../platform/shared-runs';
import { type ReviewScope } from './review-conditions';

/** The columns by which rows come first in an order; rows of one cell lie together in the list. */
interface CellKind {
  readonly columns: readonly ('unit_id' | 'work_date' | 'minutes' | 'kind' | 'employee_id')[];
  /** The order of the cells `c`, with unit `u` and person `e`; `?` stands for the direction. */
  readonly order: string;
  /** How large cells are parted further. */
  readonly finer?: CellKind;
}

const byUnit: CellKind = { columns: ['unit_id'], order: 'u.name ?', finer: { columns: ['unit_id', 'employee_id'], order: 'u.name ?, e.name' } };
const kinds: Readonly<Record<string, CellKind>> = {
  unit: byUnit,
  name: { columns: ['employee_id'], order: 'e.name ?' },
  workDate: { columns: ['work_date'], order: 'c.work_date ?', finer: { columns: ['work_date', 'unit_id', 'employee_id'], order: 'c.work_date ?, u.name, e.name' } },
  minutes: { columns: ['minutes', 'unit_id'], order: 'c.minutes ?, u.name', finer: { columns: ['minutes', 'unit_id', 'employee_id'], order: 'c.minutes ?, u.name, e.name' } },
  kind: { columns: ['kind', 'unit_id'], order: 'c.kind ?, u.name', finer: { columns: ['kind', 'unit_id', 'employee_id'], order: 'c.kind ?, u.name, e.name' } },
};

type Cell = Readonly<Record<string, SqlValue>> & { readonly in_cell: number; readonly level: number };

/** Where a page lies in the list. */
export interface PagePlace {
  /** Rows of the whole list. */
  readonly total: number;
  /** Conditions about `v` that leave the cells on which the page lies. */
  readonly conditions: Conditions;
  /** Rows of these cells before the page. */
  readonly offset: number;
  /** Rows of each unit on all pages; null where the cells do not tell. */
  readonly ofUnits: ReadonlyMap<string | null, number> | null;
}

/** Rows that are put in order without parting their cells further. */
const fewRows = 1000;
/** No morning has so many rows; longer lists are history, which hardly changes: their counts are kept for so long, unless an officer says a word. */
const historyRows = 5_000;
const keptForMs = 15_000;
const mostKept = 50;

interface Kept {
  readonly cells: readonly Cell[];
  readonly until: number;
  readonly lastWord: string;
}

/**
 * Finds a page among the cells of a list, which are counted from an index alone: so only the rows of a few cells are read and put in order, and not all
 * that match.
 */
export class ReviewCells {
  private readonly runs = new SharedRuns<readonly Cell[]>();
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Where the page of a query lies. */
  async placeOf(query: Pick<PageQuery, 'page' | 'pageSize' | 'sort'>, scope: ReviewScope): Promise<PagePlace> {
    const kind = kinds[query.sort?.replace(/^-/, '') ?? 'unit'] ?? byUnit;
    const downwards = query.sort?.startsWith('-') ?? false;
    const [from, to] = [(query.page - 1) * query.pageSize, query.page * query.pageSize];
    const cells = await this.cellsOf(kind, downwards, scope, new Conditions());
    const page = onPage(cells, from, to);
    const whole = { total: rowsIn(cells), ofUnits: kind.columns.includes('unit_id') ? sumOfUnits(cells) : null };
    const conditions = conditionsOf(kind, page.chosen, cells);
    if (!kind.finer || rowsIn(page.chosen) <= fewRows) return { ...whole, conditions, offset: from - page.first };
    const finer = await this.cellsOf(kind.finer, downwards, scope, conditions);
    const within = onPage(finer, from - page.first, to - page.first);
    return { ...whole, conditions: conditionsOf(kind.finer, within.chosen, null), offset: from - page.first - within.first };
  }

  /** The cells in the order of the list; those that the order does not tell apart share a level. */
  private async cellsOf(kind: CellKind, downwards: boolean, scope: ReviewScope, further: Conditions): Promise<readonly Cell[]> {
    const { columns, order } = kind;
    const inV = columns.map((column) => `v.${column}`).join(', ');
    const joined = `${columns.includes('unit_id') ? ' LEFT JOIN unit u ON u.id = c.unit_id' : ''}${columns.includes('employee_id') ? ' JOIN employee e ON e.id = c.employee_id' : ''}`;
    const where = `${scope.conditions.toString()}${further.toString().replace(/^WHERE /, ' AND ')}`;
    const sql = `SELECT ${columns.map((column) => `c.${column}`).join(', ')}, c.in_cell, RANK() OVER (ORDER BY ${order.replace('?', downwards ? 'DESC' : 'ASC')}) AS level
      FROM (SELECT ${inV}, COUNT(*) AS in_cell FROM ${scope.from} ${where} GROUP BY ${inV}) c${joined} ORDER BY level`;
    return this.read(sql, [...scope.values, ...scope.conditions.values, ...further.values]);
  }

  private async read(sql: string, values: readonly SqlValue[]): Promise<readonly Cell[]> {
    const key = JSON.stringify([sql, values]);
    const kept = this.kept.get(key);
    if (kept && kept.until > this.clock.now() && kept.lastWord === (await this.lastWord())) return kept.cells;
    this.kept.delete(key);
    return this.runs.take(key, async () => {
      const lastWord = await this.lastWord();
      const cells = await this.database.query<Cell>(sql, values);
      if (rowsIn(cells) >= historyRows) this.keep(key, { cells, lastWord, until: this.clock.now() + keptForMs });
      return cells;
    });
  }

  private keep(key: string, kept: Kept): void {
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(key, kept);
  }

  /** The moment of the last decision; one look into an index. */
  private async lastWord(): Promise<string> {
    const [row] = await this.database.query<{ at: number | null }>('SELECT MAX(decided_at) AS at FROM violation_decision');
    return String(row?.at ?? '');
  }
}

const rowsIn = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + Number(cell.in_cell), 0);

/** All cells of the levels that hold the rows `from` to before `to`, and the number of rows before the first of them. */
function onPage(cells: readonly Cell[], from: number, to: number): { first: number; chosen: Cell[] } {
  let [before, first] = [0, from];
  const chosen: Cell[] = [];
  for (let start = 0; start < cells.length && before < to; ) {
    let end = start + 1;
    while (end < cells.length && Number(cells[end]?.level) === Number(cells[start]?.level)) end++;
    const level = cells.slice(start, end);
    const after = before + rowsIn(level);
    if (after > from) {
      if (chosen.length === 0) first = before;
      chosen.push(...level);
    }
    [before, start] = [after, end];
  }
  return { first, chosen };
}

/** @param all where nothing is left out there is nothing to say */
function conditionsOf({ columns }: CellKind, chosen: readonly Cell[], all: readonly Cell[] | null): Conditions {
  if (chosen.length === 0) return new Conditions().add('1 = 0');
  if (chosen.length === all?.length) return new Conditions();
  // Cells that differ in their last column alone are named together: a server takes far longer to plan a hundred alternatives than one list of a hundred values.
  const alike = new Map<string, Cell[]>();
  for (const cell of chosen) {
    const key = JSON.stringify(columns.slice(0, -1).map((column) => cell[column]));
    alike.set(key, [...(alike.get(key) ?? []), cell]);
  }
  const groups = [...alike.values()].map((cells) => groupOf(columns, cells));
  return new Conditions().add(groups.map(({ sql }) => sql).join(' OR '), ...groups.flatMap(({ values }) => values));
}

/** The rows of some cells that are alike but for the last column. */
function groupOf(columns: CellKind['columns'], cells: readonly Cell[]): { sql: string; values: SqlValue[] } {
  const last = columns.at(-1) ?? 'unit_id';
  const [first] = cells;
  const before = columns.slice(0, -1).map((column) => ({ sql: first?.[column] === null ? `v.${column} IS NULL` : `v.${column} = ?`, values: [first?.[column] ?? null].filter((value) => value !== null) }));
  const values = cells.map((cell) => cell[last] ?? null).filter((value) => value !== null);
  const named = values.length === 0 ? [] : [`v.${last} IN (${values.map(() => '?').join(',')})`];
  const without = values.length < cells.length ? [`v.${last} IS NULL`] : [];
  return { sql: [...before.map(({ sql }) => sql), `(${[...named, ...without].join(' OR ')})`].join(' AND '), values: [...before.flatMap((one) => one.values), ...values] };
}

function sumOfUnits(cells: readonly Cell[]): Map<string | null, number> {
  const units = new Map<string | null, number>();
  for (const cell of cells) {
    const id = cell['unit_id'] as string | null;
    units.set(id, (units.get(id) ?? 0) + Number(cell.in_cell));
  }
  return units;
}
