/** How the instant of a fact was found: the device's own clock was credible, or only our receive time is. */
export type TimeSource = 'device' | 'receipt';

interface FactFrame {
  readonly sensorId: string;
  /** When we received it, epoch milliseconds. */
  readonly receivedAt: number;
  /** The device's own instant, epoch milliseconds, before any trust; null when it told none. */
  readonly deviceAt: number | null;
  /** Retained by the broker: a snapshot, never an event (mqtt.md C2). */
  readonly retained: boolean;
  /** It may have waited on its way (sent again, or out of a queue): when we received it tells nothing of when it happened. */
  readonly queued?: boolean;
  /** Identity given by the payload, for dedupe. */
  readonly eventId: string | null;
  /** What a reader of the observation can look up: the id of the stored message. */
  readonly evidenceRef: string;
}

/** A door contact reported its state. */
export interface ContactFact extends FactFrame {
  readonly kind: 'contact';
  readonly contact: 'open' | 'closed';
}

/** The sensor, or what stands between it and us, came or went. */
export interface AvailabilityFact extends FactFrame {
  readonly kind: 'availability';
  readonly availability: 'online' | 'offline' | 'asleep';
}

/** Somebody was allowed through: a card, the exit button, or a remote opening. */
export interface GrantFact extends FactFrame {
  readonly kind: 'grant';
  readonly grantedBy: 'card' | 'exit-button' | 'remote';
}

/** What the door state machine takes in. */
export type DoorFact = ContactFact | AvailabilityFact | GrantFact;

/** A door event as it goes into the ledger: `at` epoch milliseconds, by the trusted clock named in `timeSource`. */
export interface DoorEvent {
  readonly sensorId: string;
  readonly kind: 'opened' | 'closed' | 'held-open' | 'forced-open';
  readonly at: number;
  /** When we received the report of the movement, epoch milliseconds. */
  readonly heardAt: number;
  readonly timeSource: TimeSource;
  /** The state changed while the sensor was away: it happened at `at` or earlier. */
  readonly seenAfterOutage: boolean;
  /** For held-open: since when the door stood open; null for the others. */
  readonly openSince: number | null;
  readonly evidenceRefs: readonly string[];
}
