import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { LoggerModule } from 'nestjs-pino';
import { type Options } from 'pino-http';
import { AttendanceModule } from './attendance/attendance.module';
import { DisciplineModule } from './discipline/discipline.module';
import { RegulationBook } from './discipline/regulation-book';
import { IntakeModule } from './intake/intake.module';
import { AppraisalRuleBook } from './performance/appraisal-rule-book';
import { PerformanceModule } from './performance/performance.module';
import { PlanModule } from './plan/plan.module';
import { Clock } from './platform/clock';
import { type Config } from './platform/config';
import { type Database } from './platform/database/database';
import { PlatformModule } from './platform/platform.module';
import { ServiceLogger } from './platform/service-logger';
import { RecomputeModule } from './recompute/recompute.module';
import { ReportsModule } from './reports/reports.module';
import { ServiceModule } from './service/service.module';

/** Structured lines for whoever collects them, readable ones for whoever sits at the terminal; no secret and no person's data in either. */
const logging = (config: Config): Options => ({
  level: config.logLevel,
  autoLogging: false,
  redact: ['req.headers.authorization', 'req.headers.cookie', 'req.headers["x-csrf-token"]', 'err.parameters', 'err.query'],
  ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname,context,req', messageFormat: '{context}: {msg}' } } } : {}),
});

/** The whole house. */
@Module({})
export class AppModule {
  /**
   * The house for one process.
   * @throws ConfigurationError when the regulations do not hold together
   */
  static of(config: Config, database: Database, clock: Clock): DynamicModule {
    const regulations = RegulationBook.read(config.regulationsDir, config.adoptedRegulations);
    return {
      module: AppModule,
      providers: [ServiceLogger],
      imports: [
        LoggerModule.forRoot({ pinoHttp: logging(config) }),
        // A command line runs one thing and ends; no clockwork starts there.
        ...(config.role === 'cli' ? [] : [ScheduleModule.forRoot()]),
        PlatformModule.of(config, database, clock),
        PlanModule,
        IntakeModule,
        AttendanceModule,
        DisciplineModule.of(regulations),
        ServiceModule.of(regulations.holidays),
        PerformanceModule.of(AppraisalRuleBook.read(config.regulationsDir)),
        RecomputeModule.of(regulations, config.defaultZone),
        ReportsModule.of(regulations),
      ],
    };
  }
}
