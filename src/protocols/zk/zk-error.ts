import { DeviceUnavailable, ProtocolError } from '../errors';

/** How bytes of a ZK terminal can be wrong: framing (magic, length), checksum, a length that does not fit, or content against the protocol. */
export type ZkCodecFault = 'Framing' | 'Checksum' | 'Length' | 'Protocol';

/** Bytes of a ZK terminal that cannot be what the protocol says (zk.md B); `raw` holds them. */
export class ZkCodecError extends ProtocolError {
  constructor(
    readonly fault: ZkCodecFault,
    message: string,
    raw?: Buffer,
  ) {
    super(message, raw);
  }
}

/**
 * Why a conversation with a terminal failed. `ConnectTimeout`, `Timeout`, `Refused`, `Unreachable`, `Closed`: the network;
 * `WrongKey`, `Rejected`, `Unsupported`: the terminal's answer; `Framing`, `Checksum`, `Length`, `Protocol`: its bytes.
 */
export type ZkErrorName =
  | 'ConnectTimeout'
  | 'Timeout'
  | 'Refused'
  | 'Unreachable'
  | 'Closed'
  | 'WrongKey'
  | 'Rejected'
  | 'Unsupported'
  | ZkCodecFault;

/** The one error a `ZkTerminalClient` throws: nothing of the read was kept, the connection is gone, a later poll may succeed. */
export class ZkError extends DeviceUnavailable {
  override name: ZkErrorName;
  readonly raw?: Buffer;

  constructor(name: ZkErrorName, message: string, options?: { cause?: unknown; raw?: Buffer }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    if (options?.raw) this.raw = options.raw;
  }
}

/** Names any failure of a conversation; what is neither a codec's nor ours is a bug and is thrown on. */
export function toZkError(error: unknown): ZkError {
  if (error instanceof ZkError) return error;
  if (error instanceof ZkCodecError)
    return new ZkError(error.fault, error.message, { cause: error, ...(error.raw ? { raw: error.raw } : {}) });
  throw error;
}

const NETWORK_NAMES: Readonly<Record<string, ZkErrorName>> = {
  ECONNREFUSED: 'Refused',
  ECONNRESET: 'Closed',
  EPIPE: 'Closed',
  ETIMEDOUT: 'ConnectTimeout',
};

/** Names an error of the operating system's sockets; everything that is not known means that no way leads to the terminal. */
export function fromNetworkError(error: Error & { code?: string }): ZkError {
  return new ZkError(NETWORK_NAMES[error.code ?? ''] ?? 'Unreachable', messageOf(error), { cause: error });
}

/** Where a name has several addresses and none answers, only the errors inside have words. */
function messageOf(error: Error & { code?: string }): string {
  const inside = error instanceof AggregateError ? error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))) : [];
  return error.message || inside.join('; ') || (error.code ?? error.name);
}
