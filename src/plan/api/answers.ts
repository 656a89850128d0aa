import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Page, PageInfo, type PageQuery } from '../../platform/http/page';
import { DomainError } from '../../platform/errors';
import { type PlanWritten } from '../writing/plan-writer';

/** Something odd or wrong, and where. */
export class ProblemItem {
  @ApiProperty({ description: 'A field, a path in a document, or row and column of a table.' })
  at!: string;
  @ApiProperty()
  message!: string;
  @ApiPropertyOptional()
  row?: number;
  @ApiPropertyOptional()
  column?: string;
}

/** How many items of a kind were new, changed or as before. */
export class CountItem {
  @ApiProperty()
  new!: number;
  @ApiProperty()
  changed!: number;
  @ApiProperty()
  unchanged!: number;
}

const countsDocument = { type: 'object', additionalProperties: { type: 'object', properties: { new: { type: 'number' }, changed: { type: 'number' }, unchanged: { type: 'number' } } } } as const;

/** What a write to the plan did. */
export class WrittenItem {
  @ApiProperty({ ...countsDocument, description: 'By kind of item.' })
  counts!: Record<string, CountItem>;
  @ApiProperty({ type: [ProblemItem], description: 'What is odd; it was written all the same.' })
  warnings!: readonly ProblemItem[];
  @ApiProperty({ description: 'Person-days marked to be judged again.' })
  markedDays!: number;
}

/** A field that has, or would have, another value. */
export class FieldChangeItem {
  @ApiProperty()
  field!: string;
  @ApiProperty({ type: String, nullable: true })
  before!: string | null;
  @ApiProperty({ type: String, nullable: true })
  after!: string | null;
}

/** What would become of one item of a file. */
export class ImportedItem {
  @ApiProperty({ description: 'The list it belongs to, e.g. employees.' })
  kind!: string;
  @ApiProperty({ description: 'Where it stands in the file: row 5, or employees[3].' })
  at!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a table: the number of the line, or of the row of the sheet.' })
  row!: number | null;
  @ApiProperty({ enum: ['new', 'changed', 'unchanged', 'refused'] })
  outcome!: 'new' | 'changed' | 'unchanged' | 'refused';
  @ApiProperty({ description: 'What it is about, for a reader.' })
  name!: string;
  @ApiProperty({ type: [FieldChangeItem], description: 'Of a new item what it holds, of a changed one what is different.' })
  fields!: readonly FieldChangeItem[];
  @ApiProperty({ type: [ProblemItem], description: 'Why it is refused.' })
  problems!: readonly ProblemItem[];
  @ApiProperty({ type: [String], description: 'Of a refused line of a table: its cells as the file has them.' })
  cells!: readonly string[];
}

/** What an import did or would do. */
export class ImportReportItem extends WrittenItem {
  @ApiProperty()
  dryRun!: boolean;
  @ApiProperty({ description: 'False: something was refused, and nothing is written unless what is refused was to be left out.' })
  accepted!: boolean;
  @ApiProperty({ description: 'Number of items with a problem.' })
  refused!: number;
  @ApiProperty({ type: [ProblemItem] })
  problems!: readonly ProblemItem[];
  @ApiProperty({ description: 'Of the plan that the file was tried on; to be handed in when it is taken in.' })
  revision!: number;
  @ApiProperty({ type: [String], description: 'Of a table: its headings as the file has them.' })
  headings!: readonly string[];
  @ApiProperty({ type: [ImportedItem], description: 'Of a dry run: every item in the order of the file.' })
  items!: readonly ImportedItem[];
}

/** The answer to a write. */
export const answerOf = ({ counts, warnings, markedDays }: PlanWritten<unknown>): WrittenItem => ({ counts: { ...counts }, warnings, markedDays });

/** The document of a page of items. */
export function pageOf<T>(Item: new () => T): new () => PageInfo & { items: T[] } {
  class ItemsPage extends PageInfo {
    @ApiProperty({ type: [Item] })
    items!: T[];
  }
  Object.defineProperty(ItemsPage, 'name', { value: `${Item.name.replace(/Item$/, '')}Page` });
  return ItemsPage;
}

/**
 * One page of a list that is in memory whole.
 * @throws DomainError `unknown-sort-field`
 */
export function pageFrom<T>(all: readonly T[], query: PageQuery, sortable: readonly (keyof T & string)[]): Page<T> {
  const start = (query.page - 1) * query.pageSize;
  return { items: sorted(all, query.sort, sortable).slice(start, start + query.pageSize), total: all.length, page: query.page, pageSize: query.pageSize };
}

function sorted<T>(all: readonly T[], sort: string | undefined, sortable: readonly (keyof T & string)[]): readonly T[] {
  if (!sort) return all;
  const field = sortable.find((each) => each === sort.replace(/^-/, ''));
  if (!field) throw new DomainError('unknown-sort-field', `This list cannot be sorted by "${sort.replace(/^-/, '')}".`, 400, { allowed: sortable });
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...all].sort((a, b) => sign * String(a[field] ?? '').localeCompare(String(b[field] ?? '')));
}
