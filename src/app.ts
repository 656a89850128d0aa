import { ValidationPipe } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { publishOpenApi } from './openapi';
import { AuthGuard } from './platform/auth/auth-guard';
import { TokenStore } from './platform/auth/token-store';
import { Clock } from './platform/clock';
import { type Config } from './platform/config';
import { Database } from './platform/database/database';
import { consoleFiles } from './platform/http/console-files';
import { ListExport } from './platform/http/list-export';
import { ProblemFilter } from './platform/http/problem-filter';
import { projectPath } from './platform/project-path';
import { ServiceLogger } from './platform/service-logger';

/**
 * The whole service, wired and migrated but not yet listening.
 * @param clock another source of "now", for tests
 * @throws ConfigurationError when a part cannot be set up as configured
 */
export async function createApp(config: Config, clock: Clock = new Clock()): Promise<NestExpressApplication> {
  const database = await Database.open(config.databaseUrl);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config, database, clock), { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(ServiceLogger));
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: '5mb' });
  app.useBodyParser('text', { limit: '32mb', type: ['text/*', 'application/yaml'] });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalInterceptors(new ListExport(config.defaultZone, clock));
  app.useGlobalGuards(new AuthGuard(app.get(TokenStore), app.get(Reflector)));
  app.use(consoleFiles(projectPath('web', 'dist')));
  publishOpenApi(app);
  return app;
}
