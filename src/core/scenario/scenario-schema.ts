import { z } from 'zod';
import { isWorkDate } from '../time/calendar';
import { isValidZone } from '../time/zone';
import { readTime } from './scenario-time';

const text = z.string().min(1);
const count = z.number().int().nonnegative();
const date = z.string().refine(isWorkDate, { error: (issue) => `'${issue.input}' is not a date (YYYY-MM-DD)` });
const time = z.string().refine((value) => readTime(value) !== null, {
  error: (issue) => `'${issue.input}' is not a time (YYYY-MM-DDTHH:MM:SS, with an offset or without)`,
});
const dateOrTime = z.string().refine((value) => isWorkDate(value) || readTime(value) !== null, {
  error: (issue) => `'${issue.input}' is neither a date nor a time`,
});
const zone = z.string().refine(isValidZone, { error: (issue) => `'${issue.input}' is not an IANA time zone` });
/** Words of a file and what they mean; capitals do not matter. */
const synonyms = <const T extends Record<string, string>>(words: T) =>
  z
    .string()
    .toLowerCase()
    .refine((word) => Object.hasOwn(words, word), {
      error: (issue) => `'${issue.input}' is none of ${Object.keys(words).join(', ')}`,
    })
    .transform((word) => words[word] as T[keyof T]);

const status = synonyms({
  ...{ pending: 'pending', requested: 'pending', submitted: 'pending', approved: 'approved' },
  ...{ rejected: 'rejected', refused: 'rejected', declined: 'rejected', revoked: 'revoked' },
  ...{ cancelled: 'cancelled', canceled: 'cancelled', withdrawn: 'cancelled' },
} as const);
const dayStatus = z.enum([
  ...(['PRESENT', 'HALF_DAY', 'ABSENT', 'INCOMPLETE', 'ON_LEAVE', 'ON_DUTY'] as const),
  ...(['HOLIDAY', 'OFF', 'NOT_EMPLOYED', 'PENDING'] as const),
]);
const band = z.tuple([text, count]);

/** The policy keys of reconciliation.md; all optional, `defaults` and the built-in defaults fill the rest. */
export const policySchema = z.strictObject({
  pairing: z.enum(['first-last', 'alternating', 'direction']).optional(),
  dedupeSeconds: count.optional(),
  minPairGapMinutes: count.optional(),
  lateGraceMinutes: count.optional(),
  graceMode: z.enum(['threshold', 'deduct']).optional(),
  openBeforeMinutes: count.optional(),
  closeAfterMinutes: count.optional(),
  absentBelowMinutes: count.optional(),
  halfDayBelowMinutes: count.optional(),
  holidayExemptsRoster: z.boolean().optional(),
  continuousHandover: z.boolean().optional(),
  awaitDeviceSync: z.boolean().optional(),
  driftCorrection: z.boolean().optional(),
  driftFloorSeconds: count.optional(),
  secondsRule: synonyms({
    ...{ drop: 'drop', truncate: 'drop', floor: 'drop', keep: 'keep', exact: 'keep' },
    ...{ round: 'round', nearest: 'round', up: 'up', ceil: 'up' },
  } as const).optional(),
  flex: z
    .strictObject({
      earlyMinutes: count.default(0),
      lateMinutes: count.default(0),
      fixedCompensationMinutes: count.optional(),
    })
    .nullable()
    .optional(),
  bands: z
    .strictObject({
      late: z.array(band).optional(),
      early: z.array(band).optional(),
      missingIn: text.nullable().optional(),
      missingOut: text.nullable().optional(),
    })
    .nullable()
    .optional(),
  workedRounding: z
    .strictObject({
      unit: z.number().int().positive(),
      mode: synonyms({
        ...{ down: 'down', floor: 'down', up: 'up', ceil: 'up' },
        ...{ nearest: 'nearest', round: 'nearest' },
      } as const).default('down'),
    })
    .nullable()
    .optional(),
  lockedThrough: date.nullable().optional(),
});

const ranges = z.array(z.tuple([text, text]));
const shiftHours = { breaks: ranges.optional(), punchEachSegment: z.boolean().optional() };
const shift = z.strictObject({
  name: z.string().optional(),
  segments: ranges.optional(),
  ...shiftHours,
  versions: z.array(z.strictObject({ from: date, segments: ranges.optional(), ...shiftHours })).optional(),
});
const rotation = z.strictObject({
  pattern: z.array(z.union([text, z.null(), z.array(text)])).min(1, 'a rotation needs at least one day'),
  anchor: z.string({ error: 'a rotation needs an anchor: the date on which its pattern starts' }).pipe(date),
});
const pin = z.union([z.string(), z.number().int()]).transform(String);
const heldPin = z.union([
  pin.transform((held) => ({ pin: held, from: undefined, to: undefined })),
  z.strictObject({ pin, from: date.optional(), to: date.optional() }),
]);
const pinOrNull = z.union([pin, z.null()]);

const punch = z.strictObject({
  t: time,
  dir: z.enum(['in', 'out']).nullable().default(null),
  device: text.nullable().optional(),
  receivedAt: time.optional(),
  pin: pinOrNull.optional(),
  source: z.string().nullable().optional(),
  rawState: z.union([z.number(), z.string()]).nullable().optional(),
});
const stretch = { from: dateOrTime, to: dateOrTime, status: status.default('approved') };

/** The lists of facts a case or a step may carry. */
const facts = {
  roster: z.array(z.strictObject({ date, shift: text.nullable() })).optional(),
  rotation: rotation.nullable().optional(),
  defaultShift: text.nullable().optional(),
  shifts: z.record(text, shift).optional(),
  dates: z.array(date).optional(),
  holidays: z
    .array(
      z.strictObject({
        date,
        name: z.string().default(''),
        kind: z.string().optional(),
        from: z.string().nullable().optional(),
        to: z.string().nullable().optional(),
      }),
    )
    .optional(),
  leaves: z.array(z.strictObject({ id: text.optional(), type: z.string().default('leave'), ...stretch })).optional(),
  duties: z
    .array(z.strictObject({ id: text.optional(), letter: z.string().nullable().optional(), ...stretch }))
    .optional(),
  corrections: z
    .array(
      z.strictObject({
        id: text.optional(),
        date,
        kind: z.enum(['in', 'out']),
        t: time,
        status: status.default('approved'),
      }),
    )
    .optional(),
  excuses: z
    .array(
      z.strictObject({
        id: text.optional(),
        date,
        kind: synonyms({
          ...{ late: 'late', early: 'early', 'early-leave': 'early', absent: 'absent', absence: 'absent' },
          ...{
            incomplete: 'incomplete',
            missing: 'incomplete',
            'missing-in': 'incomplete',
            'missing-out': 'incomplete',
          },
        } as const),
        status: status.default('approved'),
      }),
    )
    .optional(),
  overtimeOrders: z
    .array(z.strictObject({ id: text.optional(), letter: z.string().optional(), ...stretch }))
    .optional(),
  devices: z
    .array(
      z.strictObject({
        id: text,
        zone: zone.nullable().optional(),
        clockOffsetSeconds: z.number().nullable().optional(),
        lastSyncAt: time.nullable().optional(),
        clockFault: z.strictObject({ from: time, to: time.nullable().optional() }).nullable().optional(),
      }),
    )
    .optional(),
  employee: z
    .strictObject({
      joined: date.nullable().optional(),
      left: date.nullable().optional(),
      pins: z.array(heldPin).nullable().optional(),
    })
    .optional(),
  locked: z.array(z.strictObject({ date, status: dayStatus, absentDays: z.number().default(0) })).optional(),
  policy: policySchema.optional(),
};

const expectation = z.strictObject({
  date,
  shift: text.nullable().optional(),
  status: dayStatus.optional(),
  lateMinutes: z.number().optional(),
  earlyLeaveMinutes: z.number().optional(),
  workedMinutes: z.number().optional(),
  flags: z.array(text).optional(),
  absentDays: z.number().optional(),
  overtimeMinutes: z.number().optional(),
  breakOverrunMinutes: z.number().optional(),
  lateBand: z.string().nullable().optional(),
  earlyBand: z.string().nullable().optional(),
});
const signal = z.string().regex(/^\d{4}-\d{2}-\d{2}:(ABSENT|LATE|EARLY|INCOMPLETE)$/, {
  error: (issue) => `'${issue.input}' is no signal (YYYY-MM-DD:ABSENT|LATE|EARLY|INCOMPLETE)`,
});
const step = z.strictObject({
  asOf: time,
  title: z.string().optional(),
  why: z.string().optional(),
  punches: z.array(punch).optional(),
  ...facts,
  expect: z.array(expectation).default([]),
  signals: z.array(signal).optional(),
  retracted: z.array(signal).optional(),
  quarantined: count.optional(),
  storedPunches: count.optional(),
});

/** One reconciliation case of a scenario file (reconciliation.md, scenario files). */
export const caseSchema = z.strictObject({
  id: text,
  title: z.string().optional(),
  category: z.string().optional(),
  why: z.string().optional(),
  sources: z.array(z.string()).optional(),
  zone,
  ...facts,
  steps: z.array(step).min(1, 'a case needs at least one step'),
});

/** A reconciliation scenario file, all but its cases. */
export const fileSchema = z.strictObject({
  schemaVersion: z.literal(1).optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  rule: z.string().optional(),
  defaults: policySchema.default({}),
  cases: z.array(z.unknown()),
});

export type ScenarioCase = z.infer<typeof caseSchema>;
export type ScenarioStep = z.infer<typeof step>;
export type ScenarioExpectation = z.infer<typeof expectation>;
export type ScenarioPolicy = z.infer<typeof policySchema>;
export type ScenarioPunch = z.infer<typeof punch>;
/** The facts a case or step carries, all optional. */
export type ScenarioFacts = Omit<
  Partial<ScenarioStep>,
  'asOf' | 'title' | 'why' | 'expect' | 'signals' | 'retracted' | 'quarantined' | 'storedPunches'
>;
