import { mergeHolidays } from '../../../../src/core/calendar/holiday';
import { isWorkingDay, workingCalendar } from '../../../../src/core/calendar/working-calendar';
import { allowanceCut, type AllowanceDay } from '../../../../src/core/discipline/allowance';
import { deadlinesOf, examinationDateFor, inForceDateOf } from '../../../../src/core/discipline/case-deadlines';
import { valueOn } from '../../../../src/core/discipline/dated';
import { exceptionsOf } from '../../../../src/core/discipline/exception';
import { loadHolidays } from '../../../../src/core/discipline/load-holidays';
import type { ProcedureProvision } from '../../../../src/core/discipline/regulation';
import { leaveEffectOn, procedureFor } from '../../../../src/core/discipline/rules-in-force';
import { checkNip } from '../../../../src/core/person/nip';
import { absences, account, calendar, day, late, regulations, scattered, workingDates } from './account-fixture';
import { CaseOnTrial } from './case-fixture';
import { holidayTexts, shippedCalendar, shippedRegulations } from './shipped-regulations';

// The numbered statements of section 8 of the rules sheet that are decided here; a policy is tested with both its values.

const level = (count: number) => absences(scattered(2026, count)).level?.sanction ?? 'none';
const procedure = (): ProcedureProvision => {
  const found = procedureFor(regulations, 'PNS');
  if (found === undefined) throw new Error('no procedure');
  return found;
};
/** The shipped regulations with one line of one file changed, as an office would change it. */
const withChange = (path: string, from: string, to: string) =>
  shippedRegulations([], (file) => {
    if (!file.path.endsWith(path)) return file;
    if (!file.text.includes(from)) throw new Error(`${path} has no '${from}'`);
    return { path: file.path, text: file.text.replace(from, to) };
  });
const withConversion = (dayBasis = 'fixed') =>
  shippedRegulations([], (file) => ({
    path: file.path,
    text: file.path.endsWith('minute-conversion-pns.yaml')
      ? file.text
          .replace('value: false', 'value: true')
          .replace('value: fixed', `value: ${dayBasis}`)
          .replace(
            '  minutes_per_day:',
            '  legal_basis: { unit: text, values: { 2010-06-06: { value: Perwal 1/2026, source: { act: Perwal 1/2026, article: Ps 3, mark: P } } } }\n  minutes_per_day:',
          )
      : file.text,
  }));
const minutes = (total: number, each = 100) =>
  workingDates('2026-02-02', Math.ceil(total / each)).map((date, index) =>
    late(date, Math.min(each, total - index * each)),
  );

describe('counting', () => {
  it('1. two absences are no sanction; 3, 4, 7, 11 and 28 are rows', () => {
    expect([2, 3, 4, 7, 11, 28].map(level)).toEqual([
      ...['none', 'teguran-lisan', 'teguran-tertulis', 'pernyataan-tidak-puas', 'potong-tukin-25-6-bulan', 'pdhtaps'],
    ]);
  });

  it.each([
    [6, 7],
    [10, 11],
    [13, 14],
    [16, 17],
    [20, 21],
    [24, 25],
    [27, 28],
  ])('2. %i and %i days are different rows', (below, above) => {
    expect(level(below)).not.toBe(level(above));
    expect(absences(scattered(2026, below)).next).toMatchObject({ at: above, missing: 1, sanction: level(above) });
  });

  it('3. from teguran lisan at 3 the case is raised at 4, and the count is 4', () => {
    const dates = scattered(2026, 4);
    const trial = new CaseOnTrial();
    expect(trial.facts(absences(dates.slice(0, 3)))).toEqual(['case-opened']);
    expect(trial.facts(absences(dates))).toEqual(['case-raised']);
    expect(trial.round.proposal).toMatchObject({ cumulativeDays: 4, level: { sanction: 'teguran-tertulis' } });
  });

  it('4. the 5th and 6th day after an issued teguran tertulis bring no second one', () => {
    const dates = scattered(2026, 7);
    const trial = decidedCase(dates.slice(0, 4), 'teguran-tertulis');
    expect(trial.facts(absences(dates.slice(0, 5)))).toEqual([]);
    expect(trial.facts(absences(dates.slice(0, 6)))).toEqual([]);
    expect(trial.facts(absences(dates))).toEqual(['case-raised']);
    expect(trial.round).toMatchObject({
      number: 2,
      stage: 'opened',
      proposal: { level: { sanction: 'pernyataan-tidak-puas' }, cumulativeDays: 7 },
    });
  });

  it.each([
    [3, 'teguran-lisan'],
    [8, 'pernyataan-tidak-puas'],
  ])('5. %i days found at once are one proposal: %s', (count, sanction) => {
    const trial = new CaseOnTrial();
    expect(trial.facts(absences(scattered(2026, count)))).toEqual(['case-opened']);
    expect(trial.state.rounds.map((round) => round.proposal.level.sanction)).toEqual([sanction]);
  });

  it('6. three days in November-December and three in January are two years with three each; two and two are none', () => {
    const old = ['2025-11-03', '2025-11-10', '2025-12-01'];
    const young = ['2026-01-05', '2026-01-12', '2026-01-19'];
    const levels = (dates: string[]) =>
      [2025, 2026].map((year) => absences(dates, { year, asOfDate: '2026-12-31' }).level?.sanction ?? 'none');
    expect(levels([...old, ...young])).toEqual(['teguran-lisan', 'teguran-lisan']);
    expect(levels([...old.slice(1), ...young.slice(1)])).toEqual(['none', 'none']);
  });

  it('7. days of December found in February are counted in the year of December, by its rules', () => {
    const dates = ['2025-12-01', '2025-12-03', '2025-12-05'];
    const found = absences(dates, { year: 2025, asOfDate: '2026-02-20' });
    expect(found).toMatchObject({
      year: 2025,
      cumulativeDays: 3,
      level: { sanction: 'teguran-lisan', reachedDate: '2025-12-05', source: { act: 'PP 94/2021' } },
    });
  });
});

describe('ten working days on end', () => {
  it.each([
    [8, '2026-05-11', '2026-05-26', '2026-06'],
    [9, '2026-03-12', '2026-04-01', '2026-05'],
  ])('%i. absent from %s on, the tenth day is %s and pay stops from %s', (_number, from, tenth, month) => {
    const found = absences(workingDates(from, 10));
    expect(found).toMatchObject({
      longestRun: { length: 10, toDate: tenth },
      level: { sanction: 'pdhtaps', by: 'run', reachedDate: tenth },
      salaryStop: { month },
    });
  });

  it('10. a run from 28 December 2026 ends on 12 January 2027 across the year; the counts are 4 and 6', () => {
    const dates = workingDates('2026-12-28', 10);
    const years = [2026, 2027].map((year) => absences(dates, { year, asOfDate: '2027-12-31' }));
    expect(dates.at(-1)).toBe('2027-01-12');
    expect(years.map((each) => each.cumulativeDays)).toEqual([4, 6]);
    expect(years.map((each) => each.level?.sanction)).toEqual(['teguran-tertulis', 'pdhtaps']);
    expect(years[1]?.salaryStop).toMatchObject({ month: '2027-02', reachedDate: '2027-01-12' });
  });

  it('10. with run_crosses_year off the run ends with the year', () => {
    const rules = withChange(
      'absence-pns.yaml',
      'value: true\n        source: { act: PP 94/2021, article: Ps 11(2) huruf d angka 4, mark: I',
      'value: false\n        source: { act: PP 94/2021, article: Ps 11(2) huruf d angka 4, mark: I',
    );
    const years = [2026, 2027].map((year) =>
      absences(workingDates('2026-12-28', 10), { year, asOfDate: '2027-12-31', regulations: rules }),
    );
    expect(years.map((each) => each.longestRun.length)).toEqual([4, 6]);
    expect(years.map((each) => each.level?.sanction)).toEqual(['teguran-tertulis', 'teguran-tertulis']);
  });

  it('11. nine on end, one day on duty, nine more: no run; 18 days are the third medium row', () => {
    const dates = workingDates('2026-06-02', 19);
    const days = dates.map((date, index) =>
      index === 9 ? day(date, { status: 'ON_DUTY', absentDays: 0, flags: [] }) : day(date),
    );
    expect(account({ days })).toMatchObject({
      cumulativeDays: 18,
      longestRun: { length: 9 },
      level: { sanction: 'potong-tukin-25-12-bulan', by: 'count' },
    });
  });

  it('12. a run and a count together are one proposal, and the run stands first', () => {
    const dates = [
      ...workingDates('2026-02-02', 10),
      ...scattered(2026, 60)
        .filter((date) => date > '2026-04-01')
        .slice(0, 19),
    ];
    const trial = new CaseOnTrial();
    expect(trial.facts(absences(dates))).toEqual(['case-opened', 'salary-stop-proposed']);
    expect(trial.round.proposal).toMatchObject({ cumulativeDays: 29, level: { by: 'run', sanction: 'pdhtaps' } });
  });

  it('13. an unverified day inside neither counts nor hides the run: "10 pending"', () => {
    const dates = workingDates('2026-05-11', 10);
    const found = absences(dates, { unverified: [dates[4] ?? ''] });
    expect(found).toMatchObject({
      verifiedDays: 9,
      waitingDays: 1,
      longestRun: { length: 5 },
      possibleRun: { length: 10 },
      salaryStop: null,
    });
    expect(found.level?.sanction).toBe('pernyataan-tidak-puas');
  });

  it('13. with pending_in_run: bridges the verified days around it are one run', () => {
    const rules = withChange('absence-pns.yaml', 'value: breaks', 'value: bridges');
    const dates = workingDates('2026-05-11', 10);
    const found = absences(dates, { unverified: [dates[4] ?? ''], regulations: rules });
    expect(found).toMatchObject({ longestRun: { length: 9 }, possibleRun: { length: 10 }, level: { by: 'count' } });
  });
});

describe('facts that change', () => {
  it('14. a sick letter approved late takes its days back: the case is lowered, then withdrawn, with its history', () => {
    const dates = scattered(2026, 4);
    const trial = new CaseOnTrial();
    trial.facts(absences(dates));
    expect(trial.facts(absences(dates.slice(1)))).toEqual(['case-lowered']);
    expect(trial.facts(absences(dates.slice(2)))).toEqual(['case-withdrawn']);
    expect(trial.state.history.map((event) => event.kind)).toEqual(['case-opened', 'case-lowered', 'case-withdrawn']);
  });

  it('14. once somebody has summoned, a review is asked for instead', () => {
    const dates = scattered(2026, 4);
    const trial = new CaseOnTrial();
    trial.facts(absences(dates));
    trial.summon('2026-10-08', '2026-10-19');
    expect(trial.facts(absences(dates.slice(2)))).toEqual(['review-needed: grounds-gone-after-act']);
    expect(trial.round).toMatchObject({ stage: 'summoned', proposal: { level: { sanction: 'teguran-tertulis' } } });
  });

  it('14. a decision in force is not changed but brought before a person', () => {
    const dates = scattered(2026, 4);
    const trial = decidedCase(dates, 'teguran-tertulis');
    trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' });
    expect(trial.does('clock', '2026-08-04', { act: 'take-effect' })).toBe('in-force');
    expect(trial.facts(absences(dates.slice(1)))).toEqual(['review-needed: decided-grounds-gone']);
    expect(trial.round).toMatchObject({
      stage: 'in-force',
      decision: { imposed: { sanction: 'teguran-tertulis' }, annulled: false },
    });
    expect(trial.facts(absences(dates.slice(1)))).toEqual([]);
  });

  it('15. a leave revoked raises the count and reopens the case', () => {
    const dates = scattered(2026, 3);
    const trial = new CaseOnTrial();
    trial.facts(absences(dates));
    trial.facts(absences(dates.slice(1)));
    expect(trial.facts(absences(dates))).toEqual(['case-opened']);
    expect(trial.state.history.at(-1)).toMatchObject({ kind: 'case-opened', reopened: true, round: 2 });
  });

  it('16. a day decreed late takes absences on it away, and runs and deadlines are counted anew', () => {
    const before = shippedCalendar({ knownDate: '2025-08-06' });
    const dates = workingDates('2025-08-11', 10, before);
    expect(dates).toContain('2025-08-18');
    const counts = [before, calendar].map((of) => absences(dates, { year: 2025, calendar: of }));
    expect(counts.map((each) => [each.cumulativeDays, each.longestRun.length, each.level?.by])).toEqual([
      [10, 10, 'run'],
      [9, 9, 'count'],
    ]);
    const exams = [before, calendar].map((of) => examinationDateFor('2025-08-08', of, procedure())?.date);
    expect(exams).toEqual(['2025-08-19', '2025-08-20']);
  });

  it('17. raw missing punches are never absence until an officer verifies', () => {
    const dates = scattered(2026, 5);
    expect(absences(dates, { unverified: dates })).toMatchObject({ verifiedDays: 0, waitingDays: 5, level: null });
  });

  it('18. on leave or on duty there is no lateness, even with a punch at ten', () => {
    const statuses = ['ON_LEAVE', 'ON_DUTY'].map((status) =>
      exceptionsOf(day('2026-02-02', { status, absentDays: 0, lateMinutes: 150 })),
    );
    expect(statuses).toEqual([[], []]);
  });

  it('20. both punches missing are one absence or two missing punches, never both', () => {
    const absent = exceptionsOf(day('2026-02-02', { flags: ['MISSING_IN', 'MISSING_OUT', 'NO_PUNCH'] }));
    const incomplete = exceptionsOf(
      day('2026-02-02', { status: 'INCOMPLETE', absentDays: 0, flags: ['MISSING_IN', 'MISSING_OUT'] }),
    );
    expect([absent, incomplete].map((found) => found.map((each) => each.kind))).toEqual([
      ['absence'],
      ['missing-in', 'missing-out'],
    ]);
  });

  it.each([
    ['absence', ['TK']],
    ['each', ['TL4', 'PSW4']],
  ] as const)('20. an allowance table says %s for both punches missing', (missingBoth, codes) => {
    const cut = allowanceCut(
      [{ ...worked('2026-02-02'), missingIn: true, missingOut: true }],
      { ...table('allowance-permentan-68-2012'), missingBoth },
      '2026-02',
      context(),
    );
    expect(cut.lines.map((each) => each.code)).toEqual(codes);
  });

  it.each([
    [30, 'TL1'],
    [31, 'TL2'],
    [60, 'TL2'],
    [61, 'TL3'],
    [90, 'TL3'],
    [91, 'TL4'],
  ])('23. %i minutes late are %s', (lateMinutes, code) => {
    const cut = allowanceCut(
      [{ ...worked('2026-02-02'), lateMinutes }],
      table('allowance-permentan-68-2012'),
      '2026-02',
      context(),
    );
    expect(cut.lines.map((each) => each.code)).toEqual([code]);
  });
});

describe('minutes', () => {
  it('27. switched off, seven and a half hours of lateness add no day but are shown', () => {
    expect(account({ days: minutes(450) })).toMatchObject({ lateMinutes: 450, convertedDays: 0, cumulativeDays: 0 });
  });

  it.each([
    [449, 0, 449],
    [450, 1, 0],
    [899, 1, 449],
    [900, 2, 0],
  ])('27. switched on, %i minutes are %i days and %i minutes carried', (total, convertedDays, carriedMinutes) => {
    expect(account({ days: minutes(total), regulations: withConversion() })).toMatchObject({
      convertedDays,
      carriedMinutes,
      cumulativeDays: convertedDays,
    });
  });

  it('27. the remainder is dropped on 1 January', () => {
    const days = [late('2025-12-01', 440), late('2026-01-05', 440)];
    expect(account({ days, regulations: withConversion() })).toMatchObject({ convertedDays: 0, carriedMinutes: 440 });
  });

  it('27. a day already counted absent adds no minutes', () => {
    const days = [
      day('2026-02-02', { lateMinutes: 450 }),
      day('2026-02-03', { status: 'HALF_DAY', absentDays: 0.5, lateMinutes: 450 }),
    ];
    expect(account({ days, regulations: withConversion() })).toMatchObject({
      convertedDays: 0,
      lateMinutes: 0,
      cumulativeDays: 1.5,
    });
  });

  it.each([
    ['fixed', 0, 390],
    ['scheduled', 1, 0],
  ])('28. 390 minutes in Ramadan with a %s day are %i days', (dayBasis, convertedDays, carriedMinutes) => {
    const scheduledMinutes = new Map([['2026-02-23', 390]]);
    const found = account({
      days: [late('2026-02-23', 390)],
      regulations: withConversion(dayBasis),
      input: { scheduledMinutes },
    });
    expect(found).toMatchObject({ convertedDays, carriedMinutes });
  });

  it('29. a letter for lateness leaves the discipline count; the allowance is cut by one table and kept by another', () => {
    const excused = day('2026-02-02', { status: 'PRESENT', absentDays: 0, lateMinutes: 40, flags: ['LATE_EXCUSED'] });
    expect(account({ days: [excused], regulations: withConversion() })).toMatchObject({
      lateMinutes: 0,
      convertedDays: 0,
    });
    const letter = { ...worked('2026-02-02'), lateMinutes: 40, excused: true };
    const cuts = ['allowance-pmk-221-2021', 'allowance-permenaker-15-2024'].map(
      (code) => allowanceCut([letter], table(code), '2026-02', context()).cutPercent,
    );
    expect(cuts).toEqual([1.25, 0]);
    expect(leaveEffectOn(regulations, 'PNS', 'izin-terlambat-atau-pulang-awal', '2026-02-02')?.value).toMatchObject({
      lateness: 'not-counted',
      allowance: 'cut',
    });
  });
});

describe('who is judged by what', () => {
  it('31. on collective leave an absence counts for a rostered unit and for nobody else', () => {
    const collective = '2026-12-24';
    const rostered = absences([collective], { input: { owed: new Map([[collective, true]]) } });
    expect([rostered.cumulativeDays, absences([collective]).cumulativeDays]).toEqual([1, 0]);
  });

  it('32. a part-timer is absent by the own roster, and converts by the own hours', () => {
    const found = account({
      days: [late('2026-02-02', 240)],
      regulations: withConversion(),
      input: { dayMinutes: 240 },
    });
    expect(found).toMatchObject({ convertedDays: 1, cumulativeDays: 1 });
    expect(absences(['2026-02-03'], { input: { owed: new Map([['2026-02-03', false]]) } }).cumulativeDays).toBe(0);
  });

  it('33. a PPPK at eleven days is never shown the table of PNS: a rule is required', () => {
    const found = absences(scattered(2026, 11), { category: 'PPPK' });
    expect(found).toMatchObject({
      verifiedDays: 11,
      level: null,
      next: null,
      rule: { outcome: 'no-rule', source: { act: 'PP 49/2018' } },
    });
    expect(found.rule.outcome === 'no-rule' && found.rule.reason).toMatch(/^rule required/);
    expect(new CaseOnTrial().facts(found)).toEqual([]);
  });

  it('33. the local rule of another region holds once an office has activated it', () => {
    const rules = shippedRegulations(['absence-pppk-kalbar', 'duty-attendance-pppk-kalbar', 'sanctions-pppk-kalbar']);
    const sanctions = [10, 11, 21].map(
      (count) => absences(scattered(2026, count), { category: 'PPPK', regulations: rules }).level?.sanction,
    );
    expect(sanctions).toEqual(['pernyataan-tidak-puas', 'pppk-tunda-kgb-1-tahun', 'pppk-pemutusan-perjanjian']);
  });

  it('34. only days with a duty count: none before joining, after leaving or on unpaid leave', () => {
    const statuses = ['NOT_EMPLOYED', 'NOT_EMPLOYED', 'ON_LEAVE', 'ABSENT'];
    const days = workingDates('2026-02-02', 4).map((date, index) => day(date, { status: statuses[index] ?? '' }));
    expect(account({ days })).toMatchObject({ cumulativeDays: 1, longestRun: { length: 1 } });
  });

  it('35. a change of superior does not restart a summons', () => {
    const trial = openedCase();
    trial.summon('2026-10-08', '2026-10-19');
    expect(trial.does('staffing-officer', '2026-10-12', { act: 'change-superior', superior: 'the new one' })).toBe(
      'summoned',
    );
    expect(trial.round).toMatchObject({ superior: 'the new one', summonses: [{ examinationDate: '2026-10-19' }] });
  });
});

describe('the procedure', () => {
  it('36. a summons of 8 October 2026 is for 19 October; other gaps are warned of, non-working dates refused', () => {
    expect(examinationDateFor('2026-10-08', calendar, procedure())).toEqual({
      date: '2026-10-19',
      provisional: false,
      source: expect.anything(),
    });
    const trial = openedCase();
    expect(trial.summon('2026-10-10', '2026-10-19')).toBe('refused: 2026-10-10 is no working day');
    expect(trial.summon('2026-10-08', '2026-10-18')).toBe('refused: 2026-10-18 is no working day');
    expect(trial.summon('2026-10-08', '2026-10-19')).toBe('summoned');
    expect(trial.warnings).toEqual([]);
    const other = openedCase();
    expect(other.summon('2026-10-08', '2026-10-15')).toBe('summoned');
    expect(other.warnings).toEqual([
      'the examination lies 5 working days after the letter; exactly 7 satisfies every reading',
    ]);
  });

  it('37. after two missed examinations the decision needs the minutes that nobody came', () => {
    const trial = openedCase();
    trial.summon('2026-10-08', '2026-10-19');
    expect(trial.does('direct-superior', '2026-10-19', { act: 'record-no-show' })).toBe('missed-first');
    const deadline = deadlinesOf(trial.round, calendar, procedure(), '2026-10-20').find(
      (each) => each.code === 'second-summons',
    );
    expect(deadline).toMatchObject({ dueDate: '2026-10-28', met: false, overdue: false });
    expect(trial.summon('2026-10-28', '2026-11-06')).toBe('summoned-again');
    expect(trial.warnings).toEqual([]);
    expect(trial.does('direct-superior', '2026-11-06', { act: 'record-no-show' })).toBe('missed-second');
    expect(trial.decide('2026-11-09', 'teguran-lisan', scattered(2026, 3))).toBe(
      "refused: 'decide' is not possible in the stage 'missed-second'",
    );
    expect(trial.does('direct-superior', '2026-11-09', { act: 'record-absent-twice', minutesNumber: 'BAP-TH/1' })).toBe(
      'absent-twice',
    );
    expect(trial.decide('2026-11-10', 'teguran-lisan', scattered(2026, 3))).toBe('decided');
  });

  it('38. decided on 10 July: delivered by 30 July; received on 14 July: in force on 4 August; without a receipt never', () => {
    const trial = decidedCase(scattered(2026, 3), 'teguran-lisan');
    const due = (code: string) =>
      deadlinesOf(trial.round, calendar, procedure(), '2026-07-10').find((each) => each.code === code)?.dueDate;
    expect([due('delivery'), due('in-force'), inForceDateOf(trial.round, calendar, procedure())]).toEqual([
      '2026-07-30',
      undefined,
      undefined,
    ]);
    trial.does('staffing-officer', '2026-07-13', { act: 'record-absent-at-delivery' });
    expect(due('sending')).toBe('2026-07-16');
    expect(trial.does('clock', '2027-07-10', { act: 'take-effect' })).toMatch(
      /^refused: 'take-effect' is not possible in the stage 'decided'/,
    );
    expect(trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' })).toBe(
      'delivered',
    );
    expect(due('in-force')).toBe('2026-08-04');
    expect(trial.does('clock', '2026-08-03', { act: 'take-effect' })).toBe(
      'refused: the decision comes into force on 2026-08-04',
    );
    expect(trial.does('clock', '2026-08-04', { act: 'take-effect' })).toBe('in-force');
  });

  it('39. an objection suspends the decision where the switch says so, and not where it does not', () => {
    const stages = [
      regulations,
      withChange(
        'procedure-pns.yaml',
        'objection_suspends:\n    unit: switch\n    values:\n      2021-08-31:\n        value: true',
        'objection_suspends:\n    unit: switch\n    values:\n      2021-08-31:\n        value: false',
      ),
    ].map((rules) => {
      const trial = decidedCase(scattered(2026, 3), 'teguran-lisan', rules);
      trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' });
      const objected = trial.does('employee', '2026-07-20', { act: 'object', to: 'the superior of the official' });
      return [objected, trial.does('clock', '2026-08-04', { act: 'take-effect' })];
    });
    expect(stages).toEqual([
      ['under-objection', "refused: 'take-effect' is not possible in the stage 'under-objection'"],
      ['delivered', 'in-force'],
    ]);
  });

  it('39. a dismissal is appealed against, anything else objected to', () => {
    const dismissed = decidedCase(workingDates('2026-02-02', 10), 'pdhtaps');
    dismissed.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' });
    expect(dismissed.does('employee', '2026-07-20', { act: 'object', to: 'x' })).toBe(
      'refused: this sanction is appealed against, not objected to',
    );
    expect(dismissed.does('employee', '2026-07-20', { act: 'appeal' })).toBe('under-appeal');
    expect(dismissed.does('appeal-body', '2026-09-01', { act: 'settle-appeal', outcome: 'annulled' })).toBe('closed');
    expect(dismissed.round.decision?.annulled).toBe(true);
  });

  it('40. an involved superior neither summons nor examines; one who lets the summons lapse is flagged', () => {
    const trial = openedCase();
    trial.does('staffing-officer', '2026-10-07', { act: 'replace-superior', why: 'involved' });
    expect(trial.summon('2026-10-08', '2026-10-19')).toBe(
      'refused: the direct superior is involved; the next superior up acts',
    );
    expect(trial.summon('2026-10-08', '2026-10-19', 'higher-superior')).toBe('summoned');
    const lapsed = openedCase();
    const duty = (asOfDate: string) =>
      deadlinesOf(lapsed.round, calendar, procedure(), asOfDate).find((each) => each.code === 'superior-summons');
    const due = duty(lapsed.round.openedDate)?.dueDate ?? '';
    expect([
      duty(due)?.overdue,
      duty(`${due.slice(0, 8)}${String(Number(due.slice(8)) + 1).padStart(2, '0')}`)?.overdue,
    ]).toEqual([false, true]);
    expect(duty(due)?.source.article).toContain('28');
  });

  it('41. a team is for medium and heavy cases, and nobody in it stands lower than the examinee', () => {
    const members = (rank: number) =>
      (['superior', 'oversight', 'staffing'] as const).map((element) => ({ name: element, element, rank }));
    const team = (count: number, rank: number) =>
      openedCase(count).does('staffing-officer', '2026-10-07', {
        act: 'form-team',
        members: members(rank),
        examineeRank: 5,
      });
    expect(team(3, 9)).toBe('refused: the tier ringan is examined by the direct superior, not by a team');
    expect([team(11, 5), team(21, 5)]).toEqual(['opened', 'opened']);
    expect(team(21, 4)).toBe('refused: superior stands lower than the examinee');
    const heavy = openedCase(21);
    heavy.summon('2026-10-08', '2026-10-19');
    expect(heavy.examine('2026-10-19')).toBe('refused: the tier berat must be examined by a team');
  });

  it('42. one examination ends in one sanction, the heaviest row', () => {
    const dates = [
      ...workingDates('2026-02-02', 10),
      ...scattered(2026, 40)
        .filter((date) => date > '2026-04-01')
        .slice(0, 3),
    ];
    const trial = new CaseOnTrial();
    trial.facts(absences(dates));
    expect(trial.state.rounds).toHaveLength(1);
    expect(trial.round.proposal.level).toMatchObject({ sanction: 'pdhtaps', by: 'run' });
    const decided = decidedCase(scattered(2026, 3), 'teguran-lisan');
    expect(decided.decide('2026-07-13', 'teguran-lisan', scattered(2026, 3))).toBe(
      "refused: 'decide' is not possible in the stage 'decided'",
    );
  });

  it('43. a medium sanction carries its interim substitute, and lapsing of the substitute changes no issued decision', () => {
    const dates = scattered(2026, 11);
    const trial = decidedCase(dates, 'potong-tukin-25-6-bulan');
    const frozen = trial.round.decision?.imposed;
    expect(frozen).toMatchObject({ sanction: 'potong-tukin-25-6-bulan', interim: { sanction: 'tunda-kgb-1-tahun' } });
    const lapsed = regulations.inUse.map((each) =>
      each.kind === 'sanctions' ? { ...each, parameters: { interimSubstitutes: [] } } : each,
    );
    const after = absences(dates, {
      regulations: { inUse: lapsed, all: lapsed.map((regulation) => ({ path: 'x', regulation })) },
    });
    expect(after.level?.interim).toBeNull();
    expect(trial.facts(after)).toEqual([]);
    expect(trial.round.decision?.imposed).toEqual(frozen);
  });

  it.each([
    [2015, 5, 'teguran-lisan', 'PP 53/2010'],
    [2015, 6, 'teguran-tertulis', 'PP 53/2010'],
    [2015, 46, 'pdhtaps', 'PP 53/2010'],
    [2024, 6, 'teguran-tertulis', 'PP 94/2021'],
  ])('44. in %i, %i days are %s by %s', (year, count, sanction, act) => {
    const dates = scattered(year, count);
    expect(absences(dates, { year }).level).toMatchObject({ sanction, source: { act } });
    expect(absences(scattered(2015, 4), { year: 2015 }).level).toBeNull();
  });

  it.each([
    [false, 'none', 1],
    [true, 'pernyataan-tidak-puas', 2],
  ])('a table from July on with carries_count %s makes 2 days before and 2 after: %s', (carries, sanction, missing) => {
    const table = `      2026-07-01:
        value: { carries_count: ${String(carries)}, rows: [{ from: 3, to: 3, sanction: teguran-lisan, article: a }, { from: 4, to: 5, sanction: pernyataan-tidak-puas, article: b }, { from: 6, to: null, sanction: pdhtaps, article: c }] }
        source: { act: newer, article: x, mark: P }
  run:`;
    const found = absences(['2026-02-03', '2026-03-03', '2026-08-04', '2026-09-01'], {
      regulations: withChange('absence-pns.yaml', '  run:', table),
    });
    expect([found.level?.sanction ?? 'none', found.next?.missing]).toEqual([sanction, missing]);
  });

  it('45. a rule edited later changes no closed case', () => {
    const trial = decidedCase(scattered(2026, 3), 'teguran-lisan');
    trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' });
    trial.does('clock', '2026-08-04', { act: 'take-effect' });
    trial.does('staffing-officer', '2026-09-01', { act: 'close', reason: 'served' });
    const closed = trial.round;
    const edited = withChange(
      'absence-pns.yaml',
      '{ from: 3, to: 3, sanction: teguran-lisan, article: Ps 9 }',
      '{ from: 2, to: 3, sanction: teguran-lisan, article: Ps 9 baru }',
    );
    expect(absences(scattered(2026, 2), { regulations: edited }).level?.sanction).toBe('teguran-lisan');
    expect(trial.facts(absences(scattered(2026, 3), { regulations: edited }))).toEqual([]);
    expect(trial.round).toBe(closed);
    expect(deadlinesOf(closed, calendar, procedure(), '2026-12-01')).toEqual([]);
  });

  it('46. a number with 21 in the place of the month is one of a PPPK and none of a PNS; blanks go, text stays', () => {
    expect(checkNip(' 199001152023211001 ', 'PPPK')).toMatchObject({
      outcome: 'valid',
      parts: { nip: '199001152023211001', birthDate: '1990-01-15' },
    });
    expect(checkNip('199001152023211001', 'PNS')).toEqual({
      outcome: 'invalid',
      reasons: ['21 is no month of appointment'],
    });
  });

  it('49. in a year without a decree deadlines are provisional', () => {
    expect(examinationDateFor('2028-02-01', calendar, procedure())).toMatchObject({
      date: '2028-02-10',
      provisional: true,
    });
    expect(examinationDateFor('2027-12-28', calendar, procedure())).toMatchObject({ provisional: true });
    expect(absences([], { year: 2028 }).provisional).toBe(true);
    const lists = loadHolidays(holidayTexts());
    const without = workingCalendar(
      mergeHolidays(lists.outcome === 'loaded' ? lists.lists.filter((list) => list.year !== 2026) : []),
    );
    expect(isWorkingDay(without, '2026-12-25')).toBe(true);
    expect(absences([], { calendar: without }).provisional).toBe(true);
  });
});

function openedCase(count = 3): CaseOnTrial {
  const trial = new CaseOnTrial();
  trial.facts(absences(scattered(2026, count), { asOfDate: '2026-10-06' }));
  return trial;
}

/** A case decided on 10 July 2026 after an examination in which everything was in order. */
function decidedCase(dates: readonly string[], sanction: string, rules = regulations): CaseOnTrial {
  const trial = new CaseOnTrial({ category: 'PNS', regulations: rules, calendar });
  trial.facts(absences(dates, { asOfDate: '2026-06-15' }));
  const heavy = trial.round.proposal.level.tier === 'berat';
  const members = (['superior', 'oversight', 'staffing'] as const).map((element) => ({
    name: element,
    element,
    rank: 9,
  }));
  if (heavy) trial.does('staffing-officer', '2026-06-15', { act: 'form-team', members, examineeRank: 5 });
  trial.summon('2026-06-17', '2026-06-26');
  trial.examine('2026-06-26', heavy ? 'examining-team' : 'direct-superior');
  const decided = trial.decide('2026-07-10', sanction, dates);
  if (decided !== 'decided') throw new Error(decided);
  return trial;
}

function worked(date: string): AllowanceDay {
  return { date, absentDays: 0, lateMinutes: 0, earlyLeaveMinutes: 0, missingIn: false, missingOut: false };
}

function table(code: string) {
  const found = regulations.all.map((file) => file.regulation).find((each) => each.code === code);
  const value = found?.kind === 'allowance' ? valueOn(found.parameters.table, '2026-02-01')?.value : undefined;
  if (value === undefined) throw new Error(`no table ${code}`);
  return value;
}

function context() {
  return { workingDays: workingDates('2026-02-01', 18) };
}
