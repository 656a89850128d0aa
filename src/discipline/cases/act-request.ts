import { z } from 'zod';
import { type ActorRole, type CaseAct } from '../../core/discipline/case-event';
import { isWorkDate } from '../../core/time/calendar';
import { DomainError } from '../../platform/errors';

const date = z.string().refine(isWorkDate, { error: 'a date written YYYY-MM-DD is needed' });
const line = z.string().trim().min(1).max(200);
const reason = z.string().trim().min(3).max(1000);

const member = z.strictObject({ name: line, element: z.enum(['superior', 'oversight', 'staffing']), rank: z.int().min(0) });
const settled = z.enum(['upheld', 'annulled']);

const acts = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('summon'), letterNumber: line, letterDate: date, examinationDate: date }),
  z.strictObject({ act: z.literal('record-no-show') }),
  z.strictObject({ act: z.literal('record-absent-twice'), minutesNumber: line }),
  z.strictObject({ act: z.literal('form-team'), members: z.array(member).min(1).max(20), examineeRank: z.int().min(0) }),
  z.strictObject({ act: z.literal('replace-superior'), why: z.enum(['involved', 'under-examination']) }),
  z.strictObject({ act: z.literal('change-superior'), superior: line }),
  z.strictObject({ act: z.literal('release-temporarily') }),
  z.strictObject({ act: z.literal('examine'), minutesNumber: line, signedByExaminee: z.boolean(), refusalNote: reason.optional() }),
  z.strictObject({ act: z.literal('decide'), decisionNumber: line, sanction: line.nullable(), reason, punishes: z.array(date).max(366) }),
  z.strictObject({ act: z.literal('deliver'), receivedDate: date }),
  z.strictObject({ act: z.literal('record-absent-at-delivery') }),
  z.strictObject({ act: z.literal('send'), sentDate: date }),
  z.strictObject({ act: z.literal('take-effect') }),
  z.strictObject({ act: z.literal('object'), to: line }),
  z.strictObject({ act: z.literal('appeal') }),
  z.strictObject({ act: z.literal('settle-objection'), outcome: settled }),
  z.strictObject({ act: z.literal('settle-appeal'), outcome: settled }),
  z.strictObject({ act: z.literal('resolve-review'), outcome: z.enum(['adopt', 'keep', 'withdraw']), reason }),
  z.strictObject({ act: z.literal('dispose-salary-stop'), outcome: z.enum(['forwarded', 'refused']), reason }),
  z.strictObject({ act: z.literal('close'), reason }),
]);

/** Roles that a person can act in; the clock is nobody. */
const roles = ['direct-superior', 'higher-superior', 'examining-team', 'staffing-officer', 'deciding-official', 'employee', 'appeal-body'] as const satisfies readonly ActorRole[];

/** A step somebody wants to take in a case. */
const actRequestSchema = z.strictObject({
  afterSequence: z.int().min(1).meta({ description: 'The sequence of the case that was seen; if more has happened since, nothing is done (409).' }),
  actor: z.strictObject({ role: z.enum(roles), name: line }).meta({ description: 'Who acts, in which role; the caller who records it is kept beside.' }),
  actDate: date.optional().meta({ description: 'The date of the act; absent = today.' }),
  round: z.int().min(1).optional(),
  act: acts,
});

/** The step with everything it needs. */
export type StepRequest = Omit<z.infer<typeof actRequestSchema>, 'act'> & { readonly act: CaseAct };

/** The shape of the body for the OpenAPI document. */
export const actRequestShape = z.toJSONSchema(actRequestSchema, { target: 'openapi-3.0', unrepresentable: 'any' }) as Record<string, unknown>;

/** @throws DomainError `wrong-act` (400) naming every field that is wrong */
export function readStepRequest(body: unknown): StepRequest {
  const parsed = actRequestSchema.safeParse(body);
  if (parsed.success) return parsed.data as StepRequest;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new DomainError('wrong-act', problems.join('; '), 400, { problems });
}
