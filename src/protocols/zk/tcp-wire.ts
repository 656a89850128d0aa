import { connect, type Socket } from 'node:net';
import { encodeFrame, TcpFrameReader } from './tcp-frame';
import type { Wire, WireAddress, WireReceiver } from './wire';
import { fromNetworkError, toZkError, ZkError } from './zk-error';

/** Without it, a terminal that lost its power would keep a subscription to its events open for ever. */
const KEEP_ALIVE_MS = 30_000;

/** A terminal over TCP. */
export class TcpWire implements Wire {
  readonly lossy = false;
  readonly chunkBytes = 65_472;
  readonly #frames = new TcpFrameReader();
  #socket: Socket | undefined;
  #abandon: (() => void) | undefined;

  constructor(private readonly address: WireAddress) {}

  open(receiver: WireReceiver): Promise<void> {
    return new Promise((resolve, reject) => {
      const { host, port, connectTimeoutMs } = this.address;
      const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
      this.#socket = socket;
      const settle = (outcome: () => void): void => {
        clearTimeout(timer);
        this.#abandon = undefined;
        outcome();
      };
      const giveUp = (error: ZkError): void => {
        settle(() => reject(error));
        this.destroy();
      };
      const timer = setTimeout(
        () => giveUp(new ZkError('ConnectTimeout', `no connection to ${host}:${port} within ${connectTimeoutMs} ms`)),
        connectTimeoutMs,
      );
      this.#abandon = () => settle(() => reject(new ZkError('Closed', 'closed while connecting')));
      socket.once('error', (error) => giveUp(fromNetworkError(error)));
      socket.once('connect', () => {
        socket.removeAllListeners('error');
        this.#listen(socket, receiver);
        settle(resolve);
      });
    });
  }

  send(payload: Buffer): void {
    this.#socket?.write(encodeFrame(payload));
  }

  destroy(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.destroy();
    }
    this.#abandon?.();
  }

  #listen(socket: Socket, receiver: WireReceiver): void {
    const end = (error: ZkError): void => {
      this.destroy();
      receiver.failed(error);
    };
    socket.on('data', (piece) => this.#take(piece, receiver, end));
    socket.once('error', (error) => end(fromNetworkError(error)));
    socket.once('end', () =>
      end(
        new ZkError(
          'Closed',
          this.#frames.pendingBytes > 0
            ? 'the terminal closed the connection inside a packet'
            : 'the terminal closed the connection',
        ),
      ),
    );
    socket.once('close', () => end(new ZkError('Closed', 'the connection was closed')));
  }

  #take(piece: Buffer, receiver: WireReceiver, end: (error: ZkError) => void): void {
    try {
      for (const payload of this.#frames.push(piece)) if (this.#socket) receiver.packet(payload);
      if (this.#frames.pendingBytes > 0) receiver.progress();
    } catch (error) {
      end(toZkError(error));
    }
  }
}
