import { type PresenceCounts, type UnitPresence } from './today-items';

/** One shift of today, as far as presence goes. */
export interface PresenceRow {
  readonly employee_id: string;
  readonly unit_id: string | null;
  readonly shift: string | null;
  readonly status: string;
  readonly flags: string;
  readonly late_minutes: number;
  readonly in_at: number | null;
}

/** Where somebody is; `later` = the work has not begun. */
export type Presence = Exclude<keyof PresenceCounts, 'due'> | 'later';

/** Says of one shift where its person is; a machine's silence comes before every other word. */
export function presenceOf(row: PresenceRow, startAt: number | undefined, now: number, silentUnits: ReadonlySet<string>): Presence {
  if (row.status === 'ON_LEAVE' || row.status === 'ON_DUTY') return 'leave';
  if (row.in_at !== null) return row.late_minutes > 0 ? 'late' : 'onTime';
  if (startAt !== undefined && startAt > now) return 'later';
  const unheard = row.unit_id !== null && silentUnits.has(row.unit_id);
  return unheard || /AWAITING_DEVICE_SYNC|DEVICE_FAULT/.test(row.flags) ? 'waiting' : 'notYet';
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
      later++;
      continue;
    }
    const unit = units.get(row.unit_id) ?? { unitId: row.unit_id, name: unitNames.get(row.unit_id ?? '') ?? '', ...nobody() };
    units.set(row.unit_id, unit);
    for (const place of [counts, unit]) {
      place.due++;
      place[presence]++;
    }
  }
  const unaccounted = (unit: UnitPresence): number => unit.notYet + unit.waiting;
  return { counts, later, units: [...units.values()].sort((a, b) => unaccounted(b) - unaccounted(a) || (a.name < b.name ? -1 : 1)) };
}
