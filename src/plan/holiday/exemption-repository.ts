import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { loadExemptions } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit, unitIdOf } from '../unit/unit-named';
import { checkSpan, refuseTwice } from '../writing/check-fields';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { differingSpansOf } from '../writing/span-difference';

/** A unit (with those below it) whose rostered shifts are owed on holidays too, as handed in. */
export interface ExemptionInput {
  readonly unit: string;
  readonly fromDate: string;
  readonly toDate?: string | null;
}

/** Units that work on holidays: hospital, fire brigade. */
@Injectable()
export class ExemptionRepository {
  /** Writes exemptions by unit and first date. */
  async put(change: PlanChange, inputs: readonly ExemptionInput[], place: PlaceOf): Promise<void> {
    const tree = await loadUnits(change.tx);
    inputs.forEach((input, index) => checkSpan(change, (field) => place(index, field), input));
    const next = inputs.map((input, index) => ({ unitId: unitIdOf(change, tree, input.unit, place(index, 'unit')), fromDate: input.fromDate, toDate: input.toDate ?? null }));
    refuseTwice(change, next, place, 'fromDate', (one) => `${one.unitId}\n${one.fromDate}`);
    change.problems.throwIfAny();
    const standing = await loadExemptions(change.tx);
    next.forEach((one, index) => {
      const before = standing.get(one.unitId)?.find((span) => span.fromDate === one.fromDate) ?? null;
      const spans = differingSpansOf(before, one);
      change.count('holidayExemptions', before === null ? 'new' : spans.length === 0 ? 'unchanged' : 'changed', index, () => ({ name: `${codeOfUnit(tree, one.unitId)} ${one.fromDate}`, before: before && { toDate: before.toDate }, after: { toDate: one.toDate } }));
      for (const span of spans) change.effects.unit(one.unitId, span);
    });
    await change.tx.insert('holiday_exemption', ['unit_id', 'from_date', 'to_date'], next.map((one) => [one.unitId, one.fromDate, one.toDate]), { key: ['unit_id', 'from_date'], update: ['to_date'] });
  }

  /** Takes an exemption back. */
  async remove(change: PlanChange, unitId: string, fromDate: string): Promise<void> {
    const found = (await loadExemptions(change.tx)).get(unitId)?.find((span) => span.fromDate === fromDate);
    if (!found) throw new DomainError('unknown-exemption', `There is no exemption of this unit from ${fromDate}.`, 404);
    await change.tx.execute('DELETE FROM holiday_exemption WHERE unit_id = ? AND from_date = ?', [unitId, fromDate]);
    change.effects.unit(unitId, found);
    change.count('holidayExemptions', 'changed');
  }
}
