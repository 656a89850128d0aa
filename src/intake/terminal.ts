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
}
