import { type Request } from 'express';

/** Whether a browser says that the request comes from another site's page; other clients say nothing. */
export function isForeign(request: Request, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  return new URL(origin).host !== request.headers.host && (publicUrl === null || new URL(origin).origin !== new URL(publicUrl).origin);
}
