/** The characters of a fixed field up to its first NUL (zk.md B.9, B.10). */
export function fieldBytes(field: Buffer): Buffer {
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

const ENCODINGS = ['utf-8', 'gb18030'] as const;

/** Decodes a name field: UTF-8 if it is that without fault, else GB18030, else Latin-1 (zk.md B.10); the caller keeps the raw bytes. */
export function decodeName(field: Buffer): string {
  const bytes = fieldBytes(field);
  for (const encoding of ENCODINGS) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return bytes.toString('latin1');
}

/** Whether a user id field holds one or more printable ASCII characters, as every real one does (zk.md B.9). */
export function isPrintableId(id: Buffer): boolean {
  return id.length > 0 && id.every((byte) => byte > 0x20 && byte < 0x7f);
}
