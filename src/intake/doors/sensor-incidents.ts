import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { type SensorIncidentItem } from './door-sensor-bodies';
import { type SensorTrouble, type SensorTroubleKind } from './sensor-troubles';

const texts: Readonly<Record<SensorTroubleKind, { en: string; id: string }>> = {
  silent: { en: 'Nothing is heard of this sensor; what happened at its door is not known.', id: 'Sensor ini tidak terdengar; kejadian di pintunya tidak diketahui.' },
  'battery-low': { en: 'The battery of this sensor is nearly empty.', id: 'Baterai sensor ini hampir habis.' },
  'clock-wrong': { en: 'The time that this sensor tells cannot be right; the time when its reports came is used.', id: 'Waktu yang dikirim sensor ini tidak mungkin benar; waktu penerimaan laporannya yang dipakai.' },
};

interface IncidentRow {
  code: string;
  kind: SensorTroubleKind;
  from_at: number;
  to_at: number | null;
}

const latest = 100;

/** Writes what began and what ended, within the transaction that holds the sensors' rows. */
export async function writeTroubles(tx: Transaction, troubles: readonly SensorTrouble[]): Promise<void> {
  const rows = troubles.map(({ sensor, kind, fromAt, toAt }) => [sensor, kind, fromAt, toAt]);
  if (rows.length > 0) await tx.insert('door_sensor_incident', ['code', 'kind', 'from_at', 'to_at'], rows, { key: ['code', 'kind', 'from_at'], update: ['to_at'] });
}

/** What befell the door sensors. */
@Injectable()
export class SensorIncidents {
  constructor(private readonly database: Database) {}

  /** What goes on, by the sensor's code. */
  async open(): Promise<Map<string, SensorIncidentItem[]>> {
    const rows = await this.database.query<IncidentRow>('SELECT code, kind, from_at, to_at FROM door_sensor_incident WHERE to_at IS NULL ORDER BY code, from_at, kind');
    const byCode = new Map<string, SensorIncidentItem[]>();
    for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), itemOf(row)]);
    return byCode;
  }

  /** The latest incidents of one sensor, newest first. */
  async of(code: string): Promise<SensorIncidentItem[]> {
    return (await this.database.query<IncidentRow>(`SELECT code, kind, from_at, to_at FROM door_sensor_incident WHERE code = ? ORDER BY from_at DESC, kind LIMIT ${latest}`, [code])).map(itemOf);
  }
}

const itemOf = ({ kind, from_at, to_at }: IncidentRow): SensorIncidentItem => ({ kind, fromAt: isoOf(from_at), toAt: isoOrNull(to_at), texts: { ...texts[kind] } });
