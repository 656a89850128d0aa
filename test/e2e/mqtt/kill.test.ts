import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connectAsync } from 'mqtt';
import { eventually } from './ledger';
import { OwnMosquitto } from '../../support/own-mosquitto';
import { withMosquitto } from './mosquitto';

const root = join(__dirname, '../../..');

// Compiles what the child needs, the way the build does, into a folder of its own.
function compileChild(into: string): string {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(protocols|intake[\\/]mqtt)[\\/].*\.ts$/.test(file))
    .map((file) => join('src', file));
  for (const file of [...sources, 'test/e2e/mqtt/kill-child.ts']) {
    const target = join(into, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(root, file), { configFile: join(root, '.swcrc'), sourceMaps: false }).code);
  }
  return join(into, 'test/e2e/mqtt/kill-child.js');
}

withMosquitto()('kill -9 between receipt and commit', () => {
  let folder: string;
  let broker: OwnMosquitto;
  const children: ChildProcess[] = [];
  const worker = (script: string, env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  };

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
    const environment = { ...process.env, NODE_PATH: join(root, 'node_modules'), BROKER_URL: broker.url, CLIENT_ID: 'kill-worker', TOPIC: 'pintu/#', LEDGER: ledger };
    const rows = () => readFileSync(ledger, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { payload: string; duplicate: boolean });

    const victim = worker(script, { ...environment, HOLD_AFTER: '100' });
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

    const heir = worker(script, environment);
    await eventually(() => new Set(rows().map((row) => row.payload)).size === 600);
    heir.kill('SIGKILL');
    await once(heir, 'exit');
    await device.endAsync();
    expect([...new Set(rows().map((row) => row.payload))].sort()).toEqual([...sent].sort());
    expect(rows().slice(before.length).some((row) => row.duplicate)).toBe(true);
  });
});

async function said(child: ChildProcess, word: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it said "${word}"`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(word)) resolve();
    });
  });
}
