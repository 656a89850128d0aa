import { Injectable } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { type AuditAction } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { DomainError } from '../errors';
import { cookieOf, dropCookie, sessionCookie, setSecretCookie } from './cookie';
import { isPassword } from './password';
import { type Session, longestMs, SessionStore } from './session-store';
import { SignInThrottle } from './sign-in-throttle';
import { type User, UserStore } from './user-store';

/** How people come in and go out, with a line in the audit for each time. */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: SessionStore,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Checks a username and password; the answer and its time are the same for an unknown user, a wrong password and a disabled user.
   * @throws DomainError `wrong-password`, `too-many-attempts`
   */
  async check(username: string, password: string, request: Request): Promise<User> {
    const counted = await this.counted(username, request);
    const known = await this.users.named(username);
    const right = await isPassword(password, known?.passwordHash ?? null);
    if (!right || !known || known.user.disabledAt !== null) {
      await this.note('sign-in-failed', `user:${username.toLowerCase()}`, request, {});
      throw new DomainError('wrong-password', 'The username or the password is not right.', 401);
    }
    await this.throttle.forgive(counted);
    return known.user;
  }

  /** Starts a session under a new secret, whatever cookie came with the request; the old session ends. */
  async enter(user: User, via: Session['via'], request: Request, response: Response): Promise<string> {
    const old = cookieOf(request, sessionCookie);
    if (old) await this.sessions.endBySecret(old);
    const secret = await this.sessions.start(user.id, via, { address: request.ip ?? '', userAgent: request.headers['user-agent'] ?? '' });
    setSecretCookie(request, response, sessionCookie, secret, longestMs);
    await this.note('signed-in', `user:${user.username}`, request, { via });
    return secret;
  }

  /** Ends the session of a request. */
  async leave(actor: string, request: Request, response: Response): Promise<void> {
    const secret = cookieOf(request, sessionCookie);
    if (secret) await this.sessions.endBySecret(secret);
    dropCookie(request, response, sessionCookie);
    await this.note('signed-out', actor, request, {});
  }

  /** Writes down something about coming and going. */
  note(action: AuditAction, actor: string, request: Request, detail: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.append({ actor, address: request.ip ?? '', action, subjectKind: 'session', subjectId: null, detail });
  }

  private async counted(username: string, request: Request): ReturnType<SignInThrottle['count']> {
    try {
      return await this.throttle.count(username, request.ip ?? '');
    } catch (error) {
      if (error instanceof DomainError) await this.note('sign-in-refused', `user:${username.toLowerCase()}`, request, { code: error.code });
      throw error;
    }
  }
}
