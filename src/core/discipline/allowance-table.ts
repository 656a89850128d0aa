import { z } from 'zod';

const percent = z.number().nonnegative().max(100);
const band = z.strictObject({
  code: z.string().min(1),
  fromMinutes: z.number().int().positive(),
  belowMinutes: z.number().int().positive().nullable(),
  percent,
});
const minuteRule = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('bands'), bands: z.array(band).min(1) }),
  z.strictObject({ method: z.literal('per-minute'), code: z.string().min(1), percentPerMinute: percent }),
]);
const punchRule = z.strictObject({ code: z.string().min(1), percent });

/** The whole of one allowance-cut table: percentages are of the base, which may be a share of the allowance. */
export const allowanceTableSchema = z.strictObject({
  baseSharePercent: z.number().positive().max(100),
  late: minuteRule,
  early: minuteRule,
  missingIn: punchRule,
  missingOut: punchRule,
  missingBoth: z.enum(['absence', 'each']),
  absence: punchRule,
  ceremony: punchRule.nullable(),
  dailyCapPercent: percent.nullable(),
  monthlyCapPercent: percent,
  excusedMinutes: z.enum(['cut', 'kept']),
  leaves: z.array(
    z.strictObject({
      leave: z.string().min(1),
      of: z.enum(['base', 'whole']),
      by: z.enum(['month-of-leave', 'length-in-days', 'day']),
      steps: z.array(z.strictObject({ upTo: z.number().int().positive().nullable(), cutPercent: percent })).min(1),
    }),
  ),
  sanctions: z.array(
    z.strictObject({ sanction: z.string().min(1), percent, months: z.number().int().positive().nullable() }),
  ),
});

/** One allowance-cut table as data (asn-rules.md section 3). */
export type AllowanceTable = z.infer<typeof allowanceTableSchema>;
