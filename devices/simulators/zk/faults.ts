import type { ZkFault, ZkFaultEffect } from './simulator-options';
import { type WirePacket, writeFrame, writePacket } from './wire-format';

/** A packet on its way out: its bytes, and the milliseconds to wait before them. */
export interface OutgoingPacket {
  readonly bytes: Buffer;
  readonly delayMs: number;
}

/** An answer on its way out, and what becomes of the connection after so many of its bytes. */
export interface Outgoing {
  readonly packets: OutgoingPacket[];
  readonly cut?: Extract<ZkFaultEffect, { kind: 'cut' }>;
}

/** The faults of a simulator and how often each command has come. */
export class FaultPlan {
  #faults: readonly ZkFault[];
  #seen = new Map<number, number>();

  constructor(faults: readonly ZkFault[]) {
    this.#faults = faults;
  }

  /** Replaces all faults and counts commands from 0 again. */
  replace(faults: readonly ZkFault[]): void {
    this.#faults = faults;
    this.#seen = new Map();
  }

  /** The effects that this arrival of a command has. */
  arrived(command: number): ZkFaultEffect[] {
    const nth = (this.#seen.get(command) ?? 0) + 1;
    this.#seen.set(command, nth);
    const holds = (fault: ZkFault): boolean => {
      const first = fault.nth ?? 1;
      return fault.on === command && nth >= first && nth < first + (fault.times ?? Infinity);
    };
    return this.#faults.filter(holds).map((fault) => fault.effect);
  }
}

const at = (index: number, length: number): number => (index < 0 ? length + index : index);

/** What faults do to the packets of an answer before they are written. */
export function bendPackets(
  packets: WirePacket[],
  effects: readonly ZkFaultEffect[],
  event: () => WirePacket,
): WirePacket[] {
  let bent = [...packets];
  for (const effect of effects) bent = bend(bent, effect, event);
  return bent;
}

function bend(packets: WirePacket[], effect: ZkFaultEffect, event: () => WirePacket): WirePacket[] {
  const first = packets[0];
  if (!first) return packets;
  switch (effect.kind) {
    case 'silence':
      return [];
    case 'answer':
      return [{ ...first, command: effect.code, data: Buffer.from(effect.data ?? '', 'hex') }];
    case 'stray':
      return inserted(
        packets,
        effect.packet,
        Array.from({ length: effect.copies }, () => ({
          command: 2000,
          session: first.session,
          replyId: (first.replyId + 40_000) & 0xffff,
          data: Buffer.from('stray'),
        })),
      );
    case 'event':
      return inserted(packets, effect.packet, Array.from({ length: effect.copies }, event));
    case 'drop':
      return packets.filter((_, i) => i !== at(effect.packet, packets.length));
    case 'duplicate':
      return packets.flatMap((packet, i) => (i === at(effect.packet, packets.length) ? [packet, packet] : [packet]));
    case 'shorten':
      return changed(packets, effect.packet, (packet) => ({
        ...packet,
        data: packet.data.subarray(0, Math.max(0, packet.data.length - effect.bytes)),
      }));
    case 'lengthen':
      return changed(packets, effect.packet, (packet) => ({
        ...packet,
        data: Buffer.concat([packet.data, Buffer.alloc(effect.bytes, 0x31)]),
      }));
    case 'damage':
      return effect.what === 'reply-id'
        ? changed(packets, effect.packet, (packet) => ({ ...packet, replyId: packet.replyId ^ 0x0101 }))
        : effect.what === 'session'
          ? changed(packets, effect.packet, (packet) => ({ ...packet, session: packet.session ^ 0x5555 }))
          : packets;
    default:
      return packets;
  }
}

function inserted(packets: WirePacket[], index: number, extra: WirePacket[]): WirePacket[] {
  const place = at(index, packets.length);
  return [...packets.slice(0, place), ...extra, ...packets.slice(place)];
}

function changed(packets: WirePacket[], index: number, change: (packet: WirePacket) => WirePacket): WirePacket[] {
  return packets.map((packet, i) => (i === at(index, packets.length) ? change(packet) : packet));
}

/** Writes an answer's packets, with the damage that shows in bytes only. */
export function writeAnswer(
  packets: readonly WirePacket[],
  effects: readonly ZkFaultEffect[],
  framed: boolean,
): Outgoing {
  const outgoing = packets.map((packet, i): OutgoingPacket => {
    const mine = effects.filter((effect) => 'packet' in effect && at(effect.packet, packets.length) === i);
    const payload = mine.reduce(damagePayload, writePacket(packet));
    const bytes = framed ? mine.reduce(damageFrame, writeFrame(payload)) : payload;
    return {
      bytes,
      delayMs: mine.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.milliseconds : 0), 0),
    };
  });
  const cut = effects.find((effect) => effect.kind === 'cut');
  return cut ? { packets: outgoing, cut } : { packets: outgoing };
}

function damagePayload(payload: Buffer, effect: ZkFaultEffect): Buffer {
  if (effect.kind !== 'damage') return payload;
  const damaged = Buffer.from(payload);
  if (effect.what === 'checksum') damaged.writeUInt16LE(damaged.readUInt16LE(2) ^ 0x1234, 2);
  if (effect.what === 'payload') damaged.writeUInt8((damaged[damaged.length - 1] ?? 0) ^ 0x04, damaged.length - 1);
  return damaged;
}

function damageFrame(frame: Buffer, effect: ZkFaultEffect): Buffer {
  if (effect.kind !== 'damage') return frame;
  const damaged = Buffer.from(frame);
  if (effect.what === 'magic') damaged.writeUInt8(0x51, 0);
  if (effect.what === 'length') damaged.writeUInt32LE(damaged.readUInt32LE(4) + 5, 4);
  return damaged;
}
