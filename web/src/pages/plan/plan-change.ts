import { send } from '../../api/client';

/** A change of the plan as the preview takes it: items of each kind as their own routes take them, and what would be removed. */
export interface PlanChange {
  readonly [kind: string]: unknown;
}

/** A change with how to make it. */
export interface ChangeToSave {
  readonly change: PlanChange;
  readonly save: () => Promise<unknown>;
}

/** How one shift of a date comes out. */
export interface Verdict {
  readonly shift: string | null;
  readonly status: string;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
}

/** What a change would do to the past. */
export interface Impact {
  readonly people: number;
  readonly days: number;
  readonly judgedDays: number;
  readonly complete: boolean;
  readonly changedDays: number;
  readonly appearingViolations: number;
  readonly vanishingViolations: number;
  readonly closedChanges: number;
  readonly withdrawnCases: number;
  readonly reviewCases: number;
  readonly differences: readonly { readonly employeeId: string; readonly name: string; readonly days: readonly { readonly date: string; readonly before: readonly Verdict[]; readonly after: readonly Verdict[] }[] }[];
  readonly warnings: readonly { readonly at: string; readonly message: string }[];
}

/** Tries a change; nothing is written. @throws Problem */
export const previewOf = (change: PlanChange): Promise<Impact> => send<Impact>('POST', '/api/v1/plan/preview', change);
