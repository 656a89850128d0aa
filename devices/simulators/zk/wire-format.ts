/** A packet as the simulated terminal sends or receives it (zk.md B.1). */
export interface WirePacket {
  readonly command: number;
  readonly session: number;
  readonly replyId: number;
  readonly data: Buffer;
}

const MAGIC = 0x7d825050;

/** Sum of all 16-bit words with end-around carry; 0 or 0xffff for a packet whose checksum is right (zk.md B.2). */
function onesComplementSum(bytes: Buffer): number {
  const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  let sum = 0;
  for (let i = 0; i < padded.length; i += 2) {
    sum += padded.readUInt16LE(i);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

/** Whether the sum of all words including the checksum is 0 modulo 65535 (zk.md B.2). */
export function hasRightChecksum(payload: Buffer): boolean {
  return onesComplementSum(payload) % 0xffff === 0;
}

/** Writes a packet with its checksum. */
export function writePacket(packet: WirePacket): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(packet.command, 0);
  head.writeUInt16LE(packet.session, 4);
  head.writeUInt16LE(packet.replyId, 6);
  const payload = Buffer.concat([head, packet.data]);
  payload.writeUInt16LE(0xffff - onesComplementSum(payload), 2);
  return payload;
}

/** Reads a packet; the caller has checked that it has 8 bytes. */
export function readPacket(payload: Buffer): WirePacket {
  return {
    command: payload.readUInt16LE(0),
    session: payload.readUInt16LE(4),
    replyId: payload.readUInt16LE(6),
    data: payload.subarray(8),
  };
}

/** Magic and length for TCP (zk.md B.1). */
export function writeFrame(payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload]);
}

/** Cuts a stream of frames: whole payloads and the rest; undefined when the stream is not the protocol's. */
export function cutFrames(stream: Buffer): { payloads: Buffer[]; rest: Buffer } | undefined {
  const payloads: Buffer[] = [];
  let at = 0;
  while (stream.length - at >= 8) {
    if (stream.readUInt32LE(at) !== MAGIC) return undefined;
    const length = stream.readUInt32LE(at + 4);
    if (length < 8 || length > 1_000_000) return undefined;
    if (stream.length - at - 8 < length) break;
    payloads.push(stream.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return { payloads, rest: stream.subarray(at) };
}

/** Little-endian u32s, one after the other. */
export function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32LE(value >>> 0, i * 4));
  return bytes;
}

/** 'YYYY-MM-DD HH:MM:SS' as the packed u32, impossible dates included (zk.md B.7). */
export function packWallClock(wallClock: string): number {
  const [date = '', time = ''] = wallClock.split(' ');
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const days = ((year - 2000) * 12 + (month - 1)) * 31 + (day - 1);
  return (days * 24 + hour) * 3600 + minute * 60 + second;
}

/** The six bytes of an event's time (zk.md B.7). */
export function sixByteTime(wallClock: string): Buffer {
  const numbers = wallClock.split(/[- :]/).map(Number);
  return Buffer.from([(numbers[0] ?? 2000) - 2000, ...numbers.slice(1)]);
}

/** What AUTH must carry for a comm key in a session (zk.md B.5). */
export function expectedAuth(commKey: number, session: number): Buffer {
  let reversed = 0n;
  for (let bit = 0n; bit < 32n; bit += 1n) if ((BigInt(commKey) >> bit) & 1n) reversed |= 1n << (31n - bit);
  const sum = Number((reversed + BigInt(session)) & 0xffffffffn);
  const mixed = words(sum).map((byte, i) => byte ^ 'ZKSO'.charCodeAt(i));
  const swapped = [mixed[2], mixed[3], mixed[0], mixed[1]].map((byte) => (byte ?? 0) ^ 0x32);
  swapped[2] = 0x32;
  return Buffer.from(swapped);
}
