import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

/** Paths that belong to the service itself and never to the console. */
const ownPaths = /^\/(api|iclock|healthz|readyz|metrics|suara|pengaduan|verify|calendar)(\/|$)/;

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** One file of the built console with its compressed twins, kept in memory. */
interface ConsoleFile {
  readonly body: Buffer;
  readonly brotli: Buffer | null;
  readonly gzip: Buffer | null;
  readonly mediaType: string;
  readonly etag: string;
  /** True for names that carry the digest of their content. */
  readonly immutable: boolean;
}

/** Serves the built console at `/`: assets with their caching, and its one page for every other address of a person. */
export function consoleFiles(folder: string): RequestHandler {
  const files = existsSync(join(folder, 'index.html')) ? readConsole(folder) : null;
  return (request, response, next) => {
    if (!['GET', 'HEAD'].includes(request.method) || ownPaths.test(request.path)) return next();
    if (!files) return sendNotBuilt(request, response, next);
    const file = files.get(request.path);
    if (file && request.path !== '/index.html') return sendFile(request, response, file);
    // An asset of an older build is gone; a page in its place would only confuse the browser.
    if (extname(request.path) !== '' && request.path !== '/index.html') return next();
    sendPage(response, files.get('/index.html')?.body.toString('utf8') ?? '');
  };
}

function readConsole(folder: string): ReadonlyMap<string, ConsoleFile> {
  const files = new Map<string, ConsoleFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const mediaType = mediaTypes[extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = readFileSync(path);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const twin = (ending: string): Buffer | null => (existsSync(path + ending) ? readFileSync(path + ending) : null);
    files.set(name, { body, brotli: twin('.br'), gzip: twin('.gz'), mediaType, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`, immutable: name.startsWith('/assets/') });
  }
  return files;
}

function sendFile(request: Request, response: Response, file: ConsoleFile): void {
  response.setHeader('Content-Type', file.mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('Vary', 'Accept-Encoding');
  const [encoding, body] = encodedFor(request, file);
  // A tag names one representation: the compressed twins have their own.
  const etag = encoding === null ? file.etag : `${file.etag.slice(0, -1)}-${encoding}"`;
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  if (encoding !== null) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function encodedFor(request: Request, file: ConsoleFile): readonly ['br' | 'gzip' | null, Buffer] {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (file.brotli && /\bbr\b/.test(accepted)) return ['br', file.brotli];
  if (file.gzip && /\bgzip\b/.test(accepted)) return ['gzip', file.gzip];
  return [null, file.body];
}

/** The policy of the console's page: scripts of this origin only, none inline; styles made while it runs carry the nonce of this answer. */
const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', policyOf(nonce));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.end(page.replaceAll('%NONCE%', nonce));
}

/** The service runs without the console, e.g. from sources: whoever opens it reads how to get it. */
function sendNotBuilt(request: Request, response: Response, next: NextFunction): void {
  if (request.path !== '/') return next();
  response.status(503).type('text/plain').send('The console is not built in this folder. "npm start" builds it; the API answers at /api.\n');
}
