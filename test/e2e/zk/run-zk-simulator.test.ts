import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAttlog } from '../../../devices/simulators/zk/attlog-file';
import { type RunningZkSimulator, runZkSimulator } from '../../../devices/simulators/zk/run-zk-simulator';
import { probeTerminal } from '../../../src/protocols/zk/probe-terminal';

const ATTLOG = [
  '      199001012020031001\t2026-11-24 07:58:03\t1\t0\t1\t0',
  '                       7\t2026-11-24 08:01:10\t1\t255\t15\t12',
  '      199001012020031001\t2026-11-24 16:04:59\t1\t1\t1\t0',
].join('\r\n');

let running: RunningZkSimulator | undefined;
afterEach(() => running?.stop());

const probe = (commKey = 0) =>
  probeTerminal({
    host: '127.0.0.1',
    port: running?.simulator.port ?? 0,
    commKey,
    requestTimeoutMs: 5_000,
    now: Date.now,
    offsetMinutesAt: () => 480,
  });

describe('the simulator from the command line', () => {
  it('serves the log of a USB stick, with a comm key, in its own zone', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'attlog-'));
    const file = join(directory, 'attlog.dat');
    writeFileSync(file, ATTLOG);
    const said: string[] = [];
    const args = [
      '--port',
      '0',
      '--attlog',
      file,
      '--serial',
      'STICK1',
      '--comm-key',
      '77',
      '--utc-offset-minutes',
      '480',
    ];
    running = await runZkSimulator(args, (line) => said.push(line));
    rmSync(directory, { recursive: true });
    expect(said).toEqual([`ZK terminal STICK1 with 3 records listens on 127.0.0.1:${running.simulator.port}`]);
    expect(await probe(77)).toMatchObject({
      ok: true,
      serial: 'STICK1',
      records: [
        { pin: '199001012020031001', wallClock: '2026-11-24 07:58:03', verify: 1, state: 0 },
        { pin: '7', wallClock: '2026-11-24 08:01:10', verify: 15, state: 255 },
        { pin: '199001012020031001', wallClock: '2026-11-24 16:04:59', verify: 1, state: 1 },
      ],
    });
    expect(await probe(78)).toMatchObject({ ok: false, error: { name: 'WrongKey' } });
  });

  it('takes faults as JSON', async () => {
    const settings = JSON.stringify({ faults: [{ on: 1504, effect: { kind: 'damage', packet: 1, what: 'payload' } }] });
    running = await runZkSimulator(['--port', '0', '--records', '200', '--settings', settings], () => undefined);
    expect(await probe()).toMatchObject({ ok: false, error: { name: 'Checksum' } });
  });

  it('refuses a line that is no punch', () => {
    expect(() => parseAttlog(`${ATTLOG}\nnonsense`)).toThrow('line 4 of the log is not a punch');
  });
});
