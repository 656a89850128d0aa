import { Module } from '@nestjs/common';
import { DayChangesReader } from '../attendance/requests/day-changes-reader';
import { SpotCheckDesk } from '../performance/spot-checks/spot-check-desk';
import { PlanReader } from '../plan/reading/plan-reader';
import { ExpectedPeople } from './spot-check/expected-people';
import { SpotCheckCallsController } from './spot-check/spot-check-calls.controller';
import { MachineReader } from './today/machine-reader';

/** Where performance meets the other rooms: the roll call. */
@Module({ controllers: [SpotCheckCallsController], providers: [DayChangesReader, PlanReader, MachineReader, SpotCheckDesk, ExpectedPeople] })
export class PerformanceReportsModule {}
