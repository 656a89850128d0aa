/** Something wrong with a plan: errors are refused, warnings are saved and shown. */
export interface PlanProblem {
  readonly severity: 'error' | 'warning';
  /** Where, e.g. 'versions[0].segments[1]'. */
  readonly path: string;
  /** What, in a sentence an officer can act on. */
  readonly message: string;
}

/** An error at a place. */
export function planError(path: string, message: string): PlanProblem {
  return { severity: 'error', path, message };
}

/** A warning at a place. */
export function planWarning(path: string, message: string): PlanProblem {
  return { severity: 'warning', path, message };
}
