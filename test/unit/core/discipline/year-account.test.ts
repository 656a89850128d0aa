import { leaveEffectOn } from '../../../../src/core/discipline/rules-in-force';
import type { Verification } from '../../../../src/core/discipline/violation';
import { yearAccount } from '../../../../src/core/discipline/year-account';
import {
  absences,
  account,
  calendar,
  day,
  late,
  regulations,
  scattered,
  verify,
  violationsOf,
} from './account-fixture';

const dates = scattered(2026, 3);
const violations = violationsOf(
  dates.map((date) => day(date)),
  regulations,
  'PNS',
);
const word = (date: string, verdict: Verification['verdict']): Verification => ({
  ...{ date, kind: 'absence', verdict, actor: 'officer', reason: 'seen', evidence: ['letter 7'] },
});
const told = (...words: Verification[]) =>
  yearAccount({ category: 'PNS', year: 2026, violations, verifications: words }, calendar, regulations, '2026-12-31');

describe('what an officer says', () => {
  const all = verify(violations);

  it('verified, a day counts with its evidence and its provision', () => {
    expect(told(...all).counted[0]).toEqual({
      date: dates[0],
      days: 1,
      provision: expect.objectContaining({
        code: 'duty-attendance-pns',
        source: expect.objectContaining({ act: 'PP 94/2021', article: 'Ps 4 huruf f' }),
      }),
      evidence: ['NO_PUNCH', 'roll call'],
      verifiedBy: 'officer',
    });
  });

  it('excused, it counts no more, and waits for nobody', () => {
    expect(told(...all, word(dates[1] ?? '', 'excused'))).toMatchObject({
      verifiedDays: 2,
      waitingDays: 0,
      level: null,
    });
  });

  it('sent back for an explanation, it waits', () => {
    const found = told(...all, word(dates[1] ?? '', 'sent-back'));
    expect(found).toMatchObject({ verifiedDays: 2, waiting: [{ date: dates[1], days: 1, why: 'sent-back' }] });
  });

  it('the later word stands', () => {
    expect(told(word(dates[0] ?? '', 'excused'), ...all).verifiedDays).toBe(3);
  });

  it('nothing, it waits; and a day whose facts are on their way waits whatever was said', () => {
    expect(told().waiting.map((each) => each.why)).toEqual(['unverified', 'unverified', 'unverified']);
    expect(account({ days: [day('2026-02-02', { flags: ['LEAVE_PENDING', 'NO_PUNCH'] })] }).waiting).toMatchObject([
      { why: 'waiting' },
    ]);
    expect(account({ days: [day('2026-02-02', { flags: ['DEVICE_FAULT'] })] })).toMatchObject({
      verifiedDays: 0,
      waitingDays: 1,
    });
  });

  it('excused lateness is not added up, excused absence of a whole day is none', () => {
    const days = [late('2026-02-02', 30), day('2026-02-03', { flags: ['ABSENT_EXCUSED'] })];
    const found = violationsOf(days, regulations, 'PNS');
    expect(found.map(({ exception }) => exception.kind)).toEqual(['late-arrival']);
    const excused: Verification[] = [{ ...word('2026-02-02', 'excused'), kind: 'late-arrival' }];
    const sum = (verifications: Verification[]) =>
      yearAccount(
        { category: 'PNS', year: 2026, violations: found, verifications },
        calendar,
        regulations,
        '2026-12-31',
      ).lateMinutes;
    expect([sum([]), sum(excused)]).toEqual([30, 0]);
  });
});

describe('one date', () => {
  it('with two shifts missed is one day, never two', () => {
    expect(account({ days: [day('2026-02-02'), day('2026-02-02')] })).toMatchObject({
      verifiedDays: 1,
      longestRun: { length: 1 },
    });
    const halves = day('2026-02-02', { status: 'HALF_DAY', absentDays: 0.5 });
    expect(account({ days: [halves, halves] }).verifiedDays).toBe(1);
    expect(account({ days: [day('2026-02-02'), day('2026-02-02')], unverified: ['2026-02-02'] }).waitingDays).toBe(1);
  });
});

describe('the date of the account', () => {
  it('leaves later days out', () => {
    expect(absences(dates, { asOfDate: dates[1] ?? '' })).toMatchObject({
      verifiedDays: 2,
      level: null,
      next: { at: 3, missing: 1 },
    });
  });

  it('does not move the date on which a row was reached', () => {
    expect(absences(scattered(2026, 6)).level).toMatchObject({
      reachedDate: scattered(2026, 4)[3],
      dates: scattered(2026, 6),
    });
  });
});

it('what a leave does is looked up by category and date', () => {
  expect(leaveEffectOn(regulations, 'PNS', 'cuti-sakit', '2026-02-02')?.value).toMatchObject({
    absence: 'not-counted',
  });
  expect([
    leaveEffectOn(regulations, 'contract', 'cuti-sakit', '2026-02-02'),
    leaveEffectOn(regulations, 'PNS', 'cuti-sakit', '2010-01-01'),
  ]).toEqual([undefined, undefined]);
});
