import { type Request, type Response } from 'express';

/** Name of the cookie that carries a session's secret. */
export const sessionCookie = 'hadir_session';

/** The value of a cookie, or null. */
export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** Hands a secret to the browser: out of reach of scripts, sent to this site only, over TLS only where the request came by TLS. */
export function setSecretCookie(request: Request, response: Response, name: string, secret: string, maxAgeMs: number): void {
  response.cookie(name, secret, { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/', maxAge: maxAgeMs });
}

/** Takes a cookie back. */
export function dropCookie(request: Request, response: Response, name: string): void {
  response.clearCookie(name, { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' });
}
