import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connect } from 'node:net';
import { AppModule } from '../../src/app.module';
import { Clock } from '../../src/platform/clock';
import { readConfig } from '../../src/platform/config';
import { type Database } from '../../src/platform/database/database';
import { createTestDatabase, createTestDatabaseOn, type TestDatabase } from '../support/test-database';

/** One database to measure on. */
export interface BenchPlace {
  readonly name: string;
  readonly place: TestDatabase;
}

const mysql = process.env['HADIR_TEST_MYSQL'] ?? 'mysql://root@127.0.0.1:3306';

/** What can be measured on here: SQLite always, MySQL/MariaDB where one answers. */
export async function benchPlaceNames(): Promise<string[]> {
  const { hostname, port } = new URL(mysql);
  if (await answers(hostname, Number(port || 3306))) return ['SQLite', 'MySQL/MariaDB'];
  console.log('No MySQL/MariaDB answers: measured on SQLite alone.');
  return ['SQLite'];
}

/** A temporary database of one of the names. */
export const benchPlace = (name: string): Promise<TestDatabase> => (name === 'SQLite' ? createTestDatabase(null) : createTestDatabaseOn(mysql));

/** A temporary SQLite file, and a temporary schema on MySQL/MariaDB where one answers. */
export async function benchPlaces(): Promise<BenchPlace[]> {
  const places: BenchPlace[] = [];
  for (const name of await benchPlaceNames()) places.push({ name, place: await benchPlace(name) });
  return places;
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false));
  });

/** The rooms of the service on a database, none of which starts anything by itself. */
export function benchService(database: Database, url: string): Promise<INestApplicationContext> {
  const config = { ...readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
  return NestFactory.createApplicationContext(AppModule.of(config, database, new Clock()), { logger: false, abortOnError: false });
}

/** Seconds that `work` took, and what it came to. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = process.hrtime.bigint();
  const result = await work();
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, result };
}

/** Watches the memory of the process until stopped. */
export function watchMemory(): () => { peakMegabytes: number } {
  (globalThis as { gc?: () => void }).gc?.();
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  return () => {
    clearInterval(timer);
    return { peakMegabytes: Math.round(Math.max(peak, process.memoryUsage.rss()) / 1_048_576) };
  };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A number for a line of the report. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
