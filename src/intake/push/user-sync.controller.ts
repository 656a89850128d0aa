import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { Allow, CurrentCaller, Needs } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { UserSync, type UserSyncResult } from './user-sync';

/** How a terminal's users are to be synchronised. */
export class UserSyncBody {
  @ApiPropertyOptional({ description: 'Only say what would be sent.', default: false })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({ description: 'The terminal never told its users because it has none.', default: false })
  @IsOptional()
  @IsBoolean()
  assumeEmpty?: boolean;
}

/** A user who is sent. */
export class UserChangeItem {
  @ApiProperty()
  pin!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ['new', 'renamed', 'card'], description: '`card`: the name is the same, the card is another or none any more.' })
  change!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The card that the user has then.' })
  card!: string | null;
}

/** A user who is not sent. */
export class UserLeftOutItem {
  @ApiProperty()
  pin!: string;
  @ApiProperty()
  reason!: string;
}

/** What a synchronisation did, or would do. */
export class UserSyncItem {
  @ApiProperty()
  serial!: string;
  @ApiProperty()
  dryRun!: boolean;
  @ApiProperty({ type: [UserChangeItem] })
  changes!: readonly UserChangeItem[];
  @ApiProperty({ description: 'Users who are on the terminal as the plan has them.' })
  unchanged!: number;
  @ApiProperty({ type: [String], description: 'Pins whose change has been queued earlier.' })
  waiting!: readonly string[];
  @ApiProperty({ type: [UserLeftOutItem] })
  leftOut!: readonly UserLeftOutItem[];
  @ApiProperty({ type: [String], description: 'Users of the terminal whom the plan does not have there; they stay.' })
  notInPlan!: readonly string[];
}

/** Names and cards of the plan for terminals that call by themselves. */
@ApiTags('terminals')
@Controller('api/v1/terminals/:serial/users')
export class UserSyncController {
  constructor(private readonly users: UserSync) {}

  @Post('sync')
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the users of the plan that differ, with their cards; privileges and cards that the plan does not know stay, nobody is deleted' })
  @ApiOkResponse({ type: UserSyncItem })
  sync(@Param('serial') serial: string, @Body() { dryRun = false, assumeEmpty = false }: UserSyncBody, @CurrentCaller() caller: Caller): Promise<UserSyncResult> {
    return this.users.sync(serial, { dryRun, assumeEmpty }, caller.actor);
  }
}
