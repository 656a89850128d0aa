import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { parseAttlogDat } from '../../../devices/simulators/push/terminal-log';
import { parseAttlog } from '../../../devices/simulators/zk/attlog-file';
import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import { Database } from '../../../src/platform/database/database';
import { officeALog } from '../../support/office-a';
import { freePort, type ServiceEnvironment } from '../../support/service-process';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** The terminal of these tests, whatever door its records come in by. */
export const serial = 'OFFICEA001';

/** A place for one service: a database, a folder, two ports. */
export class Site {
  private constructor(
    readonly env: ServiceEnvironment,
    private readonly place: TestDatabase,
    private readonly folder: string,
  ) {}

  static async create(): Promise<Site> {
    const place = await createTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'hadir-site-'));
    const env = { DATABASE_URL: place.url, DATA_DIR: folder, PORT: String(await freePort()), DEVICE_PORT: String(await freePort()), POLL_SECONDS: '5' };
    return new Site(env, place, folder);
  }

  /** Looks into the database beside the service. */
  async look<T>(sql: string): Promise<T[]> {
    const database = await Database.open(this.env.DATABASE_URL, { migrate: false });
    try {
      return await database.query<T>(sql);
    } finally {
      await database.close();
    }
  }

  /** How many punches of the terminal the ledger holds. */
  async punches(): Promise<number> {
    const rows = await this.look<{ n: number }>(`SELECT COUNT(*) AS n FROM punch WHERE terminal = '${serial}'`);
    return Number(rows[0]?.n);
  }

  async remove(): Promise<void> {
    await this.place.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The real log in a terminal that is polled. */
export const polledTerminal = (): ZkTerminalSimulator => new ZkTerminalSimulator({ serial, punches: parseAttlog(officeALog()), utcOffsetMinutes: 420, transports: ['tcp'] });

/** The real log in a terminal that pushes, `batchLines` at a time. */
export const pushingTerminal = (deviceUrl: string, batchLines: number): PushTerminalSimulator => new PushTerminalSimulator({ baseUrl: deviceUrl, serial, log: parseAttlogDat(officeALog()), batchLines });

/** Waits until something is so, for at most `withinMs`. */
export async function until(isSo: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`did not come true within ${withinMs} ms: ${isSo.toString().slice(0, 120)}`);
}
