import { z } from 'zod';
import { cardWritings } from '../card-writing';
import { evidenceSchema, qualitySchema } from '../profiles/profile-quality';

/** A value in a payload that a row names; compared by `sameWord`, so that `false` and "false" are one word. */
const wordsSchema = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1);
const pathsSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((path) => [path].flat());
const conditionSchema = z.record(z.string().min(1), wordsSchema);

const patternSchema = z.string().transform((pattern, context) => {
  try {
    return new RegExp(pattern, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: `"${pattern}" is no regular expression` });
    return z.NEVER;
  }
});

const contactRead = z.strictObject({
  kind: z.literal('contact'),
  path: pathsSchema,
  open: wordsSchema,
  closed: wordsSchema,
  /** Words that say nothing about the door (a button press on the same key). */
  ignore: wordsSchema.optional(),
});
const availabilityRead = z.strictObject({
  kind: z.literal('availability'),
  path: pathsSchema,
  online: wordsSchema,
  /** Left out by devices that only ever say that they are there (a heartbeat). */
  offline: wordsSchema.optional(),
  scope: z.enum(['sensor', 'bridge']).default('sensor'),
});
const cardRead = z.strictObject({
  kind: z.literal('card-read'),
  path: pathsSchema,
  pattern: patternSchema,
  /** How the number of the card is written; left out where that is not known. */
  writing: z.enum(cardWritings).optional(),
  /** Path of how many bits the reader heard: of 26 two are parity, and the number has the low 24 bits of the card only. */
  size: z.string().optional(),
  ignore: wordsSchema.optional(),
  holder: z.string().optional(),
  /** All of these have to hold for "granted", one of these is enough for "denied"; else "unstated". */
  granted: conditionSchema.optional(),
  denied: conditionSchema.optional(),
});
const eventRead = z.strictObject({
  kind: z.literal('event'),
  path: pathsSchema,
  names: z.record(z.string(), z.string().min(1)),
});
const batteryRead = z.strictObject({ kind: z.literal('battery'), path: pathsSchema, unit: z.enum(['percent', 'volt', 'low-flag']) });

const readSchema = z.discriminatedUnion('kind', [contactRead, availabilityRead, cardRead, eventRead, batteryRead]);

const timeSchema = z.strictObject({
  path: z.string().min(1),
  /** The unit of a number; text is read as ISO 8601, with an offset an instant, without one a wall clock. */
  unit: z.enum(['seconds', 'milliseconds', 'iso']),
  /** Numbers below this are time since start, not since 1970. */
  uptime_below: z.number().positive().optional(),
});

const messageSchema = z.strictObject({
  topic: z.string().min(1),
  format: z.enum(['plain', 'json', 'json-or-plain', 'bthome-hex']),
  /** Where the BTHome service data stands as hex digits (format bthome-hex). */
  service_data: z.string().optional(),
  when: conditionSchema.optional(),
  /** Path of an array; the row then reads each element for itself, those that fit `where`. */
  each: z.string().optional(),
  where: conditionSchema.optional(),
  time: timeSchema.optional(),
  event_id: z.string().optional(),
  reads: z.array(readSchema).min(1),
});

const parameterSchema = z.strictObject({ about: z.string().min(1), default: z.string().optional() });

/** The shape of devices/profiles/*.yaml with `kind: door-sensor`. */
export const doorProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.literal('door-sensor'),
  model: z.string().min(1),
  vendor: z.string().min(1),
  match: z.record(z.string(), z.string()),
  parameters: z.record(z.string().regex(/^[a-z_]+$/), parameterSchema),
  /** `fixed`: the words mean what the row says; `wiring`: each sensor has to state `invert`; `none`: no contact. */
  polarity: z.enum(['fixed', 'wiring', 'none']),
  /** A battery device that is offline between reports: its absence is no fault. */
  sleeps: z.boolean().default(false),
  retains_state: z.boolean(),
  dedupe_by: z.enum(['event-id', 'device-time', 'transition']),
  messages: z.array(messageSchema).min(1),
  quirks: z.array(z.string()).default([]),
  evidence: z.array(evidenceSchema).min(1),
  quality: qualitySchema,
});

/** What one model of door sensor or reader sends, as data (style.md 3.2, mqtt.md C1). */
export type DoorProfile = z.output<typeof doorProfileSchema>;

/** One row of a profile: a topic, how its payload is written, and what to read from it. */
export type DoorMessageRow = DoorProfile['messages'][number];

/** One thing to read from a payload. */
export type DoorRead = DoorMessageRow['reads'][number];

/** A scalar that a row compares with. */
export type ProfileWord = string | number | boolean;

/** The time field of a row. */
export type DoorTimeField = NonNullable<DoorMessageRow['time']>;
