import { Module } from '@nestjs/common';
import { GroupAppend } from '../ledger/group-append';
import { PunchLedger } from '../ledger/punch-ledger';
import { DoorsModule } from './doors/doors.module';
import { FileImport } from './file-import';
import { Poller } from './poll/poller';
import { PunchesController } from './punches.controller';
import { DeviceListener } from './push/device-listener';
import { PushIntake } from './push/push-intake';
import { RejectedRecords } from './rejected-records';
import { RejectedRecordsController } from './rejected-records.controller';
import { TerminalHealthBook } from './terminal-health';
import { TerminalRegistry } from './terminal-registry';
import { TerminalsController } from './terminals.controller';

/** The four doors into the ledger, and the fleet behind them. */
@Module({
  imports: [DoorsModule],
  controllers: [PunchesController, TerminalsController, RejectedRecordsController],
  providers: [PunchLedger, GroupAppend, TerminalRegistry, TerminalHealthBook, FileImport, PushIntake, DeviceListener, Poller, RejectedRecords],
  exports: [PunchLedger, TerminalRegistry, TerminalHealthBook, FileImport, DeviceListener, Poller],
})
export class IntakeModule {}
