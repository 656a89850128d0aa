import { type SqlValue, type Transaction } from '../../platform/database/database';
import { Conditions, type PageQuery } from '../../platform/http/page';
import { type ReviewScope } from './review-conditions';

/** The columns by which rows come first in an order; rows of one cell lie together in the list. */
interface CellKind {
  readonly columns: readonly ('unit_id' | 'work_date' | 'minutes' | 'kind' | 'employee_id')[];
  /** The order of the cells `c`, with unit `u` and person `e`; `?` stands for the direction. */
  readonly order: string;
}

const byUnit: CellKind = { columns: ['unit_id'], order: 'u.name ?' };
const kinds: Readonly<Record<string, CellKind>> = {
  unit: byUnit,
  name: { columns: ['employee_id'], order: 'e.name ?' },
  workDate: { columns: ['work_date'], order: 'c.work_date ?' },
  minutes: { columns: ['minutes', 'unit_id'], order: 'c.minutes ?, u.name' },
  kind: { columns: ['kind', 'unit_id'], order: 'c.kind ?, u.name' },
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

/**
 * Finds the page among the cells of the list, which are counted from an index alone: so only the rows of a few cells are read and put in order, and not
 * all that match.
 */
export async function placeOf(reader: Pick<Transaction, 'query'>, query: Pick<PageQuery, 'page' | 'pageSize' | 'sort'>, scope: ReviewScope): Promise<PagePlace> {
  const kind = kinds[query.sort?.replace(/^-/, '') ?? 'unit'] ?? byUnit;
  const cells = await cellsOf(reader, kind, query.sort?.startsWith('-') ?? false, scope);
  const { first, chosen } = onPage(cells, (query.page - 1) * query.pageSize, query.page * query.pageSize);
  const conditions = new Conditions();
  if (chosen.length === 0) conditions.add('1 = 0');
  else if (chosen.length < cells.length) addCells(conditions, kind, chosen);
  return { total: cells.reduce((sum, cell) => sum + Number(cell.in_cell), 0), conditions, offset: (query.page - 1) * query.pageSize - first, ofUnits: kind.columns.includes('unit_id') ? sumOfUnits(cells) : null };
}

/** The cells in the order of the list; those that the order does not tell apart share a level. */
async function cellsOf(reader: Pick<Transaction, 'query'>, { columns, order }: CellKind, downwards: boolean, scope: ReviewScope): Promise<Cell[]> {
  const inV = columns.map((column) => `v.${column}`).join(', ');
  const joined = `${columns.includes('unit_id') ? ' LEFT JOIN unit u ON u.id = c.unit_id' : ''}${columns.includes('employee_id') ? ' JOIN employee e ON e.id = c.employee_id' : ''}`;
  const sql = `SELECT ${columns.map((column) => `c.${column}`).join(', ')}, c.in_cell, RANK() OVER (ORDER BY ${order.replace('?', downwards ? 'DESC' : 'ASC')}) AS level
    FROM (SELECT ${inV}, COUNT(*) AS in_cell FROM ${scope.from} ${scope.conditions.toString()} GROUP BY ${inV}) c${joined} ORDER BY level`;
  return reader.query<Cell>(sql, [...scope.values, ...scope.conditions.values]);
}

/** All cells of the levels that hold the rows `from` to before `to`, and the number of rows before the first of them. */
function onPage(cells: readonly Cell[], from: number, to: number): { first: number; chosen: Cell[] } {
  const levels = new Map<number, Cell[]>();
  for (const cell of cells) levels.set(Number(cell.level), [...(levels.get(Number(cell.level)) ?? []), cell]);
  let [before, first] = [0, from];
  const chosen: Cell[] = [];
  for (const level of levels.values()) {
    const after = level.reduce((sum, cell) => sum + Number(cell.in_cell), before);
    if (before < to && after > from) {
      if (chosen.length === 0) first = before;
      chosen.push(...level);
    }
    before = after;
  }
  return { first, chosen };
}

function addCells(conditions: Conditions, { columns }: CellKind, cells: readonly Cell[]): void {
  const one = (cell: Cell): string => columns.map((column) => (cell[column] === null ? `v.${column} IS NULL` : `v.${column} = ?`)).join(' AND ');
  const values = cells.flatMap((cell) => columns.flatMap((column) => cell[column] ?? []));
  conditions.add(cells.map(one).join(' OR '), ...values);
}

function sumOfUnits(cells: readonly Cell[]): Map<string | null, number> {
  const units = new Map<string | null, number>();
  for (const cell of cells) {
    const id = cell['unit_id'] as string | null;
    units.set(id, (units.get(id) ?? 0) + Number(cell.in_cell));
  }
  return units;
}
