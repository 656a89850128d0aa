import type { ZkAttendanceRecord } from './attendance-record';
import { wallClockMillis, type ZkWallClock } from './wall-clock';
import { ZkTerminalClient, type ZkTerminalOptions } from './zk-terminal-client';
import { ZkError, type ZkErrorName } from './zk-error';

/** How to probe a terminal: its address, the real time, and the zone it stands in as a function of the instant to minutes east of UTC. */
export interface ProbeOptions extends ZkTerminalOptions {
  /** The real time in epoch milliseconds. */
  readonly now: () => number;
  readonly offsetMinutesAt: (at: number) => number;
}

/** What whoever installs a terminal wants to know of it; `clockOffsetSeconds` is its wall clock minus the site's, null where its date does not exist. */
export type ProbeResult =
  | {
      readonly ok: true;
      readonly serial: string;
      readonly deviceName: string;
      readonly firmware: string;
      readonly clockOffsetSeconds: number | null;
      readonly records: readonly Pick<ZkAttendanceRecord, 'pin' | 'wallClock' | 'verify' | 'state'>[];
    }
  | { readonly ok: false; readonly error: { readonly name: ZkErrorName; readonly message: string } };

const HALF_A_SECOND = 500;

/** Seconds by which a terminal's wall clock is ahead of the site's at an instant (epoch milliseconds); the clock shows whole seconds only. */
export function clockOffsetSeconds(
  clock: ZkWallClock,
  at: number,
  offsetMinutesAt: (at: number) => number,
): number | null {
  const shown = wallClockMillis(clock);
  if (shown === undefined) return null;
  const local = at + offsetMinutesAt(at) * 60_000;
  return Math.round((shown + HALF_A_SECOND - local) / 1000) || 0;
}

async function inspect(client: ZkTerminalClient, options: ProbeOptions): Promise<ProbeResult> {
  await client.connect();
  const { serial, deviceName, firmware } = await client.readIdentity();
  const askedAt = options.now();
  const clock = await client.readTime();
  const offset = clockOffsetSeconds(clock, (askedAt + options.now()) / 2, options.offsetMinutesAt);
  const log = await client.readAttendance();
  const records = log.records.map(({ pin, wallClock, verify, state }) => ({ pin, wallClock, verify, state }));
  return { ok: true, serial, deviceName, firmware, clockOffsetSeconds: offset, records };
}

/** Reads a terminal once without storing anything; a failure is a result with its name, never an exception. */
export async function probeTerminal(options: ProbeOptions): Promise<ProbeResult> {
  const client = new ZkTerminalClient(options);
  try {
    return await inspect(client, options);
  } catch (error) {
    if (!(error instanceof ZkError)) throw error;
    return { ok: false, error: { name: error.name, message: error.message } };
  } finally {
    await client.close();
  }
}
