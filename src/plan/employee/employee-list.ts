import { Injectable } from '@nestjs/common';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, type PageQuery } from '../../platform/http/page';
import { loadUnits } from '../unit/load-units';
import { unitNamed } from '../unit/unit-repository';
import { type EmployeeCategory } from './employee';

/** Which people are asked for, and on which date. */
export interface EmployeeListQuery extends PageQuery {
  /** 'YYYY-MM-DD': the date whose units are shown. */
  readonly onDate: string;
  /** Code of a unit: only people in it or below it on the date. */
  readonly unit?: string;
  /** Part of a name, or the beginning of a number. */
  readonly text?: string;
  readonly category?: EmployeeCategory;
  /** True = only those employed on the date, false = only the others. */
  readonly employed?: boolean;
}

/** A person in a list. */
export interface ListedEmployee {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly category: EmployeeCategory;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly joinedDate: string | null;
  readonly leftDate: string | null;
  /** Code and name of the unit on the date. */
  readonly unit: string | null;
  readonly unitName: string | null;
}

const columns = `e.id AS id, e.number AS number, e.name AS name, e.category AS category, e.job_title AS jobTitle, e.email AS email,
  e.joined_date AS joinedDate, e.left_date AS leftDate, u.code AS unit, u.name AS unitName`;
const sortable = { number: 'e.number', name: 'e.name', category: 'e.category', unit: 'u.code', joinedDate: 'e.joined_date', jobTitle: 'e.job_title' };

/** Lists of people. */
@Injectable()
export class EmployeeList {
  constructor(private readonly database: Database) {}

  /** One page of people with the unit of the date. */
  async page(query: EmployeeListQuery, like: (text: string) => string, reach: Reach): Promise<Page<ListedEmployee>> {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(query.onDate)) throw new RangeError(`'${query.onDate}' is not a date`);
    const conditions = this.withinReach(reach, query.onDate).when(query.category, 'e.category = ?');
    if (query.text) conditions.add("e.name LIKE ? ESCAPE '!' OR e.number LIKE ? ESCAPE '!'", like(query.text), like(query.text).slice(1));
    if (query.employed !== undefined) {
      const employed = '(COALESCE(e.joined_date, ?) <= ? AND COALESCE(e.left_date, ?) >= ?)';
      conditions.add(query.employed ? employed : `NOT ${employed}`, query.onDate, query.onDate, query.onDate, query.onDate);
    }
    if (query.unit) {
      const tree = await loadUnits(this.database);
      const ids = tree.subtreeOf(unitNamed(tree, query.unit).id).on(query.onDate);
      if (ids.length === tree.units.length) conditions.add('EXISTS (SELECT 1 FROM employee_unit m WHERE m.employee_id = e.id)');
      else conditions.add(memberOn(query.onDate, `m.unit_id IN (${ids.map(() => '?').join(',')})`), ...ids);
    }
    const from = peopleWithUnits(query.onDate);
    // The unit is looked up for the people of the page alone, unless they are in its order.
    const found = { from: /^-?unit$/.test(query.sort ?? '') ? from : 'employee e', key: ['e.id'] };
    return readPage<ListedEmployee, ListedEmployee>(this.database, query, { from, countedFrom: 'employee e', found, columns, conditions, sortable, tieBreak: 'e.name, e.id', item: (row) => ({ ...row }) });
  }

  private withinReach(reach: Reach, onDate: string): Conditions {
    const { sql, values } = reach.condition({ unit: 'm.unit_id', date: `'${onDate}'` });
    if (reach.all) return new Conditions();
    const own = reach.employeeId;
    return new Conditions().add(`${memberOn(onDate, sql)}${own === null ? '' : ' OR e.id = ?'}`, ...values, ...(own === null ? [] : [own]));
  }
}

/** The membership of a person that holds on a date; before the first one the first holds. The date was checked to be nothing but digits and hyphens. */
const holdsOn = (onDate: string, employee: string): string => `COALESCE(
    (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = ${employee} AND x.from_date <= '${onDate}'),
    (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = ${employee}))`;

/** Begins with the members of units, who are fewer than all people. */
const memberOn = (onDate: string, condition: string): string =>
  `e.id IN (SELECT m.employee_id FROM employee_unit m WHERE ${condition} AND m.from_date = ${holdsOn(onDate, 'm.employee_id')})`;

const peopleWithUnits = (onDate: string): string => `employee e
  LEFT JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = ${holdsOn(onDate, 'e.id')}
  LEFT JOIN unit u ON u.id = m.unit_id`;
