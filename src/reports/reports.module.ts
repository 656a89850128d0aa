import { type DynamicModule, Module } from '@nestjs/common';
import { RegulationBook } from '../discipline/regulation-book';
import { AllowanceController } from './allowance/allowance.controller';
import { AllowanceReader } from './allowance/allowance-reader';
import { DailyReportJob } from './daily-report-job';
import { DailyReportReader } from './daily-report-reader';
import { DailyReportService } from './daily-report.service';
import { EmployeeYearController } from './employee-year/employee-year.controller';
import { EmployeeYearReader } from './employee-year/employee-year-reader';
import { ReportDelivery } from './report-delivery';
import { ReportMailer } from './report-mailer';
import { ReportRunList } from './report-run-list';
import { ReportRunStore } from './report-run-store';
import { ReportsController } from './reports.controller';

/** Reports on request and by themselves. Needs the platform, and ScheduleModule at the root for its clockwork. */
@Module({})
export class ReportsModule {
  /** @param book the law by which the deadlines of cases are counted */
  static of(book: RegulationBook): DynamicModule {
    return {
      module: ReportsModule,
      controllers: [ReportsController, AllowanceController, EmployeeYearController],
      providers: [
        { provide: RegulationBook, useValue: book },
        AllowanceReader,
        EmployeeYearReader,
        DailyReportReader,
        DailyReportService,
        ReportRunStore,
        ReportRunList,
        ReportMailer,
        ReportDelivery,
        DailyReportJob,
      ],
      exports: [DailyReportService, DailyReportJob],
    };
  }
}
