import { checkSchedule, weeklyMinutes } from '../../../../src/core/schedule/check-schedule';
import { type Shift } from '../../../../src/core/schedule/shift';
import { runScenarioFile } from '../../../../src/core/scenario/run-scenarios';
import { classOf, satisfactionIndex } from '../../../../src/core/service/satisfaction-index';
import { dateAt, wallToInstant } from '../../../../src/core/time/zone';

/** The statements of asn-rules.md section 8 that are about the day itself; those about discipline stand beside the discipline rules. */

interface Sketch {
  readonly policy?: object;
  readonly shifts?: object;
  readonly roster?: readonly object[];
  readonly punches: readonly string[];
  readonly corrections?: readonly object[];
  readonly dates?: readonly string[];
}

const thursday = '2026-11-19';
const office = { REG: { segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] } };

/** The days that the engine makes of a sketch, each with all it says. */
function judge({ policy = {}, shifts = office, roster = [{ date: thursday, shift: 'REG' }], punches, corrections = [], dates = [thursday] }: Sketch) {
  const steps = [{ asOf: '2026-11-30T12:00:00+07:00', punches: punches.map((t) => ({ t, dir: null })), corrections, expect: [] }];
  const one = { id: 'S', title: 'statement', category: 'statement', why: '', sources: [], zone: 'Asia/Jakarta', policy, shifts, roster, dates, steps };
  const { results } = runScenarioFile({ schemaVersion: 1, defaults: {}, name: 'reconcile', cases: [one] }, 'statement.json');
  const [result] = results;
  return result && 'steps' in result ? (result.steps[0]?.days ?? []) : [];
}

describe('asn-rules.md section 8', () => {
  it('19: a missing out-punch leaves the worked minutes open, and the lateness known', () => {
    const [day] = judge({ punches: [`${thursday}T07:45:00`] });
    // Complete pairs only: 0 under INCOMPLETE says "not measured", never 450 and never absent.
    expect(day).toMatchObject({ status: 'INCOMPLETE', lateMinutes: 15, workedMinutes: 0, absentDays: 0, flags: ['MISSING_OUT'] });
  });

  it('21: an out-punch of 23:59 that a system filled in is no out-punch, unless an officer corrects it', () => {
    const filled = [`${thursday}T07:20:00`, `${thursday}T23:59:00`];
    expect(judge({ punches: filled })[0]).toMatchObject({ status: 'INCOMPLETE', flags: ['MISSING_OUT', 'OUTSIDE_WINDOW'] });
    const corrected = judge({ punches: filled, corrections: [{ id: 'C1', date: thursday, kind: 'out', t: `${thursday}T16:05:00`, status: 'approved' }] });
    expect(corrected[0]).toMatchObject({ status: 'PRESENT', workedMinutes: 450, flags: ['CORRECTED', 'OUTSIDE_WINDOW'] });
  });

  it('22: 07:30:59 is on time and 07:31:00 a minute late; the rule about seconds is policy', () => {
    const late = (time: string, policy = {}): number | undefined => judge({ policy, punches: [`${thursday}T${time}`, `${thursday}T16:00:00`] })[0]?.lateMinutes;
    expect([late('07:30:59'), late('07:31:00')]).toEqual([0, 1]);
    expect([late('07:30:00', { secondsRule: 'up' }), late('07:30:59', { secondsRule: 'up' })]).toEqual([0, 1]);
  });

  it('24: flexible by an hour: 08:30-17:00 owes nothing; 09:00-16:00 is 30 late and 60 short, or fixed 90 late and nothing short, never both', () => {
    const flex = { flex: { earlyMinutes: 0, lateMinutes: 60 } };
    expect(judge({ policy: flex, punches: [`${thursday}T08:30:00`, `${thursday}T17:00:00`] })[0]).toMatchObject({ lateMinutes: 0, earlyLeaveMinutes: 0, workedMinutes: 450 });
    const late = [`${thursday}T09:00:00`, `${thursday}T16:00:00`];
    expect(judge({ policy: flex, punches: late })[0]).toMatchObject({ lateMinutes: 30, earlyLeaveMinutes: 60 });
    expect(judge({ punches: late })[0]).toMatchObject({ lateMinutes: 90, earlyLeaveMinutes: 0 });
  });

  it('25: coming at 06:00 does not permit leaving at 14:30', () => {
    const early = [`${thursday}T06:00:00`, `${thursday}T14:30:00`];
    expect(judge({ punches: early })[0]).toMatchObject({ earlyLeaveMinutes: 90 });
    expect(judge({ policy: { flex: { earlyMinutes: 0, lateMinutes: 60 } }, punches: early })[0]).toMatchObject({ earlyLeaveMinutes: 90 });
  });

  it('26: Friday with a break of 90 minutes makes 450, Thursday 450, a day of Ramadan 390', () => {
    const shifts = {
      ...office,
      FRI: { segments: [['07:30', '16:30']], breaks: [['11:30', '13:00']] },
      RAM: { segments: [['08:00', '15:00']], breaks: [['12:30', '13:00']] },
    };
    const roster = [{ date: thursday, shift: 'REG' }, { date: '2026-11-20', shift: 'FRI' }, { date: '2026-11-23', shift: 'RAM' }];
    const punches = [`${thursday}T07:00:00`, `${thursday}T17:00:00`, '2026-11-20T07:00:00', '2026-11-20T17:00:00', '2026-11-23T07:00:00', '2026-11-23T17:00:00'];
    const days = judge({ shifts, roster, punches, dates: [thursday, '2026-11-20', '2026-11-23'] });
    expect(days.map((day) => day.workedMinutes)).toEqual([450, 450, 390]);
  });

  it('30: a shift of 22:00-06:00 belongs to its first date, and its OUT next morning is no IN', () => {
    const shifts = { N: { segments: [['22:00', '06:00+1']] } };
    const days = judge({ shifts, roster: [{ date: thursday, shift: 'N' }], punches: [`${thursday}T21:50:00`, '2026-11-20T06:04:00'], dates: [thursday, '2026-11-20'] });
    expect(days[0]).toMatchObject({ date: thursday, status: 'PRESENT', workedMinutes: 480 });
    expect(days[1]).toMatchObject({ date: '2026-11-20', status: 'OFF', flags: [] });
  });

  it('47: a six-day week of 33.0 hours where the order says 32.5 is said, and saved', () => {
    const shift = (code: string, end: string, breaks: [string, string]): [string, Shift] => [code, { code, versions: [{ from: null, segments: [['08:00', end]], breaks: [breaks], punchEachSegment: false }] }];
    const shifts = new Map([shift('R6', '14:00', ['12:30', '13:00']), shift('R6F', '14:30', ['12:30', '13:30'])]);
    const week = [['R6'], ['R6'], ['R6'], ['R6'], ['R6F'], ['R6'], []];
    const check = { shifts, onDate: '2026-02-23', decreedWeeklyMinutes: 1950 };
    expect(weeklyMinutes(week, check)).toBe(1980);
    const problems = checkSchedule({ kind: 'weekly', week }, check);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning' });
  });

  it('48: two devices, a repeated upload and a server in UTC: the local date decides', () => {
    expect(dateAt('Asia/Jakarta', Date.parse('2026-11-19T16:30:00Z'))).toBe('2026-11-19');
    expect(dateAt('Asia/Jakarta', wallToInstant('Asia/Jakarta', '2026-11-19 06:30:00'))).toBe('2026-11-19');
    expect(new Date(wallToInstant('Asia/Jakarta', '2026-11-19 06:30:00')).toISOString()).toBe('2026-11-18T23:30:00.000Z');
    const twice = [`${thursday}T07:20:00`, `${thursday}T07:20:00`, `${thursday}T07:20:31`, `${thursday}T16:00:00`];
    expect(judge({ punches: twice })[0]).toMatchObject({ status: 'PRESENT', lateMinutes: 0, workedMinutes: 450 });
  });

  it('50: an index of all fours is 100.00, of all ones 25.00, and 88.305 is rounded before it is banded', () => {
    expect(satisfactionIndex(Array<number>(9).fill(4))).toEqual({ ikm: 100, grade: 'A', meaning: 'Sangat baik' });
    expect(satisfactionIndex(Array<number>(9).fill(1))).toEqual({ ikm: 25, grade: 'D', meaning: 'Tidak baik' });
    expect([classOf(88.305), classOf(88.304), classOf(76.605), classOf(64.995)].map(({ ikm, grade }) => [ikm, grade])).toEqual([[88.31, 'A'], [88.3, 'B'], [76.61, 'B'], [65, 'C']]);
    expect(() => satisfactionIndex([4, 4])).toThrow(RangeError);
    expect(() => satisfactionIndex(Array<number>(9).fill(5))).toThrow(RangeError);
  });
});
