import { ZkCodecError } from './zk-error';

/** One packet of a ZK terminal: command or reply code, session (the event code in pushed events), reply id, data (zk.md B.1). */
export interface ZkPacket {
  readonly command: number;
  readonly session: number;
  readonly replyId: number;
  readonly data: Buffer;
}

/** Bytes before the data of a packet. */
export const PACKET_HEADER_BYTES = 8;

/** One's complement of the end-around sum of all 16-bit words, the checksum field itself counted as 0 (zk.md B.2). */
export function packetChecksum(payload: Buffer): number {
  let sum = -payload.readUInt16LE(2);
  const evenBytes = payload.length & ~1;
  for (let i = 0; i < evenBytes; i += 2) sum += (payload[i] as number) | ((payload[i + 1] as number) << 8);
  if (evenBytes < payload.length) sum += payload[evenBytes] as number;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** Writes a packet without transport framing (zk.md B.1): header, checksum, data. */
export function encodePacket(packet: ZkPacket): Buffer {
  const payload = Buffer.alloc(PACKET_HEADER_BYTES + packet.data.length);
  payload.writeUInt16LE(packet.command, 0);
  payload.writeUInt16LE(packet.session, 4);
  payload.writeUInt16LE(packet.replyId, 6);
  packet.data.copy(payload, PACKET_HEADER_BYTES);
  payload.writeUInt16LE(packetChecksum(payload), 2);
  return payload;
}

function sumIsZero(payload: Buffer): boolean {
  return (packetChecksum(payload) - payload.readUInt16LE(2)) % 0xffff === 0;
}

/** Reads a packet and verifies its checksum; a short packet is a `Length`, a wrong sum a `Checksum` error. */
export function decodePacket(payload: Buffer): ZkPacket {
  if (payload.length < PACKET_HEADER_BYTES)
    throw new ZkCodecError('Length', `a packet of ${payload.length} bytes`, payload);
  if (!sumIsZero(payload))
    throw new ZkCodecError('Checksum', 'the checksum of a packet is wrong', payload.subarray(0, 64));
  return {
    command: payload.readUInt16LE(0),
    session: payload.readUInt16LE(4),
    replyId: payload.readUInt16LE(6),
    data: payload.subarray(PACKET_HEADER_BYTES),
  };
}
