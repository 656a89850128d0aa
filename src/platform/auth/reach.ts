import { UnitSpans } from '../../core/organisation/unit-spans';
import { type Conditions, type SqlPart } from '../http/page';
import { unitsCondition, unitsConditionOn } from './unit-places';

/** Which columns of a list say whom a row is about. All are SQL expressions; give what the row has. */
export interface RowSubject {
  /** Unit of the row on its own day, e.g. `v.unit_id`. */
  readonly unit?: string;
  readonly employee?: string;
  /**
   * Date of the row, 'YYYY-MM-DD': by it the unit's place among the units is judged, and the person's unit where the row has none of its own. null = the row has
   * no date, or is about what goes on: today's.
   */
  readonly date: string | null;
  /** True where an index of the list leads from a person to the rows: then the people come first. */
  readonly peopleFirst?: true;
}

/** Whom something is about, as it was found by an id. */
export interface Subject {
  readonly unitId?: string | null;
  readonly employeeId?: string | null;
  /** Date by which the place of the unit is judged, 'YYYY-MM-DD'; null or left out = today. */
  readonly date?: string | null;
}

/**
 * How far a caller's permission goes: everything, or a set of units (each with all below it) and, for employees, the own person. Whether a row is in reach is
 * judged by the unit of the row's own date and by where that unit stood then, so that a person or a unit that moved is seen by each side for its own time.
 */
export class Reach {
  private looked = false;

  constructor(
    /** True = no limit. */
    readonly all: boolean,
    /** Units in reach, those below included, each on the dates on which it is. */
    readonly reached: UnitSpans,
    /** The caller's own person, in reach whatever the unit. */
    readonly employeeId: string | null,
    /** 'YYYY-MM-DD': by the units of this date rows without a date are judged. */
    readonly today: string,
  ) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new RangeError(`'${today}' is not a date`);
  }

  /** A reach without limit; today's date says where units stand that something without a date is about. */
  static everything(today: string): Reach {
    return new Reach(true, UnitSpans.always([]), null, today);
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
  condition(subject: RowSubject): SqlPart {
    this.looked = true;
    if (this.all) return { sql: '1 = 1', values: [] };
    const units = this.unitCondition(subject);
    const own = this.employeeId !== null && subject.employee !== undefined;
    const parts = [...(units ? [units.sql] : []), ...(own ? [`${subject.employee} = ?`] : [])];
    if (parts.length === 0) return { sql: '1 = 0', values: [] };
    const values = [...(units?.values ?? []), ...(own ? [this.employeeId] : [])];
    const exact = `(${parts.join(' OR ')})`;
    // The people who were ever in the units are found first; the unit of the date is looked up for their rows alone, not for everybody's.
    if (units && subject.peopleFirst && subject.employee) {
      const ever = this.reached.unitIds;
      return { sql: `(${wereEverIn(subject.employee, ever.length, own)} AND ${exact})`, values: [...ever, ...(own ? [this.employeeId] : []), ...values] };
    }
    return { sql: exact, values };
  }

  /** The units in reach, each on the dates on which it is, narrowed to some; null = all units. For readers that filter in memory. */
  units(among: UnitSpans | null = null): UnitSpans | null {
    this.looked = true;
    if (this.all) return among;
    return among === null ? this.reached : this.reached.intersection(among);
  }

  /** The units in reach today, narrowed to some; null = all units. */
  unitsToday(among: UnitSpans | null = null): readonly string[] | null {
    const units = this.units(among);
    return units === null ? null : units.on(this.today);
  }

  /** Whether something found by its id is in reach. */
  covers({ unitId, employeeId, date }: Subject): boolean {
    this.looked = true;
    if (this.all) return true;
    if (employeeId && employeeId === this.employeeId) return true;
    return !!unitId && this.reached.has(unitId, date ?? this.today);
  }

  /** Of rows that were read whole those in reach; an empty list was limited, too. */
  within<T extends Subject>(rows: readonly T[]): T[] {
    this.looked = true;
    return rows.filter((row) => this.covers(row));
  }

  private unitCondition({ unit, employee, date }: RowSubject): SqlPart | null {
    if (this.reached.isEmpty || (unit === undefined && employee === undefined)) return null;
    const unitThen = unit ?? unitOnDate(employee ?? '', date ?? `'${this.today}'`);
    return date === null ? unitsConditionOn(this.reached, unitThen, this.today) : unitsCondition(this.reached, unitThen, date);
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
