import { ApiProperty } from '@nestjs/swagger';
import { isoOf } from '../../platform/http/iso';
import { PageInfo } from '../../platform/http/page';
import { type Attachment } from './attachment-desk';
import { leaveTypeOf, type LeaveType } from './leave-types';
import { portions, requestKinds, requestStates, type AttendanceRequest, type RequestEvent } from './request';
import { requestOf, type RequestRow } from './request-store';
import { actionsFrom, requestActions } from './transitions';

/** A request as the API shows it. */
export class RequestItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: requestKinds })
  kind!: string;
  @ApiProperty({ enum: requestStates })
  state!: string;
  @ApiProperty({ enum: requestActions, isArray: true, description: 'What can be done with it now.' })
  allowed!: readonly string[];
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  employeeNumber!: string;
  @ApiProperty()
  employeeName!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Leave type, duty type, kind of excuse, or direction of a correction.' })
  type!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Indonesian term of a leave type.', example: 'cuti sakit' })
  term!: string | null;
  @ApiProperty({ type: [String], description: 'Of a permission letter: what it is for.' })
  covers!: readonly string[];
  @ApiProperty({ enum: portions })
  portion!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty({ description: 'Last date, included.' })
  toDate!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Wall clock of the unit; of a correction the punch. Null for whole dates.' })
  fromWall!: string | null;
  @ApiProperty({ type: String, nullable: true })
  toWall!: string | null;
  @ApiProperty({ type: String, nullable: true })
  letter!: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ description: 'Date on which the paper was handed in.' })
  filedDate!: string;
  @ApiProperty({ description: 'Handed in after its first date; never a reason to refuse.' })
  filedLate!: boolean;
  @ApiProperty()
  lateDays!: number;
  @ApiProperty()
  filedAt!: string;
  @ApiProperty()
  filedBy!: string;
  @ApiProperty()
  changedAt!: string;
}

/** A page of requests. */
export class RequestPage extends PageInfo {
  @ApiProperty({ type: [RequestItem] })
  items!: RequestItem[];
}

/** One step of the history of a request. */
export class RequestEventItem {
  @ApiProperty()
  sequence!: number;
  @ApiProperty({ enum: ['filed', 'approved', 'rejected', 'cancelled', 'revoked', 'attached'] })
  type!: string;
  @ApiProperty()
  occurredAt!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

/** A paper of a request as the API shows it. */
export class AttachmentItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  requestId!: string;
  @ApiProperty()
  fileName!: string;
  @ApiProperty({ enum: ['application/pdf', 'image/jpeg', 'image/png'], description: 'Told by the content, not by the name.' })
  mediaType!: string;
  @ApiProperty()
  sizeBytes!: number;
  @ApiProperty()
  sha256!: string;
  @ApiProperty()
  addedAt!: string;
  @ApiProperty()
  addedBy!: string;
}

/** A kind of leave as the API shows it. */
export class LeaveTypeItem {
  @ApiProperty({ example: 'important-reason' })
  code!: string;
  @ApiProperty({ example: 'cuti karena alasan penting' })
  term!: string;
  @ApiProperty()
  english!: string;
  @ApiProperty({ description: 'Code of its effect in the regulations.' })
  effectCode!: string;
  @ApiProperty({ example: '1 months', description: 'Longest single request.' })
  longest!: string;
  @ApiProperty()
  because!: string;
}

/** What an import did, or would do. */
export class ImportOutcomeItem {
  @ApiProperty()
  dryRun!: boolean;
  @ApiProperty()
  rows!: number;
  @ApiProperty()
  created!: number;
  @ApiProperty({ description: 'Rows that stand already, by employee number, type, from, to and letter.' })
  known!: number;
  @ApiProperty({ type: [String] })
  ids!: readonly string[];
}

/** A stored request with the name of its employee. */
export type NamedRequestRow = RequestRow & { employee_number: string; employee_name: string };

/** A stored row as the API shows it. */
export function requestItemOf(row: NamedRequestRow): RequestItem {
  const { type, lateDays, filedAt, changedAt, ...request }: AttendanceRequest = requestOf(row);
  const isPermission = request.kind === 'permission';
  return {
    ...request,
    allowed: actionsFrom(request.state),
    employeeNumber: row.employee_number,
    employeeName: row.employee_name,
    type: isPermission ? null : type || null,
    term: request.kind === 'leave' ? (leaveTypeOf(type)?.term ?? null) : null,
    covers: isPermission ? type.split(' ') : [],
    filedLate: lateDays > 0,
    lateDays,
    filedAt: isoOf(filedAt),
    changedAt: isoOf(changedAt),
  };
}

/** A step of a history as the API shows it. */
export const eventItemOf = (event: RequestEvent): RequestEventItem => ({ ...event, occurredAt: isoOf(event.occurredAt) });

/** A paper as the API shows it. */
export const attachmentItemOf = (attachment: Attachment): AttachmentItem => ({ ...attachment, addedAt: isoOf(attachment.addedAt) });

/** A kind of leave as the API shows it. */
export const leaveTypeItemOf = ({ limit, ...type }: LeaveType): LeaveTypeItem => ({ ...type, longest: `${limit.count} ${limit.unit}`, because: limit.because });
