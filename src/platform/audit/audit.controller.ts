import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { addDays, isWorkDate } from '../../core/time/calendar';
import { minuteOfDateToInstant } from '../../core/time/zone';
import { Allow, Needs } from '../auth/auth-guard';
import { type Config } from '../config';
import { Database } from '../database/database';
import { DomainError } from '../errors';
import { isoOf } from '../http/iso';
import { readPage } from '../http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../http/page';
import { CONFIG } from '../tokens';
import { namesOf } from './audit-names';
import { headOf, verifyAudit } from './verify-audit';
import { datePattern } from '../http/date-text';

/** Filters of the audit. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-11-01', description: 'First date, in the zone of the office.' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;
  @ApiPropertyOptional({ example: '2026-11-30', description: 'Last date, included.' })
  @IsOptional()
  @Matches(datePattern)
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
  @ApiProperty({ type: String, nullable: true, description: 'Name of the user, as it is today.' })
  actorName!: string | null;
  @ApiProperty({ description: 'Network address.' })
  address!: string;
  @ApiProperty()
  action!: string;
  @ApiProperty({ type: String, nullable: true })
  subjectKind!: string | null;
  @ApiProperty({ type: String, nullable: true })
  subjectId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the person, machine or user that the entry is about, as it is today; of more than three the first three.' })
  subjectName!: string | null;
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

/** What a walk along the chain found. */
export class AuditVerdictItem {
  @ApiProperty()
  intact!: boolean;
  @ApiProperty({ description: 'Entries that hold together from the first on.' })
  entries!: number;
  @ApiProperty({ type: AuditHeadItem })
  head!: AuditHeadItem;
  @ApiProperty({ type: Number, nullable: true, description: 'The first entry that is not as it was written, or is missing.' })
  brokenAt!: number | null;
  @ApiProperty({ type: String, nullable: true })
  why!: string | null;
}

type NamelessItem = Omit<AuditItem, 'actorName' | 'subjectName' | 'detail'> & { readonly detail: Readonly<Record<string, unknown>> };

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
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lines of the audit, newest first' })
  @ApiOkResponse({ type: AuditPage })
  async list(@Query() query: AuditQuery): Promise<Page<AuditItem>> {
    const conditions = new Conditions()
      .when(query.from && this.midnight(query.from), 'occurred_at >= ?')
      .when(query.to && this.midnight(addDays(checkedDate(query.to), 1)), 'occurred_at < ?')
      .when(query.actor, 'actor = ?')
      .when(query.action, 'action = ?')
      .when(query.subjectKind, 'subject_kind = ?')
      .when(query.subjectId === undefined ? undefined : `${query.subjectId.replace(/[!%_]/g, (sign) => `!${sign}`)}%`, "subject_id LIKE ? ESCAPE '!'");
    const page = await readPage<NamelessItem, AuditRow>(this.database, query, { from: 'audit_entry', columns: '*', conditions, sortable: { occurredAt: 'occurred_at', sequence: 'sequence' }, tieBreak: 'sequence DESC', item: itemOf });
    const names = await namesOf(this.database, page.items);
    return { ...page, items: page.items.map((item, index): AuditItem => ({ ...item, actorName: names[index]?.actorName ?? null, subjectName: names[index]?.subjectName ?? null })) };
  }

  @Get('verification')
  @ApiOperation({ summary: 'Walk the whole chain and name the first broken link' })
  @ApiOkResponse({ type: AuditVerdictItem })
  async verify(@Query() { head }: VerifyQuery): Promise<AuditVerdictItem> {
    const { intact, entries, head: end, broken } = await verifyAudit(this.database, head === undefined ? null : headOf(head));
    return { intact, entries, head: end, brokenAt: broken?.sequence ?? null, why: broken?.why ?? null };
  }

  private midnight(date: string): number {
    return minuteOfDateToInstant(this.config.defaultZone, checkedDate(date), 0);
  }
}

function checkedDate(text: string): string {
  if (!isWorkDate(text)) throw new DomainError('no-such-date', `No calendar has ${text}.`, 400);
  return text;
}

const itemOf = (row: AuditRow): NamelessItem => ({
  sequence: Number(row.sequence),
  occurredAt: isoOf(Number(row.occurred_at)),
  actor: row.actor,
  address: row.address,
  action: row.action,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  detail: JSON.parse(row.detail) as Readonly<Record<string, unknown>>,
  hash: row.hash,
});
