import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/**
 * What is derived from the two books, and what officers decide about it. `attendance_day`, `violation` and `year_account` may be emptied and
 * computed again at any time; `violation_decision` and `case_event` are facts and are only ever appended to.
 */
export class Derived20261124000005 implements MigrationInterface {
  readonly name = 'Derived20261124000005';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE attendance_day (
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        shift_no {INT} NOT NULL,
        unit_id {ID} NULL,
        zone {CODE} NOT NULL,
        shift {CODE} NULL,
        status {CODE} NOT NULL,
        settled {FLAG} NOT NULL,
        late_minutes {INT} NOT NULL,
        early_leave_minutes {INT} NOT NULL,
        worked_minutes {INT} NOT NULL,
        overtime_minutes {INT} NOT NULL,
        break_overrun_minutes {INT} NOT NULL,
        absent_days {NUMBER} NOT NULL,
        late_band {CODE} NULL,
        early_band {CODE} NULL,
        flags {LINE} NOT NULL,
        signals {LINE} NOT NULL,
        in_at {INSTANT} NULL,
        out_at {INSTANT} NULL,
        closes_at {INSTANT} NULL,
        digest {CODE} NOT NULL,
        explanation {TEXT} NOT NULL,
        computed_at {INSTANT} NOT NULL,
        PRIMARY KEY (employee_id, work_date, shift_no)
      ) {NATURAL}`,
      // Whoever counts a date (who is in, how people arrived) reads this and not the rows, which lie far apart: each holds its explanation.
      `CREATE INDEX ix_attendance_day_date ON attendance_day (work_date, unit_id, status, shift, in_at, late_minutes)`,
      `CREATE INDEX ix_attendance_day_unsettled ON attendance_day (settled, closes_at)`,
      `CREATE TABLE violation (
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        shift_no {INT} NOT NULL,
        kind {CODE} NOT NULL,
        unit_id {ID} NULL,
        minutes {INT} NOT NULL,
        days {NUMBER} NOT NULL,
        standing {CODE} NOT NULL,
        evidence {LINE} NOT NULL,
        provision {CODE} NULL,
        source {LINE} NULL,
        state {CODE} NOT NULL,
        PRIMARY KEY (employee_id, work_date, shift_no, kind)
      ) {NATURAL}`,
      `CREATE INDEX ix_violation_date ON violation (work_date, unit_id, kind, state)`,
      `CREATE TABLE violation_decision (
        id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        kind {CODE} NOT NULL,
        decision {CODE} NOT NULL,
        reason {LINE} NULL,
        document {LINE} NULL,
        actor {CODE} NOT NULL,
        decided_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_violation_decision_day ON violation_decision (employee_id, work_date)`,
      `CREATE TABLE year_account (
        employee_id {ID} NOT NULL,
        account_year {INT} NOT NULL,
        verified_days {NUMBER} NOT NULL,
        waiting_days {NUMBER} NOT NULL,
        cumulative_days {NUMBER} NOT NULL,
        late_minutes {INT} NOT NULL,
        early_leave_minutes {INT} NOT NULL,
        longest_run {INT} NOT NULL,
        level {CODE} NULL,
        next_level {CODE} NULL,
        days_to_next {NUMBER} NULL,
        detail {TEXT} NOT NULL,
        PRIMARY KEY (employee_id, account_year)
      ) {NATURAL}`,
      `CREATE INDEX ix_year_account_level ON year_account (account_year, verified_days)`,
      `CREATE TABLE case_event (
        case_id {ID} NOT NULL,
        sequence {INT} NOT NULL,
        employee_id {ID} NOT NULL,
        account_year {INT} NOT NULL,
        type {CODE} NOT NULL,
        occurred_at {INSTANT} NOT NULL,
        actor {CODE} NOT NULL,
        payload {TEXT} NOT NULL,
        PRIMARY KEY (case_id, sequence)
      ) {NATURAL}`,
      `CREATE INDEX ix_case_event_employee ON case_event (employee_id, account_year)`,
      // The fold of a case's events, kept for lists; computed again from them by rebuild.
      `CREATE TABLE discipline_case (
        case_id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        account_year {INT} NOT NULL,
        unit_id {ID} NULL,
        state {CODE} NOT NULL,
        level {CODE} NULL,
        basis {CODE} NOT NULL,
        counted_days {NUMBER} NOT NULL,
        opened_at {INSTANT} NOT NULL,
        changed_at {INSTANT} NOT NULL,
        detail {TEXT} NOT NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_discipline_case_employee ON discipline_case (employee_id, account_year)`,
      `CREATE INDEX ix_discipline_case_state ON discipline_case (state, changed_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['discipline_case', 'case_event', 'year_account', 'violation_decision', 'violation', 'attendance_day'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
