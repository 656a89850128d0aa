import type { DoorMessage, DoorReading } from '../../protocols/door/door-reading';

/** A message as it came off the wire: `duplicate` is the DUP flag, a hint and no identity (mqtt.md C2). */
export interface MqttDelivery extends DoorMessage {
  readonly qos: 0 | 1 | 2;
  readonly duplicate: boolean;
  /** Identifier of the packet in its session, 1-65535; null with QoS 0. A packet that is sent again keeps it. */
  readonly packetId: number | null;
  /** It may have waited on its way: it was sent again, or came out of the queue that a broker kept for us. */
  readonly queued: boolean;
  /** The publisher as the embedded broker knows it; null behind an external broker, which does not tell. */
  readonly publisher: string | null;
}

/**
 * What is handed to the store. `rejection` is null for a message that was understood (readings may still be empty: a
 * report without a contact); otherwise it says why not, and the store keeps the raw bytes among the rejected records.
 */
export interface ReceivedMessage extends MqttDelivery {
  readonly readings: readonly DoorReading[];
  readonly rejection: string | null;
}

/**
 * Commits a batch, all or nothing; resolving means "durable", and only then is the sender acknowledged. It may reject
 * only for reasons that pass (storage down): a message it cannot use has to be kept as rejected, or it would come for ever.
 */
export type StoreMessages = (batch: ReceivedMessage[]) => Promise<void>;

/** Turns a delivery into readings; throws ProtocolError for what nobody understands. */
export type DecodeDelivery = (delivery: MqttDelivery) => readonly DoorReading[];

/** Where the MQTT front writes its log: one line, with fields. */
export type MqttLog = (level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>) => void;
