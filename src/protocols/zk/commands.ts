/**
 * The commands this client can send, each with its section of zk.md. Commands that clear, write, restart, enrol or read
 * fingerprint templates do not exist here, by design: what has no number here cannot be sent.
 */
export const ZK_COMMANDS = {
  connect: { code: 1000, source: 'zk.md B.4' },
  authenticate: { code: 1102, source: 'zk.md B.5' },
  exit: { code: 1001, source: 'zk.md B.4' },
  readOption: { code: 11, source: 'zk.md B.4' },
  readFreeSizes: { code: 50, source: 'zk.md B.6' },
  readTime: { code: 201, source: 'zk.md B.7' },
  readVersion: { code: 1100, source: 'zk.md B.4' },
  registerEvents: { code: 500, source: 'zk.md B.11' },
  prepareBuffer: { code: 1503, source: 'zk.md B.8' },
  readBuffer: { code: 1504, source: 'zk.md B.8' },
  freeBuffer: { code: 1502, source: 'zk.md B.8' },
  readAttendanceLog: { code: 13, source: 'zk.md B.8 (old firmware)' },
  readUsers: { code: 9, source: 'zk.md B.8 (old firmware)' },
} as const;

/** The reply codes a terminal answers with (zk.md B.4); `prepareData` and `data` make up a bulk transfer (B.8). */
export const ZK_REPLIES = {
  ok: 2000,
  error: 2001,
  data: 2002,
  unauthorised: 2005,
  unknown: 65535,
  prepareData: 1500,
  bulkData: 1501,
  event: 500,
} as const;

const SENDABLE: ReadonlySet<number> = new Set(Object.values(ZK_COMMANDS).map((command) => command.code));

/** Whether a command number is in the table; everything else is refused before a byte leaves. */
export function isSendable(command: number): boolean {
  return SENDABLE.has(command);
}
