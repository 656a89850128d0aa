import { calendarFeed } from '../../../src/core/report/calendar-feed';
import { newestSlot, nextSlot, spanOf } from '../../../src/core/report/definition-slot';
import { faultsOf, recapKinds, shippedRecapCodes } from '../../../src/core/report/recap-codes';
import { kindOf, type RecapDay } from '../../../src/core/report/recap';
import { orderKeys } from '../../../src/platform/http/list-walk';
import { calendarFaults } from '../../support/calendar-faults';
import { newPaperCode, readPaperCode } from '../../../src/reports/proof/paper-code';
import { measureGaps } from '../../../src/reports/terminal/gaps';

describe('a calendar', () => {
  const entry = { uid: 'a@hadir', startAt: Date.parse('2026-11-24T00:30:00Z'), endAt: Date.parse('2026-11-24T09:00:00Z'), summary: 'Dinas; pagi, “lapangan” 🌾'.repeat(6), description: 'baris\nkedua \\ akhir' };
  const text = calendarFeed('Jadwal', [entry], 0);

  it('folds lines at 75 octets without cutting a letter, and unfolds to what it was', () => {
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\ufffd');
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${entry.summary.replaceAll(';', '\\;').replaceAll(',', '\\,')}\r\n`);
  });

  it('has no fault by RFC 5545; what would be one is found', () => {
    const whole = calendarFeed('Jadwal; Ana, S.Kom.\u0007', [entry, { ...entry, uid: 'b@hadir', description: '' }], 0);
    expect(calendarFaults(whole)).toEqual([]);
    const spoilt: readonly (readonly [string, string])[] = [
      [whole.replace('\r\n', '\n'), 'CRLF'],
      [whole.replaceAll('\r\n ', ''), 'octets'],
      [whole.replace('UID:b@', 'UID:a@'), 'comes twice'],
      [whole.replace(/DTSTAMP:[^\r]+\r\n/, ''), 'has not one DTSTAMP'],
      [whole.replace('DTSTART:20261124T003000Z', 'DTSTART;TZID=Asia/Jakarta:20261124T073000'), 'VTIMEZONE'],
      [whole.replace('DTSTART:20261124T003000Z', 'DTSTART:20261124T073000'), 'the same everywhere'],
      [whole.replace('DTEND:20261124T09', 'DTEND:20261123T09'), 'ends before'],
      [whole.replace('Jadwal\\;', 'Jadwal;'), 'not escaped'],
      [whole.replace('END:VEVENT\r\n', ''), '3.6'],
      [whole.replace('SUMMARY:', 'SUMMARY '), 'no property'],
    ];
    for (const [text, fault] of spoilt) expect(calendarFaults(text).join('\n')).toContain(fault);
  });

  it('escapes texts and writes instants in UTC', () => {
    expect(text).toContain('DESCRIPTION:baris\\nkedua \\\\ akhir\r\n');
    expect(text).toContain('DTSTART:20261124T003000Z\r\nDTEND:20261124T090000Z\r\n');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });
});

describe('the slots of a definition', () => {
  const weekdays = (date: string): boolean => ![6, 0].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const rhythm = { cadence: 'monthly', weekday: 1, dayOfMonth: 1, workingDaysOnly: true } as const;

  it('move to the next working day, and are not there before it', () => {
    // 1 August 2026 is a Saturday.
    expect(newestSlot(rhythm, '2026-08-02', weekdays)).toBe('2026-07-01');
    expect(newestSlot(rhythm, '2026-08-03', weekdays)).toBe('2026-08-03');
    expect(newestSlot({ ...rhythm, workingDaysOnly: false }, '2026-08-02', weekdays)).toBe('2026-08-01');
  });

  it('come weekly, daily and in January', () => {
    expect(newestSlot({ ...rhythm, cadence: 'weekly', weekday: 5 }, '2026-11-24', weekdays)).toBe('2026-11-20');
    expect(newestSlot({ ...rhythm, cadence: 'daily' }, '2026-11-22', weekdays)).toBe('2026-11-22');
    expect(newestSlot({ ...rhythm, cadence: 'yearly', dayOfMonth: 15 }, '2026-11-24', weekdays)).toBe('2026-01-15');
  });

  it('are told before they come, from where the last one was made', () => {
    expect(nextSlot({ ...rhythm, cadence: 'daily' }, '2026-11-25', weekdays)).toBe('2026-11-25');
    expect(nextSlot({ ...rhythm, cadence: 'weekly', weekday: 5 }, '2026-11-24', weekdays)).toBe('2026-11-27');
    // 1 August 2026 is a Saturday: it moves to Monday, which is still to come on Sunday and past on Tuesday.
    expect([nextSlot(rhythm, '2026-08-02', weekdays), nextSlot(rhythm, '2026-08-04', weekdays)]).toEqual(['2026-08-03', '2026-09-01']);
  });

  it('are about the day, the month or the year before', () => {
    expect(spanOf('daily', '2026-12-01')).toEqual({ date: '2026-11-30', month: '2026-11', year: 2026 });
    expect(spanOf('monthly', '2027-01-04')).toMatchObject({ month: '2026-12', year: 2026 });
    expect(spanOf('yearly', '2027-01-15')).toMatchObject({ year: 2026 });
  });
});

describe('the recap', () => {
  const day: RecapDay = { workDate: '2026-11-23', status: 'ABSENT', settled: true, flags: [], absentDays: 1, lateMinutes: 0, earlyLeaveMinutes: 0, lateBand: null, earlyBand: null, absence: null, cover: null };

  it('calls absent only what an officer verified, and nothing that waits', () => {
    expect([kindOf(day), kindOf({ ...day, absence: 'verified' }), kindOf({ ...day, absence: 'excused' }), kindOf({ ...day, absence: 'verified', settled: false })]).toEqual(['noRecord', 'absent', 'permission', 'waiting']);
  });

  it('tells the types of duty apart', () => {
    expect(['', 'training', 'study', 'remote'].map((cover) => shippedRecapCodes[kindOf({ ...day, status: 'ON_DUTY', cover })].code)).toEqual(['DL', 'DIK', 'TBJ', 'WFA']);
  });

  it('ships codes that mean one thing each, without those of two meanings', () => {
    expect(faultsOf(shippedRecapCodes)).toEqual([]);
    expect(recapKinds.map((kind) => shippedRecapCodes[kind].code).filter((code) => ['TL', 'TB', 'CB'].includes(code))).toEqual([]);
    expect(faultsOf({ ...shippedRecapCodes, sick: { code: 'TK', id: 'x', en: 'x' } })).toHaveLength(1);
    // Nor what heads the sums of something else on the same paper.
    const renamed = { ...shippedRecapCodes, absent: { code: 'A', id: 'x', en: 'x' } };
    expect([faultsOf(renamed), faultsOf({ ...renamed, training: { code: 'TK', id: 'x', en: 'x' } }), faultsOf({ ...renamed, late: { code: 'TL1', id: 'x', en: 'x' } })]).toEqual([[], [expect.stringContaining('training')], [expect.stringContaining('late')]]);
  });
});

describe('small parts', () => {
  it('read a code as people type it, and no other', () => {
    const code = newPaperCode();
    expect(readPaperCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
    expect(readPaperCode('OOOO-IIII-LLLL-0000')).toBe('0000-1111-1111-0000');
    expect([readPaperCode('ABCD'), readPaperCode(`${code}A`), readPaperCode('UUUU-UUUU-UUUU-UUUU')]).toEqual([null, null, null]);
  });

  it('count overlapping silences once', () => {
    expect(measureGaps([{ fromAt: -50, toAt: 10 }, { fromAt: 5, toAt: 20 }, { fromAt: 80, toAt: null }], 0, 100)).toEqual({ count: 2, silentMs: 40, longestMs: 20 });
    expect(measureGaps([], 0, 100)).toEqual({ count: 0, silentMs: 0, longestMs: 0 });
  });

  it('find the columns of an order, each once, whatever stands in parentheses', () => {
    expect(orderKeys('ORDER BY COALESCE(a.x, b.y) DESC, a.id, c ASC, a.id DESC')).toEqual([{ column: 'COALESCE(a.x, b.y)', down: true }, { column: 'a.id', down: false }, { column: 'c', down: false }]);
  });
});
