import fc from 'fast-check';
import { allowanceCut, type AllowanceDay } from '../../../../src/core/discipline/allowance';
import type { AllowanceTable } from '../../../../src/core/discipline/allowance-table';
import { valueOn } from '../../../../src/core/discipline/dated';
import { regulations, workingDates } from './account-fixture';

function table(code: string): AllowanceTable {
  const found = regulations.all.map((file) => file.regulation).find((each) => each.code === code);
  const value = found?.kind === 'allowance' ? valueOn(found.parameters.table, '2026-02-01')?.value : undefined;
  if (value === undefined) throw new Error(`no table ${code}`);
  return value;
}

const A = table('allowance-permentan-68-2012');
const B = table('allowance-pmk-221-2021');
const C = table('allowance-permenaker-15-2024');
const february = workingDates('2026-02-01', 18);
const context = { workingDays: february };

const worked = (date: string, change: Partial<AllowanceDay> = {}): AllowanceDay => ({
  ...{ date, absentDays: 0, lateMinutes: 0, earlyLeaveMinutes: 0, missingIn: false, missingOut: false },
  ...change,
});
const month = [
  worked('2026-02-02', { absentDays: 1 }),
  worked('2026-02-03', { lateMinutes: 30 }),
  worked('2026-02-04', { lateMinutes: 31, earlyLeaveMinutes: 91 }),
  worked('2026-02-05', { missingIn: true }),
  worked('2026-02-06', { missingOut: true, lateMinutes: 5 }),
  worked('2026-02-09'),
];
const lines = (of: AllowanceTable, days = month, more = {}) =>
  allowanceCut(days, of, '2026-02', { ...context, ...more }).lines.map((line) => [
    line.date,
    line.code,
    line.percentOfWhole,
  ]);

describe('one month by the three shipped tables', () => {
  it('Permentan 68/2012: bands of the whole allowance', () => {
    expect(lines(A)).toEqual([
      ['2026-02-02', 'TK', 4],
      ['2026-02-03', 'TL1', 0.5],
      ['2026-02-04', 'TL2', 1],
      ['2026-02-04', 'PSW4', 2],
      ['2026-02-05', 'TL4', 2],
      ['2026-02-06', 'TL1', 0.5],
      ['2026-02-06', 'PSW4', 2],
    ]);
    expect(allowanceCut(month, A, '2026-02', { ...context, allowanceAmount: 3_000_001 })).toMatchObject({
      cutPercent: 12,
      cutAmount: 360_000,
    });
  });

  it('PMK 221/2021: other bands and percentages', () => {
    expect(lines(B).map(([, code, percent]) => [code, percent])).toEqual([
      ...[
        ['TK', 5],
        ['TL1', 1],
        ['TL2', 1.25],
        ['PSW4', 2.5],
        ['TL3', 2.5],
        ['TL1', 1],
        ['PSW4', 2.5],
      ],
    ]);
  });

  it('Permenaker 15/2024: minutes and punches of the thirty percent share', () => {
    expect(lines(C).map(([, code, percent]) => [code, percent])).toEqual([
      ...[
        ['TK', 0.9],
        ['terlambat', 0.09],
        ['terlambat', 0.093],
        ['pulang-awal', 0.273],
        ['tanpa-presensi-masuk', 0.3],
        ['terlambat', 0.015],
        ['tanpa-presensi-pulang', 0.3],
      ],
    ]);
    expect(allowanceCut(month, C, '2026-02', context).cutPercent).toBe(1.971);
    expect(lines(C, [worked('2026-02-02', { ceremonyMissed: true })])).toEqual([['2026-02-02', 'tidak-upacara', 0.9]]);
  });

  it('a half absent day costs half an absence and no minutes', () => {
    expect(lines(A, [worked('2026-02-02', { absentDays: 0.5, lateMinutes: 100 })])).toEqual([['2026-02-02', 'TK', 2]]);
  });

  it('days of other months and days that wait cut nothing; the waiting are named', () => {
    const cut = allowanceCut(
      [worked('2026-03-02', { absentDays: 1 }), worked('2026-02-02', { absentDays: 1, waiting: true })],
      A,
      '2026-02',
      context,
    );
    expect(cut).toMatchObject({ lines: [], cutPercent: 0, cutAmount: null, waitingDates: ['2026-02-02'] });
  });
});

describe('caps', () => {
  it('a daily cap gives back what exceeds it, as a line of its own', () => {
    const capped = { ...A, dailyCapPercent: 2.5 };
    expect(lines(capped, [worked('2026-02-04', { lateMinutes: 95, earlyLeaveMinutes: 95 })])).toEqual([
      ['2026-02-04', 'TL4', 2],
      ['2026-02-04', 'PSW4', 2],
      ['2026-02-04', 'daily-cap', -1.5],
    ]);
  });

  it('no month costs more than its cap', () => {
    const cut = allowanceCut(
      february.map((date) => worked(date, { absentDays: 1 })),
      { ...A, monthlyCapPercent: 60 },
      '2026-02',
      context,
    );
    expect(cut).toMatchObject({
      cutPercent: 60,
      lines: expect.arrayContaining([expect.objectContaining({ code: 'monthly-cap', percentOfWhole: -12 })]),
    });
  });
});

describe('leave and sanctions', () => {
  const leaves = (leave: string, fromDate: string, toDate: string) => ({ leaves: [{ leave, fromDate, toDate }] });

  it('a full month of big leave is cut by the month of the leave', () => {
    expect(lines(C, [], leaves('cuti-besar', '2026-02-01', '2026-04-30'))).toEqual([[null, 'cuti-besar', 50]]);
    expect(lines(C, [], leaves('cuti-besar', '2026-01-01', '2026-03-31'))).toEqual([[null, 'cuti-besar', 75]]);
    expect(lines(C, [], leaves('cuti-besar', '2025-12-01', '2026-02-28'))).toEqual([[null, 'cuti-besar', 90]]);
  });

  it('a part of a month is cut for its share of the working days', () => {
    expect(lines(A, [], leaves('cuti-besar', '2026-02-02', '2026-02-13'))).toEqual([[null, 'cuti-besar', 27.777778]]);
  });

  it('sick leave costs nothing at first and more with its length', () => {
    expect(lines(A, [], leaves('cuti-sakit', '2026-02-02', '2026-02-03'))).toEqual([]);
    expect(lines(A, [], leaves('cuti-sakit', '2026-02-02', '2026-02-04'))).toEqual([[null, 'cuti-sakit', 1.388889]]);
    expect(lines(C, [], leaves('cuti-sakit-keguguran', '2026-01-01', '2026-02-05'))).toEqual([
      [null, 'cuti-sakit-keguguran', 5],
    ]);
    expect(lines(B, [], leaves('cuti-sakit', '2026-02-02', '2026-02-20'))).toEqual([]);
  });

  it('a sanction cuts from the month after it came into force, for its months', () => {
    const cut = (inForceDate: string, sanction = 'teguran-tertulis') =>
      lines(A, [], { sanctions: [{ sanction, inForceDate }] });
    expect(cut('2026-01-20')).toEqual([[null, 'teguran-tertulis', 30]]);
    expect(cut('2025-12-20')).toEqual([[null, 'teguran-tertulis', 30]]);
    expect([cut('2025-11-20'), cut('2026-02-02')]).toEqual([[], []]);
    expect(cut('2020-01-01', 'pdhtaps')).toEqual([[null, 'pdhtaps', 100]]);
  });
});

it('law: the lines add up to the cut, which never exceeds the whole nor falls below nothing', () => {
  const anyDay = fc.record({
    date: fc.constantFrom(...february),
    absentDays: fc.constantFrom(0, 0, 0.5, 1),
    ...{ lateMinutes: fc.nat(500), earlyLeaveMinutes: fc.nat(500), missingIn: fc.boolean(), missingOut: fc.boolean() },
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(anyDay, { selector: (each) => each.date }),
      fc.constantFrom(A, B, C, { ...A, dailyCapPercent: 2.5 }),
      (days, of) => {
        const cut = allowanceCut(days, of, '2026-02', { ...context, allowanceAmount: 5_000_000 });
        expect(cut.lines.reduce((sum, line) => sum + line.percentOfWhole, 0)).toBeCloseTo(cut.cutPercent, 6);
        expect(cut.cutPercent).toBeGreaterThanOrEqual(0);
        expect(cut.cutPercent).toBeLessThanOrEqual(100);
        expect(cut.cutAmount).toBeLessThanOrEqual(5_000_000);
      },
    ),
  );
});
