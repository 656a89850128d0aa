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

/** Who is reminded of a unit's matters: the word of the unit or of the nearest above it, else those whom the office has named for everything. */
export class ReminderRecipients {
  private constructor(
    private readonly parents: ReadonlyMap<string, string | null>,
    private readonly settings: ReadonlyMap<string, UnitReminders>,
    private readonly office: readonly string[],
  ) {}

  /** Reads units and what they have said. */
  static async read(reader: Pick<Transaction, 'query'>, office: readonly string[]): Promise<ReminderRecipients> {
    const units = await reader.query<{ id: string; parent_id: string | null }>('SELECT id, parent_id FROM unit');
    const settings = await readUnitReminders(reader);
    return new ReminderRecipients(new Map(units.map((unit) => [unit.id, unit.parent_id])), new Map(settings.map((each) => [each.unitId, each])), office);
  }

  /** Addresses for a unit; none when it, or the nearest above it that says anything, is muted. */
  of(unitId: string | null): readonly string[] {
    for (let id = unitId; id !== null; id = this.parents.get(id) ?? null) {
      const said = this.settings.get(id);
      if (said?.muted) return [];
      if (said && said.emails.length > 0) return said.emails;
    }
    return this.office;
  }
}
