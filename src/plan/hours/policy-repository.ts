import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { loadPolicies, type PolicyDefinition } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit, unitIdOf } from '../unit/unit-named';
import { checkOptionalDate, refuseTwice } from '../writing/check-fields';
import { sinceEver } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { versionSpan } from '../writing/span-difference';
import { policySchema } from './policy-schema';

/** A version of a policy as handed in: only what differs from the units above, in the end from the defaults. */
export interface PolicyInput {
  readonly unit?: string | null;
  readonly fromDate?: string | null;
  readonly policy: PolicyDefinition;
}

interface Version {
  readonly unitId: string;
  readonly fromDate: string;
  readonly definition: string;
}

/** How an office judges its days, by date. */
@Injectable()
export class PolicyRepository {
  /** Writes versions of policies by unit and first date. */
  async put(change: PlanChange, inputs: readonly PolicyInput[], place: PlaceOf): Promise<void> {
    const tree = await loadUnits(change.tx);
    const next = inputs.map((input, index): Version => {
      checkOptionalDate(change, place(index, 'fromDate'), input.fromDate);
      return { unitId: unitIdOf(change, tree, input.unit, place(index, 'unit')), fromDate: input.fromDate ?? sinceEver, definition: checkedPolicy(change, input.policy, (field) => place(index, field)) };
    });
    refuseTwice(change, next, place, 'fromDate', (version) => `${version.unitId}\n${version.fromDate}`);
    change.problems.throwIfAny();
    const standing = await storedVersions(change);
    const changed = next.filter((version, index) => {
      const before = standing.find((each) => each.unitId === version.unitId && each.fromDate === version.fromDate);
      const same = before?.definition === version.definition;
      change.count('policies', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${codeOfUnit(tree, version.unitId)} ${version.fromDate}`, before: before ? shown(before) : null, after: shown(version) }));
      return !same;
    });
    await change.tx.insert('policy_version', ['unit_id', 'from_date', 'definition'], changed.map((version) => [version.unitId, version.fromDate, version.definition]), { key: ['unit_id', 'from_date'], update: ['definition'] });
    for (const version of changed) touch(change, version, [...standing, ...next]);
  }

  /** Removes a version; the one before it holds on. */
  async remove(change: PlanChange, unitId: string, fromDate: string): Promise<void> {
    const standing = await storedVersions(change);
    const found = standing.find((version) => version.unitId === unitId && version.fromDate === fromDate);
    if (!found) throw new DomainError('unknown-policy', `There is no policy of this unit from ${fromDate}.`, 404);
    await change.tx.execute('DELETE FROM policy_version WHERE unit_id = ? AND from_date = ?', [unitId, fromDate]);
    touch(change, found, standing);
    change.count('policies', 'changed');
  }
}

const shown = ({ definition }: Version): ShownFields => Object.fromEntries(Object.entries(JSON.parse(definition) as object).map(([name, value]) => [name, JSON.stringify(value)]));

async function storedVersions(change: PlanChange): Promise<Version[]> {
  const policies = await loadPolicies(change.tx);
  return [...policies].flatMap(([unitId, versions]) => versions.map((version) => ({ unitId, fromDate: version.fromDate, definition: JSON.stringify(version.definition) })));
}

function touch(change: PlanChange, version: Version, all: readonly Version[]): void {
  change.effects.unit(version.unitId, versionSpan(version.fromDate, all.filter((each) => each.unitId === version.unitId).map((each) => each.fromDate)));
}

function checkedPolicy(change: PlanChange, policy: unknown, at: (field: string) => ReturnType<PlaceOf>): string {
  const parsed = policySchema.safeParse(policy);
  if (parsed.success) return JSON.stringify(parsed.data);
  for (const issue of parsed.error.issues) change.problems.add(at(['policy', ...issue.path.map(String)].join('.')), issue.message);
  return '{}';
}
