import type { DoorFact } from '../../core/corroboration/door-fact';
import type { DeviceTime, DoorReading } from '../../protocols/door/door-reading';

/** The instant of a wall clock in the sensor's zone, epoch milliseconds; null when there is none. */
export type WallClockInstant = (wallClock: string) => number | null;

const grantEvents: ReadonlyMap<string, 'exit-button' | 'remote'> = new Map([
  ['button', 'exit-button'],
  ['exit-button', 'exit-button'],
  ['remote-open', 'remote'],
]);

/** What a reading means for the state of its door; null for what does not touch it (battery, tampering, a refused card). */
export function doorFactOf(reading: DoorReading, evidenceRef: string, instantOf: WallClockInstant): DoorFact | null {
  const { sensorId, receivedAt, retained, eventId } = reading;
  const frame = { sensorId, receivedAt, retained, eventId, evidenceRef, deviceAt: deviceInstant(reading.deviceTime, instantOf) };
  switch (reading.kind) {
    case 'contact':
      return { kind: 'contact', contact: reading.contact, ...frame };
    case 'availability':
      return { kind: 'availability', availability: reading.availability, ...frame };
    case 'card-read':
      return reading.verdict === 'granted' ? { kind: 'grant', grantedBy: 'card', ...frame } : null;
    case 'event': {
      const grantedBy = grantEvents.get(reading.name);
      return grantedBy === undefined ? null : { kind: 'grant', grantedBy, ...frame };
    }
    case 'battery':
      return null;
  }
}

/** A device time as an instant; time since start is none. */
export function deviceInstant(time: DeviceTime | null, instantOf: WallClockInstant): number | null {
  if (time === null || time.kind === 'uptime') return null;
  return time.kind === 'instant' ? time.at : instantOf(time.wallClock);
}
