import { Inject, Injectable } from '@nestjs/common';
import { type Client, errors, generators, Issuer } from 'openid-client';
import { Clock } from '../clock';
import { type Config } from '../config';
import { Database } from '../database/database';
import { DomainError } from '../errors';
import { CONFIG } from '../tokens';
import { hashOfSecret, sameText } from './secret';

/** So long somebody may take at the identity provider, in milliseconds. */
export const attemptMs = 10 * 60_000;

/** Where to send a browser, and what it has to bring back. */
export interface OidcStart {
  readonly url: string;
  /** Goes into a cookie of the browser: whoever comes back has to be whoever went. */
  readonly state: string;
}

/** The office's own identity provider: authorization code with PKCE, state and nonce, each used once. */
@Injectable()
export class OidcProvider {
  private client: Promise<Client> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'oidc'>,
  ) {}

  /** Begins a sign-in. */
  async start(redirectUri: string): Promise<OidcStart> {
    const client = await this.connected();
    const [state, nonce, verifier] = [generators.state(), generators.nonce(), generators.codeVerifier()];
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.execute('DELETE FROM oidc_attempt WHERE expires_at <= ?', [now]);
      await tx.insert('oidc_attempt', ['state_hash', 'verifier', 'nonce', 'expires_at'], [[hashOfSecret(state), verifier, nonce, now + attemptMs]]);
    });
    const url = client.authorizationUrl({ scope: 'openid profile email', redirect_uri: redirectUri, state, nonce, code_challenge: generators.codeChallenge(verifier), code_challenge_method: 'S256' });
    return { url, state };
  }

  /**
   * Ends a sign-in with what the provider sent along: the username that it vouches for.
   * @param cookieState what the browser was given at the start
   * @throws DomainError `sign-in-refused`
   */
  async finish(query: Readonly<Record<string, string>>, cookieState: string | null, redirectUri: string): Promise<string> {
    const { state } = query;
    if (state === undefined || cookieState === null || !sameText(state, cookieState)) throw refused('This answer does not belong to a sign-in of this browser.');
    const attempt = await this.take(state);
    const client = await this.connected();
    try {
      const tokens = await client.callback(redirectUri, { ...query }, { state, nonce: attempt.nonce, code_verifier: attempt.verifier, response_type: 'code' });
      const username = tokens.claims()[this.settings.usernameClaim];
      if (typeof username === 'string' && username !== '') return username;
      throw refused(`The identity provider sent no "${this.settings.usernameClaim}".`);
    } catch (error) {
      if (error instanceof errors.OPError || error instanceof errors.RPError) throw refused(`The identity provider's answer cannot be used: ${error.message}`);
      throw error;
    }
  }

  private get settings(): NonNullable<Config['oidc']> {
    if (this.config.oidc === null) throw new DomainError('no-identity-provider', 'No identity provider is set up (OIDC_ISSUER).', 404);
    return this.config.oidc;
  }

  /** An attempt counts once, however it ends. */
  private take(state: string): Promise<{ readonly verifier: string; readonly nonce: string }> {
    return this.database.transaction(async (tx) => {
      const key = hashOfSecret(state);
      const [row] = await tx.query<{ verifier: string; nonce: string }>('SELECT verifier, nonce FROM oidc_attempt WHERE state_hash = ? AND expires_at > ?', [key, this.clock.now()]);
      const taken = await tx.execute('DELETE FROM oidc_attempt WHERE state_hash = ?', [key]);
      if (!row || taken === 0) throw refused('This sign-in was begun too long ago, or is used up; begin anew.');
      return row;
    });
  }

  /** The provider is asked for its addresses once; when it cannot be reached, at the next try again. */
  private connected(): Promise<Client> {
    const { issuer, clientId, clientSecret } = this.settings;
    this.client ??= Issuer.discover(issuer).then((found) => new found.Client({ client_id: clientId, client_secret: clientSecret, response_types: ['code'] }));
    return this.client.catch((error: unknown) => {
      this.client = null;
      throw error;
    });
  }
}

const refused = (why: string): DomainError => new DomainError('sign-in-refused', why, 401);
