import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadReport } from './poll-child';

const RECORDS = 100_000;
const ROUNDS = 3;
const CHILD = join(__dirname, 'poll-child.js');
const MOST_MEGABYTES = 150;

/** How the terminal writes: like a 100 Mbit line (1448 bytes each 115 us), or as fast as the loopback takes it. */
const LINES = {
  'paced as 100 Mbit': { kind: 'paced', bytes: 1448, microseconds: 115 },
  unpaced: { kind: 'frames' },
} as const;

type Reader = 'ours' | 'stock';

interface Terminal {
  readonly child: ChildProcess;
  readonly port: number;
  readonly digest: string;
}

/** The rounds of one reader on one line. */
export interface PollBenchRow {
  readonly line: string;
  readonly reader: Reader;
  readonly complete: number;
  readonly rounds: number;
  readonly fewestRecords: number;
  readonly medianSeconds: number;
  readonly peakMegabytes: number;
}

function start(args: readonly string[]): ChildProcess {
  return fork(CHILD, args, { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

async function startTerminal(delivery: object): Promise<Terminal> {
  const child = start(['terminal', String(RECORDS), JSON.stringify(delivery)]);
  const [said] = (await once(child, 'message')) as [{ port: number; digest: string }];
  return { child, ...said };
}

async function stopTerminal({ child }: Terminal): Promise<void> {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

/** One read in a process of its own, because stock may end its process. */
async function readOnce(reader: Reader, port: number): Promise<ReadReport> {
  const child = start([reader, String(port)]);
  let report: ReadReport = {
    records: 0,
    digest: '',
    seconds: Number.NaN,
    peakMegabytes: Number.NaN,
    error: 'the process ended',
  };
  child.on('message', (message) => {
    report = message as ReadReport;
  });
  await once(child, 'exit');
  return report;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function summarise(line: string, reader: Reader, reports: ReadReport[], digest: string): PollBenchRow {
  const isComplete = (report: ReadReport): boolean =>
    report.records === RECORDS && (reader === 'stock' || report.digest === digest);
  return {
    line,
    reader,
    complete: reports.filter(isComplete).length,
    rounds: reports.length,
    fewestRecords: Math.min(...reports.map(({ records }) => records)),
    medianSeconds: median(reports.map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...reports.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

async function benchLine(line: string, delivery: object): Promise<PollBenchRow[]> {
  const terminal = await startTerminal(delivery);
  const reports: Record<Reader, ReadReport[]> = { ours: [], stock: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const reader of ['ours', 'stock'] as const) reports[reader].push(await readOnce(reader, terminal.port));
    }
  } finally {
    await stopTerminal(terminal);
  }
  return (['ours', 'stock'] as const).map((reader) => summarise(line, reader, reports[reader], terminal.digest));
}

function print(rows: readonly PollBenchRow[]): void {
  for (const row of rows) {
    console.log(
      `${row.line.padEnd(18)} ${row.reader.padEnd(6)} complete ${row.complete}/${row.rounds}  fewest ${String(row.fewestRecords).padStart(6)} of ${RECORDS}  ${row.medianSeconds.toFixed(2)} s  ${row.peakMegabytes.toFixed(0)} MB peak`,
    );
  }
  const [ours, stock] = rows;
  if (ours && stock)
    console.log(
      `${''.padEnd(18)} ours/stock: time ${(ours.medianSeconds / stock.medianSeconds).toFixed(2)}, memory ${(ours.peakMegabytes / stock.peakMegabytes).toFixed(2)}`,
    );
}

/** Reads 100,000 records of 40 bytes from the simulator, ours beside stock zkteco-js, and prints completeness, seconds and peak memory. */
export async function benchPoll(): Promise<PollBenchRow[]> {
  const all: PollBenchRow[] = [];
  for (const [line, delivery] of Object.entries(LINES)) {
    const rows = await benchLine(line, delivery);
    print(rows);
    all.push(...rows);
  }
  const ours = all.filter(({ reader }) => reader === 'ours');
  const good = ours.every((row) => row.complete === row.rounds && row.peakMegabytes < MOST_MEGABYTES);
  console.log(good ? `ours: always complete, under ${MOST_MEGABYTES} MB` : 'ours: INCOMPLETE OR TOO LARGE');
  return all;
}
