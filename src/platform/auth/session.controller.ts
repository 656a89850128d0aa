import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { type Config } from '../config';
import { DomainError } from '../errors';
import { CONFIG } from '../tokens';
import { FirstRunBody, FirstRunItem, MeBody, MeItem, OwnPasswordBody, SignInBody } from './access-items';
import { CurrentCaller, Open, Self } from './auth-guard';
import { type Caller, permissionsOf, unitsOf } from './caller';
import { CallerReader } from './caller-reader';
import { FirstRun } from './first-run';
import { isForeign } from './same-origin';
import { SignIn } from './sign-in';
import { UserStore } from './user-store';

/** Coming in, going out, and who one is. */
@ApiTags('access')
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly users: UserStore,
    private readonly callers: CallerReader,
    private readonly firstRun: FirstRun,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'oidc'>,
  ) {}

  @Post('session')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with username and password; the answer sets the session cookie' })
  @ApiOkResponse({ type: MeItem })
  async signInWithPassword(@Body() body: SignInBody, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<MeItem> {
    this.refuseForeign(request);
    const user = await this.signIn.check(body.username, body.password, request);
    return this.meOf(await this.signIn.enter(user, 'password', request, response));
  }

  @Delete('session')
  @Self()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@CurrentCaller() caller: Caller, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.signIn.leave(caller.actor, request, response);
  }

  @Get('me')
  @Self()
  @ApiOperation({ summary: 'Who is calling, with roles, reach and everything that may be done' })
  @ApiOkResponse({ type: MeItem })
  me(@CurrentCaller() caller: Caller): MeItem {
    return meItemOf(caller);
  }

  @Patch('me')
  @Self()
  @ApiOperation({ summary: 'Keep the language and theme that one likes' })
  @ApiOkResponse({ type: MeItem })
  async change(@Body() body: MeBody, @CurrentCaller() caller: Caller): Promise<MeItem> {
    if (caller.kind !== 'user') throw noUser();
    const { language, theme } = await this.users.change(caller.id, body);
    return { ...meItemOf(caller), language, theme };
  }

  @Post('me/password')
  @Self()
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the own password; all other sessions end, this one goes on under a new secret and a new csrfToken' })
  @ApiOkResponse({ type: MeItem })
  async changePassword(@Body() body: OwnPasswordBody, @CurrentCaller() caller: Caller, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<MeItem> {
    if (caller.kind !== 'user' || caller.username === null) throw noUser();
    const user = await this.signIn.check(caller.username, body.current, request);
    if (body.next === body.current) throw new DomainError('weak-password', 'The new password has to be another one.', 422);
    await this.users.setPassword(user.id, body.next, false);
    await this.signIn.note('password-changed', caller.actor, request, {});
    return this.meOf(await this.signIn.enter(user, 'password', request, response));
  }

  @Get('first-run')
  @Open()
  @ApiOperation({ summary: 'Whether the first administrator can be made, and how people sign in' })
  @ApiOkResponse({ type: FirstRunItem })
  async firstRunState(@Req() request: Request): Promise<FirstRunItem> {
    return { open: await this.users.isEmpty(), codeNeeded: !this.firstRun.isLocal(request), identityProvider: this.config.oidc !== null };
  }

  @Post('first-run')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Make the first administrator and sign in; from the machine itself, or with the set-up code that the service printed' })
  @ApiOkResponse({ type: MeItem })
  async makeFirst(@Body() body: FirstRunBody, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<MeItem> {
    this.refuseForeign(request);
    await this.firstRun.check(request, body.code ?? null);
    const user = await this.users.createFirst({ username: body.username, name: body.name, password: body.password, mustChangePassword: false });
    await this.firstRun.close();
    await this.signIn.note('first-administrator-made', `user:${user.username}`, request, {});
    return this.meOf(await this.signIn.enter(user, 'password', request, response));
  }

  private refuseForeign(request: Request): void {
    if (isForeign(request, this.config.publicUrl)) throw new DomainError('forged-request', 'This request does not come from a page of ours.', 403);
  }

  private async meOf(secret: string): Promise<MeItem> {
    const caller = await this.callers.ofSession(secret);
    if (!caller) throw new DomainError('session-over', 'Your session is over; sign in again.', 401);
    return meItemOf(caller);
  }
}

const noUser = (): DomainError => new DomainError('no-user', 'A token has no password, language or theme; only a user has.', 403);

/** The caller as the API shows it. */
function meItemOf(caller: Caller): MeItem {
  const everywhere = (caller.kind === 'token' && caller.grants.length === 0) || caller.grants.some(({ role, unitId }) => role !== 'employee' && unitId === null);
  const unitIds = unitsOf(caller, caller.grants.filter(({ role }) => role !== 'employee')).on(caller.today);
  return {
    ...{ id: caller.id, kind: caller.kind, name: caller.name, username: caller.username, employeeId: caller.employeeId, roles: caller.grants },
    ...{ scope: caller.kind === 'token' ? caller.scope : null, permissions: permissionsOf(caller), unitIds: everywhere ? null : unitIds },
    ...{ csrfToken: caller.session?.csrfToken ?? null, mustChangePassword: caller.mustChangePassword, language: caller.language, theme: caller.theme },
  };
}
