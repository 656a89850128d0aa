import { Injectable } from '@nestjs/common';
import { type HolidayKind } from '../../core/schedule/employee-plan';
import { shiftClockMinutes } from '../../core/schedule/shift-clock';
import { DomainError } from '../../platform/errors';
import { loadHolidays, type StoredHoliday } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit, unitIdOf } from '../unit/unit-named';
import { checkDate, checkOptionalText, checkText, checkWord, refuseTwice } from '../writing/check-fields';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type Place, type PlaceOf } from '../writing/problem-list';

/** The kinds of holidays. */
export const holidayKinds = ['national', 'collective-leave', 'local'] as const satisfies readonly HolidayKind[];

/** A holiday as handed in; without a unit everybody's, with times a half holiday. */
export interface HolidayInput {
  readonly date: string;
  readonly name: string;
  readonly kind: string;
  readonly unit?: string | null;
  /** 'HH:MM'; absent = from the start of the day. */
  readonly fromTime?: string | null;
  /** 'HH:MM'; absent = to the end of the day. */
  readonly toTime?: string | null;
  readonly decree?: string | null;
}

const columns = ['holiday_date', 'unit_id', 'kind', 'name', 'from_time', 'to_time', 'decree'];
const keyOf = (holiday: Pick<StoredHoliday, 'date' | 'unitId'>): string => `${holiday.date}\n${holiday.unitId}`;
const rowOf = (holiday: StoredHoliday) => [holiday.date, holiday.unitId, holiday.kind, holiday.name, holiday.fromTime, holiday.toTime, holiday.decree];
const shown = ({ kind, name, fromTime, toTime, decree }: StoredHoliday): ShownFields => ({ name, kind, fromTime, toTime, decree });
/** What of a holiday can move a minute or a word of a day. */
const effectOf = (holiday: StoredHoliday): string => JSON.stringify(rowOf(holiday).slice(0, 6));

/** The days on which nobody owes work. */
@Injectable()
export class HolidayRepository {
  /** Writes holidays by date and unit. */
  async put(change: PlanChange, inputs: readonly HolidayInput[], place: PlaceOf): Promise<void> {
    const tree = await loadUnits(change.tx);
    inputs.forEach((input, index) => check(change, input, (field) => place(index, field)));
    const next = inputs.map((input, index) => storedOf(input, unitIdOf(change, tree, input.unit, place(index, 'unit'))));
    refuseTwice(change, next, place, 'date', keyOf);
    change.problems.throwIfAny();
    const standing = new Map((await loadHolidays(change.tx)).map((holiday) => [keyOf(holiday), holiday]));
    const changed = next.filter((holiday, index) => {
      const before = standing.get(keyOf(holiday));
      const same = before !== undefined && JSON.stringify(rowOf(before)) === JSON.stringify(rowOf(holiday));
      change.count('holidays', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${holiday.date} ${codeOfUnit(tree, holiday.unitId)}`, before: before ? shown(before) : null, after: shown(holiday) }));
      if (before === undefined || effectOf(before) !== effectOf(holiday)) touch(change, holiday);
      return !same;
    });
    await change.tx.insert('holiday', columns, changed.map(rowOf), { key: columns.slice(0, 2), update: columns.slice(2) });
  }

  /** Takes a holiday back. */
  async remove(change: PlanChange, date: string, unitId: string): Promise<void> {
    const removed = await change.tx.execute('DELETE FROM holiday WHERE holiday_date = ? AND unit_id = ?', [date, unitId]);
    if (removed === 0) throw new DomainError('unknown-holiday', `${date} is no holiday there.`, 404);
    touch(change, { date, unitId });
    change.count('holidays', 'changed');
  }
}

const touch = (change: PlanChange, holiday: Pick<StoredHoliday, 'date' | 'unitId'>): void => change.effects.unit(holiday.unitId, { fromDate: holiday.date, toDate: holiday.date });

function check(change: PlanChange, input: HolidayInput, at: (field: string) => Place): void {
  checkDate(change, at('date'), input.date);
  checkText(change, at('name'), input.name, 200);
  checkWord(change, at('kind'), input.kind, holidayKinds);
  checkOptionalText(change, at('decree'), input.decree, 1000);
  const times = (['fromTime', 'toTime'] as const).map((field) => {
    const text = input[field];
    if (!text) return null;
    const minutes = shiftClockMinutes(text);
    if (minutes === null) change.problems.add(at(field), `"${text}" is not a time written HH:MM`);
    return minutes;
  });
  const [from, to] = times;
  if (typeof from === 'number' && typeof to === 'number' && to <= from) change.problems.add(at('toTime'), `${input.toTime} is not after ${input.fromTime}`);
}

const storedOf = (input: HolidayInput, unitId: string): StoredHoliday => ({
  date: input.date,
  unitId,
  kind: input.kind as HolidayKind,
  name: input.name,
  fromTime: input.fromTime || null,
  toTime: input.toTime || null,
  decree: input.decree || null,
});
