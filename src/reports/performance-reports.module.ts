import { type DynamicModule, Module } from '@nestjs/common';
import { DayChangesReader } from '../attendance/requests/day-changes-reader';
import { type HolidayList } from '../core/calendar/holiday';
import { SpotCheckDesk } from '../performance/spot-checks/spot-check-desk';
import { PlanReader } from '../plan/reading/plan-reader';
import { ServiceCatalogue } from '../service/catalogue/service-catalogue';
import { DECREED_DAYS, OfficeCalendar } from '../service/complaints/office-calendar';
import { SignalDesk } from '../service/slow/signal-desk';
import { ServiceWeeks } from '../service/slow/service-weeks';
import { OpeningHours } from '../service/tickets/opening-hours-store';
import { TicketDesk } from '../service/tickets/ticket-desk';
import { SatisfactionReader } from '../service/voice/satisfaction-reader';
import { MonevReport } from './monev/monev-report';
import { OnePageController } from './one-page/one-page.controller';
import { OnePageReader } from './one-page/one-page-reader';
import { PeopleFigures } from './one-page/people-figures';
import { ServiceFigures } from './one-page/service-figures';
import { SupervisionFigureReader } from './one-page/supervision-figures';
import { UnitComparer } from './one-page/unit-comparison';
import { ReportSettings } from './setting/report-settings';
import { ExpectedPeople } from './spot-check/expected-people';
import { SpotCheckCallsController } from './spot-check/spot-check-calls.controller';
import { MachineReader } from './today/machine-reader';

const calls = [DayChangesReader, PlanReader, MachineReader, SpotCheckDesk, ExpectedPeople];
const service = [OfficeCalendar, ServiceCatalogue, OpeningHours, TicketDesk, ServiceWeeks, SatisfactionReader, SignalDesk];
const pages = [PeopleFigures, SupervisionFigureReader, ServiceFigures, OnePageReader, UnitComparer, ReportSettings, MonevReport];

/** Where performance meets the other rooms: the roll call, one page, the comparison of units, and the monthly report made of all of it. */
@Module({})
export class PerformanceReportsModule {
  /** @param decreed the decreed days off, which close services */
  static of(decreed: readonly HolidayList[]): DynamicModule {
    return { module: PerformanceReportsModule, controllers: [SpotCheckCallsController, OnePageController], providers: [{ provide: DECREED_DAYS, useValue: decreed }, ...calls, ...service, ...pages], exports: [MonevReport] };
  }
}
