import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../errors';
import { isoOf, isoOrNull } from '../http/iso';
import { NewUserBody, RoleBody, RoleEndBody, RoleItem, SessionItem, UserBody, UserItem, UserPasswordItem } from './access-items';
import { Allow, CurrentCaller, Needs } from './auth-guard';
import { type Caller } from './caller';
import { temporaryPassword } from './password';
import { type HeldGrant, RoleGrants } from './role-grants';
import { SessionStore } from './session-store';
import { type User, UserStore } from './user-store';

/** People who may sign in, their roles and their sessions. */
@ApiTags('access')
@Controller('api/v1')
export class UsersController {
  constructor(
    private readonly users: UserStore,
    private readonly grants: RoleGrants,
    private readonly sessions: SessionStore,
  ) {}

  @Get('users')
  @Allow('users.read', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'All users with their roles' })
  @ApiOkResponse({ type: [UserItem] })
  async list(): Promise<UserItem[]> {
    const grants = await this.grants.list();
    return (await this.users.list()).map((user) => itemOf(user, grants));
  }

  @Get('users/:id')
  @Allow('users.read', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'A user with the roles' })
  @ApiOkResponse({ type: UserItem })
  async one(@Param('id') id: string): Promise<UserItem> {
    return itemOf(await this.users.get(id), await this.grants.list(id));
  }

  @Post('users')
  @Allow('users.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Make a user; the password has to be changed at first use' })
  @ApiCreatedResponse({ type: UserPasswordItem })
  async create(@Body() body: NewUserBody, @CurrentCaller() caller: Caller): Promise<UserPasswordItem> {
    const made = body.password === undefined ? temporaryPassword() : null;
    const user = await this.users.create({ ...body, password: body.password ?? made, mustChangePassword: true }, caller.actor, (body.roles ?? []).map((role) => newGrant('', role, caller)));
    return { ...(await this.one(user.id)), temporaryPassword: made };
  }

  @Patch('users/:id')
  @Allow('users.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Change a user, or disable one, which ends all sessions at once' })
  @ApiOkResponse({ type: UserItem })
  async change(@Param('id') id: string, @Body() body: UserBody, @CurrentCaller() caller: Caller): Promise<UserItem> {
    if (body.disabled && id === caller.id) throw new DomainError('own-matter', 'Nobody can lock themselves out; another administrator has to.', 409);
    await this.users.change(id, body);
    return this.one(id);
  }

  @Post('users/:id/password-reset')
  @Allow('users.write', 'city')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a new password, told once and to be changed at first use; all sessions of the user end' })
  @ApiOkResponse({ type: UserPasswordItem })
  async resetPassword(@Param('id') id: string): Promise<UserPasswordItem> {
    const made = temporaryPassword();
    await this.users.setPassword(id, made, true);
    return { ...(await this.one(id)), temporaryPassword: made };
  }

  @Post('users/:id/roles')
  @Allow('users.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Grant a role, in a unit or in all, from a date' })
  @ApiCreatedResponse({ type: UserItem })
  async grant(@Param('id') id: string, @Body() body: RoleBody, @CurrentCaller() caller: Caller): Promise<UserItem> {
    await this.users.get(id);
    await this.grants.grant(newGrant(id, body, caller), caller.actor);
    return this.one(id);
  }

  @Post('users/:id/roles/:grantId/end')
  @Allow('users.write', 'city')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a role after a date; a date in the past ends it at once' })
  @ApiOkResponse({ type: UserItem })
  async endRole(@Param('id') id: string, @Param('grantId') grantId: string, @Body() body: RoleEndBody): Promise<UserItem> {
    await this.users.get(id);
    await this.grants.end(id, grantId, body.toDate);
    return this.one(id);
  }

  @Get('sessions')
  @Allow('users.read', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Sessions that go on' })
  @ApiOkResponse({ type: [SessionItem] })
  async listSessions(): Promise<SessionItem[]> {
    const sessions = await this.sessions.list(null);
    return sessions.map((session) => ({ ...session, createdAt: isoOf(session.createdAt), seenAt: isoOf(session.seenAt), expiresAt: isoOf(session.expiresAt) }));
  }

  @Delete('sessions/:id')
  @Allow('users.write', 'city')
  @Needs('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a session at once' })
  @ApiNoContentResponse()
  async endSession(@Param('id') id: string): Promise<void> {
    if (!(await this.sessions.end(id))) throw new DomainError('unknown-session', `No session "${id}" goes on.`, 404);
  }
}

/** A grant as a body asks for it; from today unless told. */
export const newGrant = (holderId: string, { role, unitId, fromDate, toDate }: RoleBody, caller: Caller) => ({ holderId, role, unitId: unitId ?? null, fromDate: fromDate ?? caller.today, toDate: toDate ?? null });

/** The roles of one holder as the API shows them. */
export const rolesOf = (holderId: string, grants: readonly HeldGrant[]): RoleItem[] => grants.filter((grant) => grant.holderId === holderId).map(({ holderId: _, ...grant }) => ({ ...grant }));

const itemOf = (user: User, grants: readonly HeldGrant[]): UserItem => ({
  id: user.id,
  username: user.username,
  name: user.name,
  email: user.email,
  employeeId: user.employeeId,
  mustChangePassword: user.mustChangePassword,
  disabledAt: isoOrNull(user.disabledAt),
  createdAt: isoOf(user.createdAt),
  roles: rolesOf(user.id, grants),
});
