import { Module } from '@nestjs/common';
import { AttendanceDaysController } from './attendance-days.controller';
import { LockReader } from './locks/lock-reader';
import { LockedChangesController } from './locks/locked-changes.controller';
import { MonthLockStore } from './locks/month-lock-store';
import { MonthLocksController } from './locks/month-locks.controller';
import { AttachmentDesk } from './requests/attachment-desk';
import { DayChangesReader } from './requests/day-changes-reader';
import { RequestAttachmentsController } from './requests/request-attachments.controller';
import { RequestDesk } from './requests/request-desk';
import { RequestImport } from './requests/request-import';
import { RequestImportController } from './requests/request-import.controller';
import { RequestsController } from './requests/requests.controller';

const services = [RequestDesk, RequestImport, AttachmentDesk, DayChangesReader, MonthLockStore, LockReader];

/** How the days of people came out, what changes them by word of a person, and which months are closed. */
@Module({
  controllers: [AttendanceDaysController, RequestImportController, RequestAttachmentsController, RequestsController, MonthLocksController, LockedChangesController],
  providers: services,
  exports: services,
})
export class AttendanceModule {}
