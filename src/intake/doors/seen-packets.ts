import { createHash } from 'node:crypto';
import { type ReceivedMessage } from '../mqtt-message';

/** Packets that are remembered: more than any broker keeps unacknowledged for one session. */
const remembered = 1024;

/** The messages of a batch that are not yet kept, and what to remember once they are. */
export interface Sifted {
  readonly fresh: readonly ReceivedMessage[];
  readonly next: SeenPackets;
}

/**
 * Packets of one session that were kept lately. A message whose acknowledgement was lost comes again with the duplicate flag, the
 * same packet identifier and the same content; no one of the three is an identity, but all of them together, against the latest
 * packet of that identifier, are (MQTT 5, 4.4: an identifier is not given again before it was acknowledged).
 */
export class SeenPackets {
  private constructor(
    /** Content by packet, the latest last. */
    private readonly contents: ReadonlyMap<string, string>,
  ) {}

  /** Reads what `toString` wrote; '' = nothing seen. */
  static parse(text: string): SeenPackets {
    const lines = text.split('\n').filter(Boolean);
    return new SeenPackets(new Map(lines.map((line) => line.split(' ', 2) as [string, string])));
  }

  toString(): string {
    return [...this.contents].map(([packet, content]) => `${packet} ${content}`).join('\n');
  }

  /** Parts what is new from what was kept before. */
  sift(batch: readonly ReceivedMessage[]): Sifted {
    const contents = new Map(this.contents);
    const fresh = batch.filter((message) => {
      if (message.packetId === null || message.qos === 0) return true;
      const packet = message.publisher === null ? String(message.packetId) : `${message.packetId}@${digest(message.publisher)}`;
      const content = digest(message.topic, message.payload);
      if (message.duplicate && contents.get(packet) === content) return false;
      contents.delete(packet);
      contents.set(packet, content);
      return true;
    });
    for (const packet of contents.keys()) {
      if (contents.size <= remembered) break;
      contents.delete(packet);
    }
    return { fresh, next: new SeenPackets(contents) };
  }
}

function digest(text: string, payload?: Buffer): string {
  const hash = createHash('sha1').update(text);
  if (payload !== undefined) hash.update('\0').update(payload);
  return hash.digest('base64url').slice(0, 10);
}
