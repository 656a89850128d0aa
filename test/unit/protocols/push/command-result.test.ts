import { parseCommandResults } from '../../../../src/protocols/push/command-result';
import { parseQuery } from '../../../../src/protocols/push/push-query';
import { outcomeOf, returnMeaning } from '../../../../src/protocols/push/return-code';

const read = (body: string, search = 'SN=A1') => parseCommandResults(parseQuery(search).values, Buffer.from(body));

describe('parseCommandResults (push.md A6)', () => {
  it('reads a batch of lines, with spaces in CMD', () => {
    expect(read('ID=1&Return=0&CMD=DATA\nID=2&Return=-1002&CMD=SET OPTION\r\n').results).toMatchObject([
      { id: 1, returnCode: 0, outcome: 'done', command: 'DATA' },
      { id: 2, returnCode: -1002, outcome: 'failed', command: 'SET OPTION' },
    ]);
  });

  it('reads the multi-line form, and not the output of commands that do not exist here', () => {
    const { results, rejected } = read('ID=3\nReturn=0\nCMD=Shell\nContent=root:x:0\n');
    expect(results).toMatchObject([{ id: 3, returnCode: 0, command: 'Shell', options: {} }]);
    expect(JSON.stringify({ results, rejected })).not.toContain('root');
  });

  it('reads the options after INFO', () => {
    expect(
      read('ID=4&Return=0&CMD=INFO\n~DeviceName=SIM-A1\nTransactionCount=12\nID=5&Return=0&CMD=CHECK').results,
    ).toMatchObject([
      { id: 4, command: 'INFO', options: { DeviceName: 'SIM-A1', TransactionCount: '12' } },
      { id: 5, command: 'CHECK', options: {} },
    ]);
  });

  it('reads a count', () => {
    expect(
      read('ID=6&Return=0&CMD=VERIFY SUM&StartTime=2026-03-02 00:00:00&EndTime=2026-03-02 23:59:59&AttlogSum=120')
        .results,
    ).toMatchObject([{ id: 6, attlogSum: 120, outcome: 'done' }]);
    expect(read('ID=7&Return=35&CMD=DATA QUERY ATTLOG').results).toMatchObject([{ returnCode: 35, outcome: 'done' }]);
  });

  it('reads a result in the query', () => {
    expect(read('', 'SN=A1&ID=8&Return=0&CMD=REBOOT').results).toMatchObject([
      { id: 8, returnCode: 0, command: 'REBOOT' },
    ]);
  });

  it('takes a missing Return for unknown, not for success', () => {
    expect(read('ID=9&CMD=DATA').results).toMatchObject([{ id: 9, returnCode: null, outcome: 'unknown' }]);
    expect(read('ID=9&Return=&CMD=DATA').results).toMatchObject([{ outcome: 'unknown' }]);
  });

  it('keeps lines that are no result', () => {
    expect(read('hello\nID=abc&Return=0\nID=10&Return=0&CMD=LOG')).toMatchObject({
      results: [{ id: 10 }],
      rejected: [{ lineNo: 1 }, { lineNo: 2 }],
    });
  });
});

describe('Return codes', () => {
  it.each([
    [0, 'DATA', 'done', 'done'],
    [-10, 'DATA', 'failed', 'no such user'],
    [-77, 'DATA', 'failed', 'undocumented code -77'],
    [12, 'DATA QUERY ATTLOG', 'done', '12 records'],
    [12, 'REBOOT', 'unknown', 'undocumented code 12'],
    [null, 'REBOOT', 'unknown', 'the terminal gave no result'],
  ] as const)('%s of %s is %s: %s', (code, command, outcome, meaning) => {
    expect(outcomeOf(code, command)).toBe(outcome);
    expect(returnMeaning(code, command)).toBe(meaning);
  });
});
