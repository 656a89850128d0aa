import type { IncomingMessage } from 'node:http';

/**
 * A whole body, or why there is none: `aborted` when the device went away; `too-large`, or `crowded` when all bodies together would be,
 * after the rest was read and thrown away.
 */
export type BodyOutcome = Buffer | 'aborted' | 'too-large' | 'crowded';

/** How much of a refused body is read on, so that the device gets to see the refusal instead of a reset connection. */
const DISCARD_BYTES = 64 * 1024 * 1024;

/** Reads a request's body whole, up to `limitBytes`; `hold` is asked before each piece is kept in memory, and may refuse. */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  hold: (bytes: number) => boolean,
): Promise<BodyOutcome> {
  if (request.destroyed) return Promise.resolve('aborted');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let refusal: 'too-large' | 'crowded' | null = null;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) refusal = 'too-large';
      refusal ??= hold(chunk.length) ? null : 'crowded';
      if (refusal === null) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= limitBytes + DISCARD_BYTES) return;
      request.pause();
      resolve('too-large');
    });
    request.on('end', () => resolve(refusal ?? Buffer.concat(chunks, size)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

/** Whether a request says how long its body is; without that, Node takes it as having none, and records would be lost (push.md A10). */
export function saysBodyLength(request: IncomingMessage): boolean {
  return request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
}
