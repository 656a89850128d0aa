import { type Reader } from '../reading/reader';
import { UnitTree } from './unit-tree';

/** Reads the whole organisation, in order of code. */
export async function loadUnits(reader: Reader): Promise<UnitTree> {
  const rows = await reader.query<{ id: string; code: string; name: string; parent_id: string | null; zone: string }>('SELECT id, code, name, parent_id, zone FROM unit ORDER BY code');
  return new UnitTree(rows.map((row) => ({ id: row.id, code: row.code, name: row.name, parentId: row.parent_id, zone: row.zone })));
}
