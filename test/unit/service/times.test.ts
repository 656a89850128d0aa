import fc from 'fast-check';
import { foldFollowUp, followUpRefusal, type FollowUpEvent } from '../../../src/core/service/follow-up';
import { closingOfNthDay, openBetween, type OpeningCalendar, openOn } from '../../../src/core/service/opening-hours';
import { chanceOfHigher, percentile, slowness } from '../../../src/core/service/slowness';
import { type TicketEvent, type TicketEventType, ticketState, ticketTimes } from '../../../src/core/service/ticket';
import { MINUTE_MS } from '../../../src/core/time/instant';
import { totalMs } from '../../../src/core/time/intervals';
import { ticketReportsOf } from '../../../src/service/tickets/ticket-import';

const day = [[480, 720], [780, 900]] as const;
/** Monday to Thursday 08-12 and 13-15, Friday 08-11:30; from June until 14. */
const calendar: OpeningCalendar = {
  zone: 'Asia/Jakarta',
  weeks: [
    { fromDate: '2026-01-01', days: [day, day, day, day, [[480, 690]], [], []] },
    { fromDate: '2026-06-01', days: [[[480, 840]], [[480, 840]], [[480, 840]], [[480, 840]], [[480, 840]], [], []] },
  ],
  closedDates: new Set(['2026-03-19']),
  closedParts: new Map([['2026-03-18', [[600, 1440]]]]),
};
const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const event = (type: TicketEventType, text: string, step: string | null = null): TicketEvent => ({ type, at: at(text), step });
const hours = (amount: number) => ({ amount, unit: 'working-hour' as const });
const days = (amount: number) => ({ amount, unit: 'working-day' as const });

describe('opening hours', () => {
  it('of the week in force, less whole and half days off', () => {
    const minutes = (date: string): number => totalMs(openOn(calendar, date)) / MINUTE_MS;
    expect(['2025-12-31', '2026-03-16', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21', '2026-06-05'].map(minutes)).toEqual([0, 360, 120, 0, 210, 0, 360]);
  });
  it('the nth open day skips what is closed; without hours there is none', () => {
    expect(closingOfNthDay(calendar, at('2026-03-18T09:00'), 1)).toBe(at('2026-03-20T11:30'));
    expect(closingOfNthDay(calendar, at('2026-03-18T09:00'), 2)).toBe(at('2026-03-23T15:00'));
    expect(closingOfNthDay({ ...calendar, weeks: [] }, at('2026-03-18T09:00'), 1)).toBeNull();
  });
  it('nothing is open between a moment and an earlier one', () => expect(openBetween(calendar, 10, 5)).toEqual([]));
});

describe('the times of a ticket', () => {
  const events = [event('take', '2026-03-16T11:00'), event('start', '2026-03-16T11:30'), event('step', '2026-03-16T11:30', 'record'), event('wait', '2026-03-16T13:30'), event('resume', '2026-03-17T09:00'), event('step', '2026-03-17T09:30', 'print'), event('finish', '2026-03-17T10:00')];

  it('count working time, without the applicant, by step', () => {
    // Monday 11-12 and 13-13:30, Tuesday 9-10.
    const times = ticketTimes(events, hours(3), calendar);
    expect(times).toMatchObject({ minutes: 150, promisedMinutes: 180, within: true });
    expect([...(times?.steps ?? [])]).toEqual([['record', 90], ['print', 30]]);
    expect(ticketTimes(events, hours(2), calendar)?.within).toBe(false);
  });

  it('the promise of days ends when the nth open day after the ticket closes', () => {
    const slow = (end: string) => ticketTimes([event('take', '2026-03-16T14:00'), event('finish', end)], days(1), calendar);
    expect(slow('2026-03-17T15:00')).toMatchObject({ promisedMinutes: 420, minutes: 420, within: true });
    expect(slow('2026-03-18T08:01')?.within).toBe(false);
    expect(ticketTimes(events, days(1), { ...calendar, weeks: [] })).toMatchObject({ promisedMinutes: null, within: null });
  });

  it('an open or cancelled ticket has none; order of arrival is nothing', () => {
    expect(ticketTimes(events.slice(0, 5), hours(1), calendar)).toBeNull();
    expect(ticketTimes([...events, event('cancel', '2026-03-17T11:00')], hours(1), calendar)).toBeNull();
    expect(ticketTimes([...events].reverse(), hours(3), calendar)).toEqual(ticketTimes(events, hours(3), calendar));
    expect(ticketState([])).toEqual({ takenAt: null, finishedAt: null, cancelled: false });
  });

  it('who goes on without "resume" is no longer waiting, who never comes back waits to the end', () => {
    const waits = (...rest: TicketEvent[]) => ticketTimes([event('take', '2026-03-16T08:00'), event('wait', '2026-03-16T09:00'), ...rest, event('finish', '2026-03-16T11:00')], hours(1), calendar)?.minutes;
    expect(waits()).toBe(60);
    expect(waits(event('step', '2026-03-16T10:00', 'print'))).toBe(120);
  });

  it('equal the minutes that are open and not waited, counted one by one', () => {
    const first = at('2026-03-16T06:00');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 4, maxLength: 4 }), (given) => {
        const [take, wait, resume, finish] = [...given].sort((a, b) => a - b) as [number, number, number, number];
        const moment = (minute: number): number => first + minute * MINUTE_MS;
        const list: TicketEvent[] = [{ type: 'take', at: moment(take), step: null }, { type: 'wait', at: moment(wait), step: null }, { type: 'resume', at: moment(resume), step: null }, { type: 'finish', at: moment(finish), step: null }];
        let counted = 0;
        for (let minute = take; minute < finish; minute++) {
          const local = new Date(moment(minute) + 7 * 3_600_000);
          const [date, clock, weekdayNumber] = [local.toISOString().slice(0, 10), local.getUTCHours() * 60 + local.getUTCMinutes(), local.getUTCDay()];
          const isOpen = date === '2026-03-19' ? false : weekdayNumber === 5 ? clock >= 480 && clock < 690 : weekdayNumber >= 1 && weekdayNumber <= 4 && ((clock >= 480 && clock < 720) || (clock >= 780 && clock < 900)) && !(date === '2026-03-18' && clock >= 600);
          if (isOpen && !(minute >= wait && minute < resume)) counted += 1;
        }
        expect(ticketTimes(list, hours(1), calendar)?.minutes).toBe(counted);
      }),
      { numRuns: 40 },
    );
  });
});

describe('percentiles', () => {
  /** By the definition itself: the weighted mean of the two order statistics around the place. */
  const reference = (values: readonly number[], share: number): number => {
    const rankOf = (rank: number): number => values.filter((value, index) => values.filter((other, at2) => other < value || (other === value && at2 < index)).length === rank).reduce((_, value) => value, NaN);
    const place = share * (values.length - 1);
    const weight = place % 1;
    return weight === 0 ? rankOf(place) : (1 - weight) * rankOf(Math.trunc(place)) + weight * rankOf(Math.trunc(place) + 1);
  };
  it('are those of the definition', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 }), fc.constantFrom(0, 0.25, 0.5, 0.9, 0.95, 1), (values, share) => expect(percentile(values, share)).toBeCloseTo(reference(values, share), 9)));
  });
  it('known ones: 1 to 10', () => expect([0.5, 0.9, 1].map((share) => percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share))).toEqual([5.5, 9.1, 10]));
  it('of nothing there is none', () => expect(() => percentile([], 0.5)).toThrow(RangeError));
});

describe('the rule of slowness', () => {
  /** A generator of its own, so that the figures below are the same everywhere. */
  const generator = (seed: number) => () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  /** Minutes as services have them: most short, some very long. */
  const minutes = (random: () => number, count: number, factor = 1): number[] => Array.from({ length: count }, () => Math.round(factor * 40 * Math.exp(0.6 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))));

  it('the chance is that of all orders, counted out', () => {
    // Every choice of 4 of 10 places for the week: the share whose rank sum is at least as high.
    const exact = (before: readonly number[], now: readonly number[]): number => {
      const all = [...before, ...now];
      const rank = all.map((value) => all.filter((other) => other < value).length + (all.filter((other) => other === value).length + 1) / 2);
      const seen = rank.slice(before.length).reduce((sum, each) => sum + each, 0);
      let [higher, total] = [0, 0];
      for (let mask = 0; mask < 1 << all.length; mask++) {
        const chosen = rank.filter((_, index) => mask & (1 << index));
        if (chosen.length !== now.length) continue;
        total += 1;
        if (chosen.reduce((sum, each) => sum + each, 0) >= seen) higher += 1;
      }
      return higher / total;
    };
    const random = generator(7);
    for (let round = 0; round < 20; round++) {
      const [before, now] = [Array.from({ length: 6 }, () => Math.floor(random() * 12)), Array.from({ length: 4 }, () => Math.floor(random() * 16))];
      expect(Math.abs(chanceOfHigher(before, now) - exact(before, now))).toBeLessThan(0.03);
    }
    expect(chanceOfHigher([5, 5, 5], [5, 5])).toBe(1);
  });

  it('a week like the others is hardly ever signalled, one that takes half as long again nearly always', () => {
    const random = generator(20_261_124);
    let [falseAlarms, seen] = [0, 0];
    for (let week = 0; week < 1000; week++) if (slowness(minutes(random, 160), minutes(random, 40)).slower) falseAlarms += 1;
    for (let week = 0; week < 200; week++) if (slowness(minutes(random, 160), minutes(random, 60, 1.5)).slower) seen += 1;
    expect(falseAlarms).toBeLessThanOrEqual(3);
    expect(seen).toBeGreaterThanOrEqual(140);
  });

  it('needs enough tickets, and more than a difference that nobody feels', () => {
    const flat = (value: number, count: number): number[] => Array.from({ length: count }, (_, index) => value + (index % 5));
    expect(slowness(flat(40, 160), flat(80, 20)).slower).toBe(true);
    expect(slowness(flat(40, 29), flat(80, 20))).toMatchObject({ slower: false, chance: null });
    expect(slowness(flat(40, 160), flat(80, 9))).toMatchObject({ slower: false, chance: null });
    const slight = slowness(flat(40, 160), flat(46, 60));
    expect([slight.slower, (slight.chance ?? 1) < 0.001]).toEqual([false, true]);
    expect(slowness(flat(80, 160), flat(40, 60)).slower).toBe(false);
    expect(slowness([], [])).toEqual({ slower: false, chance: null, medianBefore: null, medianNow: null });
  });
});

describe('a follow-up', () => {
  const did = (type: FollowUpEvent['type'], actor: string, over: Partial<FollowUpEvent> = {}): FollowUpEvent => ({ type, at: 0, actor, text: '', ...over });
  const taken = did('take-on', 'ani', { owner: 'budi', dueDate: '2026-12-01' });
  it('goes from hand to hand and is closed by somebody else', () => {
    expect(foldFollowUp([])).toMatchObject({ status: 'open' });
    expect(foldFollowUp([taken])).toMatchObject({ status: 'in-work', owner: 'budi', dueDate: '2026-12-01' });
    const finished = foldFollowUp([taken, did('finish', 'citra')]);
    for (const hand of ['ani', 'budi', 'citra']) expect(followUpRefusal(finished, 'verify', hand)).toContain('somebody else');
    expect(followUpRefusal(finished, 'verify', 'dodi')).toBeNull();
    expect(followUpRefusal(foldFollowUp([taken]), 'verify', 'dodi')).not.toBeNull();
    expect(followUpRefusal(foldFollowUp([taken]), 'take-on', 'dodi')).not.toBeNull();
  });
  it('what did not help is open again', () => {
    expect(foldFollowUp([taken, did('finish', 'budi'), did('verify', 'dodi', { helped: false })])).toEqual({ status: 'open', owner: null, dueDate: null, hands: [] });
    expect(foldFollowUp([taken, did('finish', 'budi'), did('verify', 'dodi', { helped: true })]).status).toBe('verified');
  });
});

describe('a table of tickets', () => {
  it('reads wall clocks of the office and instants', () => {
    expect(ticketReportsOf('Service;Ticket;Event;At;Step\nKTP;A1;TAKE;2026-03-16 08:00:00;\nKTP;A1;step;2026-03-16T02:00:00Z;print\n', 'Asia/Jakarta')).toEqual([
      { service: 'KTP', ticket: 'A1', type: 'take', at: at('2026-03-16T08:00'), step: null },
      { service: 'KTP', ticket: 'A1', type: 'step', at: at('2026-03-16T09:00'), step: 'print' },
    ]);
  });
  it('says everything that cannot be read', () => {
    expect(() => ticketReportsOf('service,ticket\nKTP,A1\n', 'Asia/Jakarta')).toThrow('event, at');
    expect(() => ticketReportsOf('service,ticket,event,at\nKTP,,jump,2026-02-30 08:00:00\n', 'Asia/Jakarta')).toThrow(/jump.*2026-02-30.*no ticket/);
  });
});
