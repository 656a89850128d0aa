import { type Database, type Transaction } from '../../src/platform/database/database';
import { type ConsoleCity, employeeIdOf } from './console-people';

/** Tables that are derived of one person, with the columns that name the row; ids are made anew of the old one and the person. */
const copied: readonly { readonly table: string; readonly ids: readonly string[] }[] = [
  { table: 'attendance_day', ids: [] },
  { table: 'violation', ids: [] },
  { table: 'violation_decision', ids: ['id'] },
  { table: 'year_account', ids: [] },
  { table: 'case_event', ids: ['case_id'] },
  { table: 'discipline_case', ids: ['case_id'] },
  { table: 'request', ids: ['id'] },
];

/** Gives everybody else the days, violations, decisions, accounts, cases and requests of a model of the same unit, all inside the server. */
export async function cloneModels(database: Database, city: ConsoleCity, models: number): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.execute('CREATE TABLE bench_person (employee_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, model_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL)');
    await tx.insert('bench_person', ['employee_id', 'model_id'], Array.from({ length: city.employees }, (_, index) => [employeeIdOf(index), employeeIdOf(index % models)]));
  });
  for (const { table, ids } of copied) await clone(database, table, ids);
  await database.transaction((tx) => tx.execute('DROP TABLE bench_person'));
}

/**
 * The rows of the models are set aside and written back for everybody in order of the key, into an empty table: so the server fills the table and
 * sorts its indexes at once instead of growing them row by row.
 */
async function clone(database: Database, table: string, ids: readonly string[]): Promise<void> {
  const columns = await columnsOf(database, table);
  const values = columns.map((column) => (column === 'employee_id' ? 'p.employee_id' : ids.includes(column) ? `MD5(CONCAT(t.${column}, p.employee_id))` : `t.${column}`));
  await database.transaction(async (tx) => {
    await tx.execute(`CREATE TABLE bench_model LIKE ${table}`);
    await dropIndexes(tx);
    await tx.execute('CREATE INDEX ix_bench_model ON bench_model (employee_id)');
    await tx.execute(`INSERT INTO bench_model (${columns.join(',')}) SELECT ${columns.join(',')} FROM ${table}`);
    await tx.execute(`TRUNCATE TABLE ${table}`);
  });
  await database.transaction(async (tx) => {
    await tx.execute('SET SESSION unique_checks = 0');
    await tx.execute('SET SESSION foreign_key_checks = 0');
    await tx.execute(`INSERT INTO ${table} (${columns.join(',')}) SELECT ${values.join(',')} FROM bench_person p STRAIGHT_JOIN bench_model t ON t.employee_id = p.model_id`);
    await tx.execute('SET SESSION unique_checks = 1');
    await tx.execute('SET SESSION foreign_key_checks = 1');
  });
  await database.transaction(async (tx) => {
    await tx.execute('DROP TABLE bench_model');
    await tx.query(`ANALYZE TABLE ${table}`);
  });
}

/** All columns but those that the database computes by itself. */
async function columnsOf(database: Database, table: string): Promise<string[]> {
  const sql = `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position`;
  return (await database.query<{ name: string }>(sql, [table])).map(({ name }) => name);
}

/** The copy is read by person alone. */
async function dropIndexes(tx: Transaction): Promise<void> {
  const rows = await tx.query<{ name: string }>("SELECT DISTINCT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'bench_model' AND index_name <> 'PRIMARY'");
  for (const { name } of rows) await tx.execute(`DROP INDEX ${name} ON bench_model`);
}
