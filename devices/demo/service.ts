import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const compiled = join(__dirname, '..', '..', 'src');

/** Ports of the demo's service. */
export interface DemoPorts {
  readonly people: number;
  readonly terminals: number;
  readonly doors: number;
}

/** Whether a port can be had on this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** The compiled service as a child process on its own folder, and calls to its API. */
export class DemoService {
  private child: ChildProcess | null = null;
  private token = '';
  /** Whether the folder was there before, with the token of another run. */
  private kept = false;

  constructor(
    private readonly folder: string,
    readonly ports: DemoPorts,
    private readonly ended: (code: number | null) => void,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.ports.people}`;
  }

  get secret(): string {
    return this.token;
  }

  /** Starts the service and makes a token for it. */
  async start(): Promise<void> {
    this.kept = existsSync(join(this.folder, 'hadir.sqlite'));
    const child = spawn(process.execPath, ['--enable-source-maps', join(compiled, 'main.js')], { env: this.environment(), stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    this.child = child;
    child.once('exit', (code) => {
      this.child = null;
      this.ended(code);
    });
    await this.untilReady();
    this.token = await this.makeToken();
  }

  /** Ends the service and waits for it. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  /** Calls the API; throws with the answer when it is refused, unless the status is one of `allowed`. */
  async call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object | string, allowed: readonly number[] = []): Promise<T> {
    const yaml = typeof body === 'string';
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': yaml ? 'application/yaml' : 'application/json' },
      ...(body === undefined ? {} : { body: yaml ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok && !allowed.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  }

  /** How many days wait to be judged, as the service counts them for Prometheus. */
  async dirtyDays(): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^hadir_dirty_days (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      DATA_DIR: this.folder,
      DATABASE_URL: `sqlite:${join(this.folder, 'hadir.sqlite')}`,
      HOST: '127.0.0.1',
      DEVICE_HOST: '127.0.0.1',
      MQTT_HOST: '127.0.0.1',
      PORT: String(this.ports.people),
      DEVICE_PORT: String(this.ports.terminals),
      MQTT_PORT: String(this.ports.doors),
      POLL_SECONDS: '10',
      LOG_LEVEL: 'warn',
    };
  }

  private async makeToken(): Promise<string> {
    const cli = spawn(process.execPath, [join(compiled, 'cli.js'), 'token', 'create', this.kept ? `demo-${Date.now()}` : 'demo'], { env: this.environment(), stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    cli.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const [code] = (await once(cli, 'close')) as [number | null];
    if (code !== 0) throw new Error('no token could be made');
    return printed.trim();
  }

  private async untilReady(): Promise<void> {
    for (const deadline = Date.now() + 180_000; Date.now() < deadline; ) {
      if (this.child === null) throw new Error('the service ended before it was ready; what it said stands above');
      if (await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the service was not ready within three minutes');
  }
}
