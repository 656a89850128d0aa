import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** A port on 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The environment of a service under test: loopback only, quiet, its own files. */
export interface ServiceEnvironment {
  readonly DATABASE_URL: string;
  readonly DATA_DIR: string;
  readonly PORT: string;
  readonly DEVICE_PORT: string;
  readonly [name: string]: string;
}

const clean = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], TZ: process.env['TZ'], HOST: '127.0.0.1', DEVICE_HOST: '127.0.0.1', MQTT_HOST: '127.0.0.1', MQTT_PORT: '0', LOG_LEVEL: 'warn', ...env });

/** What a finished command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the compiled command line; `kill` with a delay to end it in the middle. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>>): { child: ChildProcess; done: Promise<CommandResult> } {
  const child = spawn(process.execPath, [join(root, 'dist/src/cli.js'), ...args], { env: clean(env), cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const done = once(child, 'close').then(([code]): CommandResult => ({ code: code as number | null, stdout, stderr }));
  return { child, done };
}

/** Runs the compiled command line to its end. */
export const runCli = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<CommandResult> => startCli(args, env).done;

/** The compiled service as a process of its own, which can be killed. */
export class ServiceProcess {
  private output = '';
  /** Emitters to which more and more listeners were added, as Node warns of them. */
  listenerLeaks = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly env: ServiceEnvironment,
  ) {
    const take = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-20_000);
      if (chunk.includes('MaxListenersExceededWarning')) this.listenerLeaks += 1;
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
  }

  /** Starts the service and waits until it is ready. */
  static async start(env: ServiceEnvironment): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], { env: clean(env), cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const service = new ServiceProcess(child, env);
    await service.untilReady();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.env.PORT}`;
  }

  get deviceUrl(): string {
    return `http://127.0.0.1:${this.env.DEVICE_PORT}`;
  }

  /** kill -9: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  /** Asks the service to end, and returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill('SIGTERM');
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }

  /** What the service wrote to its log lately. */
  get log(): string {
    return this.output;
  }

  private async untilReady(): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      if (this.child.exitCode !== null) throw new Error(`the service ended with ${this.child.exitCode}:\n${this.output}`);
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the service was not ready within a minute:\n${this.output}`);
  }
}
