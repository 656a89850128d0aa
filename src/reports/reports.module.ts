import { type DynamicModule, Module } from '@nestjs/common';
import { RegulationBook } from '../discipline/regulation-book';
import { AllowanceController } from './allowance/allowance.controller';
import { AllowanceReader } from './allowance/allowance-reader';
import { DailyReportJob } from './daily-report-job';
import { DailyReportReader } from './daily-report-reader';
import { DailyReportService } from './daily-report.service';
import { EmployeeYearController } from './employee-year/employee-year.controller';
import { EmployeeYearReader } from './employee-year/employee-year-reader';
import { ReminderJob } from './reminders/reminder-job';
import { ReminderReader } from './reminders/reminder-reader';
import { ReminderStore } from './reminders/reminder-store';
import { RemindersController } from './reminders/reminders.controller';
import { ReportDelivery } from './report-delivery';
import { ReportMailer } from './report-mailer';
import { ReportRunList } from './report-run-list';
import { ReportRunStore } from './report-run-store';
import { ReportsController } from './reports.controller';
import { ChangeMarks } from './live/change-marks';
import { LiveController } from './live/live.controller';
import { LiveFeed } from './live/live-feed';
import { ReviewController } from './review/review.controller';
import { ReviewCounter } from './review/review-counts';
import { ReviewDayReader } from './review/review-day';
import { ReviewList } from './review/review-list';
import { ReviewViews } from './review/review-views';
import { MachineReader } from './today/machine-reader';
import { TodayController } from './today/today.controller';
import { TodayReader } from './today/today-reader';
import { WaitingReader } from './today/waiting-reader';
import { OfficeDays } from '../discipline/office-days';
import { DayChangesReader } from '../attendance/requests/day-changes-reader';
import { EmployeeList } from '../plan/employee/employee-list';
import { PlanReader } from '../plan/reading/plan-reader';
import { Channels } from './channel/channels';
import { Corrections } from './definition/corrections';
import { DefinitionJob } from './definition/definition-job';
import { DefinitionStore } from './definition/definition-store';
import { DefinitionsController } from './definition/definitions.controller';
import { ReportMaker } from './definition/report-maker';
import { UnitDays } from './definition/unit-days';
import { RecapController } from './recap/recap.controller';
import { RecapReader } from './recap/recap-reader';
import { MonthlyRecap } from './recap/monthly-recap';
import { Letterhead } from './setting/letterhead';
import { LetterheadController } from './setting/letterhead.controller';
import { ReportSettings } from './setting/report-settings';
import { MessageImages } from './definition/message-images';
import { PaperPress } from './paper/paper-press';
import { IssuedPapers } from './proof/issued-papers';
import { VerifyController } from './proof/verify.controller';
import { PapersController } from './proof/papers.controller';
import { EmployeeSheet } from './employee-sheet/employee-sheet';
import { TerminalStates } from './terminal/terminal-states';
import { TerminalReport } from './terminal/terminal-report';
import { YearReport } from './year/year-report';
import { RosterPageController } from './roster/roster-page.controller';
import { RosterPageReader } from './roster/roster-page-reader';
import { QuestionMailJob } from './spot-check/question-mail-job';
import { ReferralController } from './referral/referral.controller';
import { ReferralDesk } from './referral/referral-desk';
import { MonevController } from './monev/monev.controller';
import { PerformanceReportsModule } from './performance-reports.module';
import { RosterFeeds } from './roster-feed/roster-feeds';
import { RosterFeedsController } from './roster-feed/roster-feeds.controller';

/** Reports on request and by themselves. Needs the platform, and ScheduleModule at the root for its clockwork. */
@Module({})
export class ReportsModule {
  /** @param book the law by which the deadlines of cases are counted */
  static of(book: RegulationBook): DynamicModule {
    return {
      module: ReportsModule,
      imports: [PerformanceReportsModule],
      controllers: [ReportsController, ReviewController, TodayController, LiveController, AllowanceController, EmployeeYearController, RemindersController, RecapController, PapersController, VerifyController, RosterFeedsController, RosterPageController, DefinitionsController, LetterheadController, ReferralController, MonevController],
      providers: [
        { provide: RegulationBook, useValue: book },
        ReferralDesk,
        AllowanceReader,
        EmployeeYearReader,
        ReminderReader,
        ReminderStore,
        ReminderJob,
        QuestionMailJob,
        DefinitionStore,
        DefinitionJob,
        UnitDays,
        ReportMaker,
        Corrections,
        Channels,
        RecapReader,
        MonthlyRecap,
        ReportSettings,
        PaperPress,
        Letterhead,
        MessageImages,
        IssuedPapers,
        EmployeeSheet,
        TerminalReport,
        TerminalStates,
        YearReport,
        RosterFeeds,
        RosterPageReader,
        EmployeeList,
        DayChangesReader,
        DailyReportReader,
        DailyReportService,
        ReportRunStore,
        ReportRunList,
        ReportMailer,
        ReportDelivery,
        DailyReportJob,
        ReviewList,
        ReviewCounter,
        ReviewDayReader,
        ReviewViews,
        MachineReader,
        WaitingReader,
        TodayReader,
        ChangeMarks,
        LiveFeed,
        OfficeDays,
        PlanReader,
      ],
      exports: [DailyReportService, DailyReportJob, ReminderJob, QuestionMailJob],
    };
  }
}
