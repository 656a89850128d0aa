import { createHash } from 'node:crypto';
import { type MqttDelivery } from './mqtt-message';

/** Digests of messages in hand, by their payload: evidence and the memory of packets ask for the same one. */
const known = new WeakMap<Buffer, { readonly topic: string; readonly digest: string }>();

/** A short digest of what a message said, and where: 60 bits of the sha1 over topic and payload. */
export function messageDigest({ topic, payload }: Pick<MqttDelivery, 'topic' | 'payload'>): string {
  const before = known.get(payload);
  if (before?.topic === topic) return before.digest;
  const digest = createHash('sha1').update(topic).update('\0').update(payload).digest('base64url').slice(0, 10);
  known.set(payload, { topic, digest });
  return digest;
}
