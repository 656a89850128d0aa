import type { AccessConfiguration, HandshakeSettings } from '../../protocols/push/handshake';
import type { InfoCounters } from '../../protocols/push/info-counters';
import type { CommandResult } from '../../protocols/push/command-result';
import type { QueuedCommand, RefusedCommand } from '../../protocols/push/push-command';
import type { PushUpload, RejectedLine } from '../../protocols/push/push-line';
import type { PushEndpoint, PushProtocol } from '../../protocols/push/push-request';
import type { DateTimeForm } from '../../protocols/push/push-time';
import type { QueryPacket } from '../../protocols/push/query-packets';

/** Who is calling, as far as it says so itself: a serial number is a claim until the handler admits it (push.md A9). */
export interface PushCaller {
  serial: string;
  address: string;
  endpoint: PushEndpoint;
  /** What this request says about the protocol (push.md A1), or null. Once admitted: that, else what the verdict says, else `att`. */
  protocol: PushProtocol | null;
  /** Query fields by lower-case key: pushver, language, pushcommkey, ComKey (`comkey`), ... */
  query: ReadonlyMap<string, string>;
  userAgent: string | null;
  cookie: string | null;
  /** When the head of the request had arrived, epoch milliseconds. */
  receivedAt: number;
}

/** An admitted caller: its protocol is settled. */
export interface PushDevice extends PushCaller {
  protocol: PushProtocol;
}

/** Whether a caller is believed. A refusal is answered with its status (403, or 406 for a registration) and the terminal keeps its records. */
export type PushVerdict =
  { admitted: true; protocol?: PushProtocol } | { admitted: false; status?: 403 | 406; reason: string };

/** The time told to a device: `at` in epoch milliseconds, offset in minutes east of UTC. */
export interface ServerTime {
  at: number;
  offsetMinutes: number;
  dateTimeForm?: DateTimeForm;
}

/**
 * What stands behind the listener. Every promise that resolves means "it is durably kept"; a rejection is answered 503, so the terminal
 * keeps its records and comes again. The listener never says OK before.
 */
export interface PushHandler {
  /** Asked first, for every request; an unknown serial is remembered as pending here. */
  admit(caller: PushCaller): Promise<PushVerdict>;
  handshake(device: PushDevice): Promise<HandshakeSettings>;
  /** Handshake and `/iclock/push` of an access panel; `register-first` when it has no registry code yet (push.md A1). */
  accessHandshake(device: PushDevice): Promise<AccessConfiguration | 'register-first'>;
  /** An access panel registers; `refused` is answered 406. */
  register(device: PushDevice, options: Record<string, string>): Promise<{ registryCode: string } | 'refused'>;
  /** `kept` must be the number of lines plus rejected lines that are now in the ledger, duplicates included; anything else is answered 503. */
  upload(device: PushDevice, upload: PushUpload): Promise<{ kept: number }>;
  /** One packet of the answer to a `DATA QUERY`; conclude the command only when all packets are in (push.md A2, querydata). */
  queryData(device: PushDevice, packet: QueryPacket, upload: PushUpload): Promise<{ kept: number }>;
  /** Commands due for this device, oldest first; `info` are the counters it said with this poll. */
  commandsFor(device: PushDevice, info: InfoCounters | null): Promise<readonly QueuedCommand[]>;
  /**
   * The ids that fit into the answer that is about to be written (mark them as sent), and those that may not be spelled for this device
   * (close them with the reason). Not called when there are neither.
   */
  commandsOffered(device: PushDevice, ids: readonly number[], refused: readonly RefusedCommand[]): Promise<void>;
  commandResults(
    device: PushDevice,
    results: readonly CommandResult[],
    rejected: readonly RejectedLine[],
  ): Promise<void>;
  serverTime(device: PushDevice): Promise<ServerTime>;
  /** Anything else that proves the device alive: ping, deviceinfo, verification data. Also a good place to count. */
  heard(device: PushDevice): Promise<void>;
}
