import type { ZkError } from './zk-error';

/** What a wire tells its owner: a packet's bytes, progress inside an unfinished packet, or its end. After `failed` it stays silent. */
export interface WireReceiver {
  packet(payload: Buffer): void;
  progress(): void;
  failed(error: ZkError): void;
}

/** Packets to and from one terminal, over TCP frames or UDP datagrams (zk.md B.1). */
export interface Wire {
  /** Whether a packet can get lost on the way without anybody noticing. */
  readonly lossy: boolean;
  /** The most bytes to ask for in one READ BUFFER request (zk.md B.8). */
  readonly chunkBytes: number;
  /** Opens the wire within the connect deadline, or rejects with a `ZkError`. */
  open(receiver: WireReceiver): Promise<void>;
  send(payload: Buffer): void;
  /** Drops the connection at once, with all listeners and timers; may be called at any time, any number of times. */
  destroy(): void;
}

/** Where a terminal listens, and how long connecting may take in milliseconds. */
export interface WireAddress {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
}
