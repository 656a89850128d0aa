import { parse } from 'yaml';
import { z } from 'zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'has to be a wall clock like 07:25');
const pin = z.union([z.string(), z.number()]).transform(String);

const terminalSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['zk', 'push', 'panel']),
  serial: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Where a polled terminal listens; 0 or none = any free port. */
  port: z.number().int().min(0).max(65_535).optional(),
  comm_key: z.number().int().min(0).max(999_999).optional(),
});

const eventSchema = z.union([
  z.strictObject({ at: time, terminal: z.string(), punch: pin, state: z.number().int().optional() }),
  z.strictObject({ at: time, terminal: z.string(), power: z.enum(['off', 'on']) }),
  z.strictObject({ at: time, terminal: z.string(), clock: z.strictObject({ ahead_seconds: z.number().int() }) }),
  z.strictObject({ at: time, terminal: z.string(), operation: z.number().int() }),
]);

const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  about: z.string().min(1),
  /** The date on which it is lived through; a date of the past is acted as it was. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  utc_offset_minutes: z.number().int(),
  terminals: z.array(terminalSchema).min(1),
  events: z.array(eventSchema),
});

/** A day in the life of some terminals: who punches where and when, and what breaks. Times are wall clocks of the site. */
export type ScenarioFile = z.output<typeof scenarioSchema>;

/** One thing that happens. */
export type ScenarioEvent = ScenarioFile['events'][number];

/** Reads a scenario; throws an Error that names every fault. Events come out in order of time. */
export function parseScenario(text: string): ScenarioFile {
  const result = scenarioSchema.safeParse(parse(text));
  if (!result.success) throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const scenario = result.data;
  const known = new Set(scenario.terminals.map(({ id }) => id));
  const stranger = scenario.events.find((event) => !known.has(event.terminal));
  if (stranger) throw new Error(`events: there is no terminal "${stranger.terminal}"`);
  return { ...scenario, events: [...scenario.events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
}
