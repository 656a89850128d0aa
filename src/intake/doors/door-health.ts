import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { isoOrNull } from '../../platform/http/iso';
import { type DoorSensorHealthItem, type SensorIncidentItem } from './door-sensor-bodies';
import { SensorIncidents } from './sensor-incidents';

interface HealthRow {
  code: string;
  last_contact_at: number | null;
  availability: string;
  availability_since_at: number | null;
  state: string | null;
  state_since_at: number | null;
  battery_percent: number | null;
  battery_low: number | null;
  clock_trusted: number | null;
  clock_since_at: number | null;
  from_at: number | null;
  to_at: number | null;
}

const flagOf = (value: number | null): boolean | null => (value === null ? null : value === 1);

/** How the door sensors are. */
@Injectable()
export class DoorHealth {
  constructor(
    private readonly database: Database,
    private readonly incidents: SensorIncidents,
  ) {}

  /** The condition of every sensor that was ever heard of, by code. */
  async all(): Promise<Map<string, DoorSensorHealthItem>> {
    const rows = await this.database.query<HealthRow>(
      `SELECT h.*, (SELECT MAX(s.from_at) FROM door_sensor_span s WHERE s.code = h.code) AS from_at,
        (SELECT MAX(s.to_at) FROM door_sensor_span s WHERE s.code = h.code) AS to_at FROM door_sensor_health h`,
    );
    const open = await this.incidents.open();
    return new Map(rows.map((row) => [row.code, itemOf(row, open.get(row.code) ?? [])]));
  }
}

const itemOf = (row: HealthRow, incidents: SensorIncidentItem[]): DoorSensorHealthItem => ({
  incidents,
  lastContactAt: isoOrNull(row.last_contact_at),
  availability: row.availability,
  availabilitySinceAt: isoOrNull(row.availability_since_at),
  state: row.state,
  stateSinceAt: isoOrNull(row.state_since_at),
  batteryPercent: row.battery_percent,
  batteryLow: flagOf(row.battery_low),
  clockTrusted: flagOf(row.clock_trusted),
  clockSinceAt: isoOrNull(row.clock_since_at),
  workingSinceAt: isoOrNull(row.from_at),
  workingUntilAt: isoOrNull(row.to_at),
});
