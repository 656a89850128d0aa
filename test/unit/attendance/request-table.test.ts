import { readRequestTable } from '../../../src/attendance/requests/request-table';

describe('a table of requests', () => {
  it('is read with commas or semicolons, a byte order mark and Windows line ends', () => {
    const comma = readRequestTable('leave', 'employee_number,type,from,to,letter\n1985,sick,2026-11-02,2026-11-04,"A, 12"\n');
    const semicolon = readRequestTable('leave', '\ufeffEmployee_Number;Type;From;To;Letter\r\n1985;sick;2026-11-02;2026-11-04;A, 12\r\n');
    expect(comma.problems).toEqual([]);
    expect(comma.rows).toEqual([
      { row: 2, employeeNumber: '1985', filedDate: null, state: 'approved', input: { kind: 'leave', type: 'sick', fromDate: '2026-11-02', toDate: '2026-11-04', letter: 'A, 12' } },
    ]);
    expect(semicolon).toEqual(comma);
  });

  it('keeps eighteen digits as text', () => {
    const { rows } = readRequestTable('duty', 'employee_number,from,to,letter\n198501012010011001,2026-11-02,2026-11-02,L\n');
    expect(rows[0]?.employeeNumber).toBe('198501012010011001');
  });

  it('says which columns are missing, unknown or double', () => {
    expect(readRequestTable('duty', 'employee_number,from,from,salary\n').problems).toEqual([
      { row: 1, column: 'to', message: 'the heading lacks the column to' },
      { row: 1, column: 'letter', message: 'the heading lacks the column letter' },
      { row: 1, column: 'salary', message: '"salary" is no column of a duty table; it has employee_number, from, to, letter, type, from_time, to_time, reason, filed, state' },
      { row: 1, column: 'from', message: 'the column from stands twice' },
    ]);
  });

  it('names the line of the file, also below a field of several lines', () => {
    const text = 'employee_number,type,from,to,reason\n1,sick,2026-11-02,2026-11-02,"two\nlines"\n,sick,2026-11-02,2026-11-02,x\n1,sick,2026-11-02\n';
    expect(readRequestTable('leave', text).problems).toEqual([
      { row: 4, column: 'employee_number', message: 'a row needs employee_number' },
      { row: 5, column: '', message: 'the row has 3 fields, the heading 5' },
    ]);
  });

  it('refuses what is no table', () => {
    expect(readRequestTable('leave', 'employee_number,type,from,to\n"open').problems[0]?.message).toMatch(/^the text is no table: /);
    expect(readRequestTable('leave', '').problems.map((problem) => problem.column)).toEqual(['employee_number', 'type', 'from', 'to']);
  });
});
