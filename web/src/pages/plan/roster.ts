import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, answerOf, type Schema } from '../../api/client';
import { addDays } from '../../format/dates';
import { type PlanChange } from './plan-change';
import { type CellChange, cellKey, type RosterChanges } from './roster-changes';
import { type Shift, shiftOn, spanOf } from './shifts';

/** What the plan asks of a person on a date, as it stands, and what stands over it. */
export type PlannedCell = Omit<Schema<'RosterDayItem'>, 'date'>;

/** Why somebody is away although planned. */
export type Away = Schema<'RosterAwayItem'>;

/** A row of the grid. */
export interface RosterPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly cells: ReadonlyMap<string, PlannedCell>;
}

/** People of a page of the grid. */
export const peoplePerPage = 30;

/** The dates of a span, both ends included. */
export const datesOf = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

const personOf = ({ days, ...person }: Schema<'RosterPersonItem'>): RosterPerson => ({ ...person, cells: new Map(days.map(({ date, ...cell }) => [date, cell])) });

/** A page of the people of a unit and what is planned for each in a span, in one request. */
export function useRoster(unit: string, from: string, to: string, page: number, text: string) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['plan', 'roster', unit, from, to, page, text],
    queryFn: async () => {
      const answer = await answerOf(api.GET('/api/v1/roster-grid', { params: { query: { unit, from, to, page, pageSize: peoplePerPage, ...(text ? { text } : {}) } } }));
      return { total: answer.total, rows: answer.people.map(personOf) };
    },
    placeholderData: keepPreviousData,
  });
  return { rows: data?.rows ?? [], total: data?.total ?? 0, loading: isPending, error, retry: () => void refetch() };
}

/** The holiday of a date, where everybody who is shown has one. */
export function holidayOf(rows: readonly RosterPerson[], date: string): string | null {
  const names = new Set(rows.map(({ cells }) => cells.get(date)?.holiday ?? null));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

/** What a cell would be. */
export function shiftsOf(person: RosterPerson, date: string, changes: RosterChanges): readonly string[] {
  const change = changes.get(cellKey(person.id, date));
  return change ?? person.cells.get(date)?.shifts ?? [];
}

/** The shifts of a cell that are really to be worked: none on a holiday, unless the unit works on holidays or somebody has just written them in. */
export const workedOf = (person: RosterPerson, date: string, changes: RosterChanges): readonly string[] =>
  person.cells.get(date)?.owed === false && !changes.has(cellKey(person.id, date)) ? [] : shiftsOf(person, date, changes);

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
