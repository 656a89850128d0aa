import { type DynamicModule, Module } from '@nestjs/common';
import { CasesController } from './cases.controller';
import { RegulationBook } from './regulation-book';
import { ViolationDecisions } from './violation-decisions';
import { ViolationsController } from './violations.controller';

/** Violations, the year's accounts and discipline cases. */
@Module({})
export class DisciplineModule {
  /** The room with the law in force. */
  static of(book: RegulationBook): DynamicModule {
    return {
      module: DisciplineModule,
      controllers: [ViolationsController, CasesController],
      providers: [{ provide: RegulationBook, useValue: book }, ViolationDecisions],
      exports: [RegulationBook, ViolationDecisions],
    };
  }
}
