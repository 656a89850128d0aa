import fc from 'fast-check';
import { dailyReport, DailyReportMaker } from '../../../src/core/report/daily-report';
import { type ReportDay } from '../../../src/core/report/report-input';
import { reportLanguages } from '../../../src/core/report/report-texts';
import { reportTexts } from '../../../src/core/report/texts';
import { dateText, dayText, lengthText, longDateText, numberText } from '../../../src/core/report/words';
import { dailyReportHtml } from '../../../src/reports/daily-report-html';
import { reportDigest } from '../../../src/reports/daily-report-json';
import { viewDailyReport } from '../../../src/reports/daily-report-view';
import { markup } from '../../../src/platform/http/markup';
import { newestDue, nextAttemptAt } from '../../../src/reports/report-schedule';
import { day, madeAt, mondayInSukamaju, reportDate } from '../../golden/reports/monday-in-sukamaju';

const anyDay: fc.Arbitrary<ReportDay> = fc
  .record({
    employeeId: fc.integer({ min: 1, max: 30 }).map(String),
    shiftNo: fc.integer({ min: 1, max: 2 }),
    status: fc.constantFrom(
      'PRESENT',
      'HALF_DAY',
      'ABSENT',
      'INCOMPLETE',
      'ON_LEAVE',
      'ON_DUTY',
      'HOLIDAY',
      'OFF',
      'NOT_EMPLOYED',
      'PENDING',
    ),
    settled: fc.boolean(),
    flags: fc.subarray([
      'MISSING_IN',
      'MISSING_OUT',
      'LEAVE_PENDING',
      'AWAITING_DEVICE_SYNC',
      'DEVICE_FAULT',
      'LATE_EXCUSED',
      'ABSENT_EXCUSED',
    ]),
    absentDays: fc.constantFrom(0, 0.5, 1),
    lateMinutes: fc.constantFrom(0, 3, 90),
    earlyLeaveMinutes: fc.constantFrom(0, 12),
    unitId: fc.constantFrom('u-dishub', 'u-rsud', null),
  })
  .map(({ employeeId, unitId, ...facts }) => day(employeeId, `Name ${employeeId}`, 'u-dishub', { ...facts, unitId }));

const anyDays = fc.uniqueArray(anyDay, { maxLength: 40, selector: (one) => `${one.employeeId} ${one.shiftNo}` });
const reportOf = (days: readonly ReportDay[]) =>
  dailyReport({ ...mondayInSukamaju, days, monthDays: days, reviews: [] });

describe('the laws of a daily report', () => {
  it('puts everybody who was due in exactly one place', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const { total } = reportOf(days);
        const places = [
          total.present,
          total.leaveOrDuty,
          total.excused,
          total.noRecord,
          total.absentVerified,
          total.waitingForTerminal,
          total.waitingForShift,
          total.waitingForDecision,
        ];
        expect(places.reduce((sum, count) => sum + count, 0)).toBe(total.due);
        expect(total.due + total.off).toBeLessThanOrEqual(new Set(days.map((one) => one.employeeId)).size);
      }),
    );
  });

  it('names nobody whose day is not settled', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const unsettled = reportOf(days.map((one) => ({ ...one, settled: false, flags: ['AWAITING_DEVICE_SYNC'] })));
        expect(Object.values(unsettled.lists).flat()).toEqual([]);
        expect(unsettled.repeated).toEqual([]);
        expect(unsettled.total.toReview).toBe(0);
      }),
    );
  });

  it('does not depend on the order of its rows', () => {
    fc.assert(
      fc.property(
        anyDays.chain((days) => fc.tuple(fc.constant(days), fc.shuffledSubarray(days, { minLength: days.length }))),
        ([days, shuffled]) => {
          expect(reportDigest(reportOf(shuffled))).toBe(reportDigest(reportOf(days)));
        },
      ),
    );
  });

  it('comes out the same from batches of people as from all at once', () => {
    fc.assert(
      fc.property(anyDays, fc.integer({ min: 1, max: 7 }), (days, batches) => {
        const maker = new DailyReportMaker(mondayInSukamaju);
        for (let batch = 0; batch < batches; batch += 1) {
          const some = days.filter(({ employeeId }) => Number(employeeId) % batches === batch);
          maker.add({ days: some, monthDays: some, reviews: [] });
        }
        expect(reportDigest(maker.report(mondayInSukamaju))).toBe(reportDigest(reportOf(days)));
      }),
    );
  });

  it('counts events in the units as it does in all', () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const report = reportOf(days);
        for (const figure of ['late', 'earlyLeave', 'missingPunch', 'halfDay', 'toReview'] as const) {
          expect(report.units.reduce((sum, unit) => sum + unit.figures[figure], 0)).toBe(report.total[figure]);
        }
        expect(report.lists.late).toHaveLength(report.total.late);
      }),
    );
  });
});

describe('the digest', () => {
  const report = dailyReport(mondayInSukamaju);

  it('is that of the data, not of the moment', () => {
    expect(reportDigest({ ...report, generatedAt: madeAt + 1 })).toBe(reportDigest(report));
    const changed = mondayInSukamaju.days.map((one) => (one.employeeId === '2' ? { ...one, lateMinutes: 18 } : one));
    expect(reportDigest(dailyReport({ ...mondayInSukamaju, days: changed }))).not.toBe(reportDigest(report));
  });
});

describe('the words', () => {
  it.each(reportLanguages)('accuse nobody (%s)', (language) => {
    const view = viewDailyReport(dailyReport(mondayInSukamaju), {
      language,
      digest: 'd',
      publicUrl: null,
      rowsPerList: 20,
    });
    expect(dailyReportHtml(view)).not.toMatch(/bolos|mangkir|pelanggar|pelaku|offend|violat|truan|guilt|culprit/i);
  });

  it('are written as the language writes them', () => {
    const [id, en] = [reportTexts('id'), reportTexts('en')];
    expect([
      numberText(1234567.5, id),
      numberText(1234567.5, en),
      numberText(-0.5, id),
      numberText(999, id),
      numberText(0, en),
    ]).toEqual(['1.234.567,5', '1,234,567.5', '−0,5', '999', '0']);
    expect([dateText(reportDate, id), dateText(reportDate, en), longDateText('2026-08-02', id)]).toEqual([
      'Senin, 23 Nov 2026',
      'Monday, 23 Nov 2026',
      'Minggu, 2 Agustus 2026',
    ]);
    expect([dayText('2026-11-26', '2026', id), dayText('2027-01-04', '2026', id)]).toEqual([
      'Kamis, 26 Nov',
      'Senin, 4 Jan 2027',
    ]);
    expect([45, -430, 10_800, 400_000].map((seconds) => lengthText(seconds, id))).toEqual([
      '45 detik',
      '7 menit',
      '3 jam',
      '5 hari',
    ]);
  });
});

describe('a mail for a whole city', () => {
  it('stays below the size at which programs cut mails off, and says what it left out', () => {
    const days = Array.from({ length: 5000 }, (_, index) =>
      day(
        String(index),
        `Nama Pegawai Yang Panjang ${index}, S.Sos., M.Si.`,
        'u-rsud',
        index % 3 === 0
          ? { lateMinutes: 9 }
          : index % 3 === 1
            ? { flags: ['MISSING_OUT'] }
            : { status: 'ABSENT', absentDays: 1 },
      ),
    );
    const report = dailyReport({ ...mondayInSukamaju, days, monthDays: [] });
    const mail = dailyReportHtml(
      viewDailyReport(report, { language: 'id', digest: 'd', publicUrl: null, rowsPerList: 20 }),
    );
    expect(Buffer.byteLength(mail)).toBeLessThan(100_000);
    expect(mail).toContain('dan 1.647 lainnya dalam berkas laporan dan di konsol');
    const whole = dailyReportHtml(
      viewDailyReport(report, { language: 'id', digest: 'd', publicUrl: null, rowsPerList: Number.POSITIVE_INFINITY }),
    );
    expect(whole).toContain('Nama Pegawai Yang Panjang 4999,');
  });
});

describe('markup', () => {
  it('never lets text out of its place', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = markup`<p title="${text}">${text}</p>`.text.slice('<p title="'.length, -'</p>'.length);
        expect(inside.replace('">', '')).not.toMatch(/[<>"']/);
      }),
    );
    expect(markup`${[markup`<b>`, null, 1, '<']}`.text).toBe('<b>1&lt;');
  });
});

describe('the schedule', () => {
  const at = (text: string): number => Date.parse(text);

  it('is about the day before, from its time on', () => {
    expect(newestDue(at('2026-11-24T06:29:59+07:00'), '06:30', 'Asia/Jakarta').date).toBe('2026-11-22');
    expect(newestDue(at('2026-11-24T06:30:00+07:00'), '06:30', 'Asia/Jakarta')).toEqual({
      date: reportDate,
      dueAt: at('2026-11-24T06:30:00+07:00'),
    });
    expect(newestDue(at('2026-11-24T06:30:00+07:00'), '06:30', 'Asia/Jayapura').date).toBe(reportDate);
    // The clock of Berlin skips from 02:00 to 03:00 on 29 March 2026.
    expect(newestDue(at('2026-03-29T03:30:00+02:00'), '02:30', 'Europe/Berlin')).toEqual({
      date: '2026-03-28',
      dueAt: at('2026-03-29T03:30:00+02:00'),
    });
  });

  it('tries again later each time, at most an hour later, and not for ever', () => {
    expect([1, 2, 3, 6, 7, 51].map((failed) => nextAttemptAt(failed, 0))).toEqual(
      [1, 2, 4, 32, 60, 60].map((minutes) => minutes * 60_000),
    );
    expect(nextAttemptAt(52, 0)).toBeNull();
  });
});
