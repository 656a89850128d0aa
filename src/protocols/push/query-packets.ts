import { ProtocolError } from '../errors';

/** One packet of the answer to a `DATA QUERY` (push.md A2, querydata): which command, which table, which part of how many. */
export interface QueryPacket {
  commandId: number;
  tableName: string;
  /** Records that the device says are in this packet; null when it does not. */
  count: number | null;
  packetCount: number;
  packetIndex: number;
}

/** Which packets of one command's answer are in; immutable. */
export interface PacketProgress {
  commandId: number;
  packetCount: number;
  seen: readonly number[];
  records: number;
}

/** Reads the packet numbers of a querydata request; throws ProtocolError when they make no sense. */
export function parseQueryPacket(query: ReadonlyMap<string, string>): QueryPacket {
  const packetCount = wholeNumber(query.get('packcnt') ?? '1', 'packcnt');
  const packetIndex = wholeNumber(query.get('packidx') ?? '1', 'packidx');
  if (packetCount < 1 || packetIndex > packetCount) throw new ProtocolError('Packet numbers that make no sense');
  const count = query.get('count');
  return {
    commandId: wholeNumber(query.get('cmdid') ?? '', 'cmdid'),
    tableName: query.get('tablename') ?? '',
    count: count === undefined || count === '' ? null : wholeNumber(count, 'count'),
    packetCount,
    packetIndex,
  };
}

function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ProtocolError(`${name} is no number`);
  return Number(text);
}

/** The progress after one more packet: a repeated packet changes nothing, a different packet count starts anew (the device began again). */
export function addPacket(progress: PacketProgress | null, packet: QueryPacket, records: number): PacketProgress {
  const same = progress?.commandId === packet.commandId && progress.packetCount === packet.packetCount;
  const before = same
    ? progress
    : { commandId: packet.commandId, packetCount: packet.packetCount, seen: [], records: 0 };
  if (before.seen.includes(packet.packetIndex)) return before;
  return { ...before, seen: [...before.seen, packet.packetIndex], records: before.records + records };
}

/** Whether every packet is in; firmware numbers them from 0 or from 1, so only their count matters. */
export function isComplete(progress: PacketProgress): boolean {
  return progress.seen.length >= progress.packetCount;
}
