import { readFileSync } from 'node:fs';
import { projectPath } from '../../src/platform/project-path';

/** A real terminal's log: 24,162 records of 23 pins, 2020-01-07 to 2022-06-02, with double taps, wrong keys and records out of order; pins renumbered. */
export const officeALogPath = projectPath('devices', 'captures', 'office-a_attlog.dat');

/** The number of records in it, all of them different. */
export const officeARecords = 24_162;

/** The text of the log. */
export const officeALog = (): string => readFileSync(officeALogPath, 'latin1');

/** The pins of the log, ascending. */
export const officeAPins = (): string[] => [...new Set(officeALog().split('\n').map((line) => line.split('\t')[0]?.trim() ?? '').filter(Boolean))].sort();

/** An office for it: 23 people on a weekly schedule of 07:30-16:00 with an hour's break, each enrolled on the terminal from its first day. */
export function officeAPlan(terminal: string): string {
  const people = officeAPins();
  return [
    'units:',
    '  - { code: OFFICE-A, name: Office A, zone: Asia/Jakarta }',
    'shifts:',
    "  - { code: REG, segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] }",
    'schedules:',
    '  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }',
    'assignments:',
    '  - { unit: OFFICE-A, schedule: 5HK, fromDate: 2020-01-01 }',
    'employees:',
    ...people.map((pin) => `  - { number: 'A${pin}', name: 'Employee ${pin}', category: contract, joinedDate: 2020-01-01, leftDate: 2022-06-30, unit: OFFICE-A }`),
    'enrolments:',
    ...people.map((pin) => `  - { pin: '${pin}', terminal: ${terminal}, employee: 'A${pin}', fromDate: 2020-01-01 }`),
  ].join('\n');
}
