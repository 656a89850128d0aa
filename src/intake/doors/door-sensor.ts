import { type CardWriting } from '../../protocols/card-writing';
import { type DoorSensorConfig } from '../../protocols/door/door-reading';

/** Which side of its door a reader stands on: read on the way in, on the way out, or neither. */
export type DoorSide = 'in' | 'out' | 'none';

/** What a site chooses for one sensor beyond its profile. */
export interface DoorSensorSettings {
  /** Values of the profile's `{placeholders}`: topic, address, channel, ... */
  readonly parameters: Readonly<Record<string, string>>;
  /** The wiring turns open and closed round. */
  readonly invert?: boolean;
  /** The door stands open too long after this; default 60. */
  readonly heldOpenSeconds?: number;
  /** Nobody gets past this reader unread: without that a missing entry means nothing. */
  readonly mandatory?: boolean;
  /** A sensor without availability messages is known to work for this long after its last message; default 240. */
  readonly silentMinutes?: number;
  /** How this reader writes cards, where its profile does not know it or the reader is set otherwise. */
  readonly cardWriting?: CardWriting | null;
}

/** A door sensor or card reader of the fleet. */
export interface DoorSensor {
  /** Stands where a terminal's serial number stands in punches and enrolments. */
  readonly code: string;
  readonly name: string;
  readonly unitId: string | null;
  /** IANA zone of its wall clock. */
  readonly zone: string;
  /** Id of its row in devices/profiles. */
  readonly profile: string;
  /** The sensors of one door share its name (within their unit): a contact, and the readers beside it. */
  readonly door: string;
  readonly side: DoorSide;
  /** User name that its messages have to be published under (embedded broker); several sensors may share a bridge's. */
  readonly account: string | null;
  readonly settings: DoorSensorSettings;
}

/** A sensor as the codecs need it. */
export function codecConfig({ code, profile, settings }: DoorSensor): DoorSensorConfig {
  const { parameters, invert, cardWriting } = settings;
  return { sensorId: code, profileId: profile, parameters, ...(invert === undefined ? {} : { invert }), ...(cardWriting ? { cardWriting } : {}) };
}
