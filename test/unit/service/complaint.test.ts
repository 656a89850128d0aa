import { type MergedHolidays } from '../../../src/core/calendar/holiday';
import { workingCalendar } from '../../../src/core/calendar/working-calendar';
import { type ComplaintAct, type ComplaintEvent, foldComplaint, refusalOf } from '../../../src/core/service/complaint';
import { deadlinesOf, termOn } from '../../../src/core/service/complaint-terms';
import { alikeFrom, likeness } from '../../../src/core/service/similar-words';

const event = (type: ComplaintEvent['type'], over: Partial<ComplaintEvent> = {}): ComplaintEvent => ({ type, at: 0, date: '2026-11-24', actor: 'officer', text: null, ...over });
const fold = (...events: ComplaintEvent[]) => foldComplaint(events);
const refusal = (events: readonly ComplaintEvent[], act: ComplaintAct, employeeId = 'e1', today = '2026-12-01') => refusalOf(foldComplaint(events), act, { employeeId, today, silentSinceDate: '2026-11-21' });
// The office's own days off are enough: the shipped lists have tests of their own.
const days = (...dates: string[]): MergedHolidays => ({ byDate: new Map(dates.map((date) => [date, { date, kind: 'collective-leave', name: date, decree: '', decreedDate: date }])), decreedYears: new Set([2026]) });

describe('the way of a complaint', () => {
  it('stands where its events have brought it', () => {
    expect(fold().status).toBe('received');
    expect(fold(event('verify'))).toMatchObject({ status: 'verified', verifiedDate: '2026-11-24' });
    expect(fold(event('verify'), event('answer'))).toMatchObject({ status: 'answered', answeredDate: '2026-11-24', content: null });
    expect(fold(event('verify'), event('answer'), event('reply', { content: true }))).toMatchObject({ status: 'answered', content: true });
    expect(fold(event('verify'), event('answer'), event('reply', { content: false }))).toMatchObject({ status: 'verified', content: false });
    expect(fold(event('verify'), event('answer'), event('reply', { content: true }), event('answer')).content).toBeNull();
    expect(fold(event('reject')).status).toBe('rejected');
    expect(fold(event('mark-duplicate')).status).toBe('duplicate');
    expect(fold(event('reporter-read'))).toEqual(fold());
  });

  it('goes step by step', () => {
    expect(refusal([], 'answer')).toContain('received');
    expect(refusal([event('verify')], 'verify')).toContain('verified');
    expect(refusal([event('verify')], 'close')).not.toBeNull();
    for (const end of ['reject', 'mark-duplicate'] as const) expect(refusal([event(end)], 'verify')).not.toBeNull();
    for (const act of ['route', 'name-staff', 'answer'] as const) expect(refusal([event('verify')], act)).toBeNull();
  });

  it('nobody is heard who was not called, and nobody twice', () => {
    const called = [event('verify'), event('call-for-clarification', { employeeId: 'e1', dueDate: '2026-11-30' })];
    expect(refusal([event('verify')], 'record-clarification')).not.toBeNull();
    expect(refusal(called, 'record-clarification', 'e2')).not.toBeNull();
    expect(refusal(called, 'record-clarification')).toBeNull();
    expect(refusal([...called, event('record-clarification', { employeeId: 'e1' })], 'record-clarification')).not.toBeNull();
    expect(fold(...called)).toMatchObject({ namedStaff: ['e1'], openCalls: ['e1'] });
  });

  it('an improvement is agreed with somebody who was heard or with nobody, and is due until its effect is checked', () => {
    const heard = [event('verify'), event('call-for-clarification', { employeeId: 'e1' }), event('record-clarification', { employeeId: 'e1' })];
    expect([refusal(heard, 'agree-improvement'), refusal(heard.slice(0, 2), 'agree-improvement')]).toEqual([null, expect.stringContaining('somebody who was heard')]);
    expect(refusalOf(fold(event('verify')), 'agree-improvement', { today: '2026-12-01', silentSinceDate: '2026-11-21' })).toBeNull();
    const agreed = [...heard, event('agree-improvement', { dueDate: '2026-12-07' }), event('answer')];
    const dueOn = (today: string, ...more: ComplaintEvent[]) => deadlinesOf(fold(...agreed, ...more), termOn([], 'complaint', '2026-11-24'), '2026-11-24', workingCalendar(days()), today);
    expect([dueOn('2026-12-07'), dueOn('2026-12-08')].map(({ improvement, overdue }) => [improvement, overdue])).toEqual([['2026-12-07', null], ['2026-12-07', 'improvement']]);
    expect(dueOn('2026-12-08', event('check-improvement', { helped: true })).improvement).toBeNull();
  });

  it('is closed when everybody was heard, the effect was checked, and the reporter agrees or is silent for ten days', () => {
    const answered = (date: string) => [event('verify'), event('answer', { date })];
    expect(refusal(answered('2026-11-22'), 'close')).toContain('10 days');
    expect(refusal(answered('2026-11-21'), 'close')).toBeNull();
    expect(refusal([...answered('2026-11-30'), event('reply', { content: true })], 'close')).toBeNull();
    const call = event('call-for-clarification', { employeeId: 'e1' });
    expect(refusal([event('verify'), call, event('answer', { date: '2026-11-01' })], 'close')).toContain('heard');
    const agreed = [...answered('2026-11-01'), event('agree-improvement')];
    expect(refusal(agreed, 'close')).toContain('effect');
    expect(refusal([...agreed, event('check-improvement', { helped: false })], 'close')).toBeNull();
    expect(refusal(answered('2026-11-01'), 'check-improvement')).not.toBeNull();
  });
});

describe('deadlines', () => {
  const term = termOn([], 'complaint', '2026-05-12');
  it('three working days to verify and five to answer, over decreed days off', () => {
    // Tuesday 12 May 2026; Thursday and Friday are off: 13, 18, 19.
    const calendar = workingCalendar(days('2026-05-14', '2026-05-15'));
    expect(deadlinesOf(fold(), term, '2026-05-12', calendar, '2026-05-19')).toEqual({ verify: { date: '2026-05-19', provisional: false }, followUp: null, improvement: null, overdue: null });
    expect(deadlinesOf(fold(), term, '2026-05-12', calendar, '2026-05-20').overdue).toBe('verify');
    const verified = fold(event('verify', { date: '2026-05-13' }));
    expect(deadlinesOf(verified, term, '2026-05-12', calendar, '2026-05-22')).toEqual({ verify: null, followUp: { date: '2026-05-22', provisional: false }, improvement: null, overdue: null });
    expect(deadlinesOf(verified, term, '2026-05-12', calendar, '2026-05-23').overdue).toBe('follow-up');
    expect(deadlinesOf(fold(event('verify'), event('answer')), term, '2026-05-12', calendar, '2027-05-23')).toEqual({ verify: null, followUp: null, improvement: null, overdue: null });
  });

  it('a year without a decree leaves them provisional', () => {
    expect(deadlinesOf(fold(), term, '2026-12-30', workingCalendar(days()), '2026-12-30').verify).toEqual({ date: '2027-01-04', provisional: true });
  });

  it('by kind and by the date of receipt: a new term leaves older complaints alone', () => {
    const own = { kind: 'complaint' as const, fromDate: '2026-06-01', verifyWorkingDays: 1, followUpWorkingDays: 2, source: 'Perwal' };
    expect(['2026-05-31', '2026-06-01'].map((date) => termOn([own], 'complaint', date).verifyWorkingDays)).toEqual([3, 1]);
    expect(termOn([own], 'aspiration', '2026-06-01').verifyWorkingDays).toBe(3);
    expect(termOn([{ ...own, fromDate: '2000-01-01' }], 'complaint', '2026-01-01').source).toBe('Perwal');
  });
});

describe('likeness', () => {
  const text = 'Antrean KTP di loket satu lama sekali, petugas tidak ada pukul sepuluh pagi';
  it('the same words in another order are alike, other words are not', () => {
    expect(likeness(text, text)).toBe(1);
    expect(likeness(text, 'Pukul sepuluh pagi petugas loket satu tidak ada; antrean KTP lama!')).toBeGreaterThanOrEqual(alikeFrom);
    expect(likeness(text, 'Lampu jalan di depan sekolah mati sejak minggu lalu')).toBeLessThan(alikeFrom);
    expect(likeness('', '')).toBe(0);
  });
});
