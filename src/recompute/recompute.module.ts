import { type DynamicModule, Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module';
import { RegulationBook } from '../discipline/regulation-book';
import { PlanModule } from '../plan/plan.module';
import { DisciplineBases } from './discipline-bases';
import { FactGatherer } from './fact-gatherer';
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
      imports: [PlanModule, AttendanceModule],
      providers: [{ provide: DisciplineBases, useValue: new DisciplineBases(book, zone) }, FactGatherer, Recompute, Rebuild, RecomputeWorker],
      exports: [Recompute, Rebuild, DisciplineBases],
    };
  }
}
