import { type PresenceCounts, type UnitPresence } from './today-items';

/** People of a unit who have one shift of today in common, as far as presence goes. */
export interface PresenceRow {
  readonly unit_id: string | null;
  readonly shift: string | null;
  readonly status: string;
  /** 1 where something is recorded. */
  readonly is_in: number;
  /** 1 where what is recorded came after the start. */
  readonly is_late: number;
  /** 1 where nothing is said until a machine is heard. */
  readonly awaits_machine: number;
  readonly people: number;
}

/** Where somebody is; `later` = the work has not begun. */
export type Presence = Exclude<keyof PresenceCounts, 'due'> | 'later';

/** Says where the people of a row are; a machine's silence comes before every other word. */
export function presenceOf(row: PresenceRow, startAt: number | undefined, now: number, silentUnits: ReadonlySet<string>): Presence {
  if (row.status === 'ON_LEAVE' || row.status === 'ON_DUTY') return 'leave';
  if (row.is_in) return row.is_late ? 'late' : 'onTime';
  if (startAt !== undefined && startAt > now) return 'later';
  const unheard = row.unit_id !== null && silentUnits.has(row.unit_id);
  return unheard || row.awaits_machine ? 'waiting' : 'notYet';
}

const nobody = (): PresenceCounts => ({ due: 0, onTime: 0, late: 0, leave: 0, notYet: 0, waiting: 0 });

/** What presence is told from beside the rows. */
export interface PresenceBasis {
  /** When each shift begins, epoch milliseconds. */
  readonly starts: ReadonlyMap<string, number>;
  readonly unitNames: ReadonlyMap<string, string>;
  /** Units whose people are waited for at a terminal that is silent now. */
  readonly silentUnits: ReadonlySet<string>;
  readonly now: number;
}

/** What all rows come to, and each unit for itself, most unaccounted first. */
export function countPresence(rows: readonly PresenceRow[], { starts, unitNames, silentUnits, now }: PresenceBasis): { counts: PresenceCounts; later: number; units: UnitPresence[] } {
  const counts = nobody();
  const units = new Map<string | null, UnitPresence>();
  let later = 0;
  for (const row of rows) {
    const presence = presenceOf(row, starts.get(row.shift ?? ''), now, silentUnits);
    if (presence === 'later') {
      later += row.people;
      continue;
    }
    const unit = units.get(row.unit_id) ?? { unitId: row.unit_id, name: unitNames.get(row.unit_id ?? '') ?? '', ...nobody() };
    units.set(row.unit_id, unit);
    for (const place of [counts, unit]) {
      place.due += row.people;
      place[presence] += row.people;
    }
  }
  const unaccounted = (unit: UnitPresence): number => unit.notYet + unit.waiting;
  return { counts, later, units: [...units.values()].sort((a, b) => unaccounted(b) - unaccounted(a) || (a.name < b.name ? -1 : 1)) };
}
