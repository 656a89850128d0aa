import { type NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/app';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { markDue } from '../../../src/recompute/mark-due';
import { Recompute } from '../../../src/recompute/recompute';
import { createTestDatabase } from '../../support/test-database';

/** A clock that stands until it is moved. */
class SetClock extends Clock {
  at = 0;

  override now(): number {
    return this.at;
  }
}

/** An answer of the API. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** The whole service over a real database, with a clock that a test moves; nothing runs by itself. */
export class City {
  private constructor(
    readonly app: NestExpressApplication,
    private readonly clock: SetClock,
    private readonly token: string,
    private readonly remove: () => Promise<void>,
  ) {}

  static async open(plan: string, adopted = ''): Promise<City> {
    const place = await createTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'hadir-city-'));
    const clock = new SetClock();
    clock.at = Date.parse('2026-05-01T00:00:00+07:00');
    const config = readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent', REGULATIONS: adopted, PUBLIC_URL: 'https://hadir.kota.example' });
    const app = await createApp({ ...config, role: 'cli' }, clock);
    await app.listen(0, '127.0.0.1');
    await app.get(PlanImport).importOffice(plan);
    const { secret } = await app.get(TokenStore).create('officer', 'admin', null);
    return new City(app, clock, secret, async () => {
      await app.close();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  get database(): Database {
    return this.app.get(Database);
  }

  close(): Promise<void> {
    return this.remove();
  }

  /** Moves to an evening in Jakarta and judges what time has made due. */
  async evening(date: string): Promise<void> {
    this.clock.at = Date.parse(`${date}T23:00:00+07:00`);
    await markDue(this.database, this.clock.at);
    await this.judge();
  }

  /** Judges everything that waits. */
  async judge(): Promise<void> {
    await this.app.get(Recompute).drain();
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.send<T>('GET', path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async send<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${this.token}` }): Promise<Answer<T>> {
    const form = body instanceof FormData;
    const answer = await fetch(`${await this.app.getUrl()}/api/v1/${path}`, {
      method,
      headers: { ...headers, ...(form || body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, body: (type.includes('json') ? await answer.json() : type.startsWith('text/') ? await answer.text() : Buffer.from(await answer.arrayBuffer())) as T };
  }

  /** The bytes of a download. */
  async bytes(path: string): Promise<Buffer> {
    return (await this.send<Buffer>('GET', path)).body;
  }
}
