import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';

const base64 = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** A small OpenID Connect provider over real HTTP, which signs with a key of its own and checks what a client must send. */
export class IdentityProvider {
  /** Whom it vouches for. */
  username = 'siti';
  /** What it does wrong in the token: a member that is overwritten. */
  fault: Record<string, unknown> = {};
  /** True = it signs with a key that it does not publish. */
  foreignKey = false;
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly grants = new Map<string, Grant>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider();
    provider.server.listen(0, '127.0.0.1');
    await once(provider.server, 'listening');
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (status: number, body: object): void => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(200, { issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys`, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] });
    }
    if (url.pathname === '/keys') return json(200, { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    if (url.pathname === '/authorize') return this.authorize(url, response);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return this.token(new URLSearchParams(body), request.headers.authorization ?? '', json);
  }

  /** The person says yes at once. */
  private authorize(url: URL, response: ServerResponse): void {
    const asked = (name: string): string => url.searchParams.get(name) ?? '';
    const code = randomBytes(8).toString('hex');
    this.grants.set(code, { nonce: asked('nonce'), challenge: asked('code_challenge'), redirectUri: asked('redirect_uri') });
    const back = new URL(asked('redirect_uri'));
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked('state'));
    response.writeHead(302, { Location: back.toString() }).end();
  }

  private token(body: URLSearchParams, authorization: string, json: (status: number, body: object) => void): void {
    const grant = this.grants.get(body.get('code') ?? '');
    this.grants.delete(body.get('code') ?? '');
    const proven = createHash('sha256').update(body.get('code_verifier') ?? '').digest('base64url') === grant?.challenge;
    const known = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString() === 'hadir:client-secret';
    if (!grant || !proven || !known || body.get('redirect_uri') !== grant.redirectUri) return json(400, { error: 'invalid_grant' });
    json(200, { access_token: 'x', token_type: 'Bearer', id_token: this.idToken(grant) });
  }

  private idToken({ nonce }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, sub: '1', aud: 'hadir', iat: now, exp: now + 300, nonce, preferred_username: this.username, ...this.fault };
    const signed = `${base64(JSON.stringify({ alg: 'RS256', kid: 'one' }))}.${base64(JSON.stringify(claims))}`;
    const key = (this.foreignKey ? this.otherKeys : this.keys).privateKey;
    return `${signed}.${base64(createSign('RSA-SHA256').update(signed).sign(key))}`;
  }
}
