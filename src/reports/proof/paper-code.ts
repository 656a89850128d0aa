import { createHash, randomBytes } from 'node:crypto';

/** Crockford's letters: none looks like another, none is said like another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code of 80 random bits, `ABCD-EFGH-JKMN-PQRS`: nobody finds a paper by guessing. */
export function newPaperCode(): string {
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    text += letters[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as somebody typed it, as it is kept; null where it cannot be one. */
export function readPaperCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain.replace(/(.{4})(?=.)/g, '$1-') : null;
}

/** What a paper is about, short enough for an index. */
export const subjectKeyOf = (subject: string): string => createHash('sha256').update(subject).digest('hex').slice(0, 40);
