import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { type Config } from '../config';
import { DomainError } from '../errors';
import { CONFIG } from '../tokens';
import { Open } from './auth-guard';
import { cookieOf, dropCookie, setSecretCookie } from './cookie';
import { attemptMs, OidcProvider } from './oidc-provider';
import { SignIn } from './sign-in';
import { UserStore } from './user-store';

const stateCookie = 'hadir_oidc';

/** Signing in through the office's identity provider; it links to users that exist and never makes one. */
@ApiTags('access')
@Controller('api/v1/oidc')
export class OidcController {
  constructor(
    private readonly provider: OidcProvider,
    private readonly users: UserStore,
    private readonly signIn: SignIn,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get('start')
  @Open()
  @ApiOperation({ summary: 'Send the browser to the identity provider' })
  @ApiFoundResponse()
  async start(@Req() request: Request, @Res() response: Response): Promise<void> {
    await orBack(request, response, async () => {
      const { url, state } = await this.provider.start(this.redirectUri(request));
      setSecretCookie(request, response, stateCookie, state, attemptMs);
      response.redirect(302, url);
    });
  }

  @Get('callback')
  @Open()
  @ApiOperation({ summary: 'Where the identity provider sends the browser back to' })
  @ApiFoundResponse()
  async callback(@Query() query: Record<string, unknown>, @Req() request: Request, @Res() response: Response): Promise<void> {
    await orBack(request, response, () => this.comeBack(query, request, response));
  }

  private async comeBack(query: Record<string, unknown>, request: Request, response: Response): Promise<void> {
    const texts = Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    const state = cookieOf(request, stateCookie);
    dropCookie(request, response, stateCookie);
    const username = await this.vouchedFor(texts, state, request);
    const known = await this.users.named(username);
    if (!known || known.user.disabledAt !== null) {
      await this.signIn.note('sign-in-failed', `user:${username.toLowerCase()}`, request, { via: 'oidc' });
      throw new DomainError('no-such-user', 'The identity provider knows you, but there is no user of that name here; an administrator makes one.', 403);
    }
    await this.signIn.enter(known.user, 'oidc', request, response);
    response.redirect(302, '/');
  }

  private async vouchedFor(texts: Readonly<Record<string, string>>, state: string | null, request: Request): Promise<string> {
    try {
      return await this.provider.finish(texts, state, this.redirectUri(request));
    } catch (error) {
      if (error instanceof DomainError) await this.signIn.note('sign-in-failed', 'nobody', request, { via: 'oidc', code: error.code });
      throw error;
    }
  }

  private redirectUri(request: Request): string {
    const base = this.config.publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    return `${base.replace(/\/$/, '')}/api/v1/oidc/callback`;
  }
}

/** A person who stands at the provider's door is led back to the page of signing in, which says it in words; a program reads the problem itself. */
async function orBack(request: Request, response: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DomainError) || request.accepts(['json', 'html']) !== 'html') throw error;
    response.redirect(303, `/sign-in?provider=${error.code}`);
  }
}
