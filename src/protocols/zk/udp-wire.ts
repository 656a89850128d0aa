import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns';
import type { Wire, WireAddress, WireReceiver } from './wire';
import { fromNetworkError, ZkError } from './zk-error';

/** A terminal over UDP: one packet per datagram, taken only from the terminal's own address. */
export class UdpWire implements Wire {
  readonly lossy = true;
  readonly chunkBytes = 16_384;
  #socket: Socket | undefined;
  #abandon: (() => void) | undefined;

  constructor(private readonly address: WireAddress) {}

  open(receiver: WireReceiver): Promise<void> {
    return new Promise((resolve, reject) => {
      const { host, port, connectTimeoutMs } = this.address;
      let settled = false;
      const settle = (outcome: () => void): void => {
        settled = true;
        clearTimeout(timer);
        this.#abandon = undefined;
        outcome();
      };
      const giveUp = (error: ZkError): void => {
        settle(() => reject(error));
        this.destroy();
      };
      const timer = setTimeout(
        () => giveUp(new ZkError('ConnectTimeout', `no address for ${host} within ${connectTimeoutMs} ms`)),
        connectTimeoutMs,
      );
      this.#abandon = () => settle(() => reject(new ZkError('Closed', 'closed while connecting')));
      // The name first: which family of socket it takes is known only then. Terminals have IPv4 addresses, if they have any.
      lookup(host, { all: true }, (failure, found) => {
        if (settled) return;
        if (failure) return giveUp(fromNetworkError(failure));
        const { address, family } = found.find((each) => each.family === 4) ?? found[0] ?? { address: host, family: 4 };
        const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', recvBufferSize: 1024 * 1024 });
        this.#socket = socket;
        socket.once('error', (error) => giveUp(fromNetworkError(error)));
        socket.once('connect', () => {
          socket.removeAllListeners('error');
          this.#listen(socket, receiver);
          settle(resolve);
        });
        socket.connect(port, address);
      });
    });
  }

  send(payload: Buffer): void {
    this.#socket?.send(payload, (error) => {
      if (error) this.#socket?.emit('error', error);
    });
  }

  destroy(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close();
    }
    this.#abandon?.();
  }

  #listen(socket: Socket, receiver: WireReceiver): void {
    socket.on('message', (payload) => {
      if (this.#socket) receiver.packet(payload);
    });
    socket.once('error', (error) => {
      this.destroy();
      receiver.failed(fromNetworkError(error));
    });
  }
}
