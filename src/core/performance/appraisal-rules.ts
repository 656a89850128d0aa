import { z } from 'zod';
import { dateText, type Dated, type Source, sourceSchema } from '../discipline/dated';
import { unorderedDates } from '../discipline/regulation-checks';
import { type FileText, readYaml, type ReadText, type RegulationProblem, writtenKey } from '../discipline/regulation-text';
import { appraisalLevels, type Predicate, predicates, type Quadrant } from './appraisal';
import { type PatternLimit, type UnitPredicate, unitPredicates } from './distribution-pattern';

/** What an appraisal follows, as files of the office say it. */
export interface AppraisalRules {
  readonly quadrant: Dated<Quadrant>;
  /** By the outcome of a unit; one that is not here is not known, and nothing is held against it. */
  readonly patterns: Readonly<Partial<Record<UnitPredicate, Dated<readonly PatternLimit[]>>>>;
}

/** The rules, or every problem in their files. */
export type LoadedAppraisalRules = { readonly outcome: 'loaded'; readonly rules: AppraisalRules } | { readonly outcome: 'refused'; readonly problems: readonly RegulationProblem[] };

const head = { code: z.string().min(1), title: z.string().min(1), checkedOn: dateText };
const dated = <V extends z.ZodType>(value: V) => z.record(dateText, z.strictObject({ value: value.nullable(), source: sourceSchema })).refine((values) => Object.keys(values).length > 0, { error: 'at least one dated value is needed' });
const byLevel = <V extends z.ZodType>(value: V) => z.strictObject({ below: value, 'as-expected': value, above: value } satisfies Record<(typeof appraisalLevels)[number], V>);
const limit = z.strictObject({ predicate: z.enum(predicates), atMostPercent: z.number().min(0).max(100) });
const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('appraisal-quadrant'), ...head, values: dated(byLevel(byLevel(z.enum(predicates)))) }),
  z.strictObject({ kind: z.literal('distribution-patterns'), ...head, patterns: z.partialRecord(z.enum(unitPredicates), z.strictObject({ values: dated(z.array(limit).min(1)) })), unknown: z.array(z.enum(unitPredicates)) }),
]);
type RuleFile = z.output<typeof schema>;
type PatternFile = Extract<RuleFile, { kind: 'distribution-patterns' }>;

/** Reads the files of appraisal: one quadrant, and one list of patterns in which each outcome of a unit is known or said to be unknown. */
export function loadAppraisalRules(files: readonly FileText[]): LoadedAppraisalRules {
  const problems: RegulationProblem[] = [];
  const found = files.flatMap((file) => {
    const read = readYaml(file);
    if (!('data' in read)) {
      problems.push(...read);
      return [];
    }
    const parsed = schema.safeParse(read.data);
    problems.push(...unorderedDates(file.path, read));
    if (parsed.success) problems.push(...(parsed.data.kind === 'distribution-patterns' ? patternProblems(file, read, parsed.data) : []));
    else problems.push(...parsed.error.issues.map((issue) => ({ path: file.path, line: read.lineOf(issue.path), rule: issue.path.includes('source') ? 'missing-source' : 'shape', message: `${issue.path.map(writtenKey).join('.') || 'file'}: ${issue.message}` })));
    return parsed.success ? [parsed.data] : [];
  });
  const quadrants = found.filter((file) => file.kind === 'appraisal-quadrant');
  const patterns = found.filter((file) => file.kind === 'distribution-patterns');
  for (const [kind, { length }] of [['appraisal-quadrant', quadrants], ['distribution-patterns', patterns]] as const) {
    if (length !== 1 && problems.length === 0) problems.push({ path: 'performance', line: null, rule: 'one-file', message: `there must be one file of kind ${kind}, not ${length}` });
  }
  const [[quadrant], [pattern]] = [quadrants, patterns];
  return problems.length > 0 || !quadrant || !pattern ? { outcome: 'refused', problems } : { outcome: 'loaded', rules: { quadrant: datedOf(quadrant.values), patterns: patternsOf(pattern) } };
}

const datedOf = <T>(values: Readonly<Record<string, { readonly value: T | null; readonly source: Source }>>): Dated<T> => Object.entries(values).map(([fromDate, { value, source }]) => ({ fromDate, value, source }));

const patternsOf = ({ patterns }: PatternFile): AppraisalRules['patterns'] =>
  Object.fromEntries(Object.entries(patterns).map(([unit, { values }]) => [unit, datedOf(values).map((entry) => ({ ...entry, value: entry.value?.map(({ predicate, atMostPercent }) => ({ predicate, atMost: atMostPercent / 100 })) ?? null }))]));

/** What the shape alone does not show. */
function patternProblems({ path }: FileText, { lineOf }: ReadText, { patterns, unknown }: PatternFile): RegulationProblem[] {
  const problem = (keys: readonly PropertyKey[], rule: string, message: string): RegulationProblem => ({ path, line: lineOf(keys), rule, message });
  const places = unitPredicates.flatMap((unit) => {
    const [known, open] = [unit in patterns, unknown.includes(unit)];
    if (known === open) return [problem(known ? ['patterns', unit] : ['unknown'], 'known-or-unknown', `"${unit}" stands ${known ? 'under patterns and under unknown' : 'neither under patterns nor under unknown'}`)];
    return [];
  });
  const limits = Object.entries(patterns).flatMap(([unit, { values }]) =>
    Object.entries(values).flatMap(([date, { value }]) => {
      const keys = ['patterns', unit, 'values', date, 'value'];
      const named: readonly Predicate[] = value?.map(({ predicate }) => predicate) ?? [];
      const twice = named.find((predicate, index) => named.indexOf(predicate) !== index);
      if (twice !== undefined) return [problem(keys, 'limit-twice', `"${twice}" has two limits`)];
      const most = value?.reduce((sum, { atMostPercent }) => sum + atMostPercent, 0) ?? 0;
      return named.length === predicates.length && most < 100 ? [problem(keys, 'limits-impossible', `the five limits sum up to ${most} percent; no distribution can keep them`)] : [];
    }),
  );
  return [...places, ...limits];
}
