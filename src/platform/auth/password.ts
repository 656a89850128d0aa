import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

/** Fewest characters of a password. */
export const shortestPassword = 10;
const longestPassword = 200;

/** argon2id, the library's default kind, with the memory (KiB) and passes that OWASP's cheat sheet gives as a minimum. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hopeless ones that are long enough to pass otherwise; everything about the office itself is caught by the username rule or not at all. */
const hopeless = ['password', 'passw0rd', 'katasandi', 'rahasia', 'qwerty', 'administrator', 'bismillah', 'indonesia', 'pemerintah', 'merdeka', 'sayang', 'hadir', 'letmein', 'welcome', 'iloveyou', '1234567890', '0987654321', 'abcdefghij', 'asdfghjkl'];

/** What is wrong with a password, or null where nothing is. */
export function passwordFault(password: string, username: string): string | null {
  const plain = password.toLowerCase();
  if ([...password].length < shortestPassword) return `A password needs at least ${shortestPassword} characters.`;
  if (password.length > longestPassword) return `A password may have at most ${longestPassword} characters.`;
  if (plain.includes(username.toLowerCase()) || username.toLowerCase().includes(plain)) return 'A password must not hold the username.';
  if (new Set(plain).size < 4) return 'A password of fewer than four different characters is guessed at once.';
  // One of the hopeless words with digits and marks around it is the same word.
  if (hopeless.includes(plain.replace(/^[^a-z]+|[^a-z]+$/g, '') || plain) || hopeless.includes(plain)) return 'This password is among the first that anybody would guess.';
  return null;
}

/** The hash by which a password is kept. */
export const hashOfPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost);

let decoy: Promise<string> | null = null;

/** Whether a password is the one behind a hash; where there is no hash the same time passes, so that nobody learns which usernames exist. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hash('no user has this password', cost);
  const right = await verify(passwordHash ?? (await decoy), password.normalize('NFC').slice(0, longestPassword + 1));
  return right && passwordHash !== null;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be changed at first use, easy to read out: four groups of four. */
export const temporaryPassword = (): string => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');
