import type { WorkDate } from '../time/instant';
import type { ScenarioFacts, ScenarioPolicy, ScenarioPunch } from './scenario-schema';
import { wallClockIn } from './scenario-time';

type Lists = Required<{
  readonly [
    K in 'holidays' | 'leaves' | 'duties' | 'corrections' | 'excuses' | 'overtimeOrders' | 'devices'
  ]: NonNullable<ScenarioFacts[K]>;
}>;

/** All facts known after a step of a scenario. */
export interface ScenarioBook extends Lists {
  readonly roster: ReadonlyMap<WorkDate, readonly string[]>;
  readonly rotation: NonNullable<ScenarioFacts['rotation']> | null;
  readonly defaultShift: string | null;
  readonly shifts: NonNullable<ScenarioFacts['shifts']>;
  readonly employee: NonNullable<ScenarioFacts['employee']>;
  readonly locked: NonNullable<ScenarioFacts['locked']>;
  readonly policy: ScenarioPolicy;
  readonly punches: ReadonlyMap<string, ScenarioPunch>;
}

/** The book before the first fact. */
export function emptyBook(policy: ScenarioPolicy): ScenarioBook {
  return {
    ...{ roster: new Map(), rotation: null, defaultShift: null, shifts: {}, employee: {}, locked: [], policy },
    ...{ holidays: [], leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [], devices: [] },
    punches: new Map(),
  };
}

/** The book with more facts: the same id or date replaces, everything else is added. */
export function addFacts(book: ScenarioBook, facts: ScenarioFacts): ScenarioBook {
  return {
    roster: addRoster(book.roster, facts.roster ?? []),
    rotation: facts.rotation === undefined ? book.rotation : facts.rotation,
    defaultShift: facts.defaultShift === undefined ? book.defaultShift : facts.defaultShift,
    shifts: { ...book.shifts, ...facts.shifts },
    employee: { ...book.employee, ...facts.employee },
    policy: { ...book.policy, ...facts.policy },
    locked: replace(book.locked, facts.locked, (one) => one.date),
    holidays: replace(book.holidays, facts.holidays, (one) => one.date),
    leaves: replace(book.leaves, facts.leaves, (one) => one.id ?? `${one.from}/${one.to}`),
    duties: replace(book.duties, facts.duties, (one) => one.id ?? one.letter ?? `${one.from}/${one.to}`),
    corrections: replace(book.corrections, facts.corrections, (one) => one.id ?? `${one.date}/${one.kind}`),
    excuses: replace(book.excuses, facts.excuses, (one) => one.id ?? `${one.date}/${one.kind}`),
    overtimeOrders: replace(book.overtimeOrders, facts.overtimeOrders, (one) => one.id ?? `${one.from}/${one.to}`),
    devices: replace(book.devices, facts.devices, (one) => one.id),
    punches: addPunches(book.punches, facts.punches ?? []),
  };
}

/** An entry of the new list takes the place of older ones with its key; within one list all stay. */
function replace<T>(old: readonly T[], added: readonly T[] | undefined, keyOf: (one: T) => string): T[] {
  const keys = new Set((added ?? []).map(keyOf));
  return [...old.filter((one) => !keys.has(keyOf(one))), ...(added ?? [])];
}

function addRoster(old: ScenarioBook['roster'], added: NonNullable<ScenarioFacts['roster']>) {
  const roster = new Map(old);
  for (const date of new Set(added.map((one) => one.date))) {
    const codes = added.filter((one) => one.date === date).map((one) => one.shift);
    roster.set(
      date,
      codes.filter((code) => code !== null),
    );
  }
  return roster;
}

/** The punches as written; `recordsOf` makes one record of those that are the same. */
function addPunches(old: ScenarioBook['punches'], added: readonly ScenarioPunch[]) {
  const punches = new Map(old);
  for (const punch of added) {
    const key = `${naturalKey(punch)}|${punch.t}`;
    if (!punches.has(key)) punches.set(key, punch);
  }
  return punches;
}

/** Same person, wall time, direction and terminal = one stored record (reconciliation.md rule 5). */
export function naturalKey({ t, dir, device, pin, source }: ScenarioPunch): string {
  const person = pin === undefined ? 'employee' : pin === null ? `nobody by ${source ?? ''}` : `pin ${pin}`;
  return `${person}|${wallClockIn(t)}|${dir ?? '-'}|${device ?? '-'}`;
}
