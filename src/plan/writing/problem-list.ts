import { DomainError } from '../../platform/errors';

/** Where a fault stands in what was handed in: a field, a path in a document, or the row and column of a table. */
export interface Place {
  /** For a reader: `employees[3].category`, or `row 5, column category`. */
  readonly at: string;
  readonly row?: number;
  readonly column?: string;
}

/** Something that is wrong (and refuses the write) or odd (and is only said). */
export interface Problem extends Place {
  readonly message: string;
}

/** Tells where field `field` of item `index` stands in what was handed in. */
export type PlaceOf = (index: number, field: string) => Place;

/** The place of a field in a request that carries one item. */
export const fieldPlace: PlaceOf = (_, field) => ({ at: field });

/** The place of a field in a list that stands under a key of a document. */
export const listPlace =
  (key: string): PlaceOf =>
  (index, field) => ({ at: field === '' ? `${key}[${index}]` : `${key}[${index}].${field}` });

/** Collects everything that is wrong with a write, so that it is said at once and not fault by fault. */
export class ProblemList {
  private readonly found: Problem[] = [];

  get problems(): readonly Problem[] {
    return this.found;
  }

  add(place: Place, message: string): void {
    this.found.push({ ...place, message });
  }

  /** @throws DomainError `plan-refused` naming every fault */
  throwIfAny(): void {
    if (this.found.length > 0) throw planRefused(this.found);
  }
}

const shownInMessage = 20;

/** The refusal of a write, with every fault as data and the first of them as text. */
export function planRefused(problems: readonly Problem[]): DomainError {
  const lines = problems.slice(0, shownInMessage).map(({ at, message }) => (at ? `${at}: ${message}` : message));
  if (problems.length > shownInMessage) lines.push(`and ${problems.length - shownInMessage} more`);
  return new DomainError('plan-refused', lines.join('\n'), 422, { problems });
}
