import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TokenStore } from './auth/token-store';
import { Clock } from './clock';
import { type Config } from './config';
import { Database } from './database/database';
import { FileStore } from './files/file-store';
import { HealthController } from './health/health.controller';
import { Metrics } from './health/metrics';
import { JobRunner } from './jobs/job-runner';
import { Leases } from './lease';
import { CONFIG } from './tokens';

/** What every room stands on. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The platform of one process; `clock` and `database` may be given by a test. */
  static of(config: Config, database: Database, clock: Clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        TokenStore,
        FileStore,
        JobRunner,
        Metrics,
        Leases,
      ],
      exports: [CONFIG, Database, Clock, TokenStore, FileStore, JobRunner, Metrics, Leases],
    };
  }

  /** Last of all, after HTTP has drained and running jobs have ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
