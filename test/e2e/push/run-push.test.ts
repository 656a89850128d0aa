import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPushSimulator } from '../../../devices/simulators/push/run-push';
import { closeFronts, startFront } from './front';

const FOLDER = mkdtempSync(join(tmpdir(), 'push-'));
const FILE = join(FOLDER, 'attlog.dat');
afterAll(() => rmSync(FOLDER, { recursive: true }));
afterEach(closeFronts);

it('the simulator delivers an exported log from the command line, despite its faults', async () => {
  writeFileSync(FILE, '     1001\t2026-03-02 07:58:11\t1\t0\t1\t0\r\n        7\t2026-03-02 16:01:00\t1\t1\t15\t3\n');
  const front = await startFront();
  const written: string[] = [];
  const args = [
    '--url',
    front.baseUrl,
    '--serial',
    'CLI1',
    '--log',
    FILE,
    '--fault',
    'drop',
    '--fault',
    'poison:nul',
    '--speed',
    '1000',
    '--once',
  ];
  expect(await runPushSimulator(args, (text) => written.push(text))).toBe(0);
  expect(front.handler.punchKeys('CLI1')).toEqual(['1001|2026-03-02 07:58:11|0', '7|2026-03-02 16:01:00|1']);
  expect(written.at(-1)).toMatch(/^CLI1: 0 waiting, \d+ requests/);
});

it('so does a panel', async () => {
  writeFileSync(FILE, '1001\t2026-03-02 07:58:11\t1\t0\t1\t0\n');
  const front = await startFront();
  const args = [
    '--url',
    front.baseUrl,
    '--serial',
    'CLI2',
    '--protocol',
    'acc',
    '--log',
    FILE,
    '--speed',
    '1000',
    '--once',
  ];
  expect(await runPushSimulator(args, () => undefined)).toBe(0);
  expect(front.handler.lines).toMatchObject([{ serial: 'CLI2', line: { kind: 'rtlog', pin: '1001' } }]);
});

it('says how it is used, and refuses a fault that has no name', async () => {
  let usage = '';
  expect(await runPushSimulator(['--help'], (text) => (usage += text))).toBe(0);
  expect(usage).toContain('--serial');
  await expect(runPushSimulator(['--fault', 'nonsense'], () => undefined)).rejects.toThrow(
    "No fault is called 'nonsense'",
  );
});
