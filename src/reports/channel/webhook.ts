import { createHmac } from 'node:crypto';
import { messageOf } from '../../platform/errors';
import { type AttemptOutcome } from '../report-run-store';

/** Longest wait for an answer, in milliseconds. */
const patienceMs = 30_000;

/** What is posted to another program. */
export interface WebhookPost {
  /** The same for every try of the same delivery: the other side takes it once. */
  readonly key: string;
  readonly url: string;
  readonly body: string;
  readonly sentAt: number;
}

/** The signature over the moment and the body: HMAC-SHA256 of `TIMESTAMP.BODY`, hexadecimal. */
export const webhookSignature = (secret: string, timestamp: string, body: string): string => `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Posts a report to another program; every failure is an outcome with its reason. Redirections are not followed: the address is what an administrator entered. */
export async function postWebhook({ key, url, body, sentAt }: WebhookPost, secret: string | null): Promise<AttemptOutcome> {
  if (secret === null) return { outcome: 'try-again', reason: 'no key for webhooks is configured (WEBHOOK_SECRET)' };
  const timestamp = String(Math.floor(sentAt / 1000));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-Hadir-Timestamp': timestamp, 'X-Hadir-Signature': webhookSignature(secret, timestamp, body) },
    });
    await answer.body?.cancel();
    return outcomeOf(answer.status);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
    return { outcome: 'try-again', reason: `${messageOf(error)}${cause}` };
  }
}

/** What the other side will not take is final; one that is away, busy or asks for patience may take it later. */
function outcomeOf(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const passing = status >= 500 || [408, 409, 423, 425, 429].includes(status);
  return { outcome: passing ? 'try-again' : 'refused', reason: `the other side answered ${status}` };
}
