import { Module } from '@nestjs/common';
import { DailyReportJob } from './daily-report-job';
import { DailyReportReader } from './daily-report-reader';
import { DailyReportService } from './daily-report.service';
import { ReportDelivery } from './report-delivery';
import { ReportMailer } from './report-mailer';
import { ReportRunList } from './report-run-list';
import { ReportRunStore } from './report-run-store';
import { ReportsController } from './reports.controller';

/** Reports on request and by themselves. Needs the platform, and ScheduleModule at the root for its clockwork. */
@Module({
  controllers: [ReportsController],
  providers: [
    DailyReportReader,
    DailyReportService,
    ReportRunStore,
    ReportRunList,
    ReportMailer,
    ReportDelivery,
    DailyReportJob,
  ],
  exports: [DailyReportService, DailyReportJob],
})
export class ReportsModule {}
