import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ProtocolError } from '../../protocols/errors';
import { classifyPushRequest, localTarget, type PushRequest, protocolOf } from '../../protocols/push/push-request';
import { readBody, saysBodyLength } from './push-body';
import { callerOf, plainAddress, reportable } from './push-caller';
import type { PushDevice, PushHandler } from './push-handler';
import { RateLimiter, type RateLimit } from './push-rate-limit';
import { checkQuery, PUSH_ROUTES, type PushAnswer } from './push-routes';

/** What the listener has to tell: who was refused, what failed behind it, and what Node could not read (push.md A10, rawPacket). */
export type PushListenerEvent =
  | { kind: 'refused'; address: string; serial: string | null; status: number; reason: string }
  | { kind: 'failed'; address: string; serial: string; endpoint: string; error: unknown }
  | { kind: 'aborted'; address: string; serial: string; endpoint: string }
  | { kind: 'unreadable'; address: string; reason: string; rawPacket: Buffer | null };

export interface PushListenerOptions {
  /** Epoch milliseconds. */
  now: () => number;
  log: (event: PushListenerEvent) => void;
  bodyLimitBytes?: number;
  /** Bytes of bodies held at once by all requests; beyond it terminals are asked to come again. */
  heldBytesLimit?: number;
  /** An unguessable path in front of `/iclock`, e.g. `/k3Jx` (push.md A9). */
  pathPrefix?: string;
  requestTimeoutMs?: number;
  headersTimeoutMs?: number;
  retryAfterSeconds?: number;
  /** null switches the limit off. */
  perAddress?: RateLimit | null;
  perSerial?: RateLimit | null;
}

export interface PushListener {
  readonly server: Server;
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Takes no more connections, answers what has begun, then closes; what is not done after `graceMs` is cut. */
  close(graceMs?: number): Promise<void>;
}

const DEFAULTS = {
  bodyLimitBytes: 8 * 1024 * 1024,
  heldBytesLimit: 256 * 1024 * 1024,
  pathPrefix: '',
  requestTimeoutMs: 60_000,
  headersTimeoutMs: 20_000,
  retryAfterSeconds: 30,
  perAddress: { perSecond: 500, burst: 2_000 },
  perSerial: { perSecond: 100, burst: 500 },
};

/** The device-facing HTTP front: it answers OK only after the handler has kept what was sent (push.md A5, A10). */
export function createPushListener(handler: PushHandler, options: PushListenerOptions): PushListener {
  return new PushHttpFront(handler, options);
}

/** A request that is answered without asking the handler further. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** What one request holds in memory. */
interface HeldBody {
  bytes: number;
}

class PushHttpFront implements PushListener {
  readonly server: Server;
  private readonly settings: Required<PushListenerOptions>;
  private readonly addresses: RateLimiter;
  private readonly serials: RateLimiter;
  private heldBytes = 0;
  private closing = false;
  private inFlight = 0;
  private whenIdle: (() => void) | null = null;

  constructor(
    private readonly handler: PushHandler,
    private readonly options: PushListenerOptions,
  ) {
    const said = Object.entries(options).filter(([, value]) => value !== undefined);
    const settings: Partial<PushListenerOptions> = Object.fromEntries(said);
    this.settings = { ...DEFAULTS, ...settings, now: options.now, log: options.log };
    this.addresses = new RateLimiter(this.settings.perAddress, options.now);
    this.serials = new RateLimiter(this.settings.perSerial, options.now);
    this.server = this.createServer();
  }

  private createServer(): Server {
    const server = createServer({
      insecureHTTPParser: true,
      requireHostHeader: false,
      maxHeaderSize: 16 * 1024,
      requestTimeout: this.settings.requestTimeoutMs,
      headersTimeout: this.settings.headersTimeoutMs,
      connectionsCheckingInterval: Math.min(5_000, this.settings.headersTimeoutMs, this.settings.requestTimeoutMs),
      keepAliveTimeout: 15_000,
    });
    const take = (request: IncomingMessage, response: ServerResponse): void => void this.serve(request, response);
    server.on('request', take);
    server.on('checkExpectation', take);
    server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) =>
      this.onClientError(error, socket),
    );
    return server;
  }

  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve(this.server.address() as AddressInfo);
      });
    });
  }

  async close(graceMs = 10_000): Promise<void> {
    this.closing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    const idle = this.inFlight === 0 ? Promise.resolve() : new Promise<void>((resolve) => (this.whenIdle = resolve));
    let cut: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => (cut = setTimeout(resolve, graceMs)));
    await Promise.race([idle.then(() => this.server.closeIdleConnections()).then(() => closed), deadline]);
    clearTimeout(cut);
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.inFlight += 1;
    try {
      const address = plainAddress(request.socket.remoteAddress);
      const answer = await this.answer(request, address);
      if (answer !== null) await this.write(request, response, answer);
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.whenIdle?.();
    }
  }

  private async answer(request: IncomingMessage, address: string): Promise<PushAnswer | null> {
    let known: PushRequest | null = null;
    const held: HeldBody = { bytes: 0 };
    try {
      known = this.classify(request, address);
      const device = await this.admit(request, known, address);
      const body = await this.body(request, device, held);
      if (body === null) return null;
      return await PUSH_ROUTES[known.endpoint]({ handler: this.handler, device, body, ...this.settings });
    } catch (error) {
      return this.failure(error, address, known);
    } finally {
      this.heldBytes -= held.bytes;
    }
  }

  private classify(request: IncomingMessage, address: string): PushRequest {
    if (!this.addresses.allow(address)) throw new Refusal(429, 'too many requests from this address');
    const target = localTarget(request.url ?? '');
    if (!target.startsWith(this.settings.pathPrefix)) throw new Refusal(404, 'not found');
    const known = classifyPushRequest(request.method ?? '', target.slice(this.settings.pathPrefix.length));
    if (known === null) throw new Refusal(404, 'not found');
    checkQuery(known.endpoint, known.query);
    this.checkHead(request, known);
    return known;
  }

  private checkHead(request: IncomingMessage, { endpoint }: PushRequest): void {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') throw new Refusal(415, 'compressed body');
    const needsBody =
      endpoint === 'upload' || endpoint === 'registry' || endpoint === 'querydata' || endpoint === 'devicecmd';
    if (request.method === 'POST' && needsBody && !saysBodyLength(request)) throw new Refusal(411, 'no Content-Length');
    if (Number(request.headers['content-length'] ?? 0) > this.settings.bodyLimitBytes)
      throw new Refusal(413, 'body too large');
  }

  private async admit(request: IncomingMessage, known: PushRequest, address: string): Promise<PushDevice> {
    const caller = callerOf(request, known, address, this.options.now());
    const verdict = await this.handler.admit(caller);
    if (!verdict.admitted)
      throw new Refusal(verdict.status ?? (known.endpoint === 'registry' ? 406 : 403), verdict.reason);
    if (!this.serials.allow(known.serial)) throw new Refusal(429, 'too many requests from this terminal');
    return { ...caller, protocol: protocolOf(known, verdict.protocol ?? null) };
  }

  /** The whole body; null when the device went away before it was complete, so that there is nobody to answer. */
  private async body(request: IncomingMessage, device: PushDevice, held: HeldBody): Promise<Buffer | null> {
    const outcome = await readBody(request, this.settings.bodyLimitBytes, (bytes) => this.hold(held, bytes));
    if (outcome === 'too-large') throw new Refusal(413, 'body too large');
    if (outcome === 'crowded') throw new Refusal(503, 'too many bodies at once');
    if (outcome !== 'aborted') return outcome;
    this.options.log({ kind: 'aborted', address: device.address, serial: device.serial, endpoint: device.endpoint });
    return null;
  }

  /** Counts bytes of a body that are kept in memory until it is answered; false when all bodies together would be too much. */
  private hold(held: HeldBody, bytes: number): boolean {
    if (this.heldBytes + bytes > this.settings.heldBytesLimit) return false;
    this.heldBytes += bytes;
    held.bytes += bytes;
    return true;
  }

  private failure(error: unknown, address: string, known: PushRequest | null): PushAnswer {
    const serial = known?.serial ?? null;
    if (error instanceof Refusal || (error instanceof ProtocolError && known === null)) {
      const status = error instanceof Refusal ? error.status : 400;
      this.options.log({ kind: 'refused', address, serial, status, reason: error.message });
      return { status, text: error.message };
    }
    this.options.log({ kind: 'failed', address, serial: serial ?? '', endpoint: known?.endpoint ?? '', error });
    return { status: 503, text: 'try again later' };
  }

  private async write(request: IncomingMessage, response: ServerResponse, answer: PushAnswer): Promise<void> {
    if (!request.complete && !request.isPaused()) await readBody(request, 0, () => false);
    if (response.destroyed) return;
    const body = Buffer.from(answer.text);
    const again = answer.status === 503 || answer.status === 429;
    response.writeHead(answer.status, {
      'Content-Type': 'text/plain',
      'Content-Length': body.length,
      ...(again ? { 'Retry-After': String(this.settings.retryAfterSeconds) } : {}),
      ...(this.closing || answer.status >= 400 ? { Connection: 'close' } : {}),
    });
    response.end(body);
  }

  /** What Node's parser refuses is answered 400 (408 when it took too long) and reported with its bytes: the only trace of such a device. */
  private onClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
    const address = plainAddress((socket as Duplex & { remoteAddress?: string }).remoteAddress);
    const rawPacket = reportable(error.rawPacket);
    this.options.log({ kind: 'unreadable', address, reason: error.code ?? error.message, rawPacket });
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  }
}
