/**
 * The number of a card as terminals write it: decimal, or its bytes in hexadecimal and brackets, the lowest first (push.md A4, `Card=`). Null for any
 * other writing: what a card reader calls a card depends on the reader, so that nothing is converted by guess.
 */
export function cardNumber(text: string): bigint | null {
  if (/^\d{1,20}$/.test(text)) return BigInt(text);
  const bytes = /^\[((?:[0-9A-F]{2}){4,8})\]$/i.exec(text)?.[1]?.match(/../g);
  return bytes ? BigInt(`0x${bytes.reverse().join('')}`) : null;
}
