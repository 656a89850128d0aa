import { connect } from 'node:net';
import {
  createPushListener,
  type PushListener,
  type PushListenerEvent,
  type PushListenerOptions,
} from '../../../src/intake/push/push-listener';
import { MemoryHandler } from './memory-handler';

/** A listener on a free port of this machine, its handler, and what it reported. */
export interface Front {
  handler: MemoryHandler;
  listener: PushListener;
  port: number;
  baseUrl: string;
  events: PushListenerEvent[];
}

const started: PushListener[] = [];

export async function startFront(options: Partial<PushListenerOptions> = {}): Promise<Front> {
  const handler = new MemoryHandler();
  const events: PushListenerEvent[] = [];
  const unlimited = { perAddress: null, perSerial: null };
  const listener = createPushListener(handler, {
    now: Date.now,
    log: (event) => events.push(event),
    ...unlimited,
    ...options,
  });
  started.push(listener);
  const { port } = await listener.listen(0, '127.0.0.1');
  return { handler, listener, port, baseUrl: `http://127.0.0.1:${port}`, events };
}

/** Closes every listener that a test started, so that a failed test leaves nothing behind. */
export async function closeFronts(): Promise<void> {
  await Promise.all(started.splice(0).map((listener) => listener.close(500)));
}

/** Writes bytes to the listener and reads until it closes (or for `patienceMs`). */
export function exchange(port: number, bytes: Buffer | string, patienceMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')));
  });
}

/** The status of an answer, 0 when there is none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
