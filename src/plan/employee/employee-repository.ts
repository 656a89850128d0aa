import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { oddNumber } from './check-number';
import { loadUnits } from '../unit/load-units';
import { type UnitTree } from '../unit/unit-tree';
import { employeesByNumbers } from '../reading/employee-rows';
import { checkOptionalDate, checkOptionalText, checkText, checkWord, refuseTwice } from '../writing/check-fields';
import { later } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type Place, type PlaceOf } from '../writing/problem-list';
import { categoryNamed, employeeCategories, type Employee, type EmployeeCategory, type EmployeeInput } from './employee';
import { differingSpans, nextHistory } from './unit-history';

const columns = ['id', 'number', 'name', 'category', 'job_title', 'email', 'joined_date', 'left_date'];

/** The people who work here. */
@Injectable()
export class EmployeeRepository {
  /** Writes people by number: whoever is known is changed, whoever is not is new. Resolves to them in the order given. */
  async put(change: PlanChange, inputs: readonly EmployeeInput[], place: PlaceOf): Promise<Employee[]> {
    refuseTwice(change, inputs, place, 'number', (input) => String(input.number));
    inputs.forEach((input, index) => checkInput(change, input, (field) => place(index, field)));
    change.problems.throwIfAny();
    const standing = await employeesByNumbers(change.tx, inputs.map((input) => input.number));
    const tree = await loadUnits(change.tx);
    const next = inputs.map((input, index) => merged(change, standing.get(input.number), input, tree, (field) => place(index, field)));
    change.problems.throwIfAny();
    await this.store(change, standing, next.filter((employee) => employee !== null), tree);
    return next.filter((employee) => employee !== null);
  }

  private async store(change: PlanChange, standing: ReadonlyMap<string, Employee>, next: readonly Employee[], tree: UnitTree): Promise<void> {
    const changed = next.filter((employee, index) => {
      const before = standing.get(employee.number);
      const same = before !== undefined && JSON.stringify(before) === JSON.stringify(employee);
      change.count('employees', before === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${employee.name} (${employee.number})`, before: before ? shown(before, tree) : null, after: shown(employee, tree) }));
      return !same;
    });
    await change.tx.insert('employee', columns, changed.map(rowOf), { key: ['id'], update: columns.slice(2) });
    const rehoused = changed.filter((employee) => differingHistory(standing.get(employee.number), employee));
    for (const employee of rehoused) {
      if (standing.has(employee.number)) await change.tx.execute('DELETE FROM employee_unit WHERE employee_id = ?', [employee.id]);
    }
    const memberships = rehoused.flatMap((employee) => employee.units.map((unit) => [employee.id, unit.fromDate, unit.unitId]));
    await change.tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], memberships);
    for (const employee of changed) touch(change, standing.get(employee.number), employee);
  }
}

function checkInput(change: PlanChange, input: EmployeeInput, at: (field: string) => Place): void {
  checkText(change, at('number'), input.number, 64);
  if (/\S\s+\S/.test(String(input.number))) change.problems.add(at('number'), `"${input.number}" has a space inside`);
  if (input.name !== undefined) checkText(change, at('name'), input.name, 200);
  if (input.category !== undefined) checkWord(change, at('category'), categoryGiven(input.category), employeeCategories);
  checkOptionalText(change, at('jobTitle'), input.jobTitle, 200);
  checkOptionalText(change, at('email'), input.email, 320);
  if (typeof input.email === 'string' && !/^[^\s@]+@[^\s@]+$/.test(input.email)) change.problems.add(at('email'), `"${input.email}" is not an e-mail address`);
  for (const field of ['joinedDate', 'leftDate', 'unitFromDate'] as const) checkOptionalDate(change, at(field), input[field]);
  input.unitHistory?.forEach((membership, index) => checkOptionalDate(change, at(`unitHistory[${index}].fromDate`), membership.fromDate));
}

/** What stands with what was handed in laid over it, or null when it cannot be. */
function merged(change: PlanChange, before: Employee | undefined, input: EmployeeInput, tree: UnitTree, at: (field: string) => Place): Employee | null {
  if (before === undefined && input.name === undefined) change.problems.add(at('name'), 'a name is needed');
  if (before === undefined && input.category === undefined) change.problems.add(at('category'), `a category is needed: ${employeeCategories.join(', ')}`);
  const outcome = nextHistory(before?.units ?? [], input, (code) => tree.withCode(code)?.id);
  if ('message' in outcome) {
    change.problems.add(at(outcome.field), outcome.message);
    return null;
  }
  const employee: Employee = {
    id: before?.id ?? uuidv7(),
    number: input.number,
    name: input.name ?? before?.name ?? '',
    category: (input.category === undefined ? before?.category : categoryGiven(input.category)) as EmployeeCategory,
    jobTitle: given(input.jobTitle, before?.jobTitle),
    email: given(input.email, before?.email),
    joinedDate: given(input.joinedDate, before?.joinedDate),
    leftDate: given(input.leftDate, before?.leftDate),
    units: outcome.history,
  };
  checkWhole(change, employee, at);
  return employee;
}

/** Lists write categories in any case; what is no text at all is refused as it came. */
const categoryGiven = (category: unknown): unknown => (typeof category === 'string' ? categoryNamed(category) : category);

/** Absent = as it stands; null = emptied. */
const given = (value: string | null | undefined, standing: string | null | undefined): string | null => (value === undefined ? (standing ?? null) : value);

function checkWhole(change: PlanChange, employee: Employee, at: (field: string) => Place): void {
  const { joinedDate, leftDate, units } = employee;
  const first = joinedDate ?? units[0]?.fromDate;
  if (first !== undefined && leftDate !== null && leftDate < first) change.problems.add(at('leftDate'), `${leftDate} is before the first day ${first}`);
  const known = units[0]?.fromDate;
  if (joinedDate !== null && known !== undefined && joinedDate < known) {
    change.warn(at('unitFromDate'), `the unit is known from ${known} only; it stands for the time since ${joinedDate} too`);
  }
  for (const message of oddNumber(employee.number, employee.category)) change.warn(at('number'), message);
}

const shown = ({ name, category, jobTitle, email, joinedDate, leftDate, units }: Employee, tree: UnitTree): ShownFields => ({
  ...{ name, category, jobTitle, email, joinedDate, leftDate },
  unit: units.map(({ unitId, fromDate }) => `${tree.withId(unitId)?.code ?? ''} (${fromDate})`).join(', ') || null,
});

const rowOf = (employee: Employee) => [employee.id, employee.number, employee.name, employee.category, employee.jobTitle, employee.email, employee.joinedDate, employee.leftDate];

const differingHistory = (before: Employee | undefined, after: Employee): boolean => JSON.stringify(before?.units ?? []) !== JSON.stringify(after.units);

const firstDate = (employee: Employee): string => employee.joinedDate ?? employee.units[0]?.fromDate ?? '';

/** Adds the days that a change of a person's own data can touch. */
function touch(change: PlanChange, before: Employee | undefined, after: Employee): void {
  if (before === undefined || before.category !== after.category) change.effects.person(after.id);
  if (before === undefined) return;
  change.touched.reachBackTo(after.id, firstDate(before));
  for (const span of differingSpans(before.units, after.units)) change.touched.add(after.id, span.fromDate, span.toDate);
  const [oldFirst, newFirst] = [firstDate(before), firstDate(after)].sort();
  if (oldFirst !== newFirst && oldFirst && newFirst) change.touched.add(after.id, oldFirst, newFirst);
  if (before.leftDate !== after.leftDate) {
    const [oldLeft, newLeft] = [before.leftDate ?? '9999-12-31', after.leftDate ?? '9999-12-31'].sort();
    const last = later(oldLeft ?? '', newLeft ?? '');
    change.touched.add(after.id, oldLeft ?? '', last === '9999-12-31' ? null : last);
  }
}
