import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 32 random bytes: guessing is hopeless, so a fast hash is enough where a password needs a slow one. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The sha256 by which a secret is kept. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The CSRF token of a session: it follows from the session's secret, so nothing has to be kept, and does not give the secret away. */
export const csrfTokenOf = (secret: string): string => createHash('sha256').update(`csrf:${secret}`).digest('base64url');

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(hashOfSecret(one)), Buffer.from(hashOfSecret(other))];
  return timingSafeEqual(a, b);
}
