import type { z } from 'zod';

/** A scenario file that is not well formed; every problem names the case and the place in it. */
export class ScenarioError extends Error {
  constructor(
    readonly fileName: string,
    readonly problems: readonly string[],
  ) {
    super(`${fileName}: ${problems.join('; ')}`);
    this.name = 'ScenarioError';
  }
}

/** One problem of a case: where, and what is wrong. */
export function problemText(where: string, path: readonly PropertyKey[], message: string): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${where}${place ? `, ${place.replace(/^\./, '')}` : ''}: ${message}`;
}

/** The problems zod found, each with its place; a key nobody knows is named. */
export function schemaProblems(where: string, error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => issueTexts(where, issue, issue.path));
}

/** One problem zod found, at the path below `where`. */
export function issueTexts(where: string, issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string[] {
  if (issue.code !== 'unrecognized_keys') return [problemText(where, path, issue.message)];
  return issue.keys.map((key) => problemText(where, [...path, key], 'unknown key'));
}

/** A problem for each id that more than one case has. */
export function repeatedIds(cases: readonly { readonly id: string }[]): string[] {
  const ids = cases.map((one) => one.id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => problemText(`case ${id}`, ['id'], 'two cases have this id'));
}
