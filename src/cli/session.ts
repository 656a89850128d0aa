import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppModule } from '../app.module';
import { Clock } from '../platform/clock';
import { type Config, readConfig } from '../platform/config';
import { dialectOf, sqlitePathOf } from '../platform/database/data-source';
import { Database } from '../platform/database/database';

/** What a command works with. */
export interface CliSession {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
}

/** Runs a command against the configured database and closes it afterwards. */
export async function withSession<T>(work: (session: CliSession) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  if (dialectOf(config.databaseUrl) === 'sqlite') mkdirSync(dirname(sqlitePathOf(config.databaseUrl)), { recursive: true });
  const database = await Database.open(config.databaseUrl);
  try {
    return await work({ config, database, clock: new Clock() });
  } finally {
    await database.close();
  }
}

/** Standard output belongs to the answer. */
const quietLogger = { log: () => undefined, warn: (message: unknown) => tell(String(message)), error: (message: unknown) => tell(String(message)) };

/** Runs a command with the rooms of the service, none of which starts anything by itself. */
export function withService<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  return withSession(async ({ config, database, clock }) => {
    const app = await NestFactory.createApplicationContext(AppModule.of({ ...config, role: 'cli', logLevel: 'warn' }, database, clock), { logger: quietLogger, abortOnError: false });
    return work(app);
  });
}

/** Writes one line of the answer. */
export const answer = (line: string): void => void process.stdout.write(`${line}\n`);

/** Tells the person at the keyboard something that is not the answer. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);
