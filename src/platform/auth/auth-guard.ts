import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request } from 'express';
import { DomainError } from '../errors';
import { type Caller, TokenStore, tokenScopes, type TokenScope } from './token-store';

const openKey = 'hadir:open';
const scopeKey = 'hadir:scope';

type AuthenticatedRequest = Request & { caller?: Caller };

/** Marks a route that anybody may call (health, metrics). */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(openKey, true);

/** The scope that a route needs; without it a GET needs `read` and everything else `write`. */
export const Needs = (scope: TokenScope): MethodDecorator & ClassDecorator => SetMetadata(scopeKey, scope);

/** The caller of a guarded route. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('an open route asks for its caller');
  return caller;
});

/** The one place where it is decided who may call what. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly tokens: TokenStore,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(openKey, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const caller = await this.callerOf(request);
    const needed = this.reflector.getAllAndOverride<TokenScope>(scopeKey, targets) ?? (['GET', 'HEAD'].includes(request.method) ? 'read' : 'write');
    if (tokenScopes.indexOf(caller.scope) < tokenScopes.indexOf(needed)) {
      throw new DomainError('not-permitted', `This needs a token with the scope "${needed}"; yours has "${caller.scope}".`, 403, { needed });
    }
    request.caller = caller;
    return true;
  }

  private async callerOf(request: Request): Promise<Caller> {
    const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!secret) throw new DomainError('no-token', 'Send a token in the header "Authorization: Bearer ..."; an administrator makes one with "npm run -s cli -- token create NAME".', 401);
    const caller = await this.tokens.callerOf(secret);
    if (!caller) throw new DomainError('bad-token', 'This token is unknown, expired or revoked.', 401);
    return caller;
  }
}
