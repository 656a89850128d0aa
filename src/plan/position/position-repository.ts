import { Injectable } from '@nestjs/common';
import { employeesByNumbers } from '../reading/employee-rows';
import { queryByValues } from '../reading/reader';
import { checkDate, checkOptionalText, refuseTwice } from '../writing/check-fields';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';

/** What somebody is from a date on, as handed in; an absent field says that nothing is known of it from then on. */
export interface PositionInput {
  /** The person's number. */
  readonly employee: string;
  readonly fromDate: string;
  /** Pangkat, e.g. `Penata Muda Tk. I`. */
  readonly rank?: string | null;
  /** Golongan (ruang), e.g. `III/b` or `IX`. */
  readonly grade?: string | null;
  /** Kind of position as the table of authority names it, e.g. `Pengawas`, `JF Ahli Muda`, `Pelaksana`. */
  readonly positionKind?: string | null;
  readonly jobTitle?: string | null;
  /** Kelas jabatan. */
  readonly jobClass?: number | null;
}

const key = ['employee_id', 'from_date'] as const;
const facts = ['job_rank', 'grade', 'position_kind', 'job_title', 'job_class'] as const;

type PositionRow = Record<(typeof key)[number], string> & { job_rank: string | null; grade: string | null; position_kind: string | null; job_title: string | null; job_class: number | null };

/** Rank and position of people by date. No day is judged by them: they say who may decide, and what a letter calls somebody. */
@Injectable()
export class PositionRepository {
  /** Writes positions by person and date. */
  async put(change: PlanChange, inputs: readonly PositionInput[], place: PlaceOf): Promise<void> {
    refuseTwice(change, inputs, place, 'fromDate', (input) => `${input.employee}\n${input.fromDate}`);
    inputs.forEach((input, index) => checkInput(change, input, index, place));
    const employees = await employeesByNumbers(change.tx, [...new Set(inputs.map((input) => input.employee))]);
    const rows = inputs.map((input, index): PositionRow => {
      const employee = employees.get(input.employee);
      if (!employee) change.problems.add(place(index, 'employee'), `there is no employee with the number "${input.employee}"`);
      return rowOf(employee?.id ?? '', input);
    });
    change.problems.throwIfAny();
    const standing = await standingRows(change, rows);
    const changed = rows.filter((row, index) => {
      const before = standing.get(keyOf(row));
      const same = before !== undefined && facts.every((fact) => before[fact] === row[fact]);
      change.count('positions', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${inputs[index]?.employee} ${row.from_date}`, before: before ? shown(before) : null, after: shown(row) }));
      return !same;
    });
    await change.tx.insert('employee_position', [...key, ...facts], changed.map((row) => [...key, ...facts].map((column) => row[column])), { key: [...key], update: [...facts] });
  }

  /** Takes the position that begins on a date away. */
  async remove(change: PlanChange, employeeId: string, fromDate: string): Promise<void> {
    const removed = await change.tx.execute('DELETE FROM employee_position WHERE employee_id = ? AND from_date = ?', [employeeId, fromDate]);
    if (removed > 0) change.count('positions', 'changed');
  }
}

function checkInput(change: PlanChange, input: PositionInput, index: number, place: PlaceOf): void {
  checkDate(change, place(index, 'fromDate'), input.fromDate);
  for (const field of ['rank', 'grade', 'positionKind'] as const) checkOptionalText(change, place(index, field), input[field], 64);
  checkOptionalText(change, place(index, 'jobTitle'), input.jobTitle, 200);
  const jobClass: unknown = input.jobClass ?? null;
  if (jobClass === null || (Number.isInteger(jobClass) && Number(jobClass) >= 1 && Number(jobClass) <= 99)) return;
  change.problems.add(place(index, 'jobClass'), `${JSON.stringify(jobClass)} is no class: a whole number from 1 to 99 is needed`);
}

const rowOf = (employeeId: string, { fromDate, rank, grade, positionKind, jobTitle, jobClass }: PositionInput): PositionRow => ({
  ...{ employee_id: employeeId, from_date: fromDate, job_rank: rank ?? null, grade: grade ?? null },
  ...{ position_kind: positionKind ?? null, job_title: jobTitle ?? null, job_class: jobClass ?? null },
});

const shown = (row: PositionRow): ShownFields => ({ rank: row.job_rank, grade: row.grade, positionKind: row.position_kind, jobTitle: row.job_title, jobClass: row.job_class === null ? null : String(row.job_class) });

const keyOf = (row: Pick<PositionRow, 'employee_id' | 'from_date'>): string => `${row.employee_id}\n${row.from_date}`;

async function standingRows(change: PlanChange, rows: readonly PositionRow[]): Promise<Map<string, PositionRow>> {
  const ids = [...new Set(rows.map((row) => row.employee_id))];
  const found = await queryByValues<PositionRow>(change.tx, (list) => `SELECT ${[...key, ...facts].join(', ')} FROM employee_position WHERE employee_id IN (${list})`, ids);
  return new Map(found.map((row) => [keyOf(row), row]));
}
