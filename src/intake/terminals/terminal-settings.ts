import { isIP } from 'node:net';
import { z } from 'zod';
import { DomainError } from '../../platform/errors';
import { sentCardWritings } from '../../protocols/card-writing';
import { type TerminalSettings } from './terminal';

const network = z.string().refine(isNetwork, 'is no network like 192.0.2.0/24');
const minutes = z.number().int().min(1).max(7 * 24 * 60);

/** What may stand in a terminal's settings; anything else is refused, so that a typing error is not silently without effect. */
const settingsSchema = z.strictObject({
  timeZoneForm: z.enum(['auto', 'hours', 'minutes', 'hh:mm', 'omit']).optional(),
  sourceNetworks: z.array(network).max(50).optional(),
  directions: z.record(z.string().regex(/^\d{1,3}$/), z.enum(['in', 'out', 'none'])).optional(),
  realtime: z.boolean().optional(),
  pollSeconds: z.number().int().min(5).max(86_400).optional(),
  clockFaultMinutes: minutes.optional(),
  outageMinutes: minutes.optional(),
  punchEvents: z.array(z.number().int().min(0).max(100_000)).max(100).optional(),
  encodedTime: z.enum(['local', 'gmt']).optional(),
  sixteenByteLayout: z.enum(['16', '16-state-first']).optional(),
  cardWriting: z.enum(sentCardWritings).optional(),
  followPlan: z.boolean().optional(),
});

/** Whether a text is an address, or a network as `address/bits`. */
export function isNetwork(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/');
  const family = isIP(base);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/** Settings as a site sends them. @throws DomainError `bad-settings` naming every fault */
export function checkSettings(given: unknown): TerminalSettings {
  const result = settingsSchema.safeParse(given);
  if (result.success) return Object.fromEntries(Object.entries(result.data).filter(([, value]) => value !== undefined)) as TerminalSettings;
  const problems = result.error.issues.map((issue) => `settings.${issue.path.join('.')}: ${issue.message}`);
  throw new DomainError('bad-settings', problems.join('; '), 422, { problems });
}
