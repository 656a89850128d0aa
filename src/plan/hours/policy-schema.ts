import { z } from 'zod';
import { type AttendancePolicy } from '../../core/attendance/policy';
import { isWorkDate } from '../../core/time/calendar';

const dayMinutes = 1440;
const minutes = z.number().int().min(0).max(dayMinutes);
const band = z.tuple([z.string().min(1), minutes]);
const bands = z.array(band).refine((list) => list.every(([, from], index) => index === 0 || from > (list[index - 1]?.[1] ?? 0)), 'each band must begin at more minutes than the one before');

/** The values of a policy that an office may set; each may be left out, and nothing else may be there. */
export const policySchema = z.strictObject({
  pairing: z.enum(['first-last', 'alternating', 'direction']).optional(),
  dedupeSeconds: z.number().int().min(0).max(3600).optional(),
  minPairGapMinutes: minutes.optional(),
  lateGraceMinutes: minutes.optional(),
  graceMode: z.enum(['threshold', 'deduct']).optional(),
  openBeforeMinutes: minutes.optional(),
  closeAfterMinutes: minutes.optional(),
  absentBelowMinutes: minutes.optional(),
  halfDayBelowMinutes: minutes.optional(),
  holidayExemptsRoster: z.boolean().optional(),
  continuousHandover: z.boolean().optional(),
  awaitDeviceSync: z.boolean().optional(),
  driftCorrection: z.boolean().optional(),
  driftFloorSeconds: z.number().int().min(0).max(86_400).optional(),
  secondsRule: z.enum(['drop', 'keep', 'round', 'up']).optional(),
  flex: z.strictObject({ earlyMinutes: minutes, lateMinutes: minutes, fixedCompensationMinutes: minutes.exactOptional() }).nullable().optional(),
  bands: z.strictObject({ late: bands.exactOptional(), early: bands.exactOptional(), missingIn: z.string().nullable().exactOptional(), missingOut: z.string().nullable().exactOptional() }).nullable().optional(),
  workedRounding: z.strictObject({ unit: z.number().int().min(1).max(dayMinutes), mode: z.enum(['down', 'up', 'nearest']) }).nullable().optional(),
  lockedThrough: z.string().refine(isWorkDate, 'a date written YYYY-MM-DD is needed').nullable().optional(),
} satisfies Record<keyof AttendancePolicy, z.ZodType>);
