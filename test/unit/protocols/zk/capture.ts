import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of a golden capture: hex digits, with `#` lines of explanation. */
export function capture(name: string): Buffer {
  const text = readFileSync(join(__dirname, '../../../../devices/captures', `${name}.hex`), 'utf8');
  const digits = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('')
    .replace(/\s+/g, '');
  return Buffer.from(digits, 'hex');
}
