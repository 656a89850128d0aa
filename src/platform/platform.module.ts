import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AuditController } from './audit/audit.controller';
import { AuditLog } from './audit/audit-log';
import { AuthGuard } from './auth/auth-guard';
import { CallerReader } from './auth/caller-reader';
import { FirstRun } from './auth/first-run';
import { OidcController } from './auth/oidc.controller';
import { OidcProvider } from './auth/oidc-provider';
import { RoleGrants } from './auth/role-grants';
import { SessionController } from './auth/session.controller';
import { SessionStore } from './auth/session-store';
import { SignIn } from './auth/sign-in';
import { SignInThrottle } from './auth/sign-in-throttle';
import { TokenStore } from './auth/token-store';
import { TokensController } from './auth/tokens.controller';
import { UserStore } from './auth/user-store';
import { UsersController } from './auth/users.controller';
import { Clock } from './clock';
import { type Config } from './config';
import { Database } from './database/database';
import { FileStore } from './files/file-store';
import { HealthController } from './health/health.controller';
import { Metrics } from './health/metrics';
import { JobRunner } from './jobs/job-runner';
import { Leases } from './lease';
import { CONFIG } from './tokens';

const access = [TokenStore, UserStore, RoleGrants, SessionStore, SignInThrottle, CallerReader, AuditLog, SignIn, FirstRun, OidcProvider, AuthGuard];

/** What every room stands on. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The platform of one process; `clock` and `database` may be given by a test. */
  static of(config: Config, database: Database, clock: Clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, SessionController, OidcController, UsersController, TokensController, AuditController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        ...access,
        FileStore,
        JobRunner,
        Metrics,
        Leases,
      ],
      exports: [CONFIG, Database, Clock, ...access, FileStore, JobRunner, Metrics, Leases],
    };
  }

  /** Last of all, after HTTP has drained and running jobs have ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
