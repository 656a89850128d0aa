/** A record of a table as its file writes it: the raw text with its end of line, its cells, and the number of the line on which it ends. */
export interface FileRecord {
  readonly raw: string;
  readonly cells: readonly string[];
  readonly row: number;
}

/** The sign that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const head = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string): number => head.split(sign).length - 1;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';');
}

/** The records of a table, so that a refused row can be shown, left out or handed back as it came. */
export function fileRecords(text: string): FileRecord[] {
  const delimiter = delimiterOf(text);
  const records: FileRecord[] = [];
  let [raw, row] = ['', 0];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    raw += line;
    row += 1;
    // Within quotes a line goes on: then the number of quotes so far is odd.
    if ((raw.split('"').length - 1) % 2 === 1) continue;
    records.push({ raw, cells: cellsOf(raw.replace(/\r?\n$/, ''), delimiter), row });
    raw = '';
  }
  return raw === '' ? records : [...records, { raw, cells: cellsOf(raw, delimiter), row }];
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

const unitHeadings: Readonly<Record<string, string>> = { code: 'code', kode: 'code', kodeunit: 'code', name: 'name', nama: 'name', namaunit: 'name', parent: 'parent', induk: 'parent', unitinduk: 'parent', zone: 'zone', zona: 'zone' };

/** A table of units as the document of an office, which is how units come in; an unknown heading is handed on, so that the service names it. */
export function officeOfUnits(text: string): string {
  const [head, ...rows] = fileRecords(text.replace(/^\uFEFF/, ''));
  const fields = (head?.cells ?? []).map((heading) => unitHeadings[heading.toLowerCase().replace(/[^a-z]/g, '')] ?? heading);
  const units = rows.filter(({ cells }) => cells.some((cell) => cell !== '')).map(({ cells }) => Object.fromEntries(fields.flatMap((field, index) => (cells[index] ? [[field, cells[index]]] : []))));
  return JSON.stringify({ units });
}

/** Hands a text to the person as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
