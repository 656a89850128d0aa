import { type SqlValue } from '../database/database';
import { type Conditions } from '../http/page';

/** Which columns of a list say whom a row is about. All are SQL expressions; give what the row has. */
export interface RowSubject {
  /** Unit of the row on its own day, e.g. `v.unit_id`. */
  readonly unit?: string;
  readonly employee?: string;
  /** Date by which the person's unit is judged where the row has no unit of its own; left out = today. */
  readonly date?: string;
  /** True where an index of the list leads from a person to the rows: then the people come first. */
  readonly peopleFirst?: true;
}

/** Whom something is about, as it was found by an id. */
export interface Subject {
  readonly unitId?: string | null;
  readonly employeeId?: string | null;
}

/**
 * How far a caller's permission goes: everything, or a set of units (each with all below it) and, for employees, the own person. Whether a row is in reach is
 * judged by the unit of the row's own date, so that a person who moved is seen by each unit for its own time.
 */
export class Reach {
  private looked = false;

  constructor(
    /** True = no limit. */
    readonly all: boolean,
    /** Units in reach, those below included. */
    readonly unitIds: readonly string[],
    /** The caller's own person, in reach whatever the unit. */
    readonly employeeId: string | null,
    /** 'YYYY-MM-DD': by the units of this date rows without a date are judged. */
    private readonly today: string,
  ) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new RangeError(`'${today}' is not a date`);
  }

  /** A reach without limit. */
  static everything(): Reach {
    return new Reach(true, [], null, '0001-01-01');
  }

  /** Whether somebody asked this reach for its limits; a list that did not would show everything. */
  get wasUsed(): boolean {
    return this.looked;
  }

  /** Adds the limits to the conditions of a list; adds nothing where there is no limit. */
  limit(conditions: Conditions, subject: RowSubject): Conditions {
    const { sql, values } = this.condition(subject);
    return this.all ? conditions : conditions.add(sql, ...values);
  }

  /** The limits as a condition with the values of its question marks; `1 = 1` where there is none. */
  condition(subject: RowSubject): { readonly sql: string; readonly values: readonly SqlValue[] } {
    this.looked = true;
    if (this.all) return { sql: '1 = 1', values: [] };
    const units = this.unitCondition(subject);
    const own = this.employeeId !== null && subject.employee !== undefined;
    const parts = [...(units ? [units] : []), ...(own ? [`${subject.employee} = ?`] : [])];
    if (parts.length === 0) return { sql: '1 = 0', values: [] };
    const values = [...(units ? this.unitIds : []), ...(own ? [this.employeeId] : [])];
    const exact = `(${parts.join(' OR ')})`;
    // The people who were ever in the units are found first; the unit of the date is looked up for their rows alone, not for everybody's.
    if (units && subject.peopleFirst && subject.employee) return { sql: `(${wereEverIn(subject.employee, this.unitIds.length, own)} AND ${exact})`, values: [...values, ...values] };
    return { sql: exact, values };
  }

  /** The units in reach, narrowed to some; null = all units. For readers that filter in memory. */
  units(among: readonly string[] | null = null): readonly string[] | null {
    this.looked = true;
    if (this.all) return among;
    return among === null ? this.unitIds : among.filter((id) => this.unitIds.includes(id));
  }

  /** Whether something found by its id is in reach. */
  covers({ unitId, employeeId }: Subject): boolean {
    this.looked = true;
    if (this.all) return true;
    if (employeeId && employeeId === this.employeeId) return true;
    return !!unitId && this.unitIds.includes(unitId);
  }

  /** Of rows that were read whole those in reach; an empty list was limited, too. */
  within<T extends Subject>(rows: readonly T[]): T[] {
    this.looked = true;
    return rows.filter((row) => this.covers(row));
  }

  private unitCondition({ unit, employee, date }: RowSubject): string | null {
    if (this.unitIds.length === 0) return null;
    const marks = this.unitIds.map(() => '?').join(',');
    if (unit !== undefined) return `${unit} IN (${marks})`;
    if (employee === undefined) return null;
    return `${unitOnDate(employee, date ?? `'${this.today}'`)} IN (${marks})`;
  }
}

/**
 * That a person was ever in one of some units; an index finds these people. It says nothing of a date.
 * @param employee column of the person's id with its table
 * @param own whether one more question mark stands for a person who counts in any case
 */
export function wereEverIn(employee: string, units: number, own = false): string {
  const ever = `SELECT ever_m.employee_id FROM employee_unit ever_m WHERE ever_m.unit_id IN (${new Array<string>(units).fill('?').join(',')})`;
  return `${employee} IN (${own ? `SELECT ever.employee_id FROM (${ever} UNION SELECT ?) ever` : ever})`;
}

/**
 * The unit of a person on a date, both given as SQL; before the first membership the first one holds, as everywhere in the plan.
 * @param employee column of the person's id with its table, since a bare one would be taken for that of the inner query
 */
export function unitOnDate(employee: string, date: string): string {
  if (!/^\w+\.\w+$/.test(employee)) throw new RangeError(`"${employee}" does not name its table`);
  return `(SELECT reach_m.unit_id FROM employee_unit reach_m WHERE reach_m.employee_id = ${employee} AND reach_m.from_date = COALESCE(
    (SELECT MAX(reach_n.from_date) FROM employee_unit reach_n WHERE reach_n.employee_id = ${employee} AND reach_n.from_date <= ${date}),
    (SELECT MIN(reach_o.from_date) FROM employee_unit reach_o WHERE reach_o.employee_id = ${employee})))`;
}
