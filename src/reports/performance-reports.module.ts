import { Module } from '@nestjs/common';
import { DayChangesReader } from '../attendance/requests/day-changes-reader';
import { NoteDesk } from '../performance/notes/note-desk';
import { SpotCheckDesk } from '../performance/spot-checks/spot-check-desk';
import { PlanReader } from '../plan/reading/plan-reader';
import { MonevReport } from './monev/monev-report';
import { AppraisalEvidenceReader } from './one-page/appraisal-evidence';
import { OnePageController } from './one-page/one-page.controller';
import { OnePageReader } from './one-page/one-page-reader';
import { PeopleFigures } from './one-page/people-figures';
import { ServiceFigures } from './one-page/service-figures';
import { SupervisionFigureReader } from './one-page/supervision-figures';
import { UnitComparer } from './one-page/unit-comparison';
import { ReportSettings } from './setting/report-settings';
import { ExpectedPeople } from './spot-check/expected-people';
import { SpotCheckCallsController } from './spot-check/spot-check-calls.controller';
import { TerminalStates } from './terminal/terminal-states';
import { MachineReader } from './today/machine-reader';

const calls = [DayChangesReader, PlanReader, MachineReader, SpotCheckDesk, ExpectedPeople];
const pages = [PeopleFigures, SupervisionFigureReader, ServiceFigures, OnePageReader, UnitComparer, AppraisalEvidenceReader, NoteDesk, ReportSettings, TerminalStates, MonevReport];

/** Where performance meets the other rooms: the roll call, one page, the comparison of units, and the monthly report made of all of it. */
@Module({ controllers: [SpotCheckCallsController, OnePageController], providers: [...calls, ...pages], exports: [MonevReport] })
export class PerformanceReportsModule {}
