import { type DynamicModule, Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module';
import { RegulationBook } from '../discipline/regulation-book';
import { DoorsModule } from '../intake/doors/doors.module';
import { PlanModule } from '../plan/plan.module';
import { CorroborationJob } from './corroboration-job';
import { DecreedDays } from './decreed-days';
import { DisciplineBases } from './discipline-bases';
import { FactGatherer } from './fact-gatherer';
import { ObservationsController } from './observations.controller';
import { PlanPreviewController } from './preview/plan-preview.controller';
import { PlanChanges } from './preview/plan-changes';
import { PlanPreviewer } from './preview/plan-preview';
import { Rebuild } from './rebuild';
import { Recompute } from './recompute';
import { RecomputeWorker } from './worker';

/** Where plan, ledger and law meet. */
@Module({})
export class RecomputeModule {
  /** @param zone IANA zone whose date is "today" for accounts */
  static of(book: RegulationBook, zone: string): DynamicModule {
    return {
      module: RecomputeModule,
      imports: [PlanModule, AttendanceModule, DoorsModule],
      controllers: [ObservationsController, PlanPreviewController],
      providers: [{ provide: RegulationBook, useValue: book }, { provide: DisciplineBases, useValue: new DisciplineBases(book, zone) }, DecreedDays, FactGatherer, PlanChanges, PlanPreviewer, Recompute, Rebuild, RecomputeWorker, CorroborationJob],
      exports: [Recompute, Rebuild, DisciplineBases, CorroborationJob],
    };
  }
}
