import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './service-process';

/** Whether something listens on a port of this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: '127.0.0.1', port });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** Whether the broker is installed here. */
export const hasMosquitto = (): boolean => spawnSync('mosquitto', ['-h'], { env: pathWithSbin() }).error === undefined;

function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };
}

/** The authority that a broker believes, its certificate and its key (PEM). */
export interface BrokerTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** A Mosquitto of our own with persistence, so that a test can stop, restart and remove it. */
export class OwnMosquitto {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hadir-mosquitto-'));
  private process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly tls: BrokerTls | null,
  ) {}

  /** Starts a broker; with `tls` it takes encrypted connections only, of clients that show a certificate of the same authority. */
  static async start(tls: BrokerTls | null = null): Promise<OwnMosquitto> {
    const broker = new OwnMosquitto(await freePort(), tls);
    await broker.start();
    return broker;
  }

  get url(): string {
    return `${this.tls === null ? 'mqtt' : 'mqtts'}://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const config = join(this.folder, 'mosquitto.conf');
    const lines = [
      `listener ${this.port} 127.0.0.1`, 'persistence true', `persistence_location ${this.folder}/`,
      'max_queued_messages 0', 'max_inflight_messages 2000', 'log_type none', ...(process.getuid?.() === 0 ? ['user root'] : []),
      ...this.tlsLines(),
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    this.process = spawn('mosquitto', ['-c', config], { stdio: 'ignore', env: pathWithSbin() });
    while (!(await listens(this.port))) await delay(20);
  }

  private tlsLines(): string[] {
    if (this.tls === null) return ['allow_anonymous true'];
    for (const name of ['ca', 'cert', 'key'] as const) writeFileSync(join(this.folder, `${name}.pem`), this.tls[name], { mode: 0o600 });
    const file = (name: string): string => join(this.folder, `${name}.pem`);
    return [`cafile ${file('ca')}`, `certfile ${file('cert')}`, `keyfile ${file('key')}`, 'require_certificate true', 'allow_anonymous true'];
  }

  async stop(): Promise<void> {
    if (this.process === null) return;
    this.process.kill('SIGTERM');
    await once(this.process, 'exit');
    this.process = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
