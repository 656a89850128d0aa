import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { z } from 'zod';
import { DomainError } from '../../platform/errors';
import { type PushCommand } from '../../protocols/push/push-command';

const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, 'has to be a wall clock like 2026-11-24 08:00:00');
const plainKinds = ['info', 'check', 'log', 'reload-options', 'reboot', 'unlock', 'cancel-alarm'] as const;
const kinds = ['update-user', 'query-attlog', 'query-transactions', 'query-users', 'verify-sum-attlog', 'set-option', 'set-clock', ...plainKinds] as const;

/**
 * What may be queued from outside. Nothing here clears a log, runs code, reads or writes a template, or deletes a user, with whom a terminal
 * would also delete the fingerprints.
 */
const commandSchema: z.ZodType<PushCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('update-user'), pin: z.string(), name: z.string(), card: z.string().optional() }),
  z.strictObject({ kind: z.enum(['query-attlog', 'verify-sum-attlog']), from: wallClock, to: wallClock }),
  z.strictObject({ kind: z.enum(['query-transactions', 'query-users']) }),
  z.strictObject({ kind: z.literal('set-option'), key: z.enum(['TimeZone', 'Delay', 'ErrorDelay', 'Realtime', 'TransInterval', 'TransTimes', 'SyncTime']), value: z.string() }),
  z.strictObject({ kind: z.literal('set-clock'), wallClock }),
  z.strictObject({ kind: z.enum(plainKinds) }),
]) as z.ZodType<PushCommand>;

/** A command for a terminal that calls. */
export class CommandBody {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds)
  kind!: string;

  @ApiPropertyOptional({ description: 'update-user: 1-24 letters and digits' })
  @IsOptional()
  @IsString()
  @MaxLength(24)
  pin?: string;

  @ApiPropertyOptional({ description: 'update-user: without control characters' })
  @IsOptional()
  @IsString()
  @MaxLength(48)
  name?: string;

  @ApiPropertyOptional({ description: 'update-user: as the terminal writes it: decimal, or hexadecimal, also in brackets' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  card?: string;

  @ApiPropertyOptional({ example: '2026-11-01 00:00:00', description: 'query-attlog, verify-sum-attlog' })
  @IsOptional()
  @IsString()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30 23:59:59' })
  @IsOptional()
  @IsString()
  to?: string;

  @ApiPropertyOptional({ description: 'set-option' })
  @IsOptional()
  @IsString()
  key?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  value?: string;

  @ApiPropertyOptional({ example: '2026-11-24 08:00:00', description: "set-clock: the time that the terminal's clock is to show" })
  @IsOptional()
  @IsString()
  wallClock?: string;
}

/** The command of a body. @throws DomainError `bad-command` naming every fault */
export function commandOf(body: CommandBody): PushCommand {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const result = commandSchema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'command'}: ${issue.message}`);
  throw new DomainError('bad-command', problems.join('; '), 422, { problems });
}
