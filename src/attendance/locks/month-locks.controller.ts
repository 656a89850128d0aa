import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Allow, CurrentCaller, Needs } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { isoOf } from '../../platform/http/iso';
import { booleanOfQuery } from '../requests/request-bodies';
import { allUnits } from './closed-months';
import { type MonthLockEvent, MonthLockStore } from './month-lock-store';

/** A month to close or to open again. */
export class MonthLockBody {
  @ApiProperty({ example: '2026-10' })
  @Matches(/^\d{4}-\d{2}$/)
  month!: string;

  @ApiPropertyOptional({ description: 'Unit, with those under it. Default: all units.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason!: string;
}

/** Whether the whole story is shown. */
export class MonthLockQuery {
  @ApiPropertyOptional({ default: false, description: 'Every word ever said, not only the last about each month.' })
  @IsOptional()
  @Transform(booleanOfQuery)
  @IsBoolean()
  history: boolean = false;
}

/** One word about a month as the API shows it. */
export class MonthLockItem {
  @ApiProperty()
  month!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: all units.' })
  unitId!: string | null;
  @ApiProperty()
  sequence!: number;
  @ApiProperty({ enum: ['locked', 'unlocked'] })
  action!: string;
  @ApiProperty()
  lockedAt!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  reason!: string;
}

/** A month that was just closed. */
export class MonthLockOutcomeItem extends MonthLockItem {
  @ApiProperty({ description: 'Days of the month that still wait to be judged or to settle; what comes of them becomes an entry for an officer.' })
  openDays!: number;
}

/** Months that are closed: their days keep their records. */
@ApiTags('month locks')
@Controller('api/v1/month-locks')
export class MonthLocksController {
  constructor(private readonly locks: MonthLockStore) {}

  @Get()
  @Allow('months.read', 'office')
  @ApiOperation({ summary: 'What stands about each month and unit' })
  @ApiOkResponse({ type: [MonthLockItem] })
  async list(@Query() query: MonthLockQuery): Promise<MonthLockItem[]> {
    return (await this.locks.list(query.history)).map(itemOf);
  }

  @Post('lock')
  @Allow('months.lock', 'unit-written')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a month that is over' })
  @ApiOkResponse({ type: MonthLockOutcomeItem })
  async lock(@Body() body: MonthLockBody, @CurrentCaller() caller: Caller): Promise<MonthLockOutcomeItem> {
    const outcome = await this.locks.lock(body.unitId ?? allUnits, body.month, caller.actor, body.reason);
    return { ...itemOf(outcome), openDays: outcome.openDays };
  }

  @Post('unlock')
  @Allow('months.lock', 'unit-written')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a month again' })
  @ApiOkResponse({ type: MonthLockItem })
  async unlock(@Body() body: MonthLockBody, @CurrentCaller() caller: Caller): Promise<MonthLockItem> {
    return itemOf(await this.locks.unlock(body.unitId ?? allUnits, body.month, caller.actor, body.reason));
  }
}

const itemOf = (event: MonthLockEvent): MonthLockItem => ({
  month: event.month,
  unitId: event.unitId === allUnits ? null : event.unitId,
  sequence: event.sequence,
  action: event.action,
  lockedAt: isoOf(event.lockedAt),
  actor: event.actor,
  reason: event.reason,
});
