import type { IncomingMessage } from 'node:http';

/** A whole body, or why there is none: `aborted` when the device went away, `too-large` after the rest was read and thrown away. */
export type BodyOutcome = Buffer | 'aborted' | 'too-large';

/** How much of an oversized body is read on, so that the device gets to see the refusal instead of a reset connection. */
const DISCARD_BYTES = 64 * 1024 * 1024;

/** Reads a request's body whole, up to `limitBytes`; `onBytes` hears how many bytes are held in memory, negative when they are let go. */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  onBytes: (bytes: number) => void,
): Promise<BodyOutcome> {
  if (request.destroyed) return Promise.resolve('aborted');
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let held = 0;
    const settle = (outcome: BodyOutcome): void => {
      onBytes(-held);
      held = 0;
      chunks = [];
      resolve(outcome);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARD_BYTES + limitBytes) request.pause();
      if (size > DISCARD_BYTES + limitBytes) return settle('too-large');
      if (size > limitBytes) chunks = [];
      else hold(chunk);
    });
    const hold = (chunk: Buffer): void => {
      chunks.push(chunk);
      held += chunk.length;
      onBytes(chunk.length);
    };
    request.on('end', () => settle(size > limitBytes ? 'too-large' : Buffer.concat(chunks, size)));
    request.on('error', () => settle('aborted'));
    request.on('close', () => settle('aborted'));
  });
}

/** Whether a request says how long its body is; without that, Node takes it as having none, and records would be lost (push.md A10). */
export function saysBodyLength(request: IncomingMessage): boolean {
  return request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
}
