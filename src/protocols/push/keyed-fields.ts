/** Fields `key=value` separated by tabs, keys in lower case, split on the first `=` only (push.md A4); the first of a repeated key wins. */
export function keyedFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const piece of text.split('\t')) {
    const mark = piece.indexOf('=');
    if (mark <= 0) continue;
    const key = piece.slice(0, mark).trim().toLowerCase();
    if (!fields.has(key)) fields.set(key, piece.slice(mark + 1).trim());
  }
  return fields;
}

/** A whole number as a device writes it, null for an empty field; undefined for what is no number. */
export function numberField(text: string | undefined): number | null | undefined {
  if (text === undefined || text === '') return null;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The longest pin that any firmware has (push.md A4: up to 24 to 32 characters). */
const LONGEST_PIN = 32;

const PLAIN_PIN = /^[0-9A-Za-z]+$/;

/** Why a text cannot be a pin, or null when it can (push.md A4: pins are text, with leading zeros and letters). */
export function pinFault(pin: string): string | null {
  if (pin === '') return 'no pin';
  if (pin.length > LONGEST_PIN) return `the pin is longer than ${LONGEST_PIN} characters`;
  return !PLAIN_PIN.test(pin) && /[\p{Cc}\p{Cs}]/u.test(pin) ? 'the pin holds a control character' : null;
}
