import { type Reader } from '../reading/reader';
import { everyUnit } from '../unit/unit';
import { loadUnits } from '../unit/load-units';
import { allUnits } from '../unit/unit-named';
import { unitNamed } from '../unit/unit-repository';

/**
 * The id of the unit that a request names; nothing or '*' = every unit.
 * @throws DomainError `unknown-unit`
 */
export async function unitIdNamed(reader: Reader, code: string | undefined): Promise<string> {
  return code === undefined || code === allUnits ? everyUnit : unitNamed(await loadUnits(reader), code).id;
}
