import { Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { Database, type SqlValue } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { sensorProblems } from '../../protocols/door/sensor-topics';
import { DoorProfiles } from './door-profiles';
import { codecConfig, type DoorSensor, type DoorSensorSettings, type DoorSide } from './door-sensor';

interface SensorRow {
  code: string;
  name: string;
  unit_id: string | null;
  zone: string;
  profile: string;
  door: string;
  side: DoorSide;
  account: string | null;
  settings: string;
}

const columns = ['code', 'name', 'unit_id', 'zone', 'profile', 'door', 'side', 'account', 'settings'];
const codePattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The fleet of door sensors and readers. */
@Injectable()
export class DoorRegistry {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly database: Database,
    private readonly profiles: DoorProfiles,
  ) {}

  /** All sensors by code. */
  async list(): Promise<DoorSensor[]> {
    return (await this.database.query<SensorRow>(`SELECT ${columns.join(', ')} FROM door_sensor ORDER BY code`)).map(sensorOf);
  }

  /** @throws DomainError `unknown-door-sensor` */
  async get(code: string): Promise<DoorSensor> {
    const rows = await this.database.query<SensorRow>(`SELECT ${columns.join(', ')} FROM door_sensor WHERE code = ?`, [code]);
    if (!rows[0]) throw new DomainError('unknown-door-sensor', `No door sensor with the code "${code}" is known.`, 404);
    return sensorOf(rows[0]);
  }

  /** @throws DomainError when the code is taken, or the sensor cannot be used as described */
  async add(sensor: DoorSensor): Promise<DoorSensor> {
    await this.check(sensor);
    const taken = await this.database.query('SELECT serial FROM terminal WHERE serial = ?', [sensor.code]);
    if (taken.length > 0) throw new DomainError('code-taken', `"${sensor.code}" is the serial number of a terminal: punches could not be told apart.`, 409);
    const fresh = await this.database.transaction((tx) => tx.insert('door_sensor', columns, [rowOf(sensor)], { ignore: ['code'] }));
    if (fresh === 0) throw new DomainError('code-taken', `There is a door sensor "${sensor.code}" already.`, 409);
    this.changed();
    return sensor;
  }

  /** @throws DomainError when the sensor is unknown, or cannot be used as described */
  async change(sensor: DoorSensor): Promise<DoorSensor> {
    await this.get(sensor.code);
    await this.check(sensor);
    await this.database.transaction((tx) => tx.insert('door_sensor', columns, [rowOf(sensor)], { key: ['code'], update: columns.slice(1) }));
    this.changed();
    return sensor;
  }

  /** Takes a sensor out of the fleet; what it reported stays. */
  async remove(code: string): Promise<void> {
    await this.get(code);
    await this.database.transaction(async (tx) => {
      for (const table of ['door_sensor', 'door_sensor_health']) await tx.execute(`DELETE FROM ${table} WHERE code = ?`, [code]);
      // What is remembered of its door stays, or the same sensor added again would number its events anew.
      await tx.execute('UPDATE door_state SET due_at = NULL WHERE sensor = ?', [code]);
    });
    this.changed();
  }

  /** Calls back after each change that this process makes. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private async check(sensor: DoorSensor): Promise<void> {
    const problems = [...this.problemsOf(sensor), ...(await this.unitProblems(sensor))];
    if (problems.length > 0) throw new DomainError('unusable-door-sensor', `The door sensor cannot be used like this: ${problems.join('; ')}.`, 422, { problems });
  }

  private problemsOf(sensor: DoorSensor): string[] {
    const problems: string[] = [];
    if (!codePattern.test(sensor.code)) problems.push('a code has letters, digits, "_" and "-", at most 64');
    if (!IANAZone.isValidZone(sensor.zone)) problems.push(`"${sensor.zone}" is not an IANA time zone like Asia/Jakarta`);
    if (sensor.door.trim() === '') problems.push('the door needs a name');
    const profile = this.profiles.find(sensor.profile);
    if (profile === null) return [...problems, `there is no profile "${sensor.profile}" (there are: ${this.profiles.list().map(({ id }) => id).join(', ')})`];
    return [...problems, ...sensorProblems(profile, codecConfig(sensor))];
  }

  private async unitProblems({ unitId }: DoorSensor): Promise<string[]> {
    if (unitId === null) return [];
    const found = await this.database.query('SELECT id FROM unit WHERE id = ?', [unitId]);
    return found.length > 0 ? [] : [`there is no unit with the id "${unitId}"`];
  }
}

const rowOf = (sensor: DoorSensor): SqlValue[] => [
  sensor.code,
  sensor.name,
  sensor.unitId,
  sensor.zone,
  sensor.profile,
  sensor.door,
  sensor.side,
  sensor.account,
  JSON.stringify(sensor.settings),
];

const sensorOf = (row: SensorRow): DoorSensor => ({
  code: row.code,
  name: row.name,
  unitId: row.unit_id,
  zone: row.zone,
  profile: row.profile,
  door: row.door,
  side: row.side,
  account: row.account,
  settings: JSON.parse(row.settings) as DoorSensorSettings,
});
