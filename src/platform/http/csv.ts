/** A cell of a table that spreadsheets open: numbers stay numbers, a text never becomes a formula. */
export type CsvCell = string | number | null;

/** A text that has to stay one although it is all digits (a NIP of eighteen digits): the leading apostrophe is how spreadsheets mark text, and our own import drops it. */
export const textCell = (text: string): string => `'${text}`;

/** What a spreadsheet would take for a formula, also behind blanks and in the wide signs of East Asian keyboards. */
const formula = /^[\s\ufeff]*[=+\-@＝＋－＠\t\r]/;

/** The first line of a table as CSV (RFC 4180), behind a byte order mark, so that spreadsheets read its letters right. */
export const csvHead = (head: readonly string[]): string => `\ufeff${csvLine(head)}`;

/** One line of a table with its line end; cells that would be formulas are made text. */
export const csvLine = (row: readonly CsvCell[]): string => `${row.map(cellText).join(',')}\r\n`;

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
