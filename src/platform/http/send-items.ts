import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Response } from 'express';

/**
 * Sends an object whose `items` are written one by one, at the speed of whoever reads them: a city's month is never in memory whole.
 * @param head what stands before the items
 */
export async function sendItems(response: Response, head: object, items: AsyncIterable<object>): Promise<void> {
  response.set({ 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'private, no-store' });
  try {
    await pipeline(Readable.from(textOf(head, items)), response);
  } catch (error) {
    // Whoever leaves in the middle wants no more of it.
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* textOf(head: object, items: AsyncIterable<object>): AsyncGenerator<string> {
  let before = `${JSON.stringify(head).slice(0, -1)},"items":[`;
  for await (const item of items) {
    yield before + JSON.stringify(item);
    before = ',\n';
  }
  yield before === ',\n' ? ']}' : `${before}]}`;
}
