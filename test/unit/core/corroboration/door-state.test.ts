import fc from 'fast-check';
import type { ContactFact, DoorEvent, DoorFact } from '../../../../src/core/corroboration/door-fact';
import { defaultDoorRules, trustedInstant, type DoorRules } from '../../../../src/core/corroboration/door-rules';
import {
  advanceDoor,
  applyDoorFact,
  newDoorState,
  type Disposition,
  type DoorState,
} from '../../../../src/core/corroboration/door-state';

const start = Date.UTC(2026, 7, 3, 0, 30);
let refs = 0;
const frame = (seconds: number) => {
  const receivedAt = start + Math.round(seconds * 1000);
  return {
    sensorId: 'door-1',
    receivedAt,
    deviceAt: null,
    retained: false,
    eventId: null,
    evidenceRef: `m${(refs += 1)}`,
  };
};
const contact = (seconds: number, state: 'open' | 'closed', changes: Partial<ContactFact> = {}): ContactFact => ({
  ...frame(seconds),
  kind: 'contact',
  contact: state,
  ...changes,
});
const availability = (seconds: number, state: 'online' | 'offline' | 'asleep'): DoorFact => ({
  ...frame(seconds),
  kind: 'availability',
  availability: state,
});
const grant = (seconds: number): DoorFact => ({ ...frame(seconds), kind: 'grant', grantedBy: 'card' });

function run(facts: DoorFact[], rules: DoorRules = defaultDoorRules, until = 1e6, readersHealthy = true) {
  let state: DoorState = newDoorState('door-1');
  const events: DoorEvent[] = [];
  const dispositions: Disposition[] = [];
  for (const fact of facts) {
    const step = applyDoorFact(state, fact, rules, readersHealthy);
    state = step.state;
    events.push(...step.events);
    dispositions.push(step.disposition);
  }
  const end = advanceDoor(state, start + until * 1000, rules, readersHealthy);
  return { state: end.state, events: [...events, ...end.events], dispositions };
}

const shown = (events: DoorEvent[]) => events.map((event) => `${event.kind} @${(event.at - start) / 1000}`);
const never = { ...defaultDoorRules, heldOpenMs: Number.MAX_SAFE_INTEGER };

describe('transitions', () => {
  it('the first report is a state, no event; repeats are none either', () => {
    const { events, dispositions } = run(
      [contact(0, 'closed'), contact(5, 'closed'), contact(10, 'open'), contact(70, 'open'), contact(80, 'closed')],
      never,
    );
    expect(shown(events)).toEqual(['opened @10', 'closed @80']);
    expect(dispositions).toEqual(['first-report', 'repeated', 'changed', 'repeated', 'changed']);
  });

  it('a retained value fills a gap and is never an event', () => {
    const retained = { retained: true };
    const { state, events } = run(
      [contact(0, 'open', retained), contact(2, 'open'), contact(4, 'closed'), contact(6, 'open', retained)],
      never,
    );
    expect(shown(events)).toEqual(['closed @4']);
    expect(state.settled?.contact).toBe('closed');
  });

  it('bouncing within 300 ms is one movement', () => {
    const { events, dispositions } = run(
      [
        contact(0, 'closed'),
        contact(10, 'open'),
        contact(10.05, 'closed'),
        contact(10.1, 'open'),
        contact(20, 'closed'),
      ],
      never,
    );
    expect(shown(events)).toEqual(['opened @10', 'closed @20']);
    expect(dispositions.slice(2, 4)).toEqual(['bouncing', 'bouncing']);
  });

  it('a bounce that ends on the other side is not swallowed: the door is what it last said', () => {
    const { state, events } = run([contact(0, 'closed'), contact(10, 'open'), contact(10.2, 'closed')], never);
    expect(shown(events)).toEqual(['opened @10', 'closed @10.2']);
    expect(state.settled?.contact).toBe('closed');
  });

  it('a redelivered report is known by its id, or by its device time', () => {
    const byId = run(
      [
        contact(0, 'closed'),
        contact(5, 'open', { eventId: '7' }),
        contact(8, 'closed', { eventId: '8' }),
        contact(9, 'open', { eventId: '7' }),
      ],
      never,
    );
    expect(byId.dispositions.at(-1)).toBe('duplicate');
    const at = (seconds: number) => ({ deviceAt: start + seconds * 1000 });
    const byTime = run(
      [contact(0, 'closed', at(0)), contact(5, 'open', at(5)), contact(8, 'closed', at(8)), contact(9, 'open', at(5))],
      never,
    );
    expect(byTime.dispositions.at(-1)).toBe('duplicate');
    expect(shown(byTime.events)).toEqual(['opened @5', 'closed @8']);
  });

  it('a packet counter that came round is a new report', () => {
    const { events } = run(
      [
        contact(0, 'closed'),
        contact(5, 'open', { eventId: '7' }),
        contact(8, 'closed'),
        contact(300, 'open', { eventId: '7' }),
      ],
      never,
    );
    expect(shown(events)).toEqual(['opened @5', 'closed @8', 'opened @300']);
  });

  it('two movements in one second of a clock that counts seconds are both kept', () => {
    const at = { deviceAt: start + 10_000 };
    const { state } = run(
      [contact(0, 'closed'), contact(10, 'open', at), contact(10.2, 'closed', at), contact(10.4, 'open', at)],
      never,
    );
    expect(state.settled?.contact).toBe('open');
  });

  it('a clock that counts seconds tells no bounce apart; our receipt does', () => {
    const at = (seconds: number) => ({ deviceAt: start + seconds * 1000 });
    const late = run(
      [
        contact(0, 'closed', at(0)),
        contact(10.8, 'open', at(10)),
        contact(10.9, 'closed', at(10)),
        contact(11, 'open', at(11)),
      ],
      never,
    );
    expect(shown(late.events)).toEqual(['opened @10']);
    const across = run(
      [
        contact(0, 'closed', at(0)),
        contact(10.9, 'open', at(10)),
        contact(11, 'closed', at(11)),
        contact(11.1, 'open', at(11)),
      ],
      never,
    );
    expect(shown(across.events)).toEqual(['opened @10']);
  });

  it('movements that waited in a queue and arrive at once are not taken for bouncing', () => {
    const at = (seconds: number) => ({ deviceAt: start + seconds * 1000 });
    const { events } = run(
      [
        contact(0, 'closed', at(0)),
        contact(900, 'open', at(100)),
        contact(900.001, 'closed', at(103)),
        contact(900.002, 'open', at(200)),
      ],
      never,
    );
    expect(shown(events)).toEqual(['opened @100', 'closed @103', 'opened @200']);
  });

  it('a sensor that reports with its time here and without it there keeps its order, though its clock is behind', () => {
    const { events, state } = run(
      [contact(0, 'closed'), contact(10, 'open'), contact(11, 'closed', { deviceAt: start + 9000 })],
      never,
    );
    expect(shown(events)).toEqual(['opened @10', 'closed @10']);
    expect(state.settled?.contact).toBe('closed');
  });

  it('a redelivered report of a clock of 1970 is known too', () => {
    const at = (deviceAt: number) => ({ deviceAt });
    const { dispositions } = run(
      [
        contact(0, 'closed', at(1000)),
        contact(5, 'open', at(6000)),
        contact(8, 'closed', at(9000)),
        contact(9, 'open', at(6000)),
      ],
      never,
    );
    expect(dispositions.at(-1)).toBe('duplicate');
  });

  it('a report older than what is known changes nothing', () => {
    const { dispositions, state } = run(
      [
        contact(0, 'closed'),
        contact(10, 'open', { deviceAt: start + 10_000 }),
        contact(11, 'closed', { deviceAt: start + 4000 }),
      ],
      never,
    );
    expect(dispositions.at(-1)).toBe('late');
    expect(state.settled?.contact).toBe('open');
  });
});

describe('time', () => {
  const week = 7 * 86_400_000;
  it.each([
    ['a clock of 1970', 12_000, { at: start, timeSource: 'receipt', clockFault: true }],
    [
      'seven days back, to the millisecond',
      start - week,
      { at: start - week, timeSource: 'device', clockFault: false },
    ],
    ['a millisecond further back', start - week - 1, { at: start, timeSource: 'receipt', clockFault: true }],
    ['five minutes ahead', start + 300_000, { at: start + 300_000, timeSource: 'device', clockFault: false }],
    ['a millisecond further ahead', start + 300_001, { at: start, timeSource: 'receipt', clockFault: true }],
    ['no time at all', null, { at: start, timeSource: 'receipt', clockFault: false }],
  ])('%s', (_, deviceAt, expected) => expect(trustedInstant(deviceAt, start, defaultDoorRules)).toEqual(expected));

  it('an event of a sensor whose clock is of 1970 carries the time of receipt, and says so', () => {
    const { events, state } = run([contact(0, 'closed'), contact(10, 'open', { deviceAt: 12_000 })], never);
    expect(events).toEqual([expect.objectContaining({ kind: 'opened', at: start + 10_000, timeSource: 'receipt' })]);
    expect(state.clockFault).toBe(true);
  });
});

describe('held open', () => {
  it('is told once, with its beginning', () => {
    const { events } = run([contact(0, 'closed'), contact(10, 'open'), contact(100, 'open'), contact(200, 'open')]);
    expect(shown(events)).toEqual(['opened @10', 'held-open @70']);
    expect(events[1]?.openSince).toBe(start + 10_000);
  });

  it('is not told of a sensor that is away', () => {
    expect(shown(run([contact(0, 'closed'), contact(10, 'open'), availability(20, 'offline')]).events)).toEqual([
      'opened @10',
    ]);
  });
});

describe('forced open', () => {
  const guarded = { ...never, expectsGrant: true };
  const forced = (facts: DoorFact[], readersHealthy = true) =>
    run(facts, guarded, 1e6, readersHealthy).events.some((event) => event.kind === 'forced-open');

  it('an opening without grant', () => expect(forced([contact(0, 'closed'), contact(60, 'open')])).toBe(true));
  it('a grant before it', () => expect(forced([contact(0, 'closed'), grant(55), contact(60, 'open')])).toBe(false));
  it('a grant too long before it', () =>
    expect(forced([contact(0, 'closed'), grant(49), contact(60, 'open')])).toBe(true));
  it('a grant whose message came just after', () =>
    expect(forced([contact(0, 'closed'), contact(60, 'open'), grant(61)])).toBe(false));
  it('even when the door has closed again by then', () => {
    expect(forced([contact(0, 'closed'), contact(60, 'open'), contact(60.9, 'closed'), grant(70)])).toBe(true);
    expect(forced([contact(0, 'closed'), contact(60, 'open'), contact(60.9, 'closed'), grant(61.5)])).toBe(false);
  });
  it('readers that may be dead prove nothing', () =>
    expect(forced([contact(0, 'closed'), contact(60, 'open')], false)).toBe(false));
  it('nor does a sensor that was away', () => {
    expect(
      forced([contact(0, 'closed'), availability(30, 'offline'), availability(50, 'online'), contact(60, 'open')]),
    ).toBe(false);
  });
  it('nor a clock that is wrong', () =>
    expect(forced([contact(0, 'closed'), contact(60, 'open', { deviceAt: 5 })])).toBe(false));
  it('a door without reader is never forced', () => {
    expect(run([contact(0, 'closed'), contact(60, 'open')], never).events.map((event) => event.kind)).toEqual([
      'opened',
    ]);
  });
});

it('what changed while the sensor was away is told as such', () => {
  const { events } = run(
    [contact(0, 'closed'), availability(10, 'offline'), availability(500, 'online'), contact(501, 'open')],
    never,
  );
  expect(events).toEqual([expect.objectContaining({ kind: 'opened', seenAfterOutage: true })]);
});

describe('laws', () => {
  const factArbitrary = fc.record({
    gap: fc.integer({ min: 0, max: 900 }),
    state: fc.constantFrom<'open' | 'closed'>('open', 'closed'),
    retained: fc.boolean(),
  });
  const factsOf = (steps: { gap: number; state: 'open' | 'closed'; retained: boolean }[]) => {
    let seconds = 0;
    return steps.map(({ gap, state, retained }) => contact((seconds += gap / 1000), state, { retained }));
  };
  const movements = (events: DoorEvent[]) =>
    events.filter((event) => event.kind === 'opened' || event.kind === 'closed');

  it('openings and closings take turns and never go back in time; the door is what was last said live', () => {
    fc.assert(
      fc.property(fc.array(factArbitrary, { maxLength: 40 }), (steps) => {
        const facts = factsOf(steps);
        const { events, state } = run(facts, never);
        const moved = movements(events);
        moved.slice(1).forEach((event, index) => {
          expect(event.kind).not.toBe(moved[index]?.kind);
          expect(event.at).toBeGreaterThanOrEqual(moved[index]?.at ?? Infinity);
        });
        const live = facts.filter((fact) => !fact.retained).at(-1);
        if (live !== undefined) expect(state.settled?.contact).toBe(live.contact);
      }),
    );
  });

  it('delivering everything twice, with ids, changes nothing', () => {
    fc.assert(
      fc.property(fc.array(factArbitrary, { maxLength: 20 }), (steps) => {
        const facts = factsOf(steps).map((fact, index) => ({ ...fact, retained: false, eventId: `${index}` }));
        expect(
          shown(
            run(
              facts.flatMap((fact) => [fact, fact]),
              never,
            ).events,
          ),
        ).toEqual(shown(run(facts, never).events));
      }),
    );
  });

  it('snapshots alone never make an event', () => {
    fc.assert(
      fc.property(fc.array(factArbitrary, { maxLength: 20 }), (steps) => {
        expect(
          movements(
            run(
              factsOf(steps).map((fact) => ({ ...fact, retained: true })),
              never,
            ).events,
          ),
        ).toEqual([]);
      }),
    );
  });
});
