import { type Schema } from '../../api/client';

/** How a device is, in one word; the smaller the rank, the sooner somebody should look. */
export interface Condition {
  readonly state: 'silent' | 'clock' | 'missing' | 'full' | 'battery' | 'open' | 'pending' | 'heard' | 'file' | 'retired';
  readonly rank: number;
  /** Epoch ms since when it is so; null = never heard, or of no matter. */
  readonly sinceAt: number | null;
}

/** Seconds from which a clock counts as off; records are corrected from there on. */
export const clockOffSeconds = 30;
const defaultSilentMinutes = 15;
const defaultHeldOpenSeconds = 60;
const lowBatteryPercent = 10;
const lowCapacityPercent = 10;

const at = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);
const ranks = { silent: 0, clock: 1, missing: 2, full: 2, battery: 3, open: 3, pending: 4, heard: 9, file: 9, retired: 10 } as const;
const condition = (state: Condition['state'], sinceAt: number | null = null): Condition => ({ state, rank: ranks[state], sinceAt });

/** Whether a condition is worth a look. */
export const needsAttention = ({ rank }: Condition): boolean => rank < 4;

/** How a terminal is; where the service has judged it, its word on silence counts. */
export function terminalCondition({ status, speaks, settings, health }: Schema<'TerminalItem'>, now: number, judged?: 'heard' | 'silent' | 'clock' | 'pending'): Condition {
  if (status !== 'approved') return condition(status === 'retired' ? 'retired' : 'pending');
  if (speaks === 'file') return condition('file', at(health?.lastContactAt));
  const lastAt = at(health?.lastContactAt);
  const patience = Number((settings as { outageMinutes?: number }).outageMinutes ?? defaultSilentMinutes) * 60_000;
  const silent = judged ? judged === 'silent' : health?.errorCode !== null || now - (lastAt ?? 0) > patience;
  if (!health || lastAt === null || silent) return condition('silent', lastAt);
  if (Math.abs(health.clockOffsetSeconds ?? 0) > clockOffSeconds) return condition('clock', lastAt);
  if ((health.missingRecords ?? 0) > 0) return condition('missing', lastAt);
  if ((health.capacityLeftPercent ?? 100) <= lowCapacityPercent) return condition('full', lastAt);
  return condition('heard', lastAt);
}

/** How a door sensor is. */
export function doorCondition({ health, heldOpenSeconds }: Schema<'DoorSensorItem'>, now: number): Condition {
  if (!health || health.lastContactAt === null) return condition('silent');
  if (health.availability === 'offline') return condition('silent', at(health.availabilitySinceAt) ?? at(health.lastContactAt));
  if (health.batteryLow === true || (health.batteryPercent ?? 100) <= lowBatteryPercent) return condition('battery', at(health.lastContactAt));
  const openSince = health.state === 'open' ? at(health.stateSinceAt) : null;
  if (openSince !== null && now - openSince > (heldOpenSeconds ?? defaultHeldOpenSeconds) * 1000) return condition('open', openSince);
  return condition('heard', at(health.lastContactAt));
}
