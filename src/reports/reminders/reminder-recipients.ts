import { type UnitPlaces } from '../../core/organisation/unit-places';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { type Transaction } from '../../platform/database/database';

/** How the reminders of a unit, and of those below it that say nothing themselves, are sent. */
export interface UnitReminders {
  readonly unitId: string;
  readonly emails: readonly string[];
  readonly muted: boolean;
}

interface UnitReminderRow {
  unit_id: string;
  emails: string;
  muted: number;
}

const settingOf = (row: UnitReminderRow): UnitReminders => ({ unitId: row.unit_id, emails: row.emails === '' ? [] : row.emails.split(' '), muted: row.muted === 1 });

/** What units have said about their reminders. */
export async function readUnitReminders(reader: Pick<Transaction, 'query'>): Promise<UnitReminders[]> {
  return (await reader.query<UnitReminderRow>('SELECT unit_id, emails, muted FROM unit_reminder ORDER BY unit_id')).map(settingOf);
}

/** Writes what a unit says; no addresses and not muted takes its word back. */
export async function writeUnitReminders(tx: Transaction, { unitId, emails, muted }: UnitReminders): Promise<void> {
  if (emails.length === 0 && !muted) await tx.execute('DELETE FROM unit_reminder WHERE unit_id = ?', [unitId]);
  else await tx.insert('unit_reminder', ['unit_id', 'emails', 'muted'], [[unitId, emails.join(' '), muted ? 1 : 0]], { key: ['unit_id'], update: ['emails', 'muted'] });
}

/** Roles whose holders are told of what falls due in their own unit. */
const unitRoles = ['unit-admin', 'head-of-unit'];
/** The role whose holders are told of what nobody in the unit is told of. */
const officeRole = 'hr-officer';

interface HolderRow {
  email: string;
  role: string;
  unit_id: string | null;
  /** Staff number of the user, where the user is an employee. */
  number: string | null;
}

/**
 * Who is reminded of a unit's matters: the word of the unit or of the nearest above it that says anything; else the users who administer or head the nearest
 * unit that has such users with an address; else those whom the office has named for everything; else its officers.
 */
export class ReminderRecipients {
  private constructor(
    private readonly places: UnitPlaces,
    /** 'YYYY-MM-DD': by where units stand on it somebody is found. */
    private readonly today: string,
    private readonly settings: ReadonlyMap<string, UnitReminders>,
    private readonly holders: ReadonlyMap<string, readonly HolderRow[]>,
    private readonly office: readonly string[],
  ) {}

  /**
   * Reads units, what they have said, and the users with an address who hold a role on the day.
   * @param today 'YYYY-MM-DD'
   */
  static async read(reader: Pick<Transaction, 'query'>, named: readonly string[], today: string): Promise<ReminderRecipients> {
    const places = await readUnitPlaces(reader);
    const settings = await readUnitReminders(reader);
    const sql = `SELECT u.email, g.role, g.unit_id, e.number FROM role_grant g JOIN user_account u ON u.id = g.holder_id LEFT JOIN employee e ON e.id = u.employee_id
      WHERE u.disabled_at IS NULL AND u.email IS NOT NULL AND u.email <> '' AND g.from_date <= ? AND (g.to_date IS NULL OR g.to_date >= ?) ORDER BY u.email`;
    const holders = await reader.query<HolderRow>(sql, [today, today]);
    const office = named.length > 0 ? named : [...new Set(holders.filter(({ role, unit_id: unit }) => role === officeRole && unit === null).map(({ email }) => email))];
    return new ReminderRecipients(places, today, new Map(settings.map((each) => [each.unitId, each])), byUnit(holders), office);
  }

  /**
   * Addresses for a matter of a unit; none when the unit, or the nearest above it that says anything, is muted.
   * @param about staff number of whom it is about: nobody is reminded of the own case
   */
  of(unitId: string | null, about: string): readonly string[] {
    for (const id of this.upFrom(unitId)) {
      const said = this.settings.get(id);
      if (said?.muted) return [];
      if (said && said.emails.length > 0) return said.emails;
    }
    for (const id of this.upFrom(unitId)) {
      const others = (this.holders.get(id) ?? []).filter(({ number }) => number !== about);
      if (others.length > 0) return [...new Set(others.map(({ email }) => email))];
    }
    return this.office;
  }

  private upFrom(unitId: string | null): readonly string[] {
    return unitId === null ? [] : this.places.lineOn(unitId, this.today);
  }
}

function byUnit(holders: readonly HolderRow[]): ReadonlyMap<string, readonly HolderRow[]> {
  const found = new Map<string, HolderRow[]>();
  for (const holder of holders) if (holder.unit_id !== null && unitRoles.includes(holder.role)) found.set(holder.unit_id, [...(found.get(holder.unit_id) ?? []), holder]);
  return found;
}
