import { Module } from '@nestjs/common';
import { AppraisalDesk } from './appraisal-desk';
import { AppraisalsController } from './appraisals.controller';
import { NoteDesk } from './notes/note-desk';
import { NotesController } from './notes/notes.controller';
import { DifferenceDesk } from './spot-checks/difference-desk';
import { SpotCheckDesk } from './spot-checks/spot-check-desk';
import { UnitOutcomes } from './unit-outcomes';
import { SpotChecksController } from './spot-checks/spot-checks.controller';

/** How people are appraised and supervised. */
@Module({ controllers: [AppraisalsController, NotesController, SpotChecksController], providers: [AppraisalDesk, NoteDesk, SpotCheckDesk, DifferenceDesk, UnitOutcomes] })
export class PerformanceModule {}
