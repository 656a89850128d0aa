import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** The plan: who should be where and when, every row with the date from which it holds. */
export class Plan20261124000004 implements MigrationInterface {
  readonly name = 'Plan20261124000004';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // One row: writers of the plan wait for each other on it, and readers who keep the plan in memory see by it that they must read again.
      `CREATE TABLE plan_revision (
        id {INT} NOT NULL PRIMARY KEY,
        revision {INSTANT} NOT NULL
      ) {TABLE}`,
      `INSERT INTO plan_revision (id, revision) VALUES (1, 0)`,
      `CREATE TABLE unit (
        id {ID} NOT NULL PRIMARY KEY,
        code {CODE} NOT NULL,
        name {NAME} NOT NULL,
        parent_id {ID} NULL,
        zone {CODE} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_unit_code ON unit (code)`,
      `CREATE TABLE employee (
        id {ID} NOT NULL PRIMARY KEY,
        number {CODE} NOT NULL,
        name {NAME} NOT NULL,
        category {CODE} NOT NULL,
        job_title {NAME} NULL,
        email {LINE} NULL,
        joined_date {DATE} NULL,
        left_date {DATE} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_employee_number ON employee (number)`,
      // The list of people begins by name; lists and deadlines ask which categories there are.
      `CREATE INDEX ix_employee_name ON employee (name)`,
      `CREATE INDEX ix_employee_category ON employee (category)`,
      `CREATE TABLE employee_unit (
        employee_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        unit_id {ID} NOT NULL,
        PRIMARY KEY (employee_id, from_date)
      ) {NATURAL}`,
      `CREATE INDEX ix_employee_unit ON employee_unit (unit_id)`,
      // What somebody is from a date on; no day is judged by it, it says who may decide and what a letter calls somebody.
      `CREATE TABLE employee_position (
        employee_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        job_rank {CODE} NULL,
        grade {CODE} NULL,
        position_kind {CODE} NULL,
        job_title {NAME} NULL,
        job_class {INT} NULL,
        PRIMARY KEY (employee_id, from_date)
      ) {NATURAL}`,
      // terminal '' = the pin means this person on every terminal that has no enrolment of its own.
      `CREATE TABLE enrolment (
        id {ID} NOT NULL PRIMARY KEY,
        pin {CODE} NOT NULL,
        terminal {CODE} NOT NULL,
        employee_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NULL
      ) {TABLE}`,
      `CREATE INDEX ix_enrolment_pin ON enrolment (pin)`,
      `CREATE INDEX ix_enrolment_employee ON enrolment (employee_id)`,
      `CREATE TABLE shift_version (
        shift {CODE} NOT NULL,
        from_date {DATE} NOT NULL,
        definition {TEXT} NOT NULL,
        PRIMARY KEY (shift, from_date)
      ) {NATURAL}`,
      `CREATE TABLE work_schedule_version (
        schedule {CODE} NOT NULL,
        from_date {DATE} NOT NULL,
        definition {TEXT} NOT NULL,
        PRIMARY KEY (schedule, from_date)
      ) {NATURAL}`,
      `CREATE TABLE schedule_assignment (
        subject_kind {CODE} NOT NULL,
        subject_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NULL,
        schedule {CODE} NOT NULL,
        PRIMARY KEY (subject_kind, subject_id, from_date)
      ) {NATURAL}`,
      `CREATE TABLE roster_entry (
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        shifts {LINE} NOT NULL,
        note {LINE} NULL,
        PRIMARY KEY (employee_id, work_date)
      ) {NATURAL}`,
      `CREATE TABLE holiday (
        holiday_date {DATE} NOT NULL,
        unit_id {ID} NOT NULL,
        kind {CODE} NOT NULL,
        name {NAME} NOT NULL,
        from_time {CODE} NULL,
        to_time {CODE} NULL,
        decree {LINE} NULL,
        PRIMARY KEY (holiday_date, unit_id)
      ) {NATURAL}`,
      `CREATE TABLE holiday_exemption (
        unit_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NULL,
        PRIMARY KEY (unit_id, from_date)
      ) {NATURAL}`,
      `CREATE TABLE period_hours (
        id {ID} NOT NULL PRIMARY KEY,
        name {NAME} NOT NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NOT NULL,
        unit_id {ID} NOT NULL,
        replacements {TEXT} NOT NULL
      ) {TABLE}`,
      `CREATE TABLE policy_version (
        unit_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        definition {TEXT} NOT NULL,
        PRIMARY KEY (unit_id, from_date)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['policy_version', 'period_hours', 'holiday_exemption', 'holiday', 'roster_entry', 'schedule_assignment', 'work_schedule_version', 'shift_version', 'enrolment', 'employee_position', 'employee_unit', 'employee', 'unit', 'plan_revision'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
