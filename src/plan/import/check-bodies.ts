import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { bodies, type PlanItems, type PlanKind } from '../plan-kinds';
import { type PlaceOf, type ProblemList } from '../writing/problem-list';

/** Holds items of a file to the same shapes that requests are held to. */
export function checkBodies<K extends PlanKind>(kind: K, items: readonly unknown[], place: PlaceOf, problems: ProblemList): NonNullable<PlanItems[K]> {
  const Body: new () => object = bodies[kind];
  return items.flatMap((item, index) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      problems.add(place(index, ''), 'fields and their values are needed');
      return [];
    }
    const body = plainToInstance(Body, item);
    for (const { field, message } of faults(validateSync(body, { whitelist: true, forbidNonWhitelisted: true }))) problems.add(place(index, field), message);
    return [body];
  }) as unknown as NonNullable<PlanItems[K]>;
}

function faults(errors: readonly ValidationError[], above = ''): { field: string; message: string }[] {
  return errors.flatMap((error) => {
    const field = /^\d+$/.test(error.property) ? `${above}[${error.property}]` : above === '' ? error.property : `${above}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, message: rule === 'whitelistValidation' ? 'is no field of this list' : message }));
    return [...own, ...faults(error.children ?? [], field)];
  });
}
