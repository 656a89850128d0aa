import ZktecoJs from 'zkteco-js';
import { OneAtATime } from './one-at-a-time';
import type { ZkEvent } from './realtime-event';
import { SafeZtcp } from './safe-ztcp';
import { SafeZudp } from './safe-zudp';
import type { ZkFreeSizes } from './free-sizes';
import {
  type AttendanceReadOptions,
  readAttendance,
  readSizes,
  readTime,
  readUsers,
  type ZkAttendanceLog,
} from './terminal-reads';
import type { ZkUserRecord } from './user-record';
import type { ZkWallClock } from './wall-clock';
import { toZkError, ZkError } from './zk-error';

/** How to reach a terminal; durations in milliseconds, comm key 0 to 999999. */
export interface ZkTerminalOptions extends AttendanceReadOptions {
  readonly host: string;
  /** 4370 unless said otherwise. */
  readonly port?: number;
  readonly transport?: 'tcp' | 'udp';
  readonly commKey?: number;
  /** For TCP's handshake; 5,000 unless said otherwise. */
  readonly connectTimeoutMs?: number;
  /** For an answer, and for silence within a bulk read; 10,000 unless said otherwise. */
  readonly requestTimeoutMs?: number;
  /** For one bulk read as a whole; ten minutes unless said otherwise. */
  readonly transferTimeoutMs?: number;
}

/** What a terminal says it is; `serial` is its identity (zk.md B.4), the rest is '' where the firmware does not tell. */
export interface ZkIdentity {
  readonly serial: string;
  readonly deviceName: string;
  readonly firmware: string;
  readonly platform: string;
  readonly mac: string;
}

const DEFAULT_PORT = 4370;

function transportFor(options: ZkTerminalOptions): SafeZtcp {
  const settings = {
    host: options.host,
    port: options.port ?? DEFAULT_PORT,
    commKey: options.commKey ?? 0,
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
    transferTimeoutMs: options.transferTimeoutMs ?? 600_000,
  };
  return options.transport === 'udp' ? new SafeZudp(settings) : new SafeZtcp(settings);
}

/** zkteco-js with both its transports replaced; the library only knows the helpers of its TCP branch, so that branch carries UDP as well. */
function libraryOver(transport: SafeZtcp): ZktecoJs {
  const device = new ZktecoJs(transport.ip, transport.port, transport.timeout);
  device.ztcp = transport;
  device.zudp = transport;
  device.connectionType = 'tcp';
  return device;
}

const clean = (text: string): string => text.replaceAll('\0', '').trim();

/**
 * One connection to one ZK terminal, only for reading. Every method gives all it promises or rejects with a `ZkError`; after an error the
 * connection is gone and a new client is needed. Calls made at once are served one after the other.
 */
export class ZkTerminalClient {
  readonly #transport: SafeZtcp;
  readonly #device: ZktecoJs;
  readonly #operations = new OneAtATime();

  constructor(private readonly options: ZkTerminalOptions) {
    this.#transport = transportFor(options);
    this.#device = libraryOver(this.#transport);
  }

  /** Connects and, if the terminal wants it, authenticates. */
  connect(): Promise<void> {
    return this.#exclusive(async () => {
      await this.#transport.connect();
    });
  }

  /** Reads serial number, model and firmware; a terminal that does not tell its serial number is a `Protocol` error. */
  readIdentity(): Promise<ZkIdentity> {
    return this.#exclusive(async () => {
      const serial = await this.#text(() => this.#device.getSerialNumber());
      if (serial === '') throw new ZkError('Protocol', 'the terminal does not tell its serial number');
      const deviceName = await this.#text(() => this.#device.getDeviceName());
      const firmware = await this.#text(() => this.#device.getFirmware());
      const platform = await this.#text(() => this.#device.getPlatform());
      return { serial, deviceName, firmware, platform, mac: await this.#text(() => this.#device.getMacAddress()) };
    });
  }

  /** Reads the terminal's wall clock. */
  readTime(): Promise<ZkWallClock> {
    return this.#exclusive(() => readTime(this.#transport.conversation));
  }

  /** Reads the counts and capacities. */
  readSizes(): Promise<ZkFreeSizes> {
    return this.#exclusive(() => readSizes(this.#transport.conversation));
  }

  /** Reads the whole log, in the terminal's order. */
  readAttendance(): Promise<ZkAttendanceLog> {
    return this.#exclusive(() => readAttendance(this.#transport.conversation, this.options));
  }

  /** Reads all users. */
  readUsers(): Promise<ZkUserRecord[]> {
    return this.#exclusive(() => readUsers(this.#transport.conversation));
  }

  /** Asks for pushed punches: hints to poll, which may stop coming without a word (zk.md B.11); `onFailure` hears when the connection ends. */
  subscribeEvents(
    onEvent: (event: ZkEvent) => void,
    onFailure: (error: ZkError) => void = () => undefined,
  ): Promise<void> {
    return this.#exclusive(() => this.#transport.getRealTimeLogs(onEvent, onFailure));
  }

  /** Ends the connection; never rejects, may be called twice. */
  async close(): Promise<void> {
    await this.#operations.run(() => this.#transport.disconnect());
  }

  /** Drops the connection at once; a waiting call rejects with `Closed`. */
  destroy(): void {
    void this.#transport.closeSocket();
  }

  #exclusive<T>(operation: () => Promise<T>): Promise<T> {
    return this.#operations.run(async () => {
      try {
        return await operation();
      } catch (error) {
        this.destroy();
        throw toZkError(error);
      }
    });
  }

  async #text(helper: () => Promise<string>): Promise<string> {
    if (this.#transport.failure) throw this.#transport.failure;
    const text = await helper();
    if (this.#transport.failure) throw this.#transport.failure;
    return clean(text);
  }
}
