import { type Reader } from '../reading/reader';
import { sinceEver } from '../../core/time/date-span';
import { type PlaceOfUnit, type Unit } from './unit';
import { UnitTree } from './unit-tree';

interface PlaceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly zone: string;
  readonly from_date: string | null;
  readonly parent_id: string | null;
}

/** A row for each place of each unit, in order of code and date; the first place of a unit is kept with the unit, the later ones as moves. */
const sql = `SELECT u.id AS id, u.code AS code, u.name AS name, u.zone AS zone, NULL AS from_date, u.parent_id AS parent_id FROM unit u
  UNION ALL SELECT u.id, u.code, u.name, u.zone, m.from_date, m.parent_id FROM unit_move m JOIN unit u ON u.id = m.unit_id ORDER BY code, from_date`;

/** Reads the whole organisation, in order of code. */
export async function loadUnits(reader: Reader): Promise<UnitTree> {
  const units = new Map<string, Unit & { readonly places: PlaceOfUnit[] }>();
  for (const row of await reader.query<PlaceRow>(sql)) {
    const place = { fromDate: row.from_date ?? sinceEver, parentId: row.parent_id };
    const known = units.get(row.id);
    if (known) known.places.push(place);
    else units.set(row.id, { id: row.id, code: row.code, name: row.name, zone: row.zone, places: [place] });
  }
  return new UnitTree([...units.values()]);
}
