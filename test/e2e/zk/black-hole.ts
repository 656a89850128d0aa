import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LISTEN_AND_FREEZE = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
const MOST_FILLERS = 12;
const PROMPT_MS = 150;

/** A port that swallows SYNs: a frozen process whose queue of connections is full. */
export interface BlackHole {
  readonly port: number;
  close(): Promise<void>;
}

async function connectsPromptly(port: number, fillers: Socket[]): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  fillers.push(socket);
  return Promise.race([once(socket, 'connect').then(() => true), sleep(PROMPT_MS, false)]);
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Opens such a port by filling the queue until a connection is no longer answered. */
export async function openBlackHole(): Promise<BlackHole> {
  const child = spawn(process.execPath, ['-e', LISTEN_AND_FREEZE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [announced] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(announced.toString());
  const fillers: Socket[] = [];
  while (fillers.length < MOST_FILLERS && (await connectsPromptly(port, fillers)));
  return {
    port,
    async close() {
      for (const socket of fillers) socket.destroy();
      await end(child);
    },
  };
}
