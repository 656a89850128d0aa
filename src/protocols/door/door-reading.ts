import type { CardWriting } from '../card-writing';

/** One MQTT message as it arrived: `retained` is the broker's flag on delivery (mqtt.md C2), `receivedAt` epoch milliseconds. */
export interface DoorMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retained: boolean;
  readonly receivedAt: number;
}

/**
 * The time inside a payload, as the device means it: an instant (epoch milliseconds), a wall clock without zone
 * ('YYYY-MM-DD HH:MM:SS'), or milliseconds since the device started. Nothing here is believed yet.
 */
export type DeviceTime =
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'wall-clock'; readonly wallClock: string }
  | { readonly kind: 'uptime'; readonly uptimeMs: number };

interface ReadingFrame {
  readonly sensorId: string;
  readonly topic: string;
  /** True for the broker's stored value: a snapshot, never an event. */
  readonly retained: boolean;
  readonly receivedAt: number;
  readonly deviceTime: DeviceTime | null;
  /** The payload's own identity (a packet counter, a record number), for dedupe; null when the device has none. */
  readonly eventId: string | null;
}

/** A door contact said how it stands. */
export interface ContactReading extends ReadingFrame {
  readonly kind: 'contact';
  readonly contact: 'open' | 'closed';
}

/** A sensor, or the bridge in front of several, came or went; `asleep` = offline as battery devices normally are. */
export interface AvailabilityReading extends ReadingFrame {
  readonly kind: 'availability';
  readonly availability: 'online' | 'offline' | 'asleep';
  readonly scope: 'sensor' | 'bridge';
}

/** A reader read a card; `uid` in upper case as the reader writes it, `verdict` = what the reader itself decided. */
export interface CardReading extends ReadingFrame {
  readonly kind: 'card-read';
  readonly uid: string;
  readonly verdict: 'granted' | 'denied' | 'unstated';
  readonly holderName: string | null;
  /** The model is known to invent cards (mqtt.md C1, Tasmota#9522): believe only enrolled ones. */
  readonly mayBeGhost: boolean;
}

/** Something else that the device reported: a button, tampering, a start. */
export interface DeviceEventReading extends ReadingFrame {
  readonly kind: 'event';
  readonly name: string;
}

/** The battery: `level` in the unit the profile row names. */
export interface BatteryReading extends ReadingFrame {
  readonly kind: 'battery';
  readonly level: number;
  readonly unit: 'percent' | 'volt' | 'low-flag';
}

/** What a door sensor or reader said in one message; one message may hold several. */
export type DoorReading = ContactReading | AvailabilityReading | CardReading | DeviceEventReading | BatteryReading;

/**
 * A sensor of the fleet as the codecs need it: `parameters` fill the `{placeholders}` of the profile's topics and paths
 * (address, base, channel, ...); `invert` says that the wiring turns open and closed round.
 */
export interface DoorSensorConfig {
  readonly sensorId: string;
  readonly profileId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly invert?: boolean;
  /** How this reader writes cards, where its site says another way than the profile. */
  readonly cardWriting?: CardWriting;
}
