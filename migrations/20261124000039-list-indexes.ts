import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

type Index = readonly [name: string, table: string, columns: string];

const before: readonly Index[] = [
  ['ix_violation_date', 'violation', 'work_date, unit_id, kind, state'],
  ['ix_violation_state', 'violation', 'state, work_date, employee_id, shift_no, kind, unit_id'],
  ['ix_violation_unit', 'violation', 'unit_id, state, minutes, work_date, kind'],
  ['ix_employee_name', 'employee', 'name'],
  ['ix_request_state', 'request', 'state, from_date'],
];

/** Each with all that its lists filter, sort and count by: which rows are on a page is read from the index alone. */
const after: readonly Index[] = [
  ['ix_violation_date', 'violation', 'work_date, employee_id, shift_no, kind, unit_id, state, minutes, days'],
  ['ix_violation_state', 'violation', 'state, work_date, employee_id, shift_no, kind, unit_id, minutes, days'],
  ['ix_violation_unit', 'violation', 'unit_id, state, work_date, employee_id, shift_no, kind, minutes, days'],
  ['ix_employee_name', 'employee', 'name, number, category, joined_date, left_date'],
  ['ix_request_state', 'request', 'state, from_date, filed_at, kind, employee_id'],
  ['ix_request_filed', 'request', 'filed_at, from_date, state, kind, employee_id'],
];

/** The indexes of the long lists hold what the lists are asked by. */
export class ListIndexes20261124000039 implements MigrationInterface {
  readonly name = 'ListIndexes20261124000039';

  up(runner: QueryRunner): Promise<void> {
    return replace(runner, before, after);
  }

  down(runner: QueryRunner): Promise<void> {
    return replace(runner, after, before);
  }
}

async function replace(runner: QueryRunner, old: readonly Index[], wanted: readonly Index[]): Promise<void> {
  const mysql = runner.dataSource.options.type !== 'better-sqlite3';
  await runDdl(runner, old.map(([name, table]) => `DROP INDEX ${name}${mysql ? ` ON ${table}` : ''}`));
  await runDdl(runner, wanted.map(([name, table, columns]) => `CREATE INDEX ${name} ON ${table} (${columns})`));
}
