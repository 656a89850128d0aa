import { applyFaults, type PushFault } from './push-fault';
import { NoAnswer, sendRaw, type RawAnswer, type ServerAddress } from './raw-http';

export interface PushConnectionOptions {
  /** e.g. `http://127.0.0.1:8090`, with a path in front when the server has an unguessable prefix. */
  baseUrl: string;
  serial: string;
  faults?: PushFault[];
  timeoutMs?: number;
}

/** How a simulated device talks to its server: one connection per request, anything but HTTP 200 is a failure (push.md A5). */
export class PushConnection {
  readonly serial: string;
  readonly faults: PushFault[];
  /** Requests that were sent, and those that were answered 200. */
  readonly counts = { sent: 0, accepted: 0 };
  /** What the last request that was not accepted got for an answer, in words; null = none was refused yet. */
  lastFailure: string | null = null;
  private readonly server: ServerAddress;
  private readonly prefix: string;
  private readonly timeoutMs: number;

  constructor(options: PushConnectionOptions) {
    const url = new URL(options.baseUrl);
    this.server = { host: url.hostname, port: Number(url.port || 80) };
    this.prefix = url.pathname.replace(/\/$/, '');
    this.serial = options.serial;
    this.faults = options.faults ?? [];
    this.timeoutMs = options.timeoutMs ?? 10_000;
  }

  /** A GET; null when it failed. */
  get(endpoint: string, query: Record<string, string> = {}): Promise<RawAnswer | null> {
    return this.send(() =>
      sendRaw(this.server, { method: 'GET', target: this.target(endpoint, query) }, this.timeoutMs),
    );
  }

  /** A POST that no fault touches: commands' results, registration. */
  post(endpoint: string, query: Record<string, string>, body: Buffer): Promise<RawAnswer | null> {
    return this.send(() =>
      sendRaw(this.server, { method: 'POST', target: this.target(endpoint, query), body }, this.timeoutMs),
    );
  }

  /** An upload, as the faults leave it; null when it failed. With several copies, one answer of 200 is enough for the terminal. */
  async upload(endpoint: string, query: Record<string, string>, body: Buffer): Promise<RawAnswer | null> {
    const { request, copies, connection } = applyFaults(this.faults, {
      method: 'POST',
      target: this.target(endpoint, query),
      body,
    });
    const sends = Array.from({ length: copies }, () =>
      this.send(() => sendRaw(this.server, request, this.timeoutMs, connection)),
    );
    const answers = await Promise.all(sends);
    return answers.find((answer) => answer !== null) ?? null;
  }

  private async send(request: () => Promise<RawAnswer>): Promise<RawAnswer | null> {
    this.counts.sent += 1;
    try {
      const answer = await request();
      if (answer.status !== 200) this.lastFailure = `${answer.status} ${answer.body.slice(0, 80)}`;
      if (answer.status !== 200) return null;
      this.counts.accepted += 1;
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.lastFailure = error.message;
      return null;
    }
  }

  private target(endpoint: string, query: Record<string, string>): string {
    const fields = Object.entries({ SN: this.serial, ...query }).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return `${this.prefix}/iclock/${endpoint}?${fields.join('&')}`;
  }
}
