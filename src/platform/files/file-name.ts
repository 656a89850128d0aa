const longest = 200;

/** What no name may carry: control characters, direction overrides that disguise an ending, and the marks of paths and headers. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff"<>|*?:;%]/g;

/** The name under which a file is kept in mind and offered again: its last part, without anything that a path or a header could misread. */
export function safeFileName(given: string, extension: string): string {
  const last = given.split(/[\\/]/).pop() ?? '';
  const clean = last.replace(/[\ud800-\udfff]/gu, '_').normalize('NFC').replace(unsafe, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  const stem = [...(clean === '' ? 'document' : clean)].slice(0, longest).join('');
  return new RegExp(`\\.(${extension}|jpeg)$`, 'i').test(stem) ? stem : `${stem}.${extension}`;
}

/** The Content-Disposition of a download: never shown inside a page, with a plain and a full name (RFC 6266). */
export function attachmentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** The name that a form sent: browsers write UTF-8 where the parser reads Latin-1. */
export function decodedFormName(name: string): string {
  if ([...name].some((letter) => letter.charCodeAt(0) > 0xff)) return name;
  const decoded = Buffer.from(name, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? name : decoded;
}
