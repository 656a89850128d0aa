import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { publishOpenApi } from './openapi';
import { AuditInterceptor } from './platform/audit/audit-interceptor';
import { AuditLog } from './platform/audit/audit-log';
import { AuthGuard } from './platform/auth/auth-guard';
import { ReachCheck } from './platform/auth/reach-check';
import { declaredRoutes } from './platform/auth/route-rule';
import { Clock } from './platform/clock';
import { type Config } from './platform/config';
import { Database } from './platform/database/database';
import { consoleFiles } from './platform/http/console-files';
import { ListExport } from './platform/http/list-export';
import { ProblemFilter } from './platform/http/problem-filter';
import { projectPath } from './platform/project-path';
import { xlsxMediaType } from './platform/http/read-spreadsheet';
import { securityHeaders } from './platform/http/security-headers';
import { ServiceLogger } from './platform/service-logger';
import { PublicGate } from './service/pages/public-gate';

/**
 * The whole service, wired and migrated but not yet listening.
 * @param clock another source of "now", for tests
 * @throws ConfigurationError when a part cannot be set up as configured
 */
export async function createApp(config: Config, clock: Clock = new Clock()): Promise<NestExpressApplication> {
  const database = await Database.open(config.databaseUrl);
  const house = AppModule.of(config, database, clock);
  declaredRoutes(house);
  const app = await NestFactory.create<NestExpressApplication>(house, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(ServiceLogger));
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  // Before everything: who is turned away at the public pages must cost next to nothing.
  app.use(app.get(PublicGate, { strict: false }).stand);
  app.use(securityHeaders);
  app.useBodyParser('json', { limit: '5mb' });
  app.useBodyParser('text', { limit: '32mb', type: ['text/*', 'application/yaml'] });
  app.useBodyParser('raw', { limit: '16mb', type: xlsxMediaType });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new AuditInterceptor(app.get(AuditLog)), new ReachCheck(), new ListExport(config.defaultZone, clock));
  app.useGlobalGuards(app.get(AuthGuard));
  app.use(consoleFiles(projectPath('web', 'dist')));
  publishOpenApi(app);
  return app;
}

/** Connections that wait for their first turn. With the usual 511 a flood that closes its connections fills the queue, and who then comes is only heard a second or more later (lost SYN). */
const longestQueue = 4096;

/** Begins to listen. */
export async function listenOn(app: NestExpressApplication, port: number, host: string): Promise<void> {
  // Nest hands whatever follows the host to the server; its types do not know the length of the queue.
  const listen = app.listen.bind(app) as unknown as (port: number, host: string, queue: number) => Promise<unknown>;
  await listen(port, host, longestQueue);
}
