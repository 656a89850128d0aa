import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../platform/errors';
import { loadPeriodHours, type StoredPeriodHours } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { unitIdOf } from '../unit/unit-named';
import { checkDate, checkSpan, checkText, refuseTwice } from '../writing/check-fields';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { differingSpansOf } from '../writing/span-difference';
import { refuseUnknownShifts } from './shift-repository';

/** Other hours for a dated period (Ramadan), as handed in; without a unit they are everybody's. */
export interface PeriodHoursInput {
  readonly name: string;
  readonly unit?: string | null;
  readonly fromDate: string;
  readonly toDate: string;
  /** Code of a shift -> code of the shift whose hours count instead. */
  readonly replaces: Readonly<Record<string, string>>;
}

const keyOf = (period: Pick<StoredPeriodHours, 'name' | 'unitId'>): string => `${period.unitId}\n${period.name}`;
const textOf = (replaces: ReadonlyMap<string, string>): string => JSON.stringify(Object.fromEntries([...replaces].sort(([a], [b]) => (a < b ? -1 : 1))));

const shown = ({ fromDate, toDate, replaces }: StoredPeriodHours): ShownFields => ({ fromDate, toDate, replaces: [...replaces].sort().map((pair) => pair.join('=')).join(', ') });

/** Hours that take the place of others for a period, without touching anybody's roster. */
@Injectable()
export class PeriodHoursRepository {
  /** Writes periods by name and unit. */
  async put(change: PlanChange, inputs: readonly PeriodHoursInput[], place: PlaceOf): Promise<void> {
    inputs.forEach((input, index) => {
      checkText(change, place(index, 'name'), input.name, 200);
      checkSpan(change, (field) => place(index, field), input);
      if (!input.toDate) checkDate(change, place(index, 'toDate'), input.toDate);
    });
    const named = inputs.flatMap((input, index) => Object.entries(input.replaces).flatMap((pair) => pair.map((code) => ({ code, place: place(index, `replaces.${pair[0]}`) }))));
    await refuseUnknownShifts(change, named);
    const tree = await loadUnits(change.tx);
    const standing = new Map((await loadPeriodHours(change.tx)).map((period) => [keyOf(period), period]));
    const next = inputs.map((input, index): StoredPeriodHours => {
      const unitId = unitIdOf(change, tree, input.unit, place(index, 'unit'));
      const id = standing.get(keyOf({ name: input.name, unitId }))?.id ?? uuidv7();
      return { id, name: input.name, unitId, fromDate: input.fromDate, toDate: input.toDate, replaces: new Map(Object.entries(input.replaces)) };
    });
    refuseTwice(change, next, place, 'name', keyOf);
    change.problems.throwIfAny();
    for (const [index, period] of next.entries()) await this.store(change, standing.get(keyOf(period)) ?? null, period, index);
  }

  /** Removes a period. */
  async remove(change: PlanChange, id: string): Promise<void> {
    const found = (await loadPeriodHours(change.tx)).find((period) => period.id === id);
    if (!found) throw new DomainError('unknown-period-hours', `There are no period hours with the id "${id}".`, 404);
    await change.tx.execute('DELETE FROM period_hours WHERE id = ?', [id]);
    change.effects.unit(found.unitId, { fromDate: found.fromDate, toDate: found.toDate });
    change.count('periodHours', 'changed');
  }

  private async store(change: PlanChange, before: StoredPeriodHours | null, after: StoredPeriodHours, index: number): Promise<void> {
    const sameHours = before !== null && textOf(before.replaces) === textOf(after.replaces);
    const spans = sameHours ? differingSpansOf(before, after) : [before, after].filter((one) => one !== null);
    change.count('periodHours', before === null ? 'new' : spans.length === 0 ? 'unchanged' : 'changed', index, () => ({ name: after.name, before: before && shown(before), after: shown(after) }));
    if (spans.length === 0) return;
    await change.tx.insert('period_hours', ['id', 'name', 'from_date', 'to_date', 'unit_id', 'replacements'], [[after.id, after.name, after.fromDate, after.toDate, after.unitId, textOf(after.replaces)]], {
      key: ['id'],
      update: ['from_date', 'to_date', 'replacements'],
    });
    for (const span of spans) change.effects.unit(after.unitId, { fromDate: span.fromDate, toDate: span.toDate });
  }
}
