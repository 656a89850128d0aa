import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../app.module';
import { openApiDocument } from '../openapi';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { Database } from '../platform/database/database';

/** The OpenAPI document as text: the same for everybody, whatever is configured on the machine. */
export async function openApiPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-openapi-'));
  const database = await Database.open(`sqlite:${join(folder, 'openapi.sqlite')}`);
  try {
    // A preview knows every route and makes none of the things behind them.
    const app = await NestFactory.create(AppModule.of({ ...readConfig({}), role: 'cli', logLevel: 'silent' }, database, new Clock()), { logger: false, preview: true, abortOnError: false });
    return `${JSON.stringify(openApiDocument(app), null, 1)}\n`;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
