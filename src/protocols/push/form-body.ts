const TAB = 0x09;
const PERCENT = 0x25;
const PLUS = 0x2b;

/** A body that was posted as a form, `data=<lines>` (push.md A4, rare), unwrapped; any other body as it is. */
export function unwrapForm(body: Buffer): Buffer {
  const head = body.subarray(0, 200).toString('latin1');
  const match = /^(?:[A-Za-z]+=[^&\t\r\n]*&)*data=/i.exec(head);
  if (match === null) return body;
  const value = body.subarray(match[0].length);
  if (value.includes(TAB)) return value;
  const end = value.indexOf('&');
  return percentDecoded(end < 0 ? value : value.subarray(0, end));
}

function percentDecoded(bytes: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const hex = byte === PERCENT ? bytes.subarray(at + 1, at + 3).toString('latin1') : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      out.push(parseInt(hex, 16));
      at += 2;
    } else out.push(byte === PLUS ? 0x20 : byte);
  }
  return Buffer.from(out);
}
