import type { IncomingMessage } from 'node:http';
import type { PushRequest } from '../../protocols/push/push-request';
import type { PushCaller } from './push-handler';

/** Raw bytes of a request that Node refused, as far as they are reported. */
const REPORTED_BYTES = 512;

/** What a request says about who sends it. */
export function callerOf(
  request: IncomingMessage,
  known: PushRequest,
  address: string,
  receivedAt: number,
): PushCaller {
  return {
    serial: known.serial,
    address,
    endpoint: known.endpoint,
    protocol: known.evidence,
    query: known.query,
    userAgent: request.headers['user-agent'] ?? null,
    cookie: request.headers.cookie ?? null,
    receivedAt,
  };
}

/** An IPv4 address that came in over an IPv6 socket, without its prefix. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/i, '');
}

/** The head of the bytes that Node refused; nothing of a body, and nothing at all when they may be part of a template. */
export function reportable(packet: Buffer | undefined): Buffer | null {
  if (packet === undefined || /\b(tmp|template|content)=/i.test(packet.toString('latin1'))) return null;
  const head = /\r?\n\r?\n/.exec(packet.toString('latin1'));
  return packet.subarray(0, Math.min(REPORTED_BYTES, head?.index ?? packet.length));
}
