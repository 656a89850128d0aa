import { type DynamicModule, Module } from '@nestjs/common';
import { AppraisalDesk } from './appraisal-desk';
import { AppraisalRuleBook } from './appraisal-rule-book';
import { AppraisalsController } from './appraisals.controller';
import { NoteDesk } from './notes/note-desk';
import { NotesController } from './notes/notes.controller';
import { DifferenceDesk } from './spot-checks/difference-desk';
import { SpotCheckDesk } from './spot-checks/spot-check-desk';
import { UnitOutcomes } from './unit-outcomes';
import { SpotChecksController } from './spot-checks/spot-checks.controller';

/** How people are appraised and supervised. */
@Module({})
export class PerformanceModule {
  /** @param rules the quadrant and the patterns that appraisals follow */
  static of(rules: AppraisalRuleBook): DynamicModule {
    return {
      module: PerformanceModule,
      controllers: [AppraisalsController, NotesController, SpotChecksController],
      providers: [{ provide: AppraisalRuleBook, useValue: rules }, AppraisalDesk, NoteDesk, SpotCheckDesk, DifferenceDesk, UnitOutcomes],
    };
  }
}
