import type { CheckedFile } from './checked-file';
import type { Regulation, RegulationKind } from './regulation';
import type { RegulationProblem } from './regulation-text';

type SanctionEntry = { readonly tier: string; readonly severity: number };

/** The codes that files may refer to. */
interface Known {
  readonly categories: ReadonlySet<string>;
  readonly sanctions: ReadonlyMap<string, SanctionEntry>;
  readonly tiers: ReadonlySet<string>;
  readonly leaves: ReadonlySet<string>;
}

/** Faults between files: unknown or doubled codes, tables whose severity falls, and two rules for one category. */
export function crossProblems(
  files: readonly CheckedFile[],
  inUse: readonly CheckedFile[],
): readonly RegulationProblem[] {
  const known = knownCodes(files);
  return [
    ...doubledCodes(files),
    ...files.flatMap((file) => [...categoryProblems(file, known), ...referenceProblems(file, known)]),
    ...doubledRules(inUse),
    ...halfRules(inUse),
  ];
}

function knownCodes(files: readonly CheckedFile[]): Known {
  const regulations = files.map((file) => file.regulation);
  const catalogues = regulations.flatMap((each) => (each.kind === 'sanctions' ? [each] : []));
  const sanctions = catalogues
    .flatMap((each) => Object.entries(each.sanctions))
    .map(([code, dated]) => [code, dated.find((entry) => entry.value !== null)?.value] as const);
  return {
    categories: new Set(
      regulations.flatMap((each) =>
        each.kind === 'staff-categories' ? each.categories.map((category) => category.code) : [],
      ),
    ),
    sanctions: new Map(sanctions.flatMap(([code, value]) => (value ? [[code, value] as const] : []))),
    tiers: new Set(catalogues.flatMap((each) => each.tiers)),
    leaves: new Set(regulations.flatMap((each) => (each.kind === 'leave-effects' ? Object.keys(each.leaves) : []))),
  };
}

function problem(file: CheckedFile, keys: readonly PropertyKey[], rule: string, message: string): RegulationProblem {
  return { path: file.path, line: file.lineOf(keys), rule, message };
}

function doubledCodes(files: readonly CheckedFile[]): readonly RegulationProblem[] {
  const first = new Map<string, CheckedFile>();
  return files.flatMap((file) => {
    const earlier = first.get(file.regulation.code);
    if (earlier === undefined) first.set(file.regulation.code, file);
    return earlier === undefined
      ? []
      : [problem(file, ['code'], 'doubled-code', `'${file.regulation.code}' is already the code of ${earlier.path}`)];
  });
}

function categoryProblems(file: CheckedFile, known: Known): readonly RegulationProblem[] {
  if (!('appliesTo' in file.regulation)) return [];
  return file.regulation.appliesTo.flatMap((category, index) =>
    known.categories.has(category)
      ? []
      : [problem(file, ['appliesTo', index], 'unknown-code', `no staff category has the code '${category}'`)],
  );
}

function referenceProblems(file: CheckedFile, known: Known): readonly RegulationProblem[] {
  return referencesOf(file.regulation).flatMap((reference) => {
    if (known[reference.to].has(reference.code)) return severityProblem(file, reference, known);
    return [
      problem(file, reference.keys, 'unknown-code', `nothing in ${reference.to} has the code '${reference.code}'`),
    ];
  });
}

function severityProblem(file: CheckedFile, reference: Reference, known: Known): readonly RegulationProblem[] {
  const above = reference.mustExceed === undefined ? undefined : known.sanctions.get(reference.mustExceed);
  const own = known.sanctions.get(reference.code);
  if (above === undefined || own === undefined || own.severity > above.severity) return [];
  return [
    problem(
      file,
      reference.keys,
      'severity-ascending',
      `'${reference.code}' is not heavier than '${reference.mustExceed}' in the row before`,
    ),
  ];
}

interface Reference {
  readonly keys: readonly PropertyKey[];
  readonly to: 'sanctions' | 'tiers' | 'leaves';
  readonly code: string;
  readonly mustExceed?: string;
}

function referencesOf(regulation: Regulation): readonly Reference[] {
  switch (regulation.kind) {
    case 'sanctions':
      return sanctionReferences(regulation);
    case 'escalation':
      return escalationReferences(regulation);
    case 'procedure':
      return procedureReferences(regulation);
    case 'authority':
      return regulation.parameters.table.flatMap((entry) =>
        (entry.value ?? []).flatMap((row, index) =>
          Object.keys(row.imposes).map((code) => ({
            keys: [...valueKeys('table', entry.fromDate), index, 'imposes', code],
            to: 'tiers' as const,
            code,
          })),
        ),
      );
    case 'allowance':
      return allowanceReferences(regulation);
    default:
      return [];
  }
}

function valueKeys(name: string, fromDate: string): readonly PropertyKey[] {
  return ['parameters', name, 'values', fromDate, 'value'];
}

function sanctionReferences(regulation: Extract<Regulation, { kind: 'sanctions' }>): readonly Reference[] {
  const tiers = Object.entries(regulation.sanctions).flatMap(([sanction, dated]) =>
    dated.flatMap((entry) =>
      entry.value === null
        ? []
        : [
            {
              keys: ['sanctions', sanction, 'values', entry.fromDate, 'value', 'tier'],
              to: 'tiers' as const,
              code: entry.value.tier,
            },
          ],
    ),
  );
  const interim = regulation.parameters.interimSubstitutes.flatMap((entry) =>
    Object.entries(entry.value ?? {}).flatMap(([sanction, substitute]) =>
      [sanction, substitute].map((code) => ({
        keys: [...valueKeys('interimSubstitutes', entry.fromDate), sanction],
        to: 'sanctions' as const,
        code,
      })),
    ),
  );
  return [...tiers, ...interim];
}

function escalationReferences(regulation: Extract<Regulation, { kind: 'escalation' }>): readonly Reference[] {
  const rows = regulation.parameters.thresholds.flatMap((entry) =>
    (entry.value?.rows ?? []).map((row, index, all) => {
      const before = all[index - 1]?.sanction;
      const reference = {
        keys: [...valueKeys('thresholds', entry.fromDate), 'rows', index, 'sanction'],
        to: 'sanctions' as const,
        code: row.sanction,
      };
      return before === undefined ? reference : { ...reference, mustExceed: before };
    }),
  );
  const runs = regulation.parameters.run.flatMap((entry) =>
    entry.value === null
      ? []
      : [
          {
            keys: [...valueKeys('run', entry.fromDate), 'sanction'],
            to: 'sanctions' as const,
            code: entry.value.sanction,
          },
        ],
  );
  return [...rows, ...runs];
}

function procedureReferences(regulation: Extract<Regulation, { kind: 'procedure' }>): readonly Reference[] {
  const { examiners, temporaryReleaseTiers, appealableSanctions } = regulation.parameters;
  return [
    ...examiners.flatMap((entry) =>
      Object.keys(entry.value ?? {}).map((code) => ({
        keys: [...valueKeys('examiners', entry.fromDate), code],
        to: 'tiers' as const,
        code,
      })),
    ),
    ...temporaryReleaseTiers.flatMap((entry) =>
      (entry.value ?? []).map((code, index) => ({
        keys: [...valueKeys('temporaryReleaseTiers', entry.fromDate), index],
        to: 'tiers' as const,
        code,
      })),
    ),
    ...appealableSanctions.flatMap((entry) =>
      (entry.value ?? []).map((code, index) => ({
        keys: [...valueKeys('appealableSanctions', entry.fromDate), index],
        to: 'sanctions' as const,
        code,
      })),
    ),
  ];
}

function allowanceReferences(regulation: Extract<Regulation, { kind: 'allowance' }>): readonly Reference[] {
  return regulation.parameters.table.flatMap((entry) => {
    const keys = valueKeys('table', entry.fromDate);
    const sanctions = (entry.value?.sanctions ?? []).map((row, index) => ({
      keys: [...keys, 'sanctions', index, 'sanction'],
      to: 'sanctions' as const,
      code: row.sanction,
    }));
    const leaves = (entry.value?.leaves ?? []).map((row, index) => ({
      keys: [...keys, 'leaves', index, 'leave'],
      to: 'leaves' as const,
      code: row.leave,
    }));
    return [...sanctions, ...leaves];
  });
}

/** Two rules in use that would judge the same thing of the same person. */
function doubledRules(inUse: readonly CheckedFile[]): readonly RegulationProblem[] {
  const taken = new Map<string, CheckedFile>();
  return inUse.flatMap((file) =>
    subjectsOf(file.regulation).flatMap((subject) => {
      const earlier = taken.get(subject);
      if (earlier === undefined) taken.set(subject, file);
      return earlier === undefined
        ? []
        : [problem(file, ['appliesTo'], 'two-rules', `${subject} is already ruled by ${earlier.path}`)];
    }),
  );
}

const ONE_PER_CATEGORY: ReadonlySet<RegulationKind> = new Set<RegulationKind>([
  'conversion',
  'procedure',
  'authority',
  'rule-required',
  'leave-effects',
]);

function subjectsOf(regulation: Regulation): readonly string[] {
  if (!('appliesTo' in regulation)) return [];
  const { kind, appliesTo } = regulation;
  if (regulation.kind === 'escalation')
    return appliesTo.map((category) => `${kind} of ${category} for ${regulation.looksAt}`);
  if (regulation.kind === 'duty')
    return appliesTo.flatMap((category) =>
      regulation.looksAt.map((looksAt) => `${kind} of ${category} for ${looksAt}`),
    );
  return ONE_PER_CATEGORY.has(kind) ? appliesTo.map((category) => `${kind} of ${category}`) : [];
}

/** A ladder of sanctions without the duty whose breach it punishes can never be applied lawfully. */
function halfRules(inUse: readonly CheckedFile[]): readonly RegulationProblem[] {
  return unmetBy(inUse, (category, looksAt) => `duty of ${category} for ${looksAt}`);
}

/** A ladder without a procedure may count and show, but no case can take a step; the office is warned. */
export function missingProcedures(inUse: readonly CheckedFile[]): readonly RegulationProblem[] {
  return unmetBy(inUse, (category) => `procedure of ${category}`);
}

function unmetBy(
  inUse: readonly CheckedFile[],
  subjectOf: (category: string, looksAt: string) => string,
): readonly RegulationProblem[] {
  const subjects = new Set(inUse.flatMap((file) => subjectsOf(file.regulation)));
  return inUse.flatMap((file) => {
    const { regulation } = file;
    if (regulation.kind !== 'escalation') return [];
    return regulation.appliesTo
      .map((category) => subjectOf(category, regulation.looksAt))
      .filter((subject) => !subjects.has(subject))
      .map((subject) => problem(file, ['appliesTo'], 'half-rule', `the ladder needs a rule in use: ${subject}`));
  });
}
