import { type DynamicModule, Module } from '@nestjs/common';
import { type HolidayList } from '../core/calendar/holiday';
import { CatalogueController } from './catalogue/catalogue.controller';
import { ServiceCatalogue } from './catalogue/service-catalogue';
import { ClarificationController } from './complaints/clarification.controller';
import { ComplaintDesk } from './complaints/complaint-desk';
import { ComplaintImport } from './complaints/complaint-import';
import { ComplaintReader } from './complaints/complaint-reader';
import { ComplaintsController } from './complaints/complaints.controller';
import { DECREED_DAYS, OfficeCalendar } from './complaints/office-calendar';
import { PublicComplaintsController } from './complaints/public-complaints.controller';
import { CounterController } from './counter/counter.controller';
import { CounterDesk } from './counter/counter-desk';
import { FormTokens } from './pages/form-tokens';
import { PublicGate } from './pages/public-gate';
import { PointsController } from './points/points.controller';
import { ServicePoints } from './points/service-points';
import { SignalContext } from './slow/signal-context';
import { SignalDesk } from './slow/signal-desk';
import { ServiceWeeks } from './slow/service-weeks';
import { SlowSignalsController } from './slow/slow-signals.controller';
import { SlowWatch } from './slow/slow-watch';
import { OpeningHours } from './tickets/opening-hours-store';
import { TicketDesk } from './tickets/ticket-desk';
import { TicketsController } from './tickets/tickets.controller';
import { ServiceSecret } from './service-secret';
import { RatingBook } from './voice/rating-book';
import { RatingDesk } from './voice/rating-desk';
import { SatisfactionController } from './voice/satisfaction.controller';
import { SatisfactionReader } from './voice/satisfaction-reader';
import { VoiceController } from './voice/voice.controller';

const voice = [ServiceSecret, PublicGate, FormTokens, ServiceCatalogue, ServicePoints, RatingBook, RatingDesk, SatisfactionReader];
const times = [OpeningHours, TicketDesk, CounterDesk, SignalContext, ServiceWeeks, SlowWatch, SignalDesk];
const complaints = [OfficeCalendar, ComplaintDesk, ComplaintReader, ComplaintImport];

/** Public service: what units offer and promise, what citizens say of it, what becomes of their complaints, and how long they wait. */
@Module({})
export class ServiceModule {
  /** @param decreed the decreed days off, over which deadlines are counted */
  static of(decreed: readonly HolidayList[]): DynamicModule {
    return {
      module: ServiceModule,
      // Higher floors lay complaints, tickets and ratings beside other things, and ask for them here.
      global: true,
      controllers: [CatalogueController, PointsController, CounterController, SatisfactionController, ComplaintsController, ClarificationController, TicketsController, SlowSignalsController, VoiceController, PublicComplaintsController],
      providers: [{ provide: DECREED_DAYS, useValue: decreed }, ...voice, ...complaints, ...times],
      exports: [ComplaintDesk, ServiceCatalogue, ServiceWeeks, SatisfactionReader, SignalDesk],
    };
  }
}
