import { planKinds, type PlanItems, type PlanKind } from '../plan-kinds';
import { listPlace, type Place, type Problem, ProblemList } from '../writing/problem-list';
import { checkBodies } from './check-bodies';
import { type CsvItem, type CsvKind, fieldOfHeading, itemsOfRow, requiredFields } from './csv-kinds';
import { type CsvRow, type CsvTable, type TableMeaning } from './csv-table';
import { type HolidayInput } from '../holiday/holiday-repository';

/** One item of a file, with where it stands there. */
export interface SourceItem {
  readonly kind: PlanKind;
  /** An instance of the kind's body. */
  readonly body: unknown;
  readonly place: (field: string) => Place;
  /** What is wrong with it by itself. */
  readonly problems: readonly Problem[];
  /** For a reader who has to mend it. */
  readonly name: string;
}

/** A file that was read: its items, and of a table its headings and lines. */
export interface ImportSource {
  readonly items: readonly SourceItem[];
  readonly head: readonly string[];
  readonly rows: ReadonlyMap<number, CsvRow>;
}

/** What the headings of a table of a kind mean. */
export const meaningOf = (kind: CsvKind): TableMeaning => ({ fieldOf: (heading) => fieldOfHeading(kind, heading), required: (fields) => requiredFields(kind, fields) });

/** The items of a table. */
export function sourceOfTable(kind: CsvKind, table: CsvTable): ImportSource {
  const items = table.rows.flatMap((row) => itemsOfRow(kind, row).map((item) => tableItem(kind, item, row, table.headings)));
  return { items, head: table.head, rows: new Map(table.rows.map((row) => [row.row, row])) };
}

function tableItem(kind: CsvKind, item: CsvItem, { faults, raw }: CsvRow, headings: ReadonlyMap<string, string>): SourceItem {
  const place = placeIn(item, headings);
  const broken = [...faults].map(([field, message]) => ({ ...(field === '' || faults.size === 1 && message.startsWith('has ') ? place('') : place(field)), message }));
  // What cannot be read is not asked what it means.
  if (broken.length > 0) return { kind, body: item.item, place, problems: broken, name: raw.slice(0, 2).join(' ') };
  return checked(kind, item.item, place, raw.slice(0, 2).join(' '));
}

/** The line in the file, and the column by the heading that the file gives it. */
function placeIn(item: CsvItem, headings: ReadonlyMap<string, string>): (field: string) => Place {
  return (field) => {
    const own = /^\w*/.exec(field)?.[0] ?? field;
    const column = item.columnOf(own);
    const heading = headings.get(column) ?? column;
    return heading === '' ? { row: item.row, at: `row ${item.row}` } : { row: item.row, column: heading, at: `row ${item.row}, column ${heading}` };
  };
}

/** The items of a document of lists, each list under its kind. */
export function sourceOfDocument(lists: Readonly<Partial<Record<PlanKind, readonly unknown[]>>>): ImportSource {
  const items = planKinds.flatMap((kind) => (lists[kind] ?? []).map((item, index) => checked(kind, item, (field) => listPlace(kind)(index, field), nameOf(item))));
  return { items, head: [], rows: new Map() };
}

/** Decreed days, which have been held to their own shape already. */
export function sourceOfHolidays(holidays: readonly HolidayInput[]): ImportSource {
  return { items: holidays.map((body, index) => ({ kind: 'holidays', body, place: (field) => listPlace('days')(index, field), problems: [], name: `${body.date} ${body.name}` })), head: [], rows: new Map() };
}

function checked(kind: PlanKind, item: unknown, place: (field: string) => Place, name: string): SourceItem {
  const problems = new ProblemList();
  const [body] = checkBodies(kind, [item], (_, field) => place(field), problems) as PlanItems[PlanKind] & object;
  return { kind, body, place, problems: problems.problems, name };
}

function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return '';
  const { code, number, employee, pin, name, date, fromDate } = item as Readonly<Record<string, unknown>>;
  return [code ?? number ?? employee ?? pin, name ?? date ?? fromDate].filter((part) => typeof part === 'string').join(' ');
}
