import { createServer, get, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { sendItems } from '../../../src/platform/http/send-items';

describe('an answer that is written item by item', () => {
  let server: Server;
  const open = async (items: () => AsyncGenerator<object>, ended: (error: unknown) => void = () => undefined): Promise<string> => {
    const app = express();
    app.get('/', (_request, response) => void sendItems(response, { month: '2026-11' }, items()).then(() => ended(null), ended));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it.each([0, 1, 3])('is whole JSON with %d items', async (count) => {
    const url = await open(async function* () {
      for (let index = 0; index < count; index += 1) yield { index };
    });
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({ month: '2026-11', items: Array.from({ length: count }, (_, index) => ({ index })) });
  });

  it('ends when its reader leaves in the middle, and asks for no more items', async () => {
    let asked = 0;
    let stopped = false;
    let ended = (_error: unknown): void => undefined;
    const over = new Promise<unknown>((resolve) => (ended = resolve));
    const url = await open(async function* () {
      try {
        for (; asked < 100_000; asked += 1) yield { filler: 'x'.repeat(10_000) };
      } finally {
        stopped = true;
      }
    }, (error) => ended(error));
    get(url, (response) => response.once('data', () => response.destroy()));
    expect(await over).toBeNull();
    expect([stopped, asked < 100_000]).toEqual([true, true]);
  });

  it('is broken off where an item cannot be read: nobody takes half of it for the whole', async () => {
    const url = await open(async function* () {
      yield { filler: 'x'.repeat(100_000) };
      throw new Error('the database is gone');
    });
    const received = await new Promise<string>((resolve) => get(url, (response) => void text(response).then(resolve, (error: Error) => resolve(error.message))));
    expect(received).toBe('aborted');
  });
});
