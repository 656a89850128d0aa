import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { DomainError } from '../errors';

/** A problem document (RFC 9457). */
interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [member: string]: unknown;
}

/** Answers everything thrown by a route as `application/problem+json`; what nobody foresaw is logged whole and answered without its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<Request>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.logger.error({ err: error, path: request.path }, 'unforeseen error');
    if (response.headersSent) return;
    if (typeof problem['retryAfterSeconds'] === 'number') response.setHeader('Retry-After', String(problem['retryAfterSeconds']));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    return { ...error.details, type: `urn:hadir:${error.code}`, title: error.code.replaceAll('-', ' '), status: error.status, detail: error.message };
  }
  if (error instanceof HttpException) return problemOfHttp(error);
  const status = Number((error as { status?: unknown } | null)?.status);
  if (status >= 400 && status < 500) return { type: 'about:blank', title: 'bad request', status, detail: String((error as Error).message) };
  return { type: 'about:blank', title: 'internal error', status: 500, detail: 'The service met an error that nobody foresaw; it is in the log. Nothing of this request was kept.' };
}

function problemOfHttp(error: HttpException): Problem {
  const body = error.getResponse();
  const messages = typeof body === 'object' ? (body as { message?: unknown }).message : undefined;
  const problems = Array.isArray(messages) ? { problems: messages } : {};
  return {
    type: 'about:blank',
    title: error.name.replace(/Exception$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    status: error.getStatus(),
    detail: Array.isArray(messages) ? messages.join('; ') : error.message,
    ...problems,
  };
}
