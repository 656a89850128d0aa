import { type Database, type SqlValue } from '../../platform/database/database';
import { type Conditions, type PageQuery } from '../../platform/http/page';

/** A value of the column that a list is sorted by, with the number of rows that have it. */
interface Slice {
  readonly slice: SqlValue;
  readonly in_slice: number;
}

/** Where a page lies in a list of which the slices are counted. */
export interface SlicedPage {
  /** Rows of the whole list. */
  readonly total: number;
  /** The values of the column on the page; none where the page lies behind the last row. */
  readonly values: readonly SqlValue[];
  /** Rows with these values before the page. */
  readonly offset: number;
}

/**
 * Finds a page by counting how many rows have each value of the sorted column: only the rows with the few values on the page are then put in order, and
 * not all that match. It takes the place of counting the list.
 * @param counted `SELECT column AS slice, COUNT(*) AS in_slice FROM ...` as far as the conditions; `column` is what it is grouped and ordered by
 */
export async function slicedPage(database: Pick<Database, 'query'>, counted: string, column: string, conditions: Conditions, query: PageQuery): Promise<SlicedPage> {
  const direction = query.sort?.startsWith('-') ? 'DESC' : 'ASC';
  const slices = await database.query<Slice>(`${counted} ${conditions.toString()} GROUP BY ${column} ORDER BY ${column} ${direction}`, conditions.values);
  const [from, to] = [(query.page - 1) * query.pageSize, query.page * query.pageSize];
  let [before, first] = [0, from];
  const values: SqlValue[] = [];
  for (const { slice, in_slice } of slices) {
    const after = before + Number(in_slice);
    if (after > from && before < to) {
      if (values.length === 0) first = before;
      values.push(slice);
    }
    before = after;
  }
  return { total: before, values, offset: from - first };
}
