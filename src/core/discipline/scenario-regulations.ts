import type { Dated, Source } from './dated';
import type { Conversion, DutyProvision, Escalation, Regulation, Regulations, SanctionCatalogue } from './regulation';

/** The staff category under which a scenario file's own levels hold. */
export const SCENARIO_CATEGORY = 'scenario';
/** Working days on end that reach the last level of a scenario file, whatever its count (reconciliation.md, scenario files). */
const RUN_WORKING_DAYS = 10;

const SOURCE: Source = { act: 'scenario file', article: 'levels', mark: 'P', references: [] };
const ALWAYS = '1900-01-01';

/** The levels of a scenario file as regulations: the first level is none, the others thresholds, the last also the run of ten. */
export function scenarioRegulations(
  levels: readonly (readonly [string, number])[],
  convertMinutesPerDay: number,
): Regulations {
  const sanctions = levels.slice(1);
  const inUse: readonly Regulation[] = [
    catalogue(sanctions),
    duty(),
    ladder(sanctions),
    conversion(convertMinutesPerDay),
  ];
  return { inUse, all: inUse.map((regulation) => ({ path: 'scenario file', regulation })) };
}

function head<C extends string>(code: C) {
  return { code, title: code, status: 'active' as const, checkedOn: ALWAYS, notes: {} };
}

function always<T>(value: T): Dated<T> {
  return [{ fromDate: ALWAYS, value, source: SOURCE }];
}

function codeOf(index: number): string {
  return `level-${index + 1}`;
}

function catalogue(levels: readonly (readonly [string, number])[]): SanctionCatalogue {
  const sanctions = levels.map(
    ([title], index) =>
      [codeOf(index), always({ title, abbreviation: codeOf(index), tier: 'level', severity: index + 1 })] as const,
  );
  return {
    kind: 'sanctions',
    ...head('scenario-sanctions'),
    tiers: ['level'],
    sanctions: Object.fromEntries(sanctions),
    parameters: { interimSubstitutes: [] },
  };
}

function duty(): DutyProvision {
  const parameters = { duty: always('be at work'), toleranceMinutes: [] };
  return {
    kind: 'duty',
    ...head('scenario-duty'),
    appliesTo: [SCENARIO_CATEGORY],
    looksAt: ['absence', 'late-arrival', 'early-leave'],
    parameters,
  };
}

function ladder(levels: readonly (readonly [string, number])[]): Escalation {
  const rows = levels.map(([, from], index) => {
    const next = levels[index + 1]?.[1];
    return { from, to: next === undefined ? null : next - 1, sanction: codeOf(index), article: 'levels' };
  });
  const run = { workingDays: RUN_WORKING_DAYS, sanction: codeOf(levels.length - 1), salaryStop: 'none' as const };
  return {
    ...{
      kind: 'escalation',
      ...head('scenario-ladder'),
      appliesTo: [SCENARIO_CATEGORY],
      looksAt: 'absence',
      measure: 'absent-days',
    },
    parameters: {
      thresholds: always({ carriesCount: false, rows }),
      windowDays: [],
      run: always(run),
      runCrossesYear: always(true),
      pendingInRun: always('breaks' as const),
      countOnlyVerified: always(true),
    },
  };
}

function conversion(minutesPerDay: number): Conversion {
  return {
    ...{ kind: 'conversion', ...head('scenario-conversion'), appliesTo: [SCENARIO_CATEGORY] },
    parameters: {
      enabled: always(minutesPerDay > 0),
      legalBasis: always('policy of the scenario'),
      minutesPerDay: always(Math.max(1, minutesPerDay)),
      dayBasis: always('fixed' as const),
      include: always<('late-arrival' | 'early-leave')[]>(['late-arrival', 'early-leave']),
    },
  };
}
