import { Injectable } from '@nestjs/common';
import { checkShift } from '../../core/schedule/check-shift';
import { type ClockRange } from '../../core/schedule/shift';
import { DomainError } from '../../platform/errors';
import { loadShifts } from '../reading/shared-plan';
import { sinceEver } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type Place, type PlaceOf } from '../writing/problem-list';
import { versionSpan } from '../writing/span-difference';
import { checkCode, checkOptionalDate, checkOptionalText } from '../writing/check-fields';
import { shiftUses } from './shift-uses';

/** A version of a shift as handed in; without `fromDate` it holds since ever. */
export interface ShiftInput {
  readonly code: string;
  readonly name?: string | null;
  readonly fromDate?: string | null;
  readonly segments: readonly ClockRange[];
  readonly breaks?: readonly ClockRange[];
  readonly punchEachSegment?: boolean;
}

/** A version of a shift as it stands. */
export interface StoredShift {
  readonly code: string;
  readonly fromDate: string;
  readonly definition: string;
}

/** The hours that schedules and rosters name. */
@Injectable()
export class ShiftRepository {
  /** Writes versions of shifts by code and first date. */
  async put(change: PlanChange, inputs: readonly ShiftInput[], place: PlaceOf): Promise<void> {
    inputs.forEach((input, index) => check(change, input, (field) => place(index, field)));
    change.problems.throwIfAny();
    const standing = await storedVersions(change, inputs.map((input) => input.code));
    const next = inputs.map((input) => ({ code: input.code, fromDate: input.fromDate ?? sinceEver, definition: definitionOf(input) }));
    const changed = next.filter((version, index) => {
      const before = standing.find((each) => each.code === version.code && each.fromDate === version.fromDate);
      const same = before?.definition === version.definition;
      change.count('shifts', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${version.code} ${version.fromDate}`, before: before ? shown(before) : null, after: shown(version) }));
      return !same;
    });
    await change.tx.insert('shift_version', ['shift', 'from_date', 'definition'], changed.map((version) => [version.code, version.fromDate, version.definition]), { key: ['shift', 'from_date'], update: ['definition'] });
    const all = [...standing, ...next];
    for (const version of changed) {
      const before = standing.find((each) => each.code === version.code && each.fromDate === version.fromDate);
      if (before && hoursOf(before) === hoursOf(version)) continue;
      change.effects.shift(version.code, versionSpan(version.fromDate, all.filter((each) => each.code === version.code).map((each) => each.fromDate)));
    }
  }

  /** Removes a version; the last one of a shift only when no schedule, roster or period names it. */
  async remove(change: PlanChange, code: string, fromDate: string): Promise<void> {
    const standing = await storedVersions(change, [code]);
    if (!standing.some((version) => version.fromDate === fromDate)) throw new DomainError('unknown-shift', `Shift "${code}" has no version from ${fromDate}.`, 404);
    if (standing.length === 1) {
      const [use] = await shiftUses(change.tx, code);
      if (use) throw new DomainError('shift-in-use', `Shift "${code}" cannot be removed: ${use} names it.`, 409);
    }
    await change.tx.execute('DELETE FROM shift_version WHERE shift = ? AND from_date = ?', [code, fromDate]);
    change.effects.shift(code, versionSpan(fromDate, standing.map((version) => version.fromDate)));
    change.count('shifts', 'changed');
  }
}

/** Refuses shift codes that name no shift. */
export async function refuseUnknownShifts(change: PlanChange, named: readonly { readonly code: string; readonly place: Place }[]): Promise<void> {
  const shifts = await loadShifts(change.tx);
  for (const { code, place } of named) if (!shifts.has(code)) change.problems.add(place, `there is no shift "${code}"`);
}

async function storedVersions(change: PlanChange, codes: readonly string[]): Promise<StoredShift[]> {
  const rows = await change.tx.query<{ shift: string; from_date: string; definition: string }>('SELECT shift, from_date, definition FROM shift_version');
  return rows.filter((row) => codes.includes(row.shift)).map((row) => ({ code: row.shift, fromDate: row.from_date, definition: row.definition }));
}

function check(change: PlanChange, input: ShiftInput, at: (field: string) => Place): void {
  checkCode(change, at('code'), input.code);
  checkOptionalText(change, at('name'), input.name, 200);
  checkOptionalDate(change, at('fromDate'), input.fromDate);
  const version = { from: input.fromDate ?? null, segments: input.segments, breaks: input.breaks ?? [], punchEachSegment: input.punchEachSegment ?? false };
  for (const problem of checkShift({ code: input.code, versions: [version] })) {
    const path = problem.path.replace(/^versions\[0\]\.?/, '');
    if (problem.severity === 'warning') change.warn(at(path), problem.message);
    else if (path !== 'from') change.problems.add(at(path), problem.message);
  }
}

function shown({ definition }: StoredShift): ShownFields {
  const { name, segments, breaks, punchEachSegment } = JSON.parse(definition) as ShiftInput;
  const text = (ranges: readonly ClockRange[] | undefined): string | null => (ranges ?? []).map((range) => range.join('-')).join(', ') || null;
  return { name: name ?? null, segments: text(segments), breaks: text(breaks), punchEachSegment: String(punchEachSegment ?? false) };
}

/** A definition without its name, which moves no minute. */
const hoursOf = (version: StoredShift): string => JSON.stringify({ ...(JSON.parse(version.definition) as object), name: null });

const definitionOf = (input: ShiftInput): string =>
  JSON.stringify({ name: input.name ?? null, segments: input.segments, breaks: input.breaks ?? [], punchEachSegment: input.punchEachSegment ?? false });
