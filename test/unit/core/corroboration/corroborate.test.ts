import fc from 'fast-check';
import {
  corroborate,
  type CorroborationFacts,
  type CorroborationRules,
  type PerimeterPass,
  type SitePunch,
} from '../../../../src/core/corroboration/corroborate';
import { wasHealthy } from '../../../../src/core/corroboration/source-health';

const day = Date.UTC(2026, 7, 3);
const hour = (at: number) => day + Math.round(at * 3_600_000);
const rules: CorroborationRules = {
  enteredWithinMs: 18 * 3_600_000,
  arrivesBeforeMs: 2 * 3_600_000,
  clockInWithinMs: 30 * 60_000,
  clockToleranceMs: 2 * 60_000,
  outLongerThanMs: 15 * 60_000,
  travelMs: (from, to) => (from === 'hall' && to === 'village' ? 3_600_000 : null),
};
const punch = (at: number, changes: Partial<SitePunch> = {}): SitePunch => ({
  pin: '1001',
  siteId: 'hall',
  terminalId: 'terminal',
  insidePerimeter: true,
  at: hour(at),
  clockTrusted: true,
  evidenceRef: `punch ${at}`,
  ...changes,
});
const pass = (at: number, direction: 'in' | 'out', changes: Partial<PerimeterPass> = {}): PerimeterPass => ({
  pin: '1001',
  siteId: 'hall',
  readerId: direction === 'in' ? 'entry' : 'exit',
  direction,
  at: hour(at),
  clockTrusted: true,
  evidenceRef: `${direction} ${at}`,
  ...changes,
});
const sources = ['entry', 'exit', 'terminal'];
const base: CorroborationFacts = {
  punches: [],
  passes: [],
  perimeters: [
    { siteId: 'hall', mandatory: true, entryReaderIds: ['entry'], exitReaderIds: ['exit'], terminalIds: ['terminal'] },
  ],
  expected: [{ pin: '1001', siteId: 'hall', from: hour(8), to: hour(16) }],
  healthy: sources.map((sourceId) => ({ sourceId, from: hour(-24), to: hour(24) })),
  asOf: hour(20),
};
const look = (changes: Partial<CorroborationFacts>) =>
  corroborate({ ...base, ...changes }, rules).map(({ rule, finding, doubtful }) => ({ rule, finding, doubtful }));
const sick = (sourceId: string, from: number, to: number) =>
  base.healthy.flatMap((span) =>
    span.sourceId === sourceId
      ? [
          { ...span, to: hour(from) },
          { ...span, from: hour(to) },
        ]
      : [span],
  );

it('an ordinary day raises nothing', () => {
  expect(
    look({
      passes: [pass(7.8, 'in'), pass(12, 'out'), pass(12.2, 'in'), pass(16.1, 'out')],
      punches: [punch(7.9), punch(16)],
    }),
  ).toEqual([]);
});

describe('clocked in, never entered', () => {
  const rule = 'clocked-in-never-entered';
  it('is observed', () => expect(look({ punches: [punch(8)] })).toEqual([{ rule, finding: 'observed', doubtful: [] }]));
  it('names its evidence', () =>
    expect(corroborate({ ...base, punches: [punch(8)] }, rules)[0]).toMatchObject({
      pin: '1001',
      evidenceRefs: ['punch 8'],
    }));
  it('is unknown when the entry reader was away for a while', () => {
    expect(look({ punches: [punch(8)], healthy: sick('entry', 7, 7.1) })).toEqual([
      { rule, finding: 'unknown', doubtful: ['entry'] },
    ]);
  });
  it('is unknown when the clock of the terminal is in doubt', () => {
    expect(look({ punches: [punch(8, { clockTrusted: false })] })).toEqual([
      { rule, finding: 'unknown', doubtful: ['terminal'] },
    ]);
  });
  it('means nothing where one can go round the readers', () => {
    expect(
      look({ punches: [punch(8)], perimeters: base.perimeters.map((each) => ({ ...each, mandatory: false })) }),
    ).toEqual([]);
  });
  it('means nothing at a terminal outside', () =>
    expect(look({ punches: [punch(8, { insidePerimeter: false })] })).toEqual([]));
  it('waits for late entries', () => expect(look({ punches: [punch(8)], asOf: hour(8) })).toEqual([]));
});

describe('entered, never clocked in', () => {
  const rule = 'entered-never-clocked-in';
  it('is observed', () =>
    expect(look({ passes: [pass(7.9, 'in')] })).toEqual([{ rule, finding: 'observed', doubtful: [] }]));
  it('is unknown when the terminal was dead', () => {
    expect(look({ passes: [pass(7.9, 'in')], healthy: sick('terminal', 7.8, 8.2) })).toEqual([
      { rule, finding: 'unknown', doubtful: ['terminal'] },
    ]);
  });
  it('a visitor, whom nobody expects, raises nothing', () =>
    expect(look({ passes: [pass(7.9, 'in', { pin: '7' })] })).toEqual([]));
  it('nor does a punch within the time allowed', () =>
    expect(look({ passes: [pass(7.9, 'in')], punches: [punch(8.4)] })).toEqual([]));
  it('is not said before that time is over', () =>
    expect(look({ passes: [pass(7.9, 'in')], asOf: hour(8.3) })).toEqual([]));
});

describe('out in working hours', () => {
  const rule = 'out-in-working-hours';
  const passes = [pass(7.9, 'in'), pass(10, 'out'), pass(11, 'in')];
  const punches = [punch(7.95)];
  it('is observed, with both passages as evidence', () => {
    expect(look({ passes, punches })).toEqual([{ rule, finding: 'observed', doubtful: [] }]);
    expect(corroborate({ ...base, passes, punches }, rules)[0]).toMatchObject({
      from: hour(10),
      to: hour(11),
      evidenceRefs: ['out 10', 'in 11'],
    });
  });
  it('needs both sides to be read', () => {
    expect(
      look({ passes, punches, perimeters: base.perimeters.map((each) => ({ ...each, entryReaderIds: [] })) }),
    ).toEqual([]);
  });
  it('is unknown when a reader was away in between', () => {
    expect(look({ passes, punches, healthy: sick('entry', 10.2, 10.3) })).toEqual([
      { rule, finding: 'unknown', doubtful: ['entry'] },
    ]);
  });
  it('is unknown when a way back in was missed', () => {
    const twice = [pass(7.9, 'in'), pass(10, 'out'), pass(15.9, 'out')];
    expect(look({ passes: twice, punches })).toEqual([{ rule, finding: 'unknown', doubtful: ['exit'] }]);
  });
  it('ends with the working hours for who does not come back', () => {
    const [only] = corroborate({ ...base, punches, passes: [pass(7.9, 'in'), pass(14, 'out')] }, rules);
    expect(only).toMatchObject({ rule, from: hour(14), to: hour(16) });
  });
});

describe('two sites too fast', () => {
  const rule = 'two-sites-too-fast';
  const elsewhere = { siteId: 'village', terminalId: 'village-terminal', insidePerimeter: false };
  const passes = [pass(7.9, 'in')];
  it('is observed', () =>
    expect(look({ passes, punches: [punch(8), punch(8.5, elsewhere)] })).toEqual([
      { rule, finding: 'observed', doubtful: [] },
    ]));
  it('is unknown with a clock in doubt', () => {
    expect(look({ passes, punches: [punch(8), punch(8.5, { ...elsewhere, clockTrusted: false })] })).toEqual([
      { rule, finding: 'unknown', doubtful: ['village-terminal'] },
    ]);
  });
  it('is not said when there was time, or when the way is not known', () => {
    expect(look({ passes, punches: [punch(8), punch(9, elsewhere)] })).toEqual([]);
    expect(look({ passes, punches: [punch(8), punch(8.1, { ...elsewhere, siteId: 'moon' })] })).toEqual([]);
  });
});

describe('laws', () => {
  // Any minute of the day, and as often one of a few quarters of an hour, so that facts meet at one moment.
  const at = fc.oneof(
    fc.integer({ min: 0, max: 24 * 60 }).map((minute) => minute / 60),
    fc.integer({ min: 30, max: 40 }).map((quarter) => quarter / 4),
  );
  const pin = fc.constantFrom('1001', '1002');
  const siteId = fc.constantFrom('hall', 'village');
  const factsArbitrary = fc.record({
    punches: fc.array(
      fc
        .record({ at, pin, siteId, clockTrusted: fc.boolean() })
        // A reference names one fact: two that differ in anything have two, as in the ledger.
        .map((each) => ({ ...punch(each.at), ...each, at: hour(each.at), evidenceRef: `punch ${each.siteId} ${each.at} ${each.clockTrusted}` })),
      { maxLength: 8 },
    ),
    passes: fc.array(
      fc
        .record({ at, pin, direction: fc.constantFrom<'in' | 'out'>('in', 'out') })
        .map((each) => pass(each.at, each.direction, { pin: each.pin })),
      { maxLength: 8 },
    ),
  });

  it('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const turned = { punches: [...facts.punches].reverse(), passes: [...facts.passes].reverse() };
        const plain = (found: ReturnType<typeof corroborate>) => found.map((each) => JSON.stringify(each)).sort();
        expect(plain(corroborate({ ...base, ...facts, ...turned }, rules))).toEqual(
          plain(corroborate({ ...base, ...facts }, rules)),
        );
      }),
    );
  });

  it('without a source known to work nothing but two trusted clocks is ever observed', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const found = corroborate({ ...base, ...facts, healthy: [] }, rules);
        expect(found.filter(({ rule, finding }) => finding === 'observed' && rule !== 'two-sites-too-fast')).toEqual(
          [],
        );
      }),
    );
  });

  it('every observation carries evidence', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        for (const { evidenceRefs } of corroborate({ ...base, ...facts }, rules))
          expect(evidenceRefs.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('source health', () => {
  const span = { from: 10, to: 20 };
  it.each([
    ['one span over all', [[0, 30]], true],
    [
      'two that meet',
      [
        [0, 15],
        [15, 30],
      ],
      true,
    ],
    [
      'a gap',
      [
        [0, 14],
        [15, 30],
      ],
      false,
    ],
    ['ends early', [[0, 19]], false],
    ['nothing known', [], false],
    [
      'another time',
      [
        [0, 5],
        [25, 30],
      ],
      false,
    ],
  ] as [string, [number, number][], boolean][])('%s', (_, spans, expected) => {
    expect(
      wasHealthy(
        'a',
        span,
        spans.map(([from, to]) => ({ sourceId: 'a', from, to })),
      ),
    ).toBe(expected);
  });
});
