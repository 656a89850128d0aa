import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../errors';
import { isoOf, isoOrNull } from '../http/iso';
import { Allow, CurrentCaller, Needs } from './auth-guard';
import { type Caller } from './caller';
import { type HeldGrant, RoleGrants } from './role-grants';
import { MadeTokenItem, NewTokenBody, TokenItem } from './token-items';
import { type TokenInfo, TokenStore } from './token-store';
import { newGrant, rolesOf } from './users.controller';

/** Tokens for programs that call the API. */
@ApiTags('access')
@Controller('api/v1/tokens')
@Allow('tokens.write', 'city')
@Needs('admin')
export class TokensController {
  constructor(
    private readonly tokens: TokenStore,
    private readonly grants: RoleGrants,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All tokens, without their secrets' })
  @ApiOkResponse({ type: [TokenItem] })
  async list(): Promise<TokenItem[]> {
    const grants = await this.grants.list();
    return (await this.tokens.list()).map((token) => itemOf(token, grants));
  }

  @Post()
  @ApiOperation({ summary: 'Make a token; its secret is shown once' })
  @ApiCreatedResponse({ type: MadeTokenItem })
  async create(@Body() body: NewTokenBody, @CurrentCaller() caller: Caller): Promise<MadeTokenItem> {
    const { id, secret } = await this.tokens.create(body.name, body.scope, body.days ?? null, (body.roles ?? []).map((role) => newGrant('', role, caller)), caller.actor);
    const token = (await this.tokens.list()).find((one) => one.id === id);
    if (!token) throw new DomainError('unknown-token', `The token ${id} is gone already.`, 409);
    return { ...itemOf(token, await this.grants.list(id)), secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a token at once' })
  @ApiNoContentResponse()
  async revoke(@Param('id') id: string): Promise<void> {
    if (!(await this.tokens.revoke(id))) throw new DomainError('unknown-token', `No token with the id "${id}" is in force.`, 404);
  }
}

const itemOf = (token: TokenInfo, grants: readonly HeldGrant[]): TokenItem => ({
  id: token.id,
  name: token.name,
  scope: token.scope,
  createdAt: isoOf(token.createdAt),
  expiresAt: isoOrNull(token.expiresAt),
  revokedAt: isoOrNull(token.revokedAt),
  roles: rolesOf(token.id, grants),
});
