import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Outgoing, OutgoingPacket } from './faults';
import type { ZkDelivery } from './simulator-options';

/** Writes answers to one TCP client, one after the other, cut and paced as told. */
export class TcpDelivery {
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly delivery: ZkDelivery,
  ) {}

  /** Queues an answer behind those that are still leaving. */
  send(outgoing: Outgoing): void {
    this.#queue = this.#queue.then(() => this.#deliver(outgoing));
  }

  async #deliver(outgoing: Outgoing): Promise<void> {
    if (outgoing.cut) {
      const bytes = Buffer.concat(outgoing.packets.map((packet) => packet.bytes)).subarray(0, outgoing.cut.afterBytes);
      await this.#write(bytes);
      await sleep(2);
      if (outgoing.cut.then === 'fin') this.socket.end();
      if (outgoing.cut.then === 'reset') this.socket.resetAndDestroy();
      return;
    }
    for (const write of this.#writes(outgoing.packets)) {
      if (write.delayMs > 0) await sleep(write.delayMs);
      await this.#write(write.bytes);
    }
  }

  /** One write per frame, or one for all of them, split where a packet has to wait. */
  #writes(packets: readonly OutgoingPacket[]): OutgoingPacket[] {
    if (this.delivery.kind === 'frames') return [...packets];
    const writes: { bytes: Buffer[]; delayMs: number }[] = [];
    for (const packet of packets) {
      const last = writes.at(-1);
      if (last && packet.delayMs === 0) last.bytes.push(packet.bytes);
      else writes.push({ bytes: [packet.bytes], delayMs: packet.delayMs });
    }
    return writes.map(({ bytes, delayMs }) => ({ bytes: Buffer.concat(bytes), delayMs }));
  }

  async #write(bytes: Buffer): Promise<void> {
    const { delivery } = this;
    if (delivery.kind === 'paced') return this.#pace(bytes, delivery.bytes, delivery.microseconds);
    const piece = delivery.kind === 'pieces' ? delivery.bytes : bytes.length || 1;
    for (let at = 0; at < bytes.length && !this.socket.destroyed; at += piece) {
      this.socket.write(bytes.subarray(at, at + piece));
      await nextTurn();
    }
  }

  async #pace(bytes: Buffer, piece: number, microseconds: number): Promise<void> {
    const startedAt = performance.now();
    for (let sent = 0; sent * piece < bytes.length && !this.socket.destroyed; sent += 1) {
      while ((performance.now() - startedAt) * 1000 < sent * microseconds) await nextTurn();
      this.socket.write(bytes.subarray(sent * piece, (sent + 1) * piece));
    }
  }
}
