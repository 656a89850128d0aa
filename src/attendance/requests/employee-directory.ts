import { type Transaction } from '../../platform/database/database';

/** Anything that can be asked for rows. */
export type Reader = Pick<Transaction, 'query'>;

/** A person as far as a request must know: who, when employed, and whose clock counts on a date. */
export interface KnownPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly joinedDate: string | null;
  /** Last date of employment. */
  readonly leftDate: string | null;
  /** Oldest first. */
  readonly zones: readonly { readonly fromDate: string; readonly zone: string }[];
}

interface PersonRow {
  id: string;
  number: string;
  name: string;
  joined_date: string | null;
  left_date: string | null;
  from_date: string | null;
  zone: string | null;
}

/** Values in one IN (...) list. */
const valuesPerQuery = 500;

/** Runs a query for a part of a long list at a time. */
export async function inParts<T>(values: readonly string[], query: (marks: string, part: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < values.length; start += valuesPerQuery) {
    const part = values.slice(start, start + valuesPerQuery);
    found.push(...(await query(part.map(() => '?').join(','), part)));
  }
  return found;
}

/** The people of some ids or personnel numbers; who is not known is not among them. */
export async function readPeople(reader: Reader, by: 'id' | 'number', values: readonly string[]): Promise<KnownPerson[]> {
  const rows = await inParts([...new Set(values)], (marks, part) =>
    reader.query<PersonRow>(
      `SELECT e.id AS id, e.number AS number, e.name AS name, e.joined_date AS joined_date, e.left_date AS left_date, m.from_date AS from_date, u.zone AS zone
       FROM employee e LEFT JOIN employee_unit m ON m.employee_id = e.id LEFT JOIN unit u ON u.id = m.unit_id
       WHERE e.${by} IN (${marks}) ORDER BY e.id, m.from_date`,
      part,
    ),
  );
  const people = new Map<string, KnownPerson & { zones: { fromDate: string; zone: string }[] }>();
  for (const row of rows) {
    const person = people.get(row.id) ?? { id: row.id, number: row.number, name: row.name, joinedDate: row.joined_date, leftDate: row.left_date, zones: [] };
    if (row.from_date !== null && row.zone !== null) person.zones.push({ fromDate: row.from_date, zone: row.zone });
    people.set(row.id, person);
  }
  return [...people.values()];
}

/** Makes writers of the same people's requests wait for each other; on SQLite all writers do so anyway. */
export async function lockPeople(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (tx.dialect === 'sqlite') return;
  await inParts([...ids].sort(), (marks, part) => tx.query(`SELECT id FROM employee WHERE id IN (${marks}) ORDER BY id FOR UPDATE`, part));
}

/** The zone of a person's unit on a date; before the first known unit it is the first, without any it is the installation's. */
export function zoneOn(person: KnownPerson, date: string, defaultZone: string): string {
  let zone = person.zones[0]?.zone ?? defaultZone;
  for (const since of person.zones) if (since.fromDate <= date) zone = since.zone;
  return zone;
}
