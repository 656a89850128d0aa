import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Request } from 'express';
import { AuditLog } from '../audit/audit-log';
import { type Config } from '../config';
import { Database } from '../database/database';
import { DomainError } from '../errors';
import { CONFIG } from '../tokens';
import { type Caller, reachOf, type TokenScope, tokenScopes } from './caller';
import { CallerReader } from './caller-reader';
import { cookieOf, sessionCookie } from './cookie';
import { type Permission } from './permission';
import { Reach } from './reach';
import { type RouteRule, ruleOf, scopeOf } from './route-rule';
import { isForeign } from './same-origin';
import { sameText } from './secret';
import { type Found, subjectKinds, type SubjectKind, unitSubjects } from './subjects';

export { Allow, Needs, Open, Self } from './route-rule';

/** A request whose caller is known. */
export type AuthenticatedRequest = Request & { caller?: Caller; rule?: RouteRule };

/** The caller of a guarded route. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOf(context));

/** How far the caller's permission goes on this route. A list adds it to its conditions; where no guard stands there is no reach and the route fails. */
export const CurrentReach = createParamDecorator((_: unknown, context: ExecutionContext): Reach => callerOf(context).reach);

function callerOf(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('an open route asks for its caller');
  return caller;
}

/** Routes that are open to somebody who still has to change the password. */
const beforePasswordChange = new Set(['GET /api/v1/me', 'POST /api/v1/me/password', 'DELETE /api/v1/session']);

/** The one place where it is decided who may call what, about whom. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly callers: CallerReader,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const rule = ruleOf(context.getHandler() as () => unknown, context.getClass());
    if (!rule) throw new Error(`${request.method} ${request.path} declares nobody who may call it`);
    request.rule = rule;
    if (rule.permission === 'open') return true;
    const caller = await this.identify(request);
    try {
      const scope = scopeOf(context.getHandler() as () => unknown, context.getClass(), request.method);
      request.caller = { ...caller, reach: await this.admit(caller, request, rule, scope) };
    } catch (error) {
      if (error instanceof DomainError) await this.noteRefusal(caller, request, rule, error);
      throw error;
    }
    return true;
  }

  private async identify(request: Request): Promise<Caller> {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token) {
      const caller = await this.callers.ofToken(token);
      if (!caller) throw new DomainError('bad-token', 'This token is unknown, expired or revoked.', 401);
      return caller;
    }
    const secret = cookieOf(request, sessionCookie);
    const caller = secret === null || secret === '' ? null : await this.callers.ofSession(secret);
    if (caller) return caller;
    if (secret) throw new DomainError('session-over', 'Your session is over; sign in again.', 401);
    throw new DomainError('no-token', 'Sign in, or send a token in the header "Authorization: Bearer ..."; an administrator makes one with "npm run -s cli -- token create NAME".', 401);
  }

  private async admit(caller: Caller, request: Request, rule: RouteRule, scope: TokenScope): Promise<Reach> {
    if (caller.session) this.checkForgery(caller.session.csrfToken, request);
    if (caller.mustChangePassword && !beforePasswordChange.has(`${request.method} ${request.path}`)) throw new DomainError('password-change-needed', 'Choose a password of your own first.', 403);
    if (caller.kind === 'token' && tokenScopes.indexOf(caller.scope) < tokenScopes.indexOf(scope)) {
      throw new DomainError('not-permitted', `This needs a token with the scope "${scope}"; yours has "${caller.scope}".`, 403, { needed: scope });
    }
    if (rule.permission === 'self' || rule.permission === 'open') return caller.reach;
    const reach = reachOf(caller, rule.permission);
    if (reach === null) throw notPermitted(rule.permission);
    await this.checkSubject(caller, reach, rule, request);
    return reach;
  }

  private checkForgery(csrfToken: string, request: Request): void {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
    const sent = request.headers['x-csrf-token'];
    if (isForeign(request, this.config.publicUrl) || typeof sent !== 'string' || !sameText(sent, csrfToken)) {
      throw new DomainError('forged-request', 'This request does not come from a page of ours; load the page anew.', 403);
    }
  }

  /** What is out of reach is answered like what is not there, so that nobody learns which ids exist. */
  private async checkSubject(caller: Caller, reach: Reach, { permission, subject }: RouteRule, request: Request): Promise<void> {
    if (subject === 'office' || subject === 'rows') return;
    if (subject === 'city') {
      if (!reach.all) throw notPermitted(permission as Permission);
      return;
    }
    // Whoever reaches single people only has no unit to ask about.
    if (unitSubjects.includes(subject) && !reach.all && reach.reached.isEmpty) throw notPermitted(permission as Permission);
    const decides = caller.employeeId !== null && /\.(decide|act)$/.test(permission);
    if (reach.all && !decides) return;
    const found = await this.find(subject, caller.today, request);
    if (decides && found?.flat().some(({ employeeId }) => employeeId === caller.employeeId)) throw new DomainError('own-matter', 'Nobody decides about themselves; a colleague has to.', 403);
    if (reach.all) return;
    const covered = found !== null && found.every((group) => group.some((one) => reach.covers(one) || one.by === caller.actor));
    if (!covered) throw new DomainError('not-found', 'There is no such thing, or it is not within your reach.', 404);
  }

  private find(subject: SubjectKind, today: string, request: Request): Promise<Found> {
    return subjectKinds[subject]({ database: this.database, today }, { params: request.params as Record<string, string>, query: request.query, body: request.body as unknown });
  }

  private noteRefusal(caller: Caller, request: Request, rule: RouteRule, error: DomainError): Promise<void> {
    const detail = { method: request.method, path: request.path, code: error.code, permission: rule.permission };
    return this.audit.append({ actor: caller.actor, address: request.ip ?? '', action: 'refused', subjectKind: rule.subject, subjectId: Object.values(request.params).join('/') || null, detail });
  }
}

const notPermitted = (permission: Permission): DomainError => new DomainError('not-permitted', `Your roles do not include "${permission}" here; an administrator can grant it.`, 403, { needed: permission });
