/** By which of the four doors a record came in. */
export type PunchSource = 'poll' | 'push' | 'file' | 'mqtt';

/** A clock-in as a terminal recorded it, with the instant that the site's zone makes of it; no person and no shift, since both are resolved when a day is judged. */
export interface NewPunch {
  /** Serial number of the terminal. */
  readonly terminal: string;
  /** The id that the terminal knows the person by; text, leading zeros count. */
  readonly pin: string;
  /** 'YYYY-MM-DD HH:MM:SS' as the device wrote it, without a zone. */
  readonly wallClock: string;
  /** The function key, raw: 0-5, 255 = none. */
  readonly state: number;
  /** How the person was recognised, raw and model-dependent. */
  readonly verify: number;
  readonly workCode: string | null;
  /** IANA zone by which `punchedAt` was made of `wallClock`. */
  readonly zone: string;
  /** Epoch milliseconds. */
  readonly punchedAt: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly source: PunchSource;
}

/** Why a readable record is not yet believed. */
export type QuarantineReason = 'before-accept-from' | 'future' | 'clock-lost' | 'unknown-pin-source';

/** A readable record that is kept apart until an officer, or a changed date, lets it in. */
export interface QuarantinedPunch extends NewPunch {
  readonly reason: QuarantineReason;
}

/** What could not be read: the raw bytes, and why. */
export interface RejectedRecord {
  readonly terminal: string;
  readonly source: PunchSource;
  readonly receivedAt: number;
  readonly raw: Buffer;
  readonly reason: string;
}

/** What a terminal says beside punches: evidence, and the source of alarms. The same `id` from the same terminal is the same event. */
export interface TerminalEventRecord {
  readonly serial: string;
  readonly id: string;
  readonly kind: string;
  readonly wallClock: string | null;
  readonly code: number | null;
  readonly pin: string | null;
  readonly receivedAt: number;
  readonly raw: string;
}

/** Something about a terminal that somebody has to look at, at one moment; the same `id` is raised once. */
export interface TerminalAlarm {
  readonly id: string;
  readonly serial: string;
  readonly kind: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Facts of the alarm as JSON. */
  readonly detail: string;
}

/** One delivery from a door, ready to be kept: all of it or none. */
export interface Delivery {
  readonly punches: readonly NewPunch[];
  readonly quarantined: readonly QuarantinedPunch[];
  readonly rejected: readonly RejectedRecord[];
  readonly events?: readonly TerminalEventRecord[];
  readonly alarms?: readonly TerminalAlarm[];
}

/** What became of a delivery: `read = stored + duplicates + quarantined + rejected`. */
export interface DeliveryOutcome {
  readonly read: number;
  readonly stored: number;
  /** Records that stand already, as punches or in quarantine. */
  readonly duplicates: number;
  readonly quarantined: number;
  readonly rejected: number;
}
