import { api, answerOf, type Schema } from '../../api/client';

/** A change of the plan: items of each kind as their own routes take them, and what would be removed. */
export type PlanChange = Omit<Schema<'PlanChangeSaveBody'>, 'revision'>;

/** How one shift of a date comes out. */
export type Verdict = Schema<'VerdictItem'>;

/** What a change would do to the past. */
export type Impact = Schema<'PlanPreviewItem'>;

const [mostDays, mostPeople] = [20_000, 200];

/** Tries a change; nothing is written. @throws Problem */
export const previewOf = (change: PlanChange): Promise<Impact> => answerOf(api.POST('/api/v1/plan/preview', { body: { ...change, maxDays: mostDays, maxPeople: mostPeople } }));

/** Saves what was tried; refused where the plan has changed since. @throws Problem */
export const savePlan = (change: PlanChange, { revision }: Impact): Promise<unknown> => answerOf(api.POST('/api/v1/plan/changes', { body: { ...change, revision } }));
