import { createHash } from 'node:crypto';
import ZktecoJs from 'zkteco-js';
import { punchSeries, usersOfSeries } from '../../devices/simulators/zk/punch-series';
import type { ZkDelivery } from '../../devices/simulators/zk/simulator-options';
import { ZkTerminalSimulator } from '../../devices/simulators/zk/zk-terminal-simulator';
import { ZkTerminalClient } from '../../src/protocols/zk/zk-terminal-client';

/** What a reader process reports: how many records it believes in, a digest of them when it is ours, seconds, and its peak memory. */
export interface ReadReport {
  readonly records: number;
  readonly digest: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly error?: string;
}

interface StockRow {
  readonly user_id: string;
}

const STOCK_TIMEOUT_MS = 5_000;

function digestOf(records: Iterable<{ pin: string; wallClock: string }>): string {
  const hash = createHash('sha256');
  for (const { pin, wallClock } of records) hash.update(`${pin} ${wallClock}\n`);
  return hash.digest('hex');
}

async function serve(count: number, delivery: ZkDelivery): Promise<void> {
  const punches = punchSeries(count);
  const simulator = new ZkTerminalSimulator({
    punches,
    users: usersOfSeries(50),
    capacity: count,
    transports: ['tcp'],
    delivery,
  });
  const port = await simulator.start();
  process.send?.({ port, digest: digestOf(punches) });
}

async function readOurs(port: number): Promise<{ records: number; digest: string }> {
  const client = new ZkTerminalClient({ host: '127.0.0.1', port });
  await client.connect();
  const { records } = await client.readAttendance();
  await client.close();
  return { records: records.length, digest: digestOf(records) };
}

async function readStock(port: number): Promise<{ records: number; digest: string }> {
  const device = new ZktecoJs('127.0.0.1', port, STOCK_TIMEOUT_MS) as unknown as {
    createSocket(): Promise<boolean>;
    getAttendances(): Promise<{ data: StockRow[] }>;
  };
  await device.createSocket();
  const { data } = await device.getAttendances();
  return { records: data.length, digest: '' };
}

async function read(how: (port: number) => Promise<{ records: number; digest: string }>, port: number): Promise<void> {
  const startedAt = performance.now();
  const result = await how(port).catch((error: unknown) => ({ records: 0, digest: '', error: String(error) }));
  const report: ReadReport = {
    ...result,
    seconds: (performance.now() - startedAt) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.send?.(report, () => process.exit(0));
}

const [role, argument = '0', delivery = '{}'] = process.argv.slice(2);
if (role === 'terminal') void serve(Number(argument), JSON.parse(delivery) as ZkDelivery);
if (role === 'ours') void read(readOurs, Number(argument));
if (role === 'stock') void read(readStock, Number(argument));
