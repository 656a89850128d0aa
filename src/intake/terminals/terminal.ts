import { type SentCardWriting } from '../../protocols/card-writing';

/** Where a terminal stands with us: listed but not believed; believed; no longer in use. */
export type TerminalStatus = 'pending' | 'approved' | 'retired';

/** By which wire a terminal's records come. */
export type TerminalSpeech = 'zk-tcp' | 'zk-udp' | 'push' | 'file';

/** What a site may choose for one terminal beyond its address. */
export interface TerminalSettings {
  /** How the clock offset is told in the push handshake; `auto` = hours when whole, else minutes (push.md A7). */
  readonly timeZoneForm?: 'auto' | 'hours' | 'minutes' | 'hh:mm' | 'omit';
  /** Networks (CIDR) from which a pushing terminal may call; empty = any. */
  readonly sourceNetworks?: readonly string[];
  /** Directions by function key where they differ from the profile, e.g. `{ "0": "in", "1": "out" }`. */
  readonly directions?: Readonly<Record<string, 'in' | 'out' | 'none'>>;
  /** Keeps a connection to a polled terminal between two polls, so that a punch brings the next one forward. */
  readonly realtime?: boolean;
  /** Seconds between two polls, where the site wants others than the profile. */
  readonly pollSeconds?: number;
  /** From how many minutes of offset the clock counts as wrong; 10 unless said otherwise. */
  readonly clockFaultMinutes?: number;
  /** After how many minutes without contact an outage is recorded; the profile's longest back-off unless said otherwise. */
  readonly outageMinutes?: number;
  /** Event codes of an access panel that are clock-ins here, instead of the profile's. */
  readonly punchEvents?: readonly number[];
  /** How a panel counts the time of its transactions; `local` unless said otherwise (push.md A7). */
  readonly encodedTime?: 'local' | 'gmt';
  /** Which of the two layouts of 16 bytes it sends (zk.md B.9). */
  readonly sixteenByteLayout?: '16' | '16-state-first';
  /** How cards are written to it and by it, where it is set otherwise than its profile. */
  readonly cardWriting?: SentCardWriting;
  /** `false`: once its users have been synchronised, dates of the plan still take effect only when somebody asks for it again. */
  readonly followPlan?: boolean;
}

/** Hashes of the keys that a pushing terminal showed first after its approval; it has to go on showing them (push.md A9). */
export interface PinnedKeys {
  readonly pushcommkey?: string;
  readonly comkey?: string;
}

/** A terminal of the fleet. */
export interface Terminal {
  /** Its serial number: addresses move, this stays. */
  readonly serial: string;
  readonly name: string;
  readonly unitId: string | null;
  /** IANA zone that its clock shows. */
  readonly zone: string;
  readonly status: TerminalStatus;
  readonly speaks: TerminalSpeech;
  /** Name of its row in `devices/profiles`. */
  readonly profile: string;
  /** `host` or `host:port` of a polled terminal. */
  readonly address: string | null;
  /** Secret of the ZK wire, 0-999999; never logged or shown. */
  readonly commKey: number | null;
  /** Records before this date are quarantined. */
  readonly acceptFromDate: string | null;
  /** Epoch milliseconds. */
  readonly approvedAt: number | null;
  /** Epoch milliseconds. */
  readonly firstSeenAt: number;
  readonly settings: TerminalSettings;
  readonly pinnedKeys: PinnedKeys;
}
