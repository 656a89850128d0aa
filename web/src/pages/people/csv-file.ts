/** A cell of a table; one that a spreadsheet would take for a formula is led by an apostrophe, which our imports know. */
function cellText(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && value !== '-' ? `'${value}` : value;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a table with semicolons, which the spreadsheets of this country open by a double click. */
export const csvText = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(cellText).join(';')}\r\n`).join('');

/** Hands a text to the person as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
