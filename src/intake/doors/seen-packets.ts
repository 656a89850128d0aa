import { createHash } from 'node:crypto';
import { messageDigest } from '../mqtt/message-digest';
import { type ReceivedMessage } from '../mqtt/mqtt-message';

/** Packets that are remembered: more than a broker is let keep unacknowledged for one session. */
const remembered = 8192;
/** Batches that are kept in the database, each in its row. */
const keptBatches = 256;

/** One batch as it is kept: its number, the row it takes, and a line for each packet. */
export interface PacketBatch {
  readonly number: number;
  readonly slot: number;
  readonly packets: string;
}

/** The messages of a batch that are not yet kept, and what to write with them. */
export interface Sifted {
  readonly fresh: readonly ReceivedMessage[];
  readonly written: PacketBatch;
  /** Content by packet, to be remembered once the batch is kept. */
  readonly contents: ReadonlyMap<string, string>;
}

/**
 * Packets of one session that were kept lately. A message whose acknowledgement was lost comes again with the duplicate flag, the
 * same packet identifier and the same content; no one of the three is an identity, but all of them together, against the latest
 * packet of that identifier, are (MQTT 5, 4.4: an identifier is not given again before it was acknowledged).
 */
export class SeenPackets {
  private constructor(
    /** Content by packet, the latest last. */
    private readonly contents: Map<string, string>,
    private lastNumber: number,
  ) {}

  /** What the batches of a session say, in the order of their numbers. */
  static of(batches: readonly Pick<PacketBatch, 'number' | 'packets'>[]): SeenPackets {
    const contents = new Map<string, string>();
    const ordered = [...batches].sort((a, b) => a.number - b.number);
    for (const line of ordered.flatMap(({ packets }) => packets.split('\n').filter(Boolean))) {
      const [packet = '', content = ''] = line.split(' ', 2);
      putLast(contents, packet, content);
    }
    return new SeenPackets(contents, ordered.at(-1)?.number ?? 0);
  }

  /** Parts what is new from what was kept before; nothing is remembered until `remember`. */
  sift(batch: readonly ReceivedMessage[]): Sifted {
    const contents = new Map<string, string>();
    const lines: string[] = [];
    const fresh = batch.filter((message) => {
      if (message.packetId === null || message.qos === 0) return true;
      const packet = message.publisher === null ? String(message.packetId) : `${message.packetId}@${digest(message.publisher)}`;
      const content = messageDigest(message);
      if (message.duplicate && (contents.get(packet) ?? this.contents.get(packet)) === content) return false;
      contents.set(packet, content);
      lines.push(`${packet} ${content}`);
      return true;
    });
    const number = this.lastNumber + 1;
    return { fresh, written: { number, slot: number % keptBatches, packets: lines.join('\n') }, contents };
  }

  /** Remembers a batch that is kept. */
  remember({ contents, written }: Sifted): void {
    this.lastNumber = written.number;
    for (const [packet, content] of contents) putLast(this.contents, packet, content);
    for (const packet of this.contents.keys()) {
      if (this.contents.size <= remembered) break;
      this.contents.delete(packet);
    }
  }
}

function putLast(contents: Map<string, string>, packet: string, content: string): void {
  contents.delete(packet);
  contents.set(packet, content);
}

const digest = (text: string): string => createHash('sha1').update(text).digest('base64url').slice(0, 10);
