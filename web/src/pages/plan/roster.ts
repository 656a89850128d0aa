import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../api/client';
import { addDays } from '../../format/dates';
import { type PlanChange } from './plan-change';
import { type CellChange, cellKey, type RosterChanges } from './roster-changes';
import { type Shift, shiftOn, spanOf } from './shifts';

/** What the plan asks of a person on a date, as it stands. */
export interface PlannedCell {
  readonly shifts: readonly string[];
  /** Whether a roster entry says so, and not a schedule. */
  readonly rostered: boolean;
  readonly holiday: string | null;
  readonly employed: boolean;
}

/** A row of the grid. */
export interface RosterPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly cells: ReadonlyMap<string, PlannedCell>;
}

/** People of a page of the grid; each has an own plan to be asked for. */
export const peoplePerPage = 30;

/** The dates of a span, both ends included. */
export const datesOf = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** The people of a unit and what is planned for each in a span. */
export function useRoster(unit: string | undefined, from: string, to: string, page: number) {
  const people = useQuery({
    queryKey: ['plan', 'roster-people', unit, page],
    queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query: { unit: unit ?? '', employed: true, sort: 'name', page, pageSize: peoplePerPage } as never } })),
    enabled: unit !== undefined,
    placeholderData: keepPreviousData,
  });
  const items = unit === undefined ? [] : (people.data?.items ?? []);
  const plans = useQueries({
    queries: items.map(({ id }) => ({ queryKey: ['plan', 'planned-days', id, from, to], queryFn: () => answerOf(api.GET('/api/v1/employees/{id}/planned-days', { params: { path: { id }, query: { from, to } } })), placeholderData: keepPreviousData })),
  });
  const rows = items.map(({ id, number, name, jobTitle }, index): RosterPerson => ({
    ...{ id, number, name, jobTitle },
    cells: new Map((plans[index]?.data ?? []).map(({ date, shifts, holiday, employed }) => [date, { shifts: shifts.map(({ code }) => code), rostered: shifts.some(({ why }) => why === 'roster'), holiday, employed }])),
  }));
  const error = people.error ?? plans.find((plan) => plan.error)?.error ?? null;
  return { rows, total: people.data?.total ?? 0, loading: people.isPending || plans.some(({ isPending }) => isPending), error, retry: () => void people.refetch() };
}

/** What a cell would be. */
export function shiftsOf(person: RosterPerson, date: string, changes: RosterChanges): readonly string[] {
  const change = changes.get(cellKey(person.id, date));
  return change ?? person.cells.get(date)?.shifts ?? [];
}

/** The change that a brush makes of a cell; undefined where it is so already. */
export function changeTo(person: RosterPerson, date: string, wanted: CellChange): CellChange | undefined {
  const cell = person.cells.get(date);
  if (wanted === null) return cell?.rostered || cell?.shifts.length === 0 ? null : undefined;
  return wanted.join('+') === (cell?.shifts ?? []).join('+') ? undefined : wanted;
}

/** The changes as the service takes them: entries that are written, and spans that are taken away. */
export function changeOf(changes: RosterChanges, people: ReadonlyMap<string, { readonly number: string }>): PlanChange {
  const entries = [...changes].map(([key, shifts]) => ({ employeeId: key.split('|')[0] ?? '', date: key.split('|')[1] ?? '', shifts }));
  const roster = entries.flatMap(({ employeeId, date, shifts }) => (shifts === null ? [] : [{ employee: people.get(employeeId)?.number ?? '', date, shifts: [...shifts] }]));
  const removed = entries.filter(({ shifts }) => shifts === null).map(({ employeeId, date }) => ({ employeeId, from: date, to: date }));
  return { ...(roster.length > 0 ? { roster } : {}), ...(removed.length > 0 ? { remove: { roster: removed } } : {}) };
}

/** A change of shifts from one day to the next with little rest between. */
export interface ShortRest {
  readonly name: string;
  readonly date: string;
  readonly before: string;
  readonly after: string;
  readonly hours: number;
}

const leastRestHours = 8;

/** Where changed days leave less than eight hours of rest; a hint, never a refusal. */
export function shortRests(rows: readonly RosterPerson[], changes: RosterChanges, shifts: readonly Shift[]): ShortRest[] {
  return rows.flatMap((person) =>
    [...person.cells.keys()].flatMap((date) => {
      const next = addDays(date, 1);
      if (!changes.has(cellKey(person.id, date)) && !changes.has(cellKey(person.id, next))) return [];
      const [before, after] = [shiftsOf(person, date, changes).at(-1), shiftsOf(person, next, changes)[0]];
      const [first, second] = [before && shiftOn(shifts, before, date), after && shiftOn(shifts, after, next)];
      if (!first || !second || !before || !after) return [];
      const hours = (spanOf(second).from + 1440 - spanOf(first).to) / 60;
      return hours < leastRestHours ? [{ name: person.name, date, before, after, hours: Math.max(0, Math.round(hours * 10) / 10) }] : [];
    }),
  );
}
