import { type RequestInput } from '../../../src/attendance/requests/request-input';
import { leaveTypes } from '../../../src/attendance/requests/leave-types';
import { readTerms } from '../../../src/attendance/requests/request-terms';

const problemsOf = (input: RequestInput): string[] => {
  const outcome = readTerms(input);
  return 'problems' in outcome ? outcome.problems.map(({ field, message }) => `${field}: ${message}`) : [];
};
const termsOf = (input: RequestInput) => {
  const outcome = readTerms(input);
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.terms;
};

describe('the terms of a request', () => {
  it('takes whole dates as dates, without a clock', () => {
    expect(termsOf({ kind: 'leave', type: 'annual', fromDate: '2026-11-02', toDate: '2026-11-04' })).toEqual({
      kind: 'leave',
      type: 'annual',
      portion: 'full',
      fromDate: '2026-11-02',
      toDate: '2026-11-04',
      fromWall: null,
      toWall: null,
      letter: null,
      reason: null,
    });
  });

  it.each([
    [{ portion: 'morning' }, '2026-11-02 00:00:00', '2026-11-02 12:00:00'],
    [{ portion: 'afternoon' }, '2026-11-02 12:00:00', '2026-11-03 00:00:00'],
    [{ fromTime: '08:00', toTime: '10:30' }, '2026-11-02 08:00:00', '2026-11-02 10:30:00'],
    [{ fromTime: '22:00', toTime: '24:00' }, '2026-11-02 22:00:00', '2026-11-03 00:00:00'],
    [{ fromTime: '22:00', toTime: '02:00', toDate: '2026-11-03' }, '2026-11-02 22:00:00', '2026-11-03 02:00:00'],
  ])('reads %j as [%s, %s)', (part, fromWall, toWall) => {
    expect(termsOf({ kind: 'leave', type: 'annual', fromDate: '2026-11-02', ...part })).toMatchObject({ fromWall, toWall });
  });

  it('refuses an end before its start, in dates and in hours', () => {
    expect(problemsOf({ kind: 'leave', type: 'sick', fromDate: '2026-11-04', toDate: '2026-11-02' })).toEqual(['toDate: the end 2026-11-02 lies before the start 2026-11-04']);
    expect(problemsOf({ kind: 'leave', type: 'annual', fromDate: '2026-11-02', fromTime: '22:00', toTime: '02:00' })).toEqual([
      'toTime: the end 2026-11-02 02:00:00 does not lie after the start 2026-11-02 22:00:00; when it ends on the next day, give toDate',
    ]);
  });

  it('refuses a leave of 400 days, naming the limit, where it comes from and the last date that is allowed', () => {
    const [problem] = problemsOf({ kind: 'leave', type: 'sick', fromDate: '2026-01-01', toDate: '2027-02-04' });
    expect(problem).toBe('toDate: 2026-01-01 to 2027-02-04 is 400 days; one sick leave (cuti sakit) is at most 12 months (one year; the six months after the medical board are a request of their own): until 2026-12-31');
  });

  it('holds every leave type to its own limit, to the day', () => {
    for (const { code, limit } of leaveTypes) {
      const last = limit.unit === 'days' ? new Date(Date.UTC(2026, 0, limit.count)) : new Date(Date.UTC(2026, limit.count, 0));
      const [fits, over] = [last, new Date(last.getTime() + 86_400_000)].map((date) => date.toISOString().slice(0, 10));
      expect(problemsOf({ kind: 'leave', type: code, fromDate: '2026-01-01', toDate: fits })).toEqual([]);
      expect(problemsOf({ kind: 'leave', type: code, fromDate: '2026-01-01', toDate: over })).toHaveLength(1);
    }
  });

  it('counts months from the end of a long month', () => {
    expect(problemsOf({ kind: 'leave', type: 'important-reason', fromDate: '2026-01-31', toDate: '2026-02-27' })).toEqual([]);
    expect(problemsOf({ kind: 'leave', type: 'important-reason', fromDate: '2026-01-31', toDate: '2026-02-28' })).toHaveLength(1);
  });

  it('says everything that is missing or foreign at once', () => {
    expect(problemsOf({ kind: 'correction', fromDate: '2026-11-02', toDate: '2026-11-03', covers: ['late'] })).toEqual([
      'toDate: toDate does not belong to a correction; it has fromDate, direction, wallClock, letter, reason',
      'covers: covers does not belong to a correction; it has fromDate, direction, wallClock, letter, reason',
      'direction: a correction needs direction',
      'wallClock: a correction needs wallClock',
      'reason: a correction needs reason',
    ]);
  });

  it.each([
    [{ kind: 'leave', type: 'paternity', fromDate: '2026-11-02' }, 'type: "paternity" is not one of annual, big, sick, birth, important-reason, collective, cltn'],
    [{ kind: 'leave', type: 'annual', fromDate: '2026-02-30' }, 'fromDate: "2026-02-30" is not a date of the calendar like 2026-11-24'],
    [{ kind: 'excuse', type: 'annual', fromDate: '2026-11-02', reason: 'x' }, 'type: "annual" is not one of late, early, absent, incomplete'],
    [{ kind: 'duty', fromDate: '2026-11-02' }, 'letter: a duty needs letter'],
    [{ kind: 'duty', type: 'sick', fromDate: '2026-11-02', letter: 'SPT 1' }, 'type: "sick" is not one of training, study, remote'],
    [{ kind: 'leave', type: 'annual', fromDate: '2026-11-02', fromTime: '25:00', toTime: '26:00' }, 'fromTime: "25:00" is not a time of day like 07:30'],
    [{ kind: 'leave', type: 'annual', fromDate: '2026-11-02', fromTime: '08:00' }, 'toTime: give both fromTime and toTime, or neither'],
    [{ kind: 'leave', type: 'annual', fromDate: '2026-11-02', toDate: '2026-11-03', portion: 'morning' }, 'toDate: a half day is of one date; file one request for each'],
    [{ kind: 'overtime-order', fromDate: '2026-11-02', toDate: '2026-11-03', fromTime: '17:00', toTime: '17:00', letter: 'L' }, 'toTime: 2026-11-02 17:00:00 to 2026-11-03 17:00:00 is 24 hours; an overtime order lasts less than 24 hours; file one for each day'],
    [{ kind: 'correction', fromDate: '2026-11-02', direction: 'in', wallClock: '2026-11-05 07:00:00', reason: 'x' }, 'wallClock: 2026-11-05 07:00:00 cannot be a punch of the work date 2026-11-02'],
  ] as [RequestInput, string][])('%j is refused', (input, message) => {
    expect(problemsOf(input)).toContain(message);
  });

  it('takes a duty with its type, or without one for official work elsewhere', () => {
    const duty: RequestInput = { kind: 'duty', fromDate: '2026-11-02', letter: 'SPT 1' };
    expect([termsOf(duty).type, termsOf({ ...duty, type: 'study' }).type]).toEqual(['', 'study']);
  });

  it('keeps what a permission covers in one order, without repeats', () => {
    expect(termsOf({ kind: 'permission', fromDate: '2026-11-02', covers: ['early', 'late', 'early'] }).type).toBe('late early');
  });
});
