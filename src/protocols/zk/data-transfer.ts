import { ZK_REPLIES } from './commands';
import type { AnswerCollector } from './conversation';
import type { ZkPacket } from './packet';
import { ZkCodecError, ZkError } from './zk-error';

const LARGEST_DATASET_BYTES = 256 * 1024 * 1024;

/** The error that a reply code stands for when it answers a request for data (zk.md B.4). */
export function refusal(code: number, request: string): ZkError {
  if (code === ZK_REPLIES.unauthorised) return new ZkError('WrongKey', `the terminal wants a comm key for ${request}`);
  if (code === ZK_REPLIES.error) return new ZkError('Rejected', `the terminal answered ${request} with an error`);
  return new ZkError('Unsupported', `the terminal answered ${request} with ${code}`);
}

/** Refuses a promised size that no log has: it would only be memory. */
export function checkedSize(size: number): number {
  if (size > LARGEST_DATASET_BYTES) throw new ZkCodecError('Length', `a dataset of ${size} bytes`);
  return size;
}

/**
 * One bulk transfer: PREPARE_DATA with the size, DATA packets of any size, the closing ACK; or DATA alone (zk.md B.8).
 * Knows no session: DATA often carries 0 and the closing ACK an odd one (zk.md B.3). Bytes must come to exactly the size.
 */
export class DataTransfer implements AnswerCollector {
  #bytes: Buffer | undefined;
  #received = 0;
  #prepared = false;

  /** @param target where to put the bytes when their number is known beforehand */
  constructor(
    private readonly request: string,
    private readonly target?: Buffer,
  ) {
    this.#bytes = target;
  }

  /** The bytes of the finished transfer; none when the terminal answered with a bare ACK. */
  get bytes(): Buffer {
    return this.#bytes ?? Buffer.alloc(0);
  }

  restart(): void {
    this.#bytes = this.target;
    this.#received = 0;
    this.#prepared = false;
  }

  accept(packet: ZkPacket): boolean {
    switch (packet.command) {
      case ZK_REPLIES.prepareData:
        return this.#prepare(packet.data);
      case ZK_REPLIES.bulkData:
        return this.#append(packet.data);
      case ZK_REPLIES.ok:
        return this.#close();
      default:
        throw refusal(packet.command, this.request);
    }
  }

  #prepare(data: Buffer): boolean {
    if (this.#prepared || this.#received > 0)
      throw new ZkCodecError('Protocol', 'PREPARE_DATA inside a transfer', data);
    if (data.length < 4) throw new ZkCodecError('Length', 'PREPARE_DATA without a size', data);
    const size = checkedSize(data.readUInt32LE(0));
    if (this.target && size !== this.target.length)
      throw new ZkCodecError('Length', `${this.target.length} bytes were asked for, ${size} are announced`, data);
    this.#bytes ??= Buffer.alloc(size);
    this.#prepared = true;
    return false;
  }

  #append(data: Buffer): boolean {
    if (!this.#bytes) {
      this.#bytes = Buffer.from(data);
      return true;
    }
    if (this.#received + data.length > this.#bytes.length)
      throw new ZkCodecError('Length', `more than the promised ${this.#bytes.length} bytes arrived`);
    data.copy(this.#bytes, this.#received);
    this.#received += data.length;
    return !this.#prepared && this.#received === this.#bytes.length;
  }

  #close(): boolean {
    const promised = this.#bytes?.length ?? 0;
    if (this.#received !== promised)
      throw new ZkCodecError('Length', `the transfer was closed after ${this.#received} of ${promised} bytes`);
    return true;
  }
}
