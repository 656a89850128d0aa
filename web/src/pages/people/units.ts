import { useQuery } from '@tanstack/react-query';
import { api, answerOf, type Schema } from '../../api/client';

/** A unit as the API shows it; `parent` is a code. */
export type Unit = Schema<'UnitItem'>;

const largestPage = 500;

async function allUnits(): Promise<Unit[]> {
  const found: Unit[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await answerOf(api.GET('/api/v1/units', { params: { query: { page, pageSize: largestPage } } }));
    found.push(...items);
    if (found.length >= total || items.length === 0) return found;
  }
}

/** All units of the reach. */
export const unitsQuery = { queryKey: ['units-all'], queryFn: allUnits, staleTime: 60_000 };

/** The code of the unit that the rail names; undefined while it is not known, or where none is chosen. */
export function useUnitCode(unitId: string | undefined): string | undefined {
  const { data } = useQuery({ ...unitsQuery, enabled: unitId !== undefined });
  return data?.find(({ id }) => id === unitId)?.code;
}

/** Units depth first with how deep each stands; those whose parent is out of reach stand at the top. */
export function unitRows(units: readonly Unit[]): { readonly unit: Unit; readonly depth: number }[] {
  const codes = new Set(units.map(({ code }) => code));
  const below = (parent: string | null, depth: number): { unit: Unit; depth: number }[] =>
    units.filter((unit) => (unit.parent !== null && codes.has(unit.parent) ? unit.parent : null) === parent).sort((a, b) => a.name.localeCompare(b.name)).flatMap((unit) => [{ unit, depth }, ...below(unit.code, depth + 1)]);
  return below(null, 0);
}
