import fc from 'fast-check';
import { type PresentState, presentAt, presentStates, type ShiftFacts } from '../../../src/core/performance/present-state';
import { checkMarks, differenceActs, differenceActsOf, type DifferenceEvent, differenceOf, differenceOutcomes, differenceRefusal, foldDifference } from '../../../src/core/performance/spot-check';

const hour = 3_600_000;
/** 07:30 to 16:00 with a break at noon, as hours of the day. */
const shift = (over: Partial<ShiftFacts> = {}): ShiftFacts => ({
  startsAt: 7.5 * hour,
  endsAt: 16 * hour,
  owed: [{ startAt: 7.5 * hour, endAt: 12 * hour }, { startAt: 13 * hour, endAt: 16 * hour }],
  leave: [],
  duty: [],
  holiday: [],
  dueAt: 7.5 * hour,
  inAt: null,
  outAt: null,
  ...over,
});
const state = (at: number, over: Partial<ShiftFacts> = {}, unheard = false): PresentState => presentAt([shift(over)], at * hour, unheard).state;

describe('where somebody is at a minute', () => {
  it('by plan alone', () => {
    expect(presentAt([], 9 * hour, false)).toEqual({ state: 'off', at: null });
    expect(state(7)).toBe('not-yet-due');
    expect(state(7.5)).toBe('no-record');
    expect(state(12)).toBe('break');
    expect(presentAt([shift()], 12.5 * hour, false).at).toBe(13 * hour);
    expect(state(13)).toBe('no-record');
    expect(state(16)).toBe('finished');
  });

  it('by the ledger', () => {
    expect(state(9, { inAt: 7 * hour })).toBe('in');
    expect(state(9, { inAt: 9.5 * hour })).toBe('no-record');
    expect(state(9, { inAt: 7 * hour, outAt: 8 * hour })).toBe('out');
    expect(state(9, { inAt: 7 * hour, outAt: 15 * hour })).toBe('in');
    expect(state(9, { outAt: 8 * hour })).toBe('out');
    expect(state(9, {}, true)).toBe('unknown');
    expect(state(9, { inAt: 7 * hour }, true)).toBe('in');
  });

  it('by leave, duty, holidays and flexible hours', () => {
    const morning = [{ startAt: 7.5 * hour, endAt: 10 * hour }];
    expect([state(9, { leave: morning }), state(9, { duty: morning }), state(9, { holiday: morning }), state(10, { leave: morning })]).toEqual(['leave', 'duty', 'holiday', 'no-record']);
    expect(state(9, { leave: morning, duty: morning })).toBe('duty');
    expect([state(8, { dueAt: 8.5 * hour }), state(8.5, { dueAt: 8.5 * hour })]).toEqual(['not-yet-due', 'no-record']);
  });

  it('a night shift of yesterday goes on; between two shifts the next one is not due', () => {
    const night = shift({ startsAt: -2 * hour, endsAt: 6 * hour, owed: [{ startAt: -2 * hour, endAt: 6 * hour }], inAt: -2.1 * hour });
    expect(presentAt([night, shift()], 3 * hour, false).state).toBe('in');
    expect(presentAt([night, shift()], 7 * hour, false).state).toBe('not-yet-due');
    expect(presentAt([night], 7 * hour, false)).toEqual({ state: 'finished', at: 6 * hour });
  });

  it('is one of the states at every minute, and nothing recorded after the minute changes it', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 }).map((one) => one * 60_000);
    fc.assert(
      fc.property(minute, fc.tuple(minute, minute).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const), fc.boolean(), (at, [inAt, outAt], unheard) => {
        const known = presentAt([shift({ inAt, outAt })], at, unheard).state;
        expect(presentStates).toContain(known);
        const until = { inAt: inAt <= at ? inAt : null, outAt: outAt <= at ? outAt : null };
        expect(presentAt([shift(until)], at, unheard).state).toBe(known);
      }),
    );
  });
});

describe('a difference', () => {
  it('mark by mark against each state', () => {
    const rows = checkMarks.map((mark) => presentStates.map((each) => differenceOf(each, mark)));
    expect(rows).toEqual([
      [null, 'seen-after-out', 'seen-without-record', null, 'seen-while-away', 'seen-while-away', null, null, null, null, null],
      ['recorded-not-seen', 'due-not-seen', 'due-not-seen', 'due-not-seen', null, null, null, null, null, null, null],
      ['elsewhere', 'elsewhere', 'elsewhere', 'elsewhere', null, null, null, null, null, null, null],
    ]);
  });

  const event = (type: DifferenceEvent['type'], over: Partial<DifferenceEvent> = {}): DifferenceEvent => ({ type, at: 0, actor: 'x', text: 'x', ...over });

  it('is asked about, answered and closed; explained is only what somebody explained', () => {
    expect(foldDifference([event('ask', { dueDate: '2026-11-26' })])).toEqual({ status: 'asked', dueDate: '2026-11-26', outcome: null });
    expect(differenceRefusal([event('ask')], 'ask', { own: false })).toContain('asked');
    expect(differenceRefusal([], 'close', { own: false, outcome: 'explained' })).toContain('nobody has explained');
    expect(differenceRefusal([event('answer')], 'close', { own: false, outcome: 'explained' })).toBeNull();
    expect(differenceRefusal([], 'close', { own: true, outcome: 'noted' })).toContain('own');
    expect(differenceRefusal([], 'answer', { own: true })).toBeNull();
    expect(differenceRefusal([event('close', { outcome: 'noted' })], 'answer', { own: true })).toContain('closed');
  });

  it('whatever is done in whatever order, what was closed stays closed and nobody closed their own', () => {
    const tried = fc.record({ act: fc.constantFrom(...differenceActs), own: fc.boolean(), outcome: fc.constantFrom(...differenceOutcomes) });
    fc.assert(
      fc.property(fc.array(tried, { maxLength: 12 }), (attempts) => {
        const events: DifferenceEvent[] = [];
        for (const { act, own, outcome } of attempts) {
          const before = foldDifference(events);
          if (differenceRefusal(events, act, { own, outcome }) !== null) continue;
          expect(before.status).not.toBe('closed');
          expect(own && act !== 'answer').toBe(false);
          expect(differenceActsOf(before)).toContain(act);
          events.push(event(act, act === 'close' ? { outcome } : {}));
        }
        const closed = events.filter(({ type }) => type === 'close');
        expect(closed.length).toBeLessThanOrEqual(1);
        if (closed[0]?.outcome === 'explained') expect(events.some(({ type }) => type === 'answer')).toBe(true);
      }),
    );
  });
});
