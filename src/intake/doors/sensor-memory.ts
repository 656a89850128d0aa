import { newDoorState, type DoorState } from '../../core/corroboration/door-state';
import { type StandingTroubles } from './sensor-troubles';

/** How a sensor stands, beside the state of its door; instants in epoch milliseconds. */
export interface SensorHealth {
  readonly lastContactAt: number | null;
  readonly availability: DoorState['availability'];
  readonly availabilitySinceAt: number | null;
  readonly batteryPercent: number | null;
  readonly batteryLow: boolean | null;
  /** Whether the time that it tells can be right; null while it has told none. */
  readonly clockTrusted: boolean | null;
  readonly clockSinceAt: number | null;
}

/** A read or event that was kept lately, by what its payload tells of its identity. */
export interface RecentRead {
  readonly id: string;
  readonly receivedAt: number;
}

/** All that is kept of one sensor between two messages. */
export interface SensorMemory {
  readonly door: DoorState;
  readonly health: SensorHealth;
  readonly recentReads: readonly RecentRead[];
  /** Number of the door's last event: events of one instant keep their order. */
  readonly events: number;
  /** Left out by those who remember from before there were any. */
  readonly troubles?: StandingTroubles;
}

const unknownHealth: SensorHealth = {
  lastContactAt: null,
  availability: 'unknown',
  availabilitySinceAt: null,
  batteryPercent: null,
  batteryLow: null,
  clockTrusted: null,
  clockSinceAt: null,
};

/** A sensor of which nothing is known yet. */
export const newSensorMemory = (code: string): SensorMemory => ({ door: newDoorState(code), health: unknownHealth, recentReads: [], events: 0 });
