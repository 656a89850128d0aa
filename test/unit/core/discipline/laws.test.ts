import fc from 'fast-check';
import { factsKey, caseEvents } from '../../../../src/core/discipline/case-facts';
import { foldCase } from '../../../../src/core/discipline/case-fold';
import { NO_CASE, undecidedRound, type CaseState } from '../../../../src/core/discipline/case-state';
import type { JudgedDay } from '../../../../src/core/discipline/exception';
import type { Verification } from '../../../../src/core/discipline/violation';
import type { YearAccount } from '../../../../src/core/discipline/account';
import { account, calendar, day, late, regulations, verify, violationsOf } from './account-fixture';
import { shippedRegulations } from './shipped-regulations';
import { yearAccount } from '../../../../src/core/discipline/year-account';
import { addDays } from '../../../../src/core/time/calendar';

// The laws of counting, for any year of days: with the shipped rules and with minutes converted.

const converting = shippedRegulations([], (file) =>
  file.path.endsWith('minute-conversion-pns.yaml')
    ? {
        path: file.path,
        text: file.text
          .replace('value: false', 'value: true')
          .replace(
            '  minutes_per_day:',
            '  legal_basis: { unit: text, values: { 2010-06-06: { value: x, source: { act: x, article: x, mark: P } } } }\n  minutes_per_day:',
          ),
      }
    : file,
);

const size = fc.constantFrom<Partial<JudgedDay>>(
  { absentDays: 1 },
  { absentDays: 1 },
  { absentDays: 1 },
  { status: 'HALF_DAY', absentDays: 0.5, lateMinutes: 120 },
  { absentDays: 1, settled: false },
  { absentDays: 0, status: 'PRESENT', lateMinutes: 200 },
  { absentDays: 0, status: 'PRESENT', earlyLeaveMinutes: 250 },
);
/** Blocks of days, so that long runs, scattered days and New Year all occur. */
const block = fc.tuple(fc.integer({ min: -20, max: 380 }), fc.integer({ min: 1, max: 16 }), size);
const days = fc.array(block, { minLength: 1, maxLength: 8 }).map((blocks) => {
  const dates = blocks.flatMap(([start, length, change]) =>
    Array.from({ length }, (_, index) => [addDays('2026-01-01', start + index), change] as const),
  );
  return [...new Map(dates)].map(([date, change]) => day(date, change));
});
const rules = fc.constantFrom(regulations, converting);

const severity = (found: YearAccount): number => found.level?.severity ?? 0;
const ofYears = (
  each: readonly JudgedDay[],
  use: typeof regulations,
  verifications?: (all: readonly Verification[]) => readonly Verification[],
) =>
  [2025, 2026, 2027].map((year) => {
    const violations = violationsOf(each, use, 'PNS');
    const words = verify(violations);
    return yearAccount(
      { category: 'PNS', year, violations, verifications: verifications?.(words) ?? words },
      calendar,
      use,
      '2027-12-31',
    );
  });

describe('laws of the account', () => {
  it('an excuse never raises a level, a count or a run', () => {
    fc.assert(
      fc.property(days, rules, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (each, use, picks) => {
        const before = ofYears(each, use);
        const after = ofYears(each, use, (words) => {
          if (words.length === 0) return words;
          const excused = new Set(picks.map((pick) => words[pick % words.length]));
          return words.map((word) => (excused.has(word) ? { ...word, verdict: 'excused' } : word));
        });
        after.forEach((found, index) => {
          const was = before[index];
          expect(severity(found)).toBeLessThanOrEqual(was === undefined ? 0 : severity(was));
          expect(found.cumulativeDays).toBeLessThanOrEqual(was?.cumulativeDays ?? 0);
          expect(found.longestRun.length).toBeLessThanOrEqual(was?.longestRun.length ?? 0);
        });
      }),
    );
  });

  it('one more verified absence never lowers a level', () => {
    fc.assert(
      fc.property(days, rules, fc.integer({ min: 0, max: 364 }), (each, use, at) => {
        const date = addDays('2026-01-01', at);
        const more = [...each.filter((known) => known.date !== date), day(date)];
        fc.pre(each.every((known) => known.date !== date));
        const [before, after] = [ofYears(each, use), ofYears(more, use)];
        after.forEach((found, index) =>
          expect(severity(found)).toBeGreaterThanOrEqual(severity(before[index] ?? found)),
        );
      }),
    );
  });

  it('the order in which days and words arrive does not matter', () => {
    fc.assert(
      fc.property(
        days.chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length }))),
        rules,
        ([each, shuffled], use) => {
          expect(ofYears(shuffled, use, (words) => [...words].reverse())).toEqual(ofYears(each, use));
        },
      ),
    );
  });

  it('nothing of a year is counted in another, and waiting days are counted nowhere', () => {
    fc.assert(
      fc.property(days, (each) => {
        const counted = ofYears(each, regulations).flatMap((found) => found.counted.map(({ date }) => date));
        expect(new Set(counted).size).toBe(counted.length);
        const unsettled = new Set(each.filter((known) => !known.settled).map(({ date }) => date));
        expect(counted.filter((date) => unsettled.has(date))).toEqual([]);
      }),
    );
  });

  it('a run of ten is held against one year only', () => {
    fc.assert(
      fc.property(days, (each) => {
        const runs = ofYears(each, regulations).flatMap((found) =>
          found.level?.by === 'run' ? [found.level.dates[0]] : [],
        );
        expect(new Set(runs).size).toBe(runs.length);
      }),
    );
  });
});

describe('laws of the case', () => {
  const told = (state: CaseState, found: YearAccount): CaseState =>
    foldCase(caseEvents(state, found, found.asOfDate), state);
  const change = fc.tuple(fc.integer({ min: 0, max: 180 }), fc.boolean());

  it('step by step or from nothing, an untouched case comes to the same proposal', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
        const absent = new Set<string>();
        let state = NO_CASE;
        for (const [at, isAbsent] of changes) {
          const date = addDays('2026-01-05', at);
          if (isAbsent) absent.add(date);
          else absent.delete(date);
          state = told(state, account({ days: [...absent].map((each) => day(each)) }));
        }
        const fresh = told(NO_CASE, account({ days: [...absent].map((each) => day(each)) }));
        expect(factsKey(undecidedRound(state)?.proposal ?? null)).toBe(
          factsKey(undecidedRound(fresh)?.proposal ?? null),
        );
        const standing = (each: CaseState) => (each.salaryStop?.standing === 'proposed' ? each.salaryStop.month : null);
        expect(standing(state)).toBe(standing(fresh));
        expect(state.rounds.filter((round) => round.stage !== 'withdrawn').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('told the same facts twice, nothing more happens', () => {
    fc.assert(
      fc.property(days, (each) => {
        const found = account({ days: each });
        expect(caseEvents(told(NO_CASE, found), found, found.asOfDate)).toEqual([]);
      }),
    );
  });

  it('the fold of a history equals the state it was folded with, event by event', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        let state = NO_CASE;
        const absent: string[] = [];
        for (const [at, isAbsent] of changes) {
          if (isAbsent) absent.push(addDays('2026-01-05', at));
          else absent.pop();
          state = told(state, account({ days: [...new Set(absent)].map((each) => day(each)) }));
        }
        expect(foldCase(state.history)).toEqual(state);
      }),
    );
  });

  it('minutes of lateness change no case while the conversion is off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 400 })), { maxLength: 60 }),
        (lates) => {
          const found = account({ days: lates.map(([at, minutes]) => late(addDays('2026-01-05', at), minutes)) });
          expect(caseEvents(NO_CASE, found, found.asOfDate)).toEqual([]);
        },
      ),
    );
  });
});
