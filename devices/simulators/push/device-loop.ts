import { setTimeout as sleep } from 'node:timers/promises';

/** A device that can be run: one round is a handshake when it is due, what waits to be uploaded, and a poll for commands. */
export interface PolledDevice {
  /** Seconds to wait before the next round, as the server asked. */
  readonly delaySeconds: number;
  /** True when everything went well; after a failure the device waits for its error delay. */
  round(): Promise<boolean>;
  readonly errorDelaySeconds: number;
}

/** Runs a device until the signal; `speed` shortens its waiting times (100 = a hundred times faster). */
export async function runDevice(device: PolledDevice, signal: AbortSignal, speed = 1): Promise<void> {
  while (!signal.aborted) {
    const well = await device.round();
    const seconds = well ? device.delaySeconds : device.errorDelaySeconds;
    await sleep((seconds * 1000) / speed, undefined, { signal }).catch(() => undefined);
  }
}
