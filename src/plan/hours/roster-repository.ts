import { Injectable } from '@nestjs/common';
import { employeesByNumbers } from '../reading/employee-rows';
import { queryByValues } from '../reading/reader';
import { checkDate, checkOptionalText, refuseTwice } from '../writing/check-fields';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { refuseUnknownShifts } from './shift-repository';

/** The shifts of one person on one date, as handed in; none = a day off. */
export interface RosterInput {
  /** The person's number. */
  readonly employee: string;
  readonly date: string;
  readonly shifts: readonly string[];
  readonly note?: string | null;
}

interface Entry {
  readonly employeeId: string;
  readonly workDate: string;
  readonly shifts: string;
  readonly note: string | null;
}

const keyOf = (entry: Pick<Entry, 'employeeId' | 'workDate'>): string => `${entry.employeeId}\n${entry.workDate}`;

/** What one person does on one date in spite of every schedule. */
@Injectable()
export class RosterRepository {
  /** Writes entries by person and date. */
  async put(change: PlanChange, inputs: readonly RosterInput[], place: PlaceOf): Promise<void> {
    inputs.forEach((input, index) => {
      checkDate(change, place(index, 'date'), input.date);
      checkOptionalText(change, place(index, 'note'), input.note, 1000);
    });
    refuseTwice(change, inputs, place, 'date', (input) => `${input.employee}\n${input.date}`);
    await refuseUnknownShifts(change, inputs.flatMap((input, index) => input.shifts.map((code) => ({ code, place: place(index, 'shifts') }))));
    const next = await resolved(change, inputs, place);
    change.problems.throwIfAny();
    await store(change, next, inputs);
  }

  /** Takes entries away, so that the schedules hold again; dates without an entry are left out. */
  async remove(change: PlanChange, employeeId: string, fromDate: string, toDate: string): Promise<void> {
    const span = [employeeId, fromDate, toDate];
    const condition = 'employee_id = ? AND work_date >= ? AND work_date <= ?';
    const rows = await change.tx.query<{ work_date: string }>(`SELECT work_date FROM roster_entry WHERE ${condition}`, span);
    await change.tx.execute(`DELETE FROM roster_entry WHERE ${condition}`, span);
    for (const row of rows) {
      change.touched.add(employeeId, row.work_date, row.work_date);
      change.count('roster', 'changed');
    }
  }
}

/** A day off is a dash, as files write it. */
const shown = ({ shifts, note }: Pick<Entry, 'shifts' | 'note'>): ShownFields => ({ shifts: shifts === '' ? '-' : shifts.replaceAll(' ', '+'), note });

async function resolved(change: PlanChange, inputs: readonly RosterInput[], place: PlaceOf): Promise<Entry[]> {
  const employees = await employeesByNumbers(change.tx, [...new Set(inputs.map((input) => input.employee))]);
  return inputs.map((input, index) => {
    const employee = employees.get(input.employee);
    if (!employee) change.problems.add(place(index, 'employee'), `there is no employee with the number "${input.employee}"`);
    return { employeeId: employee?.id ?? '', workDate: input.date, shifts: input.shifts.join(' '), note: input.note ?? null };
  });
}

async function store(change: PlanChange, next: readonly Entry[], inputs: readonly RosterInput[]): Promise<void> {
  const dates = next.map((entry) => entry.workDate).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return;
  const rows = await queryByValues<{ employee_id: string; work_date: string; shifts: string; note: string | null }>(
    change.tx,
    (list) => `SELECT employee_id, work_date, shifts, note FROM roster_entry WHERE work_date >= '${first}' AND work_date <= '${last}' AND employee_id IN (${list})`,
    [...new Set(next.map((entry) => entry.employeeId))],
  );
  const standing = new Map(rows.map((row) => [keyOf({ employeeId: row.employee_id, workDate: row.work_date }), row]));
  const changed = next.filter((entry, index) => {
    const before = standing.get(keyOf(entry));
    const same = before?.shifts === entry.shifts && before.note === entry.note;
    change.count('roster', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${inputs[index]?.employee} ${entry.workDate}`, before: before ? shown(before) : null, after: shown(entry) }));
    if (before?.shifts !== entry.shifts) change.touched.add(entry.employeeId, entry.workDate, entry.workDate);
    return !same;
  });
  await change.tx.insert('roster_entry', ['employee_id', 'work_date', 'shifts', 'note'], changed.map((entry) => [entry.employeeId, entry.workDate, entry.shifts, entry.note]), { key: ['employee_id', 'work_date'], update: ['shifts', 'note'] });
}
