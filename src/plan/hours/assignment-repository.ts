import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { employeesByNumbers } from '../reading/employee-rows';
import { loadSchedules } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit, unitIdOf } from '../unit/unit-named';
import { checkSpan, refuseTwice } from '../writing/check-fields';
import { type DateSpan } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { differingSpansOf } from '../writing/span-difference';

/** Who works by which schedule, as handed in: a unit with those below it ('*' = everybody), or one person. */
export interface AssignmentInput {
  readonly unit?: string | null;
  /** The person's number. */
  readonly employee?: string | null;
  readonly schedule: string;
  readonly fromDate: string;
  readonly toDate?: string | null;
}

/** The subject of an assignment. */
export type SubjectKind = 'unit' | 'employee';

/** An assignment as it stands. */
export interface Assignment extends DateSpan {
  readonly subjectKind: SubjectKind;
  /** Id of a unit ('' = everybody) or of a person. */
  readonly subjectId: string;
  readonly schedule: string;
}

const columns = ['subject_kind', 'subject_id', 'from_date', 'to_date', 'schedule'];
const keyOf = (one: Assignment): string => [one.subjectKind, one.subjectId, one.fromDate].join('\n');

const shown = ({ schedule, toDate }: Assignment): ShownFields => ({ schedule, toDate });

/** Who works by which schedule. */
@Injectable()
export class AssignmentRepository {
  /** Writes assignments by subject and first date. Among those that cover a date the one that began last counts. */
  async put(change: PlanChange, inputs: readonly AssignmentInput[], place: PlaceOf): Promise<void> {
    inputs.forEach((input, index) => checkSpan(change, (field) => place(index, field), input));
    const next = await resolved(change, inputs, place);
    change.problems.throwIfAny();
    refuseTwice(change, next, place, 'fromDate', keyOf);
    change.problems.throwIfAny();
    const standing = new Map((await assignmentsOf(change, next)).map((one) => [keyOf(one), one]));
    const tree = await loadUnits(change.tx);
    const changed = next.filter((one, index) => {
      const before = standing.get(keyOf(one));
      const same = before?.schedule === one.schedule && before.toDate === one.toDate;
      change.count('assignments', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${one.subjectKind === 'unit' ? codeOfUnit(tree, one.subjectId) : inputs[index]?.employee} ${one.fromDate}`, before: before ? shown(before) : null, after: shown(one) }));
      return !same;
    });
    await change.tx.insert('schedule_assignment', columns, changed.map((one) => [one.subjectKind, one.subjectId, one.fromDate, one.toDate, one.schedule]), { key: columns.slice(0, 3), update: ['to_date', 'schedule'] });
    for (const one of changed) touch(change, standing.get(keyOf(one)) ?? null, one);
  }

  /** Removes an assignment. */
  async remove(change: PlanChange, kind: SubjectKind, subjectId: string, fromDate: string): Promise<void> {
    const found = (await assignmentsOf(change, [{ subjectKind: kind, subjectId, fromDate, toDate: null, schedule: '' }])).find((one) => one.fromDate === fromDate);
    if (!found) throw new DomainError('unknown-assignment', `There is no assignment from ${fromDate}.`, 404);
    await change.tx.execute('DELETE FROM schedule_assignment WHERE subject_kind = ? AND subject_id = ? AND from_date = ?', [kind, subjectId, fromDate]);
    touch(change, found, null);
    change.count('assignments', 'changed');
  }
}

async function resolved(change: PlanChange, inputs: readonly AssignmentInput[], place: PlaceOf): Promise<Assignment[]> {
  const tree = await loadUnits(change.tx);
  const schedules = await loadSchedules(change.tx);
  const employees = await employeesByNumbers(change.tx, inputs.flatMap((input) => input.employee ?? []));
  return inputs.map((input, index) => {
    const at = (field: string) => place(index, field);
    const first = schedules.get(input.schedule)?.[0];
    if (!first) change.problems.add(at('schedule'), `there is no work schedule "${input.schedule}"`);
    else if (first.fromDate > input.fromDate) change.problems.add(at('fromDate'), `work schedule "${input.schedule}" begins on ${first.fromDate} only`);
    if (Boolean(input.unit) === Boolean(input.employee)) change.problems.add(at('unit'), 'either a unit (or * for everybody) or an employee is needed');
    const rest = { fromDate: input.fromDate, toDate: input.toDate ?? null, schedule: input.schedule };
    if (!input.employee) return { subjectKind: 'unit', subjectId: unitIdOf(change, tree, input.unit, at('unit')), ...rest };
    const employee = employees.get(input.employee);
    if (!employee) change.problems.add(at('employee'), `there is no employee with the number "${input.employee}"`);
    return { subjectKind: 'employee', subjectId: employee?.id ?? '', ...rest };
  });
}

async function assignmentsOf(change: PlanChange, subjects: readonly Assignment[]): Promise<Assignment[]> {
  const found: Assignment[] = [];
  for (const kind of ['unit', 'employee'] as const) {
    const ids = [...new Set(subjects.filter((one) => one.subjectKind === kind).map((one) => one.subjectId))];
    for (let start = 0; start < ids.length; start += 500) {
      const part = ids.slice(start, start + 500);
      const rows = await change.tx.query<{ subject_id: string; from_date: string; to_date: string | null; schedule: string }>(
        `SELECT subject_id, from_date, to_date, schedule FROM schedule_assignment WHERE subject_kind = ? AND subject_id IN (${part.map(() => '?').join(',')})`,
        [kind, ...part],
      );
      found.push(...rows.map((row) => ({ subjectKind: kind, subjectId: row.subject_id, fromDate: row.from_date, toDate: row.to_date, schedule: row.schedule })));
    }
  }
  return found;
}

function touch(change: PlanChange, before: Assignment | null, after: Assignment | null): void {
  const sameSchedule = before !== null && after !== null && before.schedule === after.schedule;
  const spans = sameSchedule ? differingSpansOf(before, after) : [before, after].filter((one) => one !== null);
  for (const span of spans) {
    const { subjectKind, subjectId } = (after ?? before) as Assignment;
    if (subjectKind === 'unit') change.effects.unit(subjectId, { fromDate: span.fromDate, toDate: span.toDate });
    else change.touched.add(subjectId, span.fromDate, span.toDate);
  }
}
