import { Injectable } from '@nestjs/common';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { isSilence, type TerminalTrouble, terminalTroubles } from '../../core/report/terminal-trouble';
import { type UnitPlaces } from '../../core/organisation/unit-places';
import { addDays } from '../../core/time/calendar';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { SharedRuns } from '../../platform/shared-runs';
import { awaitsMachine } from '../awaiting-days';
import { type Reach, withinReachOn } from '../reach';
import { reportTerminalOf, terminalColumns, type TerminalRow } from '../terminal/terminal-row';
import { type MachineTrouble, type OverviewTerminal } from './today-items';

interface WatchedTerminalRow extends TerminalRow {
  readonly status: string;
  readonly speaks: string;
  readonly first_seen_at: number;
}

interface UnitRow {
  readonly id: string;
  readonly name: string;
}

/** People of whom nothing is recorded today and nothing is said until a machine is heard. */
export interface AwaitingRow {
  readonly unit_id: string | null;
  readonly shift: string | null;
  readonly status: string;
  readonly people: number;
}

interface OfficeMachines {
  readonly troubles: readonly TerminalTrouble[];
  readonly awaiting: readonly AwaitingRow[];
  readonly people: ReadonlyMap<string, ReadonlySet<string>>;
  readonly silentUnits: ReadonlySet<string>;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly pending: readonly PendingTerminal[];
}

/** A terminal that waits to be approved. */
export type PendingTerminal = Pick<WatchedTerminalRow, 'serial' | 'name' | 'first_seen_at'>;

/** What is wrong with the machines, and what is read beside it of the whole office. */
export interface MachineState extends Omit<OfficeMachines, 'troubles' | 'people'> {
  /** Within the reach that was asked for. */
  readonly troubles: MachineTrouble[];
  /** Units, with all below them, whose people are waited for at a terminal that is not heard now. */
  readonly silentUnits: ReadonlySet<string>;
  /** Terminals that wait to be approved, newest first. */
  readonly pending: readonly PendingTerminal[];
}

/** Days back in which somebody may still wait for a machine. */
const daysBack = 14;

/** Terminals and doors in words, each with the people that it holds up. */
@Injectable()
export class MachineReader {
  private readonly office = new SharedRuns<OfficeMachines>();

  constructor(private readonly database: Database) {}

  /** Everything that needs somebody, terminals that hold people up first; the rest is told of the whole office. */
  async read(reach: Reach, date: string, now: number): Promise<MachineState> {
    const [office, doors] = await Promise.all([this.office.take(date, () => this.readOffice(date, now)), this.doors(reach, date)]);
    const within = reach === null ? null : new Set(reach.on(date));
    const ofTerminals = office.troubles
      .filter(({ unitId }) => within === null || (unitId !== null && within.has(unitId)))
      .map((trouble): MachineTrouble => ({
        kind: trouble.kind,
        reference: trouble.serial,
        name: trouble.name,
        sinceAt: trouble.sinceAt,
        value: trouble.offsetSeconds ?? trouble.fullPercent,
        people: office.people.get(trouble.serial)?.size ?? 0,
      }));
    return { ...office, troubles: [...ofTerminals.sort((a, b) => b.people - a.people), ...doors] };
  }

  private async readOffice(date: string, now: number): Promise<OfficeMachines> {
    const [awaiting, people, rows, units] = await Promise.all([this.awaiting(date), this.peopleByTerminal(date), this.terminals(null, date), this.database.query<UnitRow>('SELECT id, name FROM unit')]);
    const places = await readUnitPlaces(this.database);
    const troubles = terminalTroubles(rows.filter(isWatched).map(reportTerminalOf), now);
    const pending = rows.filter(({ status }) => status === 'pending').sort((a, b) => b.first_seen_at - a.first_seen_at);
    return { troubles, awaiting, people, silentUnits: silentUnitsOf(troubles, units, places, date), unitNames: new Map(units.map(({ id, name }) => [id, name])), pending };
  }

  /** All terminals as squares, in order of name. */
  async squares(reach: Reach, date: string, now: number): Promise<OverviewTerminal[]> {
    const rows = await this.terminals(reach, date);
    const troubles = new Map(terminalTroubles(rows.filter(isWatched).map(reportTerminalOf), now).map(({ serial, kind }) => [serial, kind]).reverse() as [string, string][]);
    return rows
      .filter((row) => row.status !== 'retired')
      .map((row) => {
        const trouble = troubles.get(row.serial);
        const state = row.status !== 'approved' ? 'pending' : trouble === 'silent' || trouble === 'never-heard' ? 'silent' : trouble === 'clock-off' ? 'clock' : 'heard';
        return { serialNumber: row.serial, name: row.name, state };
      });
  }

  private async terminals(reach: Reach, date: string): Promise<WatchedTerminalRow[]> {
    const conditions = withinReachOn(new Conditions(), reach, 't.unit_id', date);
    const sql = `SELECT ${terminalColumns}, t.status, t.speaks, t.first_seen_at
      FROM terminal t LEFT JOIN terminal_health h ON h.serial = t.serial ${conditions.toString()} ORDER BY t.name, t.serial`;
    return this.database.query<WatchedTerminalRow>(sql, conditions.values);
  }

  private awaiting(date: string): Promise<AwaitingRow[]> {
    const sql = `SELECT d.unit_id, d.shift, d.status, COUNT(*) AS people FROM attendance_day d WHERE d.work_date = ? AND d.in_at IS NULL AND ${awaitsMachine('d')} GROUP BY d.unit_id, d.shift, d.status`;
    return this.database.query<AwaitingRow>(sql, [date]);
  }

  private async peopleByTerminal(date: string): Promise<Map<string, Set<string>>> {
    const sql = `SELECT d.employee_id, d.explanation FROM attendance_day d WHERE d.work_date >= ? AND ${awaitsMachine('d')} LIMIT 2000`;
    const held = new Map<string, Set<string>>();
    for (const row of await this.database.query<{ employee_id: string; explanation: string }>(sql, [addDays(date, -daysBack)])) {
      for (const step of JSON.parse(row.explanation) as ExplanationStep[]) {
        if (!step.code.startsWith('TERMINAL_')) continue;
        const serial = String(step.params['terminal']);
        held.set(serial, (held.get(serial) ?? new Set()).add(row.employee_id));
      }
    }
    return held;
  }

  private async doors(reach: Reach, date: string): Promise<MachineTrouble[]> {
    const conditions = withinReachOn(new Conditions().add("h.battery_low = 1 OR h.availability = 'offline'"), reach, 's.unit_id', date);
    const rows = await this.database.query<{ code: string; name: string; battery_low: number | null; battery_percent: number | null; availability: string; availability_since_at: number | null }>(
      `SELECT s.code, s.name, h.battery_low, h.battery_percent, h.availability, h.availability_since_at FROM door_sensor s JOIN door_sensor_health h ON h.code = s.code ${conditions.toString()} ORDER BY s.name`,
      conditions.values,
    );
    return rows.map((row) => ({ kind: row.availability === 'offline' ? 'sensor-silent' : 'battery', reference: row.code, name: row.name, sinceAt: row.availability_since_at, value: row.battery_percent, people: 0 }));
  }
}

/** A unit is silent with the units above it. */
function silentUnitsOf(troubles: readonly TerminalTrouble[], units: readonly UnitRow[], places: UnitPlaces, date: string): Set<string> {
  const silent = new Set(troubles.flatMap((trouble) => (isSilence(trouble) && trouble.unitId !== null ? [trouble.unitId] : [])));
  return new Set([...silent, ...units.flatMap(({ id }) => (places.lineOn(id, date).some((above) => silent.has(above)) ? [id] : []))]);
}

/** A terminal whose records come by file has no contact to wait for. */
const isWatched = (row: WatchedTerminalRow): boolean => row.status === 'approved' && row.speaks !== 'file';
