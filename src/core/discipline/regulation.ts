import { z } from 'zod';
import { allowanceTableSchema } from './allowance-table';
import { dateText, parameter } from './dated';
import { EXCEPTION_KINDS } from './exception';

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, { error: 'a code is letters, digits and hyphens' });
const whole = z.number().int().nonnegative();
const days = z.number().int().positive();

const head = {
  code,
  title: z.string().min(1),
  status: z.enum(['active', 'example']).default('active'),
  checkedOn: dateText,
  notes: z.record(dateText, z.string().min(1)).default({}),
};
const appliesTo = z.array(code).min(1);

/** One row of a threshold table: from so many days (or events) up to so many, null for no upper end. */
export const thresholdRowSchema = z.strictObject({
  from: days,
  to: days.nullable(),
  sanction: code,
  article: z.string().min(1),
});
/** A threshold table; `carriesCount` says whether days counted under the table before go on counting under this one. */
export const thresholdTableSchema = z.strictObject({
  carriesCount: z.boolean(),
  rows: z.array(thresholdRowSchema).min(1),
});

/** The categories of staff an office has; every other file may name only these. */
export const staffCategoriesSchema = z.strictObject({
  kind: z.literal('staff-categories'),
  ...head,
  categories: z.array(z.strictObject({ code, title: z.string().min(1) })).min(1),
});

/** The sanctions that exist, their tier and severity, and what is imposed in the interim while an article cannot be applied. */
export const sanctionsSchema = z.strictObject({
  kind: z.literal('sanctions'),
  ...head,
  tiers: z.array(code).min(1),
  sanctions: z.record(
    code,
    parameter(
      'sanction',
      z.strictObject({ title: z.string().min(1), abbreviation: z.string().min(1), tier: code, severity: days }),
    ),
  ),
  parameters: z
    .strictObject({ interimSubstitutes: parameter('substitutes', z.record(code, code)).default([]) })
    .prefault({}),
});

/** What duty an exception may breach, and how many minutes are tolerated before it does. */
export const dutySchema = z.strictObject({
  kind: z.literal('duty'),
  ...head,
  appliesTo,
  looksAt: z.array(z.enum(EXCEPTION_KINDS)).min(1),
  parameters: z.strictObject({
    duty: parameter('duty', z.string().min(1)),
    toleranceMinutes: parameter('minute', whole).default([]),
  }),
});

/** How counted days, or counted events, climb the sanctions. */
export const escalationSchema = z.strictObject({
  kind: z.literal('escalation'),
  ...head,
  appliesTo,
  looksAt: z.enum(EXCEPTION_KINDS),
  measure: z.enum(['absent-days', 'events']),
  parameters: z.strictObject({
    thresholds: parameter('threshold-table', thresholdTableSchema),
    windowDays: parameter('day', days).default([]),
    run: parameter(
      'run-rule',
      z.strictObject({ workingDays: days, sanction: code, salaryStop: z.enum(['next-month', 'none']) }),
    ).default([]),
    runCrossesYear: parameter('switch', z.boolean()).default([]),
    pendingInRun: parameter('choice', z.enum(['breaks', 'bridges'])).default([]),
    countOnlyVerified: parameter('switch', z.boolean()).default([]),
  }),
});

/** Says that a category has no table here and that a local rule must be made before anything may be proposed. */
export const ruleRequiredSchema = z.strictObject({
  kind: z.literal('rule-required'),
  ...head,
  appliesTo,
  parameters: z.strictObject({ reason: parameter('text', z.string().min(1)) }),
});

/** The switch that turns minutes of lateness and early leaving into absent days. */
export const conversionSchema = z.strictObject({
  kind: z.literal('conversion'),
  ...head,
  appliesTo,
  parameters: z.strictObject({
    enabled: parameter('switch', z.boolean()),
    legalBasis: parameter('text', z.string().min(1)).default([]),
    minutesPerDay: parameter('minute', days),
    dayBasis: parameter('choice', z.enum(['fixed', 'scheduled'])),
    include: parameter('choice', z.array(z.enum(['late-arrival', 'early-leave'])).min(1)),
  }),
});

/** The steps of the procedure: who acts, within how many working days, and what holds a decision up. */
export const procedureSchema = z.strictObject({
  kind: z.literal('procedure'),
  ...head,
  appliesTo,
  parameters: z.strictObject({
    verificationWithin: parameter('working-day', days),
    superiorActsWithin: parameter('working-day', days),
    summonsGap: parameter('working-day', days),
    secondSummonsWithin: parameter('working-day', days),
    secondSummonsCountedFrom: parameter('choice', z.enum(['missed-examination', 'first-summons'])),
    decideWithoutExaminationAfterSummons: parameter('count', days),
    examiners: parameter('examiners', z.record(code, z.enum(['direct-superior', 'team-optional', 'team-required']))),
    temporaryReleaseTiers: parameter('choice', z.array(code)),
    deliverWithin: parameter('working-day', days),
    sendIfNotPresentWithin: parameter('working-day', days),
    inForceOnWorkingDay: parameter('working-day', days),
    objectionWithin: parameter('working-day', days),
    objectionAnsweredWithin: parameter('working-day', days),
    objectionSuspends: parameter('switch', z.boolean()),
    appealWithin: parameter('working-day', days),
    appealAnsweredWithin: parameter('working-day', days),
    appealDecidedWithin: parameter('working-day', days),
    appealableSanctions: parameter('choice', z.array(code)),
    appealSuspends: parameter('switch', z.boolean()),
  }),
});

/** Who may impose which tier on holders of which kind of position. */
export const authoritySchema = z.strictObject({
  kind: z.literal('authority'),
  ...head,
  appliesTo,
  verified: z.boolean(),
  parameters: z.strictObject({
    table: parameter(
      'authority-table',
      z
        .array(z.strictObject({ official: z.string().min(1), imposes: z.record(code, z.array(z.string().min(1))) }))
        .min(1),
    ),
  }),
});

/** A monthly allowance cut: what each departure, leave or sanction takes off. */
export const allowanceSchema = z.strictObject({
  kind: z.literal('allowance'),
  ...head,
  appliesTo,
  parameters: z.strictObject({ table: parameter('allowance-table', allowanceTableSchema) }),
});

const leaveEffect = z.strictObject({
  title: z.string().min(1),
  absence: z.enum(['counted', 'not-counted']),
  lateness: z.enum(['counted', 'not-counted']),
  allowance: z.enum(['cut', 'kept', 'by-table']),
});

/** What a leave, a duty or a permission letter does to the discipline count and to the allowance. */
export const leaveEffectsSchema = z.strictObject({
  kind: z.literal('leave-effects'),
  ...head,
  appliesTo,
  leaves: z.record(code, parameter('leave-effect', leaveEffect)),
});

/** Any regulation file. */
export const regulationSchema = z.discriminatedUnion('kind', [
  staffCategoriesSchema,
  sanctionsSchema,
  dutySchema,
  escalationSchema,
  ruleRequiredSchema,
  conversionSchema,
  procedureSchema,
  authoritySchema,
  allowanceSchema,
  leaveEffectsSchema,
]);

/** One row of a threshold table, in days or events. */
export type ThresholdRow = z.infer<typeof thresholdRowSchema>;
/** The thresholds in force from one date on. */
export type ThresholdTable = z.infer<typeof thresholdTableSchema>;
/** The list of staff categories. */
export type StaffCategories = z.infer<typeof staffCategoriesSchema>;
/** A catalogue of sanctions. */
export type SanctionCatalogue = z.infer<typeof sanctionsSchema>;
/** A duty that an exception may breach. */
export type DutyProvision = z.infer<typeof dutySchema>;
/** A ladder of thresholds. */
export type Escalation = z.infer<typeof escalationSchema>;
/** A refusal to judge a category without a local rule. */
export type RuleRequired = z.infer<typeof ruleRequiredSchema>;
/** The minute conversion switch. */
export type Conversion = z.infer<typeof conversionSchema>;
/** The procedure of one group of categories. */
export type ProcedureProvision = z.infer<typeof procedureSchema>;
/** The table of competent authority. */
export type AuthorityProvision = z.infer<typeof authoritySchema>;
/** An allowance-cut provision. */
export type AllowanceProvision = z.infer<typeof allowanceSchema>;
/** Effects of leave, duty and permission letters. */
export type LeaveEffects = z.infer<typeof leaveEffectsSchema>;
/** One regulation file, checked. */
export type Regulation = z.infer<typeof regulationSchema>;
/** The kinds of regulation file. */
export type RegulationKind = Regulation['kind'];

/** A regulation with the file it was read from. */
export interface RegulationFile {
  readonly path: string;
  readonly regulation: Regulation;
}

/** The regulations in use: the active ones and the examples an office has chosen to activate. */
export interface Regulations {
  readonly inUse: readonly Regulation[];
  readonly all: readonly RegulationFile[];
}
