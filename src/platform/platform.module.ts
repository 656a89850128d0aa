import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TokenStore } from './auth/token-store';
import { Clock } from './clock';
import { type Config } from './config';
import { Database } from './database/database';
import { JobRunner } from './jobs/job-runner';

/** Injection token of the configuration. */
export const CONFIG = 'hadir:config';

/** What every room stands on. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The platform of one process; `clock` and `database` may be given by a test. */
  static of(config: Config, database: Database, clock: Clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        TokenStore,
        JobRunner,
      ],
      exports: [CONFIG, Database, Clock, TokenStore, JobRunner],
    };
  }

  /** Last of all, after HTTP has drained and running jobs have ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
