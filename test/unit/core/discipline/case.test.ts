import type { CaseAct, ActName, ActorRole } from '../../../../src/core/discipline/case-event';
import { STAGES } from '../../../../src/core/discipline/case-event';
import { allowedActs, TRANSITIONS } from '../../../../src/core/discipline/case-transitions';
import { foldCase } from '../../../../src/core/discipline/case-fold';
import { competentOfficials } from '../../../../src/core/discipline/rules-in-force';
import { absences, calendar, regulations, scattered, workingDates } from './account-fixture';
import { CaseOnTrial } from './case-fixture';
import { shippedRegulations } from './shipped-regulations';

const dates = scattered(2026, 12);
const opened = (count = 3, asOfDate = '2026-06-15') => {
  const trial = new CaseOnTrial();
  trial.facts(absences(dates.slice(0, count), { asOfDate }));
  return trial;
};
const examined = (count = 3) => {
  const trial = opened(count);
  trial.summon('2026-06-17', '2026-06-26');
  trial.examine('2026-06-26');
  return trial;
};

describe('the course of a case', () => {
  it('runs from the third absence to its end, and its history says every step', () => {
    const trial = examined();
    expect(trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 3))).toBe('decided');
    expect(trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' })).toBe(
      'delivered',
    );
    expect(trial.does('clock', '2026-08-04', { act: 'take-effect' })).toBe('in-force');
    expect(trial.does('staffing-officer', '2026-08-10', { act: 'close', reason: 'recorded' })).toBe('closed');
    const steps = trial.state.history.map((event) =>
      event.kind === 'act-recorded' ? `${event.act.act}: ${event.from} > ${event.to}` : event.kind,
    );
    expect(steps).toEqual([
      'case-opened',
      'summon: opened > summoned',
      'examine: summoned > examined',
      'decide: examined > decided',
      'deliver: decided > delivered',
      'take-effect: delivered > in-force',
      'close: in-force > closed',
    ]);
    expect(foldCase(trial.state.history)).toEqual(trial.state);
  });

  it('climbs in rounds: each decision punishes its own days, and no day twice', () => {
    const trial = examined();
    trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 3));
    expect(trial.facts(absences(dates.slice(0, 4)))).toEqual(['case-raised']);
    trial.summon('2026-10-08', '2026-10-19');
    trial.examine('2026-10-19');
    expect(trial.decide('2026-10-20', 'teguran-tertulis', dates.slice(0, 4))).toBe(
      `refused: already punished: ${dates.slice(0, 3).join(', ')}`,
    );
    expect(trial.decide('2026-10-20', 'teguran-tertulis', ['2026-11-30'])).toBe(
      'refused: not among the days of the case: 2026-11-30',
    );
    expect(trial.decide('2026-10-20', 'teguran-tertulis', [])).toBe(
      'refused: a sanction must name the days it punishes',
    );
    expect(trial.decide('2026-10-20', 'teguran-tertulis', dates.slice(3, 4))).toBe('decided');
    expect(trial.state.rounds.map((round) => round.decision?.imposed?.sanction)).toEqual([
      'teguran-lisan',
      'teguran-tertulis',
    ]);
  });

  it('lets an official be milder, never heavier than the row reached, and never impose what does not exist', () => {
    const trial = examined(4);
    expect(trial.decide('2026-07-10', 'pernyataan-tidak-puas', dates.slice(0, 4))).toBe(
      "refused: 'pernyataan-tidak-puas' is heavier than the row reached, 'teguran-tertulis'",
    );
    expect(trial.decide('2026-07-10', 'bebas-jabatan', dates.slice(0, 4))).toMatch(
      /^refused: no sanction 'bebas-jabatan' was in force/,
    );
    expect(trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 4))).toBe('decided');
    expect(trial.facts(absences(dates.slice(0, 4)))).toEqual([]);
  });

  it('may end with a decision that imposes nothing; the same days are not brought up again', () => {
    const trial = examined();
    expect(trial.decide('2026-07-10', null, [])).toBe('decided');
    expect(trial.does('staffing-officer', '2026-07-13', { act: 'deliver', receivedDate: '2026-07-13' })).toBe(
      'refused: the decision imposes nothing; the case is closed',
    );
    expect(trial.does('staffing-officer', '2026-07-13', { act: 'close', reason: 'the reason was valid' })).toBe(
      'closed',
    );
    expect(trial.facts(absences(dates.slice(0, 3)))).toEqual([]);
  });

  it('records a refused signature in the minutes or not at all', () => {
    const trial = opened();
    trial.summon('2026-06-17', '2026-06-26');
    expect(
      trial.does('direct-superior', '2026-06-26', { act: 'examine', minutesNumber: '1', signedByExaminee: false }),
    ).toBe('refused: the examinee did not sign: the minutes must record the refusal');
    expect(
      trial.does('direct-superior', '2026-06-26', {
        act: 'examine',
        minutesNumber: '1',
        signedByExaminee: false,
        refusalNote: 'did not agree',
      }),
    ).toBe('examined');
  });

  it('releases from duties in a heavy case only', () => {
    expect(opened().does('deciding-official', '2026-06-16', { act: 'release-temporarily' })).toBe(
      'refused: a temporary release is not for the tier ringan',
    );
    const heavy = new CaseOnTrial();
    heavy.facts(absences(scattered(2026, 21), { asOfDate: '2026-06-15' }));
    expect(heavy.does('deciding-official', '2026-06-16', { act: 'release-temporarily' })).toBe('opened');
    expect(heavy.round.temporarilyReleased).toBe(true);
  });

  it('sends a decision only after the person did not come for it, and warns when it is late', () => {
    const trial = examined();
    trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 3));
    expect(trial.does('staffing-officer', '2026-07-13', { act: 'send', sentDate: '2026-07-13' })).toMatch(
      /^refused: the person has not been recorded absent/,
    );
    trial.does('staffing-officer', '2026-07-13', { act: 'record-absent-at-delivery' });
    trial.does('staffing-officer', '2026-07-17', { act: 'send', sentDate: '2026-07-17' });
    expect(trial.warnings).toEqual(['the sending was due by 2026-07-16']);
    expect(trial.does('staffing-officer', '2026-07-20', { act: 'deliver', receivedDate: '2026-07-21' })).toMatch(
      /^refused: a receipt date lies between/,
    );
    trial.does('staffing-officer', '2026-07-31', { act: 'deliver', receivedDate: '2026-07-31' });
    expect(trial.warnings).toEqual(['the delivery was due by 2026-07-30']);
  });

  it('an objection comes in time or not at all; turned down, the decision takes effect no earlier', () => {
    const delivered = () => {
      const trial = examined();
      trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 3));
      trial.does('staffing-officer', '2026-07-14', { act: 'deliver', receivedDate: '2026-07-14' });
      return trial;
    };
    expect(delivered().does('employee', '2026-08-04', { act: 'object', to: 'x' })).toBe(
      'refused: it had to be filed by 2026-08-03',
    );
    const trial = delivered();
    expect(trial.does('employee', '2026-08-03', { act: 'object', to: 'x' })).toBe('under-objection');
    expect(trial.does('staffing-officer', '2026-08-05', { act: 'close', reason: 'x' })).toMatch(
      /^refused: 'close' is not possible/,
    );
    expect(trial.does('higher-superior', '2026-08-20', { act: 'settle-objection', outcome: 'upheld' })).toBe(
      'delivered',
    );
    expect(trial.does('clock', '2026-08-19', { act: 'take-effect' })).toBe(
      'refused: the decision comes into force on 2026-08-20',
    );
    expect(trial.does('clock', '2026-08-20', { act: 'take-effect' })).toBe('in-force');
    expect(trial.does('employee', '2026-08-20', { act: 'object', to: 'x' })).toBe(
      'refused: an objection has been filed already',
    );
  });
});

describe('facts that change under somebody who has acted', () => {
  const summoned = (count: number) => {
    const trial = opened(count);
    trial.summon('2026-06-17', '2026-06-26');
    return trial;
  };

  it.each([
    [4, dates.slice(0, 7), 'raised-after-act'],
    [4, dates.slice(1, 4), 'lowered-after-act'],
    [4, dates.slice(2, 4), 'grounds-gone-after-act'],
    [5, dates.slice(0, 4), 'grounds-changed-after-act'],
  ])('from %i days to %j asks for a review: %s', (count, now, reason) => {
    const trial = summoned(count);
    const before = trial.round.proposal;
    expect(trial.facts(absences(now))).toEqual([`review-needed: ${reason}`]);
    expect(trial.round.proposal).toBe(before);
    expect(trial.facts(absences(now))).toEqual([]);
  });

  it('more days in the same row are only listed', () => {
    const trial = summoned(4);
    expect(trial.facts(absences(dates.slice(0, 5)))).toEqual(['grounds-changed']);
    expect(trial.round).toMatchObject({ stage: 'summoned', review: null, proposal: { cumulativeDays: 5 } });
  });

  it('a review stands before the decision, and goes by itself when the facts come back', () => {
    const trial = examined(4);
    trial.facts(absences(dates.slice(0, 3)));
    expect(trial.decide('2026-07-10', 'teguran-lisan', dates.slice(0, 3))).toBe(
      'refused: the facts have changed (lowered-after-act); the review comes first',
    );
    expect(trial.facts(absences(dates.slice(0, 4)))).toEqual(['review-cleared']);
    expect(trial.round.review).toBeNull();
  });

  it('adopted, the case goes on with the new proposal; kept, it is not asked about again; withdrawn, it ends and stays ended', () => {
    const resolved = (outcome: 'adopt' | 'keep' | 'withdraw') => {
      const trial = summoned(4);
      trial.facts(absences(dates.slice(0, 3)));
      const stage = trial.does('staffing-officer', '2026-06-22', { act: 'resolve-review', outcome, reason: 'seen' });
      return [stage, trial.round.proposal.level.sanction, trial.facts(absences(dates.slice(0, 3)))];
    };
    expect(resolved('adopt')).toEqual(['summoned', 'teguran-lisan', []]);
    expect(resolved('keep')).toEqual(['summoned', 'teguran-tertulis', []]);
    expect(resolved('withdraw')).toEqual(['withdrawn', 'teguran-tertulis', []]);
  });

  it('there is nothing to adopt when the grounds are gone', () => {
    const trial = summoned(3);
    trial.facts(absences(dates.slice(0, 2)));
    expect(
      trial.does('staffing-officer', '2026-06-22', { act: 'resolve-review', outcome: 'adopt', reason: 'x' }),
    ).toMatch(/^refused: the facts propose nothing any more/);
    expect(
      trial.does('staffing-officer', '2026-06-22', { act: 'resolve-review', outcome: 'withdraw', reason: 'x' }),
    ).toBe('withdrawn');
  });

  it('an issued decision is kept or withdrawn as a whole', () => {
    const trial = examined(4);
    trial.decide('2026-07-10', 'teguran-tertulis', dates.slice(0, 4));
    expect(trial.facts(absences(dates.slice(0, 3)))).toEqual(['review-needed: decided-grounds-gone']);
    expect(
      trial.does('staffing-officer', '2026-07-13', { act: 'resolve-review', outcome: 'adopt', reason: 'x' }),
    ).toMatch(/^refused: an issued decision is not rewritten/);
    expect(
      trial.does('deciding-official', '2026-07-13', { act: 'resolve-review', outcome: 'withdraw', reason: 'x' }),
    ).toBe('closed');
    expect(trial.round.decision).toMatchObject({ annulled: true, imposed: { sanction: 'teguran-tertulis' } });
    expect(trial.facts(absences(dates.slice(0, 3)))).toEqual([]);
  });

  it('a decision whose days come back needs no review any more', () => {
    const trial = examined(4);
    trial.decide('2026-07-10', 'teguran-tertulis', dates.slice(0, 4));
    trial.facts(absences(dates.slice(0, 3)));
    expect(trial.facts(absences(dates.slice(0, 4)))).toEqual(['review-cleared']);
  });
});

describe('the stop of pay', () => {
  const run = workingDates('2026-05-11', 10);

  it('is proposed at ten on end without waiting for a decision, and taken back with the run', () => {
    const trial = new CaseOnTrial();
    expect(trial.facts(absences(run))).toEqual(['case-opened', 'salary-stop-proposed']);
    expect(trial.state.salaryStop).toMatchObject({ month: '2026-06', standing: 'proposed' });
    expect(trial.facts(absences(run.slice(1)))).toEqual(['case-lowered', 'salary-stop-withdrawn']);
    expect(trial.facts(absences(run))).toEqual(['case-raised', 'salary-stop-proposed']);
  });

  it('once forwarded is brought before a person instead, once', () => {
    const trial = new CaseOnTrial();
    trial.facts(absences(run));
    trial.does('staffing-officer', '2026-05-28', {
      act: 'dispose-salary-stop',
      outcome: 'forwarded',
      reason: 'verified',
    });
    expect(trial.facts(absences(run.slice(1)))).toContain('salary-stop-review-needed');
    expect(trial.facts(absences(run.slice(1)))).toEqual([]);
    expect(trial.state.salaryStop).toMatchObject({
      standing: 'forwarded',
      reviewNeeded: true,
      handledBy: { role: 'staffing-officer' },
    });
  });

  it('cannot be disposed of unless it is proposed', () => {
    expect(
      opened().does('staffing-officer', '2026-06-16', {
        act: 'dispose-salary-stop',
        outcome: 'forwarded',
        reason: 'x',
      }),
    ).toBe('refused: no stop of pay is proposed');
  });
});

describe('the transition table', () => {
  const roles: readonly ActorRole[] = [
    'direct-superior',
    'higher-superior',
    'examining-team',
    'staffing-officer',
    'deciding-official',
    'employee',
    'appeal-body',
    'clock',
  ];
  const acts: { readonly [A in ActName]: Extract<CaseAct, { act: A }> } = {
    summon: { act: 'summon', letterNumber: '1', letterDate: '2026-10-08', examinationDate: '2026-10-19' },
    'record-no-show': { act: 'record-no-show' },
    'record-absent-twice': { act: 'record-absent-twice', minutesNumber: '1' },
    'form-team': { act: 'form-team', members: [], examineeRank: 1 },
    'replace-superior': { act: 'replace-superior', why: 'involved' },
    'change-superior': { act: 'change-superior', superior: 'x' },
    'release-temporarily': { act: 'release-temporarily' },
    examine: { act: 'examine', minutesNumber: '1', signedByExaminee: true },
    decide: { act: 'decide', decisionNumber: '1', sanction: null, reason: 'x', punishes: [] },
    deliver: { act: 'deliver', receivedDate: '2026-10-20' },
    'record-absent-at-delivery': { act: 'record-absent-at-delivery' },
    send: { act: 'send', sentDate: '2026-10-20' },
    'take-effect': { act: 'take-effect' },
    object: { act: 'object', to: 'x' },
    appeal: { act: 'appeal' },
    'settle-objection': { act: 'settle-objection', outcome: 'upheld' },
    'settle-appeal': { act: 'settle-appeal', outcome: 'upheld' },
    'resolve-review': { act: 'resolve-review', outcome: 'keep', reason: 'x' },
    'dispose-salary-stop': { act: 'dispose-salary-stop', outcome: 'refused', reason: 'x' },
    close: { act: 'close', reason: 'x' },
  };
  const atStage = (stage: (typeof STAGES)[number]) => {
    const trial = opened();
    trial.state = { ...trial.state, rounds: trial.state.rounds.map((round) => ({ ...round, stage })) };
    return trial;
  };

  it.each(STAGES)('in the stage %s refuses every act the table does not list, and names the ones it does', (stage) => {
    for (const name of Object.keys(TRANSITIONS) as ActName[]) {
      const transition = TRANSITIONS[name];
      for (const role of roles) {
        const outcome = atStage(stage).attempt(role, '2026-10-20', acts[name]);
        const listed =
          (transition.from as readonly string[]).includes(stage) &&
          (transition.actors as readonly string[]).includes(role);
        if (!listed)
          expect(outcome).toEqual({ outcome: 'refused', reason: expect.any(String), allowed: allowedActs(stage) });
        if (outcome.outcome === 'recorded') expect(listed).toBe(true);
      }
    }
  });

  it('decides nothing by itself: the clock may only let a delivered decision take effect', () => {
    const byClock = (Object.keys(TRANSITIONS) as ActName[]).filter((name) =>
      (TRANSITIONS[name].actors as readonly string[]).includes('clock'),
    );
    expect(byClock).toEqual(['take-effect']);
  });

  it('refuses any step before there is a case, without a procedure, or before it was in force', () => {
    expect(new CaseOnTrial().summon('2026-10-08', '2026-10-19')).toBe('refused: there is no case');
    const pppk = new CaseOnTrial({ category: 'PPPK', regulations, calendar });
    pppk.state = opened().state;
    expect(pppk.summon('2026-10-08', '2026-10-19')).toBe('refused: no procedure in use rules PPPK');
    const early = opened();
    expect(early.does('direct-superior', '2020-10-08', acts.summon)).toBe(
      'refused: the procedure has no value for summonsGap on 2020-10-08',
    );
  });

  it('serves a company handbook with its own numbers', () => {
    const rules = shippedRegulations([
      'handbook-lateness',
      'handbook-duty',
      'handbook-sanctions',
      'handbook-procedure',
    ]);
    const trial = new CaseOnTrial({ category: 'contract', regulations: rules, calendar });
    trial.state = opened().state;
    trial.summon('2026-10-08', '2026-10-12');
    expect(trial.warnings).toEqual([]);
    expect(trial.round.stage).toBe('summoned');
  });
});

it('names the competent officials, and that nobody has verified the table', () => {
  const found = competentOfficials(regulations, 'PNS', 'Pelaksana', 'ringan', '2026-07-10');
  expect(found).toEqual([
    { official: 'Pengawas (kasi, kasubbag, lurah)', verified: false, source: expect.objectContaining({ mark: 'M' }) },
  ]);
  expect(competentOfficials(regulations, 'PPPK', 'Pelaksana', 'ringan', '2026-07-10')).toEqual([]);
});
