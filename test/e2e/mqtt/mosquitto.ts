import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const sharedPort = 1883;

/** Whether something listens on a port of this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host: '127.0.0.1', port });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** The broker that the suite expects at its usual place. */
export const sharedBrokerUrl = `mqtt://127.0.0.1:${sharedPort}`;

/** Whether `describe` may run against a real Mosquitto: missing is a failure in CI and a spoken skip elsewhere. */
export function withMosquitto(): jest.Describe {
  const binary = spawnSync('mosquitto', ['-h'], { env: pathWithSbin() }).error === undefined;
  const probe = `const s=require('net').connect(${sharedPort},'127.0.0.1');s.on('connect',()=>process.exit(0));s.on('error',()=>process.exit(1))`;
  const reachable = spawnSync(process.execPath, ['-e', probe]).status === 0;
  if ((binary && reachable) || process.env['CI'] === 'true') return describe;
  console.warn(`no Mosquitto (${binary ? `nothing listens on port ${sharedPort}` : 'not installed'}): the tests against it are left out`);
  return describe.skip;
}

function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };
}

/** A port nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A Mosquitto of our own with persistence, so that a test can stop, restart and remove it. */
export class OwnMosquitto {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hadir-mosquitto-'));
  private process: ChildProcess | null = null;

  private constructor(readonly port: number) {}

  static async start(): Promise<OwnMosquitto> {
    const broker = new OwnMosquitto(await freePort());
    await broker.start();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const config = join(this.folder, 'mosquitto.conf');
    const lines = [
      `listener ${this.port} 127.0.0.1`, 'allow_anonymous true', 'persistence true', `persistence_location ${this.folder}/`,
      'max_queued_messages 0', 'max_inflight_messages 500', 'log_type none', ...(process.getuid?.() === 0 ? ['user root'] : []),
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    this.process = spawn('mosquitto', ['-c', config], { stdio: 'ignore', env: pathWithSbin() });
    while (!(await listens(this.port))) await delay(20);
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
