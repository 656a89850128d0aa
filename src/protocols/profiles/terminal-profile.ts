import { z } from 'zod';
import { sentCardWritings } from '../card-writing';
import { evidenceSchema, qualitySchema } from './profile-quality';

const durationUnits = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds ("PT60S", "P1DT2H"); null when it is none. */
export function durationMs(text: string): number | null {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (parts === null || text.endsWith('T') || text === 'P') return null;
  const [, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  return (days ?? 0) * durationUnits.D + (hours ?? 0) * durationUnits.H + (minutes ?? 0) * durationUnits.M + (seconds ?? 0) * durationUnits.S;
}

const durationSchema = z.string().transform((text, context) => {
  const ms = durationMs(text);
  if (ms === null || ms === 0) context.addIssue({ code: 'custom', message: `"${text}" is no ISO 8601 duration such as PT60S` });
  return ms ?? 0;
});

const codeTable = <T extends z.ZodType>(meaning: T) =>
  z.record(z.string().regex(/^\d+$/), meaning).transform((table) => new Map(Object.entries(table).map(([code, name]) => [Number(code), name])));

/** What a punch state number means; direction is decided by rules, not by this byte (zk.md B.12, push.md A8). */
const punchState = z.enum(['in', 'out', 'break-out', 'break-in', 'overtime-in', 'overtime-out', 'unknown']);

const pollSchema = z
  .strictObject({ every: durationSchema, timeout: durationSchema, backoff_up_to: durationSchema, why: z.string().min(5) })
  .transform((poll) => ({ everyMs: poll.every, timeoutMs: poll.timeout, backoffUpToMs: poll.backoff_up_to, why: poll.why }));

/** Access panels: what an event code of rtlog does (push.md A4; codes differ by model, unknown ones are kept raw). */
const accessEvent = z.enum([
  'granted', 'denied', 'door-opened', 'door-closed', 'exit-button', 'remote-open', 'remote-close',
  'held-open', 'forced-open', 'duress', 'device-start', 'passage', 'auxiliary-input',
]);

/** The shape of devices/profiles/*.yaml with `kind: terminal`. */
export const terminalProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.literal('terminal'),
  model: z.string().min(1),
  vendor: z.string().min(1),
  match: z.record(z.string(), z.string()),
  also_sold_as: z.array(z.string()).default([]),
  speaks: z.array(z.enum(['zk-tcp', 'zk-udp', 'att-push', 'acc-push'])).min(1),
  capabilities: z.strictObject({
    attendance_log: z.boolean(),
    realtime: z.boolean(),
    set_clock: z.boolean(),
    reports_direction: z.boolean(),
    card_reader: z.boolean(),
    door_contact: z.boolean(),
  }),
  record_bytes: z.array(z.union([z.literal(8), z.literal(16), z.literal(40), z.literal(49)])).default([]),
  user_bytes: z.array(z.union([z.literal(28), z.literal(72)])).default([]),
  punch_states: codeTable(punchState),
  verification: codeTable(z.string().min(1)),
  access_events: codeTable(accessEvent).optional(),
  /** How cards are sent to it, for models to which users can be sent; `decimal` (push.md A4, `Card=`) unless said otherwise. */
  card_writing: z.enum(sentCardWritings).optional(),
  limits: z.strictObject({ records: z.number().int().positive(), sessions: z.number().int().positive() }),
  poll: pollSchema.optional(),
  quirks: z.array(z.string()).default([]),
  evidence: z.array(evidenceSchema).min(1),
  quality: qualitySchema,
});

/** What one model of terminal does differently, as data: code tables, record sizes in bytes, poll settings in milliseconds. */
export type TerminalProfile = z.output<typeof terminalProfileSchema>;
