import { explain, explainDay } from '../../../../src/core/attendance/explain';
import { step } from '../../../../src/core/attendance/explanation-step';
import { explanationTexts, type ExplanationCode } from '../../../../src/core/attendance/explanation-texts';
import { runReconciliationFile } from '../../../../src/core/scenario/run-scenarios';

const codes = Object.keys(explanationTexts) as ExplanationCode[];
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))].sort();

describe('explanation texts', () => {
  it.each(codes)('%s is said in both languages, with every parameter in each', (code) => {
    const { params, id, en } = explanationTexts[code];
    expect(placeholders(id)).toEqual([...params].sort());
    expect(placeholders(en)).toEqual([...params].sort());
    expect(id).not.toBe(en);
    expect([id, en].every((text) => text.length > 10 && /[.:]$|\}\.$/.test(text))).toBe(true);
  });

  it('accuse nobody', () => {
    for (const code of codes) {
      const { id, en } = explanationTexts[code];
      expect(`${id} ${en}`).not.toMatch(
        /bolos|mangkir|pelanggar|melanggar|bersalah|truant|violat|offend|guilty|fault of/i,
      );
    }
  });

  it('shows instants on the wall clock of the zone', () => {
    const at = Date.UTC(2025, 7, 4, 0, 40, 5);
    const late = step('LATE', { minutes: 10, owedAt: Date.UTC(2025, 7, 4, 0, 30), at });
    expect(explain(late, 'en', 'Asia/Jakarta')).toBe(
      'IN at 2025-08-04 07:40:05, owed from 2025-08-04 07:30: 10 minutes after.',
    );
    expect(explain(late, 'id', 'Asia/Jayapura')).toBe(
      'Masuk 2025-08-04 09:40:05, waktu kerja mulai 2025-08-04 09:30: 10 menit sesudahnya.',
    );
  });
});

describe('a day explained', () => {
  const scenario = {
    id: 'X',
    zone: 'Asia/Jakarta',
    policy: { driftCorrection: true, lateGraceMinutes: 5 },
    shifts: { REG: { segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] } },
    roster: [{ date: '2025-08-04', shift: 'REG' }],
    devices: [{ id: 'D1', clockOffsetSeconds: 60 }],
    steps: [
      {
        asOf: '2025-08-06T12:00:00',
        punches: [
          { t: '2025-08-04T07:34:00', dir: 'out', device: 'D1' },
          { t: '2025-08-04T07:34:30', dir: 'out', device: 'D1' },
          { t: '2025-08-04T10:00:00', dir: null, device: 'D2' },
          { t: '2025-08-04T22:00:00', dir: null, device: 'D2' },
        ],
        corrections: [{ id: 'K-9', date: '2025-08-04', kind: 'out', t: '2025-08-04T15:50:00', status: 'approved' }],
        expect: [],
        dates: ['2025-08-04'],
      },
    ],
  };
  const day = runReconciliationFile({ cases: [scenario] }, 'x')[0]?.days[0]?.[0];

  it('names the plan, every punch, every rule that moved a minute', () => {
    expect(day && explainDay(day, 'en', 'Asia/Jakarta')).toEqual([
      'Plan: shift REG, 2025-08-04 07:30 to 2025-08-04 16:00, from the roster of this date.',
      'Punches from 2025-08-04 05:30 to 2025-08-04 20:00 count for this shift.',
      'The clock of terminal D1 was off by 60 seconds: the punch of 2025-08-04 07:34 is read as 2025-08-04 07:33.',
      'The punch at 2025-08-04 07:34:30 repeats the one at 2025-08-04 07:33.',
      'IN: the punch at 2025-08-04 07:33 (terminal D1).',
      'The punch at 2025-08-04 10:00 (terminal D2) is kept; it is neither the IN nor the OUT.',
      'Approved correction K-9 adds an OUT at 2025-08-04 15:50.',
      'OUT: the punch at 2025-08-04 15:50 (terminal -).',
      'The key pressed at 2025-08-04 07:33 was OUT, but the punch is read as the IN.',
      'IN at 2025-08-04 07:33, owed from 2025-08-04 07:30: 3 minutes after.',
      '3 minutes are within the grace of 5: not counted.',
      'OUT at 2025-08-04 15:50, owed until 2025-08-04 16:00: 10 minutes before.',
      'The punch at 2025-08-04 22:00 (terminal D2) lies in the window of no shift; it is kept.',
      'Time worked: 437 minutes (inside the shift, without breaks).',
    ]);
  });

  it('has a digest that changes with any fact and with nothing else', () => {
    const digestWith = (more: object, asOf = '2025-08-06T12:00:00') => {
      const step = { ...scenario.steps[0], asOf, ...more };
      return runReconciliationFile({ cases: [{ ...scenario, steps: [step] }] }, 'x')[0]?.days[0]?.[0]?.digest;
    };
    expect(day?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digestWith({})).toBe(day?.digest);
    expect(digestWith({}, '2025-09-30T12:00:00')).toBe(day?.digest);
    const punches = scenario.steps[0]?.punches ?? [];
    expect(digestWith({ punches: punches.slice(0, 3) })).not.toBe(day?.digest);
    expect(digestWith({ punches: [...punches, { t: '2025-08-04T11:00:00', dir: null }] })).not.toBe(day?.digest);
    expect(digestWith({ policy: { lateGraceMinutes: 6 } })).not.toBe(day?.digest);
    expect(digestWith({ shifts: { REG: { segments: [['07:30', '16:00']] } } })).not.toBe(day?.digest);
    expect(digestWith({ excuses: [{ date: '2025-08-04', kind: 'early' }] })).not.toBe(day?.digest);
    expect(digestWith({ leaves: [{ id: 'L', from: '2025-08-04T15:50:00', to: '2025-08-04T16:00:00' }] })).not.toBe(
      day?.digest,
    );
  });
});
