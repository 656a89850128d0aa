import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { Allow, Needs } from '../auth/auth-guard';
import { Database } from '../database/database';
import { DomainError } from '../errors';
import { isoOf } from '../http/iso';
import { readPage } from '../http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../http/page';
import { verifyAudit } from './verify-audit';

/** Filters of the audit. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-11-01T00:00:00+07:00' })
  @IsOptional()
  @IsString()
  from?: string;
  @ApiPropertyOptional({ example: '2026-12-01T00:00:00+07:00', description: 'Not included.' })
  @IsOptional()
  @IsString()
  to?: string;
  @ApiPropertyOptional({ example: 'user:siti' })
  @IsOptional()
  @IsString()
  actor?: string;
  @ApiPropertyOptional({ example: 'downloaded' })
  @IsOptional()
  @Matches(/^[a-z-]+$/)
  action?: string;
  @ApiPropertyOptional({ example: 'case' })
  @IsOptional()
  @IsString()
  subjectKind?: string;
  @ApiPropertyOptional({ description: 'The id, or its beginning: an employee id finds all that was done about the person by id.' })
  @IsOptional()
  @IsString()
  subjectId?: string;
}

/** Which head must still be in the chain. */
export class VerifyQuery {
  @ApiPropertyOptional({ example: '4711:0f3a...', description: 'A head that was noted earlier, SEQUENCE:HASH; without one a tail that was cut off with care cannot be seen.' })
  @IsOptional()
  @Matches(/^\d+:[0-9a-f]{64}$/)
  head?: string;
}

/** A line of the audit. */
export class AuditItem {
  @ApiProperty()
  sequence!: number;
  @ApiProperty()
  occurredAt!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty({ description: 'Network address.' })
  address!: string;
  @ApiProperty()
  action!: string;
  @ApiProperty({ type: String, nullable: true })
  subjectKind!: string | null;
  @ApiProperty({ type: String, nullable: true })
  subjectId!: string | null;
  @ApiProperty({ type: Object })
  detail!: object;
  @ApiProperty()
  hash!: string;
}

/** A page of the audit. */
export class AuditPage extends PageInfo {
  @ApiProperty({ type: [AuditItem] })
  items!: AuditItem[];
}

/** An entry by number and hash. */
export class AuditHeadItem {
  @ApiProperty()
  sequence!: number;
  @ApiProperty()
  hash!: string;
}

/** Where the chain is broken first. */
export class AuditBreakItem {
  @ApiProperty()
  sequence!: number;
  @ApiProperty()
  why!: string;
}

/** What a walk along the chain found. */
export class AuditVerdictItem {
  @ApiProperty()
  intact!: boolean;
  @ApiProperty({ description: 'Entries that hold together from the first on.' })
  entries!: number;
  @ApiProperty({ type: AuditHeadItem })
  head!: AuditHeadItem;
  @ApiProperty({ type: AuditBreakItem, nullable: true })
  broken!: AuditBreakItem | null;
}

interface AuditRow {
  readonly sequence: number;
  readonly occurred_at: number;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly detail: string;
  readonly hash: string;
}

/** Who saw, changed, exported or decided what. */
@ApiTags('audit')
@Controller('api/v1/audit')
@Allow('audit.read', 'city', { seen: true })
@Needs('admin')
export class AuditController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'Lines of the audit, newest first' })
  @ApiOkResponse({ type: AuditPage })
  list(@Query() query: AuditQuery): Promise<Page<AuditItem>> {
    const conditions = new Conditions()
      .when(instantOf(query.from), 'occurred_at >= ?')
      .when(instantOf(query.to), 'occurred_at < ?')
      .when(query.actor, 'actor = ?')
      .when(query.action, 'action = ?')
      .when(query.subjectKind, 'subject_kind = ?')
      .when(query.subjectId === undefined ? undefined : `${query.subjectId.replace(/[!%_]/g, (sign) => `!${sign}`)}%`, "subject_id LIKE ? ESCAPE '!'");
    return readPage<AuditItem, AuditRow>(this.database, query, { from: 'audit_entry', columns: '*', conditions, sortable: { occurredAt: 'occurred_at', sequence: 'sequence' }, tieBreak: 'sequence DESC', item: itemOf });
  }

  @Get('verify')
  @ApiOperation({ summary: 'Walk the whole chain and name the first broken link' })
  @ApiOkResponse({ type: AuditVerdictItem })
  verify(@Query() { head }: VerifyQuery): Promise<AuditVerdictItem> {
    const [sequence = '', hash = ''] = head?.split(':') ?? [];
    return verifyAudit(this.database, head === undefined ? null : { sequence: Number(sequence), hash });
  }
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new DomainError('bad-instant', `"${text}" is no moment like 2026-11-01T00:00:00+07:00.`, 400);
  return at;
}

const itemOf = (row: AuditRow): AuditItem => ({
  sequence: Number(row.sequence),
  occurredAt: isoOf(Number(row.occurred_at)),
  actor: row.actor,
  address: row.address,
  action: row.action,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  detail: JSON.parse(row.detail) as object,
  hash: row.hash,
});
