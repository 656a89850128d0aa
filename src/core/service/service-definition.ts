import type { WorkDate } from '../time/instant';

/** A text in both languages of the public pages. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** The languages of the public pages; Bahasa Indonesia unless asked. */
export type PublicLanguage = keyof Bilingual;

/** How long a service may take, counted in the working time of its unit while the applicant is not being waited for. */
export interface ServicePromise {
  readonly amount: number;
  readonly unit: 'working-hour' | 'working-day';
}

/** One stage of a service, in the order in which stages are passed. */
export interface ServiceStep {
  readonly code: string;
  readonly name: Bilingual;
}

/** What a service is and promises, as it holds from a date. */
export interface ServiceDefinition {
  readonly name: Bilingual;
  readonly promise: ServicePromise;
  readonly requirements: readonly Bilingual[];
  readonly steps: readonly ServiceStep[];
}

/** A definition with the date from which it holds. */
export interface DatedDefinition extends ServiceDefinition {
  readonly fromDate: WorkDate;
}

/** The definition that holds on a date: the newest that is not later; null before the first. */
export function definitionOn(versions: readonly DatedDefinition[], date: WorkDate): DatedDefinition | null {
  let found: DatedDefinition | null = null;
  for (const version of versions) if (version.fromDate <= date && (!found || version.fromDate > found.fromDate)) found = version;
  return found;
}

/** What is wrong with a definition, in sentences; nothing when it can be kept. */
export function definitionProblems(definition: ServiceDefinition): readonly string[] {
  const problems: string[] = [];
  const { amount, unit } = definition.promise;
  if (!Number.isInteger(amount) || amount < 1) problems.push('a promise is at least one whole working hour or day');
  // A promise of more is written in days: nobody counts three hundred hours.
  if (unit === 'working-hour' && amount > 240) problems.push('a promise of more than 240 working hours is written in working days');
  if (unit === 'working-day' && amount > 365) problems.push('a promise has at most 365 working days');
  const codes = definition.steps.map((step) => step.code);
  for (const code of new Set(codes.filter((each, index) => codes.indexOf(each) < index))) problems.push(`the step "${code}" stands twice`);
  return problems;
}
