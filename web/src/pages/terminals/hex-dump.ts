/** Bytes as people read them: eight in a row in hexadecimal, and beside them what can be printed. */
export function hexDump(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += 8) {
    const row = [...bytes.slice(start, start + 8)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    rows.push(`${hex.padEnd(23)}  ${row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')}`);
  }
  return rows.join('\n');
}
