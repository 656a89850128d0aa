import { Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { GroupAppend } from '../ledger/group-append';
import { PunchLedger } from '../ledger/punch-ledger';
import { TerminalProfiles } from './terminals/device-profiles';
import { DoorsModule } from './doors/doors.module';
import { FileImport } from './file-import';
import { HealthNotes } from './terminals/health-notes';
import { FaultWatch } from './incidents/fault-watch';
import { IncidentBook } from './incidents/incident-book';
import { Poller } from './poll/poller';
import { PunchesController } from './punches.controller';
import { CommandQueue } from './push/command-queue';
import { CommandsController } from './push/commands.controller';
import { DeviceListener } from './push/device-listener';
import { PushAdmission } from './push/push-admission';
import { PushClock } from './push/push-clock';
import { PushIntake } from './push/push-intake';
import { PushReconciler } from './push/push-reconciler';
import { KnownUsers } from './push/known-users';
import { PlanFollower } from './push/plan-follower';
import { UserSync } from './push/user-sync';
import { UserSyncController } from './push/user-sync.controller';
import { RejectedRecords } from './rejected-records';
import { RejectedRecordsController } from './rejected-records.controller';
import { TerminalHealthBook } from './terminals/terminal-health';
import { TerminalRecordsController } from './terminals/terminal-records.controller';
import { FleetIncidentsController } from './terminals/fleet-incidents.controller';
import { TerminalRegistry } from './terminals/terminal-registry';
import { TerminalsController } from './terminals/terminals.controller';

/** The four doors into the ledger, and the fleet behind them. */
@Module({
  imports: [EventEmitterModule.forRoot(), DoorsModule],
  controllers: [PunchesController, TerminalsController, FleetIncidentsController, TerminalRecordsController, CommandsController, UserSyncController, RejectedRecordsController],
  providers: [
    PunchLedger,
    GroupAppend,
    TerminalProfiles,
    TerminalRegistry,
    TerminalHealthBook,
    HealthNotes,
    IncidentBook,
    FaultWatch,
    CommandQueue,
    KnownUsers,
    UserSync,
    PlanFollower,
    PushAdmission,
    PushReconciler,
    PushClock,
    PushIntake,
    DeviceListener,
    Poller,
    FileImport,
    RejectedRecords,
  ],
  exports: [PunchLedger, TerminalRegistry, TerminalHealthBook, TerminalProfiles, FileImport, DeviceListener, Poller],
})
export class IntakeModule {}
