import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PressThread } from '../../../src/platform/pdf/press-thread';

/** A press that breaks at one word and takes a moment for every other. */
const program = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ job, word }) => {
  if (word === 'break') throw new Error('broke');
  setTimeout(() => parentPort.postMessage({ job, result: word.toUpperCase() }), 100);
});
`;

describe('a thread that prints', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hadir-press-'));
    writeFileSync(join(folder, 'press.js'), program);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that broke takes none of the next one’s orders with it when it exits', async () => {
    const press = new PressThread<{ word: string }, string>(join(folder, 'press.js'));
    await expect(press.order({ word: 'break' }).printed).rejects.toThrow('broke');
    await expect(press.order({ word: 'letter' }).printed).resolves.toBe('LETTER');
    await press.end();
  });
});
