import type { DoorTimeField } from './door-profile';
import type { DeviceTime } from './door-reading';

const isoShape = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i;
const latestInstant = Date.UTC(2200, 0, 1);

/** The time a payload carries, by the unit of its row; null when there is none or it is no time. It is read, not believed. */
export function readDeviceTime(value: unknown, field: DoorTimeField): DeviceTime | null {
  if (typeof value === 'number') return timeOfNumber(value, field);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return timeOfNumber(Number(text), field);
  return timeOfText(text);
}

function timeOfNumber(value: number, field: DoorTimeField): DeviceTime | null {
  if (!Number.isFinite(value) || value < 0) return null;
  const ms = Math.round(field.unit === 'seconds' ? value * 1000 : value);
  if (ms > latestInstant) return null;
  if (field.uptime_below !== undefined && value < field.uptime_below) return { kind: 'uptime', uptimeMs: ms };
  return { kind: 'instant', at: ms };
}

function timeOfText(text: string): DeviceTime | null {
  const match = isoShape.exec(text);
  if (match === null) return null;
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = match.slice(1, 7);
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const wallClock = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  // 30 February rolls over into March: such a time is none.
  if (new Date(asUtc).toISOString().slice(0, 19).replace('T', ' ') !== wallClock) return null;
  const offset = match[8];
  if (offset === undefined) return { kind: 'wall-clock', wallClock };
  return { kind: 'instant', at: asUtc + milliseconds(match[7]) - offsetMs(offset) };
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000;
}
