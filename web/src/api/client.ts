import createClient, { type Middleware } from 'openapi-fetch';
import { type Problem, problemOf, unreachable } from './problem';
import { type components, type paths } from './schema';

/** A schema of the OpenAPI document by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

let csrfToken = '';
let signedOut: () => void = () => undefined;

/** Keeps the token that every change has to carry; it comes with `GET /api/v1/me`. */
export const keepCsrfToken = (token: string): void => void (csrfToken = token);

/** What to do when the service no longer knows the session. */
export const onSignedOut = (handler: () => void): void => void (signedOut = handler);

/** Asking who is signed in is how one learns that nobody is: the route that asks says where to go. */
const asksWho = (path: string): boolean => ['/api/v1/session', '/api/v1/me'].includes(path);

const session: Middleware = {
  onRequest({ request }) {
    if (!['GET', 'HEAD'].includes(request.method)) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  onResponse({ response, request }) {
    if (response.status === 401 && !asksWho(new URL(request.url).pathname)) signedOut();
    return undefined;
  },
};

/** The API, typed by the OpenAPI document; use with `answerOf`. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(session);

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a call, or its problem thrown: `await answerOf(api.GET('/api/v1/units', ...))`.
 * @throws Problem
 */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
  if (!outcome.response.ok) throw problemOf(outcome.response.status, outcome.error);
  return outcome.data as T;
}

/**
 * A call outside of the typed client: files and forms.
 * @throws Problem
 */
export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, { method, headers, credentials: 'same-origin', body: body === undefined ? undefined : form ? body : JSON.stringify(body) }).catch(() => {
    throw unreachable();
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : readJson(text);
  if (response.status === 401 && !asksWho(path)) signedOut();
  if (!response.ok) throw problemOf(response.status, parsed);
  return parsed as T;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a problem says that the caller may not. */
export const isForbidden = (problem: Problem): boolean => problem.status === 403;
