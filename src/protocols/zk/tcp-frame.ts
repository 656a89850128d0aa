import { PACKET_HEADER_BYTES } from './packet';
import { ZkCodecError } from './zk-error';

const MAGIC = Buffer.from('5050827d', 'hex');
const FRAME_HEADER_BYTES = 8;
const LARGEST_PAYLOAD_BYTES = 16 * 1024 * 1024;

/** Puts magic and length before a packet, as TCP needs it (zk.md B.1). */
export function encodeFrame(payload: Buffer): Buffer {
  const frame = Buffer.alloc(FRAME_HEADER_BYTES + payload.length);
  MAGIC.copy(frame, 0);
  frame.writeUInt32LE(payload.length, 4);
  payload.copy(frame, FRAME_HEADER_BYTES);
  return frame;
}

/**
 * Reassembles packets from a TCP stream by their length alone, however the stream was cut or merged (zk.md B.1).
 * It never searches for a next magic: a stream out of step is a `Framing` error and must be closed.
 */
export class TcpFrameReader {
  #pieces: Buffer[] = [];
  #bytes = 0;
  #needed = FRAME_HEADER_BYTES;

  /** Bytes of an unfinished frame that are waiting for the rest. */
  get pendingBytes(): number {
    return this.#bytes;
  }

  /** Takes the next piece of the stream and hands out the packets that it completes. */
  push(piece: Buffer): Buffer[] {
    if (piece.length === 0) return [];
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    const payloads: Buffer[] = [];
    if (this.#bytes < this.#needed) return payloads;
    let rest = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    for (let size = this.#frameBytes(rest); rest.length >= size; size = this.#frameBytes(rest)) {
      payloads.push(rest.subarray(FRAME_HEADER_BYTES, size));
      rest = rest.subarray(size);
    }
    this.#keep(rest);
    return payloads;
  }

  #keep(rest: Buffer): void {
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#needed = this.#frameBytes(rest);
  }

  #frameBytes(head: Buffer): number {
    const magic = head.subarray(0, 4);
    if (!magic.equals(MAGIC.subarray(0, magic.length)))
      throw new ZkCodecError(
        'Framing',
        'the stream is out of step: no magic at the start of a frame',
        head.subarray(0, 64),
      );
    if (head.length < FRAME_HEADER_BYTES) return FRAME_HEADER_BYTES;
    const length = head.readUInt32LE(4);
    if (length < PACKET_HEADER_BYTES || length > LARGEST_PAYLOAD_BYTES) {
      throw new ZkCodecError('Framing', `a frame of ${length} bytes`, head.subarray(0, 64));
    }
    return FRAME_HEADER_BYTES + length;
  }
}
