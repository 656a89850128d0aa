import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller';
import { CaseClock } from './cases/case-clock';
import { CaseDesk } from './cases/case-desk';
import { CasesController } from './cases/cases.controller';
import { DocumentDesk } from './documents/document-desk';
import { DocumentsController } from './documents/documents.controller';
import { PdfPress } from './documents/pdf-press';
import { OfficeDays } from './office-days';
import { PaperDesk } from './papers/paper-desk';
import { PapersController } from './papers/papers.controller';
import { RecordsController } from './records/records.controller';
import { RegulationBook } from './regulation-book';
import { RegulationsController } from './regulations/regulations.controller';
import { ExplanationDesk } from './violations/explanation-desk';
import { ExplanationsController } from './violations/explanations.controller';
import { ViolationDecisions } from './violations/violation-decisions';
import { ViolationsController } from './violations/violations.controller';

const services = [OfficeDays, ViolationDecisions, ExplanationDesk, PaperDesk, CaseDesk, CaseClock, DocumentDesk, PdfPress];

/** Violations, the year's accounts, discipline cases and the letters of the procedure. */
@Module({})
export class DisciplineModule {
  /** The room with the law in force. */
  static of(book: RegulationBook): DynamicModule {
    return {
      module: DisciplineModule,
      controllers: [ViolationsController, ExplanationsController, PapersController, AccountsController, CasesController, DocumentsController, RecordsController, RegulationsController],
      providers: [{ provide: RegulationBook, useValue: book }, ...services],
      exports: [RegulationBook, ...services],
    };
  }
}
