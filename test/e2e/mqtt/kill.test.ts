import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { compileChild, said, startWorker } from './kill-worker';
import { eventually } from './ledger';
import { OwnMosquitto } from '../../support/own-mosquitto';
import { withMosquitto } from './mosquitto';

withMosquitto()('kill -9 between receipt and commit', () => {
  let folder: string;
  let broker: OwnMosquitto;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hadir-kill-'));
    broker = await OwnMosquitto.start();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await broker.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses nothing, and what was redelivered is marked as such', async () => {
    const script = compileChild(folder);
    const ledger = join(folder, 'ledger.jsonl');
    const environment = { BROKER_URL: broker.url, CLIENT_ID: 'kill-worker', TOPIC: 'pintu/#', LEDGER: ledger };
    const { child: victim, rows } = startWorker(script, { ...environment, HOLD_AFTER: '100' });
    children.push(victim);
    await said(victim, 'ready');
    const device = await connectAsync(broker.url);
    const held = said(victim, 'holding');
    const sent = Array.from({ length: 600 }, (_, index) => `event-${index}`);
    await Promise.all(sent.map((payload) => device.publishAsync('pintu/1', payload, { qos: 1 })));
    await held;
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const before = rows();
    expect(before.length).toBeGreaterThanOrEqual(100);
    expect(before.length).toBeLessThan(600);

    const { child: heir } = startWorker(script, environment);
    children.push(heir);
    await eventually(() => new Set(rows().map((row) => row.payload)).size === 600);
    heir.kill('SIGKILL');
    await once(heir, 'exit');
    await device.endAsync();
    expect([...new Set(rows().map((row) => row.payload))].sort()).toEqual([...sent].sort());
    expect(rows().slice(before.length).some((row) => row.duplicate)).toBe(true);
  });
});
