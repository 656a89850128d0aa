import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RoleBody, RoleItem } from './access-items';
import { type TokenScope, tokenScopes } from './caller';

/** A new API token. */
export class NewTokenBody {
  @ApiProperty()
  @IsString()
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u, { message: 'name must have 1 to 50 letters, digits, spaces, dots, hyphens or underscores' })
  name!: string;
  @ApiProperty({ enum: tokenScopes })
  @IsIn(tokenScopes)
  scope!: TokenScope;
  @ApiPropertyOptional({ minimum: 1, maximum: 3650, description: 'Days until it expires; absent = never.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  days?: number;
  @ApiPropertyOptional({ type: [RoleBody], description: 'Binds the token to roles and their reach; absent = it acts city-wide by its scope.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RoleBody)
  roles?: RoleBody[];
}

/** An API token as the API shows it. */
export class TokenItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: tokenScopes })
  scope!: string;
  @ApiProperty()
  createdAt!: string;
  @ApiProperty({ type: String, nullable: true })
  expiresAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  revokedAt!: string | null;
  @ApiProperty({ type: [RoleItem] })
  roles!: readonly RoleItem[];
}

/** A token that was just made. */
export class MadeTokenItem extends TokenItem {
  @ApiProperty({ description: 'Shown once; send it as "Authorization: Bearer ...".' })
  secret!: string;
}
