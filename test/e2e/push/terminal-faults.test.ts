import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POISON_LINES, type PushFault } from '../../../devices/simulators/push/push-fault';
import { PushTerminalSimulator, type PushTerminalOptions } from '../../../devices/simulators/push/push-terminal';
import { type AttlogVariant, type LoggedPunch, punchKey } from '../../../devices/simulators/push/terminal-log';
import { parse } from 'yaml';
import { closeFronts, type Front, startFront } from './front';

let front: Front;
beforeEach(async () => (front = await startFront({ bodyLimitBytes: 2 * 1024 * 1024 })));
afterEach(closeFronts);

/** A log in which no natural key appears twice, with an in and an out at one second (push.md A5). */
function logOf(count: number): LoggedPunch[] {
  return Array.from({ length: count }, (_, number) => {
    const wallClock = new Date(Date.UTC(2026, 2, 2) + Math.floor(number / 2) * 17_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    return { pin: `0${(number % 97) + 1}`, wallClock, state: number % 2, verify: 1, workCode: '0' };
  });
}

const terminalWith = (options: Partial<PushTerminalOptions>) =>
  new PushTerminalSimulator({
    baseUrl: front.baseUrl,
    serial: 'SIM1',
    log: logOf(50),
    batchLines: 20,
    timeoutMs: 3_000,
    ...options,
  });

const truthOf = (terminal: PushTerminalSimulator) => terminal.log.map(punchKey).sort();

/** Rounds until everything is acknowledged; the number of rounds it took. */
async function roundsUntilAcknowledged(terminal: PushTerminalSimulator, most = 10): Promise<number> {
  for (let rounds = 1; rounds <= most; rounds += 1)
    if ((await terminal.round()) && terminal.pending === 0) return rounds;
  throw new Error(`Still ${terminal.pending} punches waiting`);
}

describe('whatever happens, what the terminal holds is what is kept', () => {
  const faults: [name: string, faults: PushFault[]][] = [
    ['nothing', []],
    ['the connection is dropped before the answer', [{ kind: 'drop', times: 3 }]],
    ['the body is cut', [{ kind: 'cut', times: 3 }]],
    ['eight copies at once', [{ kind: 'copies', count: 8 }]],
    [
      'eight copies at once, all dropped, then again',
      [
        { kind: 'copies', count: 8, times: 2 },
        { kind: 'drop', times: 1 },
      ],
    ],
    ['no Content-Length at first', [{ kind: 'no-length', times: 2 }]],
    ['chunked', [{ kind: 'chunked' }]],
    ['HTTP/1.0 without Host', [{ kind: 'http-1.0' }, { kind: 'no-host' }]],
    ['LF-only head', [{ kind: 'lf-headers' }]],
    ['Expect', [{ kind: 'expect' }]],
    ['a label of JSON', [{ kind: 'content-type', value: 'application/json' }]],
    ['a byte order mark', [{ kind: 'bom' }]],
    ['another path', [{ kind: 'path', path: '//ICLOCK/iclock/cdata.aspx/' }]],
    ['a body too large at first', [{ kind: 'padding', bytes: 12 * 1024 * 1024, times: 1 }]],
    ...Object.entries(POISON_LINES).map(([name, bytes]): [string, PushFault[]] => [
      `a poison line: ${name}`,
      [{ kind: 'extra-line', bytes }],
    ]),
  ];

  it.each(faults)('%s', async (_, list) => {
    const terminal = terminalWith({ faults: list.map((fault) => ({ ...fault })) });
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
    const poisoned = list.some(({ kind }) => kind === 'extra-line');
    expect(front.handler.rejected).toHaveLength(poisoned ? 3 : 0);
    const poison = list.flatMap((fault) => (fault.kind === 'extra-line' ? [fault.bytes] : []));
    for (const { line } of front.handler.rejected) expect(line.raw).toEqual(poison[0]);
  });

  it.each<AttlogVariant>(['plain', 'long', 'short', 'keyed', 'prefixed', 'spaces', 'iso', 'crlf'])(
    'lines spelled %s',
    async (variant) => {
      const terminal = terminalWith({ variant });
      await roundsUntilAcknowledged(terminal);
      expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
      expect(front.handler.rejected).toEqual([]);
    },
  );

  it('20,000 lines in one body', async () => {
    const terminal = terminalWith({ log: logOf(20_000), batchLines: 20_000 });
    terminal.shaken = true;
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.uploads).toHaveLength(1);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });

  it('batches are no larger than the server said it takes', async () => {
    const terminal = terminalWith({ log: logOf(20_000), batchLines: 20_000 });
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.uploads.length).toBeGreaterThan(1);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });

  it('storage down, then up', async () => {
    const terminal = terminalWith({});
    await terminal.round();
    for (let minute = 0; minute < 5; minute += 1) {
      front.handler.down = minute !== 2;
      terminal.punch(`7${minute}`);
      const well = await terminal.round();
      expect(well).toBe(!front.handler.down);
    }
    front.handler.down = false;
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });

  it('the storage keeps and then fails to say so: the batch comes again', async () => {
    const keep = front.handler.upload.bind(front.handler);
    let failures = 2;
    front.handler.upload = async (device, upload) => {
      const kept = await keep(device, upload);
      if (failures-- > 0) throw new Error('lost after the commit');
      return kept;
    };
    const terminal = terminalWith({});
    expect(await roundsUntilAcknowledged(terminal)).toBe(3);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });

  it('a refused terminal keeps its records, and delivers them once approved', async () => {
    const terminal = terminalWith({});
    front.handler.approve = () => false;
    expect(await terminal.round()).toBe(false);
    terminal.shaken = true;
    expect(await terminal.round()).toBe(false);
    expect(terminal.pending).toBe(50);
    front.handler.approve = () => true;
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });

  it('daylight saving: the hour that comes twice and the hour that does not exist arrive as the terminal wrote them', async () => {
    const at = (wallClock: string, pin: string): LoggedPunch => ({ pin, wallClock, state: 0, verify: 1, workCode: '' });
    const log = [
      at('2026-10-25 02:30:00', '1'),
      at('2026-10-25 02:10:00', '2'),
      at('2026-03-29 02:30:00', '3'),
      at('2000-01-01 00:00:10', '4'),
    ];
    const terminal = terminalWith({ log, clockOffsetSeconds: -90_000 });
    terminal.punch('5');
    await roundsUntilAcknowledged(terminal);
    expect(front.handler.punchKeys('SIM1')).toEqual(truthOf(terminal));
  });
});

describe('names in GB2312', () => {
  it('arrive as names', async () => {
    const { uploads } = parse(readFileSync(join(__dirname, '../../../devices/captures/push-operlog.yaml'), 'utf8')) as {
      uploads: { about?: string; hex?: string }[];
    };
    const body = Buffer.from(
      uploads.find(({ about }) => about?.includes('GB2312'))?.hex?.replace(/\s/g, '') ?? '',
      'hex',
    );
    await terminalWith({}).connection.upload('cdata', { table: 'OPERLOG' }, body);
    expect(front.handler.lines).toMatchObject([{ line: { kind: 'user', pin: '8', name: '张伟' } }]);
  });
});
