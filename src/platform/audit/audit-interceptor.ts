import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor, StreamableFile } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { type AuthenticatedRequest } from '../auth/auth-guard';
import { type AuditAction, type AuditEvent } from './audit-entry';
import { AuditLog } from './audit-log';

/** Bodies above this many characters are named by their size only. */
const longestBody = 2000;
const secretNames = /password|secret|token|commKey|^(current|next)$/i;

/** Writes down every change and download after it went well, and every export, and every look at what the routes declare worth a line, before it is handed out. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly logger = new Logger(AuditInterceptor.name);

  constructor(private readonly audit: AuditLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    // A list that is sent as a file changes the query while it walks through its pages.
    const asked = { ...request.query };
    const look = lookOf(request, asked);
    return from(look === null ? Promise.resolve() : this.write(eventOf(request, asked, null, look), look)).pipe(
      mergeMap(() => next.handle()),
      mergeMap(async (answer: unknown) => {
        const action = look === null ? deedOf(request, response, answer) : null;
        if (action !== null) await this.write(eventOf(request, asked, response.statusCode, action), action);
        return answer;
      }),
      catchError(async (error: unknown) => {
        if (look !== null) await this.write(eventOf(request, asked, null, response.headersSent ? 'broken-off' : 'not-given'), 'not-given');
        throw error;
      }),
    );
  }

  /** What was only seen is not shown when it cannot be written down; a change has happened and is told, whatever became of the audit (the log has it). */
  private async write(event: AuditEvent, action: string): Promise<void> {
    try {
      await this.audit.append(event);
    } catch (error) {
      if (action !== 'changed') throw error;
      this.logger.error({ event }, 'a change is not in the audit');
    }
  }
}

/** Requests by which people come and go write their own entries. */
const ownEntries = /^\/api\/v1\/(session|me\/password|first-run|oidc)(\/|$)/;

type Query = Request['query'];

const reads = ['GET', 'HEAD', 'OPTIONS'];

/** A look or an export that is written down before anything is handed out, since a route may send its answer by itself. */
function lookOf(request: AuthenticatedRequest, asked: Query): AuditAction | null {
  if (!reads.includes(request.method)) return null;
  if (typeof asked['format'] === 'string' && asked['format'] !== 'html') return 'exported';
  return request.rule?.seen ? 'seen' : null;
}

/** What a request turned out to be. */
function deedOf(request: AuthenticatedRequest, response: Response, answer: unknown): AuditAction | null {
  if (ownEntries.test(request.path)) return null;
  // What would happen was asked, and nothing did.
  if (!reads.includes(request.method)) return isDryRun(answer) ? null : 'changed';
  return answer instanceof StreamableFile || /attachment/.test(String(response.getHeader('Content-Disposition') ?? '')) ? 'downloaded' : null;
}

const isDryRun = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && (answer as { dryRun?: unknown }).dryRun === true;

function eventOf(request: AuthenticatedRequest, asked: Query, status: number | null, action: AuditAction): AuditEvent {
  const route = (request.route as { path?: string } | undefined)?.path ?? request.path;
  return {
    actor: request.caller?.actor ?? 'nobody',
    address: request.ip ?? '',
    action,
    subjectKind: request.rule?.subject ?? null,
    // The token of an open link would let a reader of the audit use it.
    subjectId: request.rule?.permission === 'open' ? null : Object.values(request.params).join('/') || null,
    detail: { method: request.method, route, ...(status === null ? {} : { status }), ...(Object.keys(asked).length > 0 ? { query: asked } : {}), ...bodyOf(request) },
  };
}

function bodyOf(request: AuthenticatedRequest): { body?: unknown } {
  const body = request.body as unknown;
  if (body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0)) return {};
  const text = JSON.stringify(body, (name, value: unknown) => (secretNames.test(name) && typeof value === 'string' ? '***' : value));
  return { body: request.rule?.confidential || text.length > longestBody ? { characters: text.length } : (JSON.parse(text) as unknown) };
}
