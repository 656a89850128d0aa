import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { tokenScopes } from './caller';
import { permissionWords, type Role, roles } from './permission';
import { datePattern } from '../http/date-text';

const languages = ['id', 'en'] as const;
const themes = ['light', 'dark', 'auto'] as const;

/** A role that is held. */
export class RoleItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: roles })
  role!: Role;
  @ApiProperty({ type: String, nullable: true, description: 'The unit, with all below it; null = all units (of an employee: the own person only).' })
  unitId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty({ example: '2026-01-01' })
  fromDate!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Last date; null = until further notice.' })
  toDate!: string | null;
}

/** Who is signed in, and what they may do. */
export class MeItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ enum: ['user', 'token'] })
  kind!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  username!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The person in the plan that this user is.' })
  employeeId!: string | null;
  @ApiProperty({ type: [RoleItem], description: 'Roles in force today.' })
  roles!: readonly RoleItem[];
  @ApiProperty({ type: String, nullable: true, enum: tokenScopes, description: 'Of a token.' })
  scope!: string | null;
  @ApiProperty({ enum: permissionWords, isArray: true, description: 'Everything that may be done at all; how far each goes is the reach of its role.' })
  permissions!: readonly string[];
  @ApiProperty({ type: [String], nullable: true, description: 'Ids of the units in reach of any role, those below included; null = all.' })
  unitIds!: readonly string[] | null;
  @ApiProperty({ type: String, nullable: true, description: 'To be sent as X-CSRF-Token with every change; null for a token.' })
  csrfToken!: string | null;
  @ApiProperty()
  mustChangePassword!: boolean;
  @ApiProperty({ type: String, nullable: true, enum: languages })
  language!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: themes })
  theme!: string | null;
}

/** What somebody shows to come in. */
export class SignInBody {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  username!: string;
  @ApiProperty()
  @IsString()
  @MaxLength(500)
  password!: string;
}

/** A change of the own password. */
export class OwnPasswordBody {
  @ApiProperty({ description: 'The password as it is.' })
  @IsString()
  @MaxLength(500)
  current!: string;
  @ApiProperty({ description: 'At least 10 characters, not the username.' })
  @IsString()
  @MaxLength(500)
  next!: string;
}

/** How one likes the console. */
export class MeBody {
  @ApiPropertyOptional({ enum: languages })
  @IsOptional()
  @IsIn(languages)
  language?: string;
  @ApiPropertyOptional({ enum: themes })
  @IsOptional()
  @IsIn(themes)
  theme?: string;
}

/** The first user of an installation. */
export class FirstRunBody {
  @ApiProperty()
  @IsString()
  @MaxLength(100)
  username!: string;
  @ApiProperty()
  @IsString()
  @MaxLength(500)
  password!: string;
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
  @ApiPropertyOptional({ description: 'The set-up code that the service printed at its start; needed unless the request comes from the machine itself.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  code?: string;
}

/** Whether the first user can still be made. */
export class FirstRunItem {
  @ApiProperty()
  open!: boolean;
  @ApiProperty({ description: 'From where you ask the set-up code is needed.' })
  codeNeeded!: boolean;
  @ApiProperty({ description: 'An identity provider is set up: GET /api/v1/oidc/start leads there.' })
  identityProvider!: boolean;
}

/** A role to be granted. */
export class RoleBody {
  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role!: Role;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Id of a unit; absent or null = all.' })
  @IsOptional()
  @IsString()
  unitId?: string | null;
  @ApiPropertyOptional({ description: 'Absent = today.', example: '2026-01-01' })
  @IsOptional()
  @Matches(datePattern)
  fromDate?: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Last date.', example: '2026-12-31' })
  @IsOptional()
  @Matches(datePattern)
  toDate?: string | null;
}

/** When a role ends. */
export class RoleEndBody {
  @ApiProperty({ description: 'Last date on which the role holds.', example: '2026-12-31' })
  @Matches(datePattern)
  toDate!: string;
}

/** A new user. */
export class NewUserBody {
  @ApiProperty({ description: 'a-z, digits, dot, hyphen, underscore.' })
  @IsString()
  @MaxLength(48)
  username!: string;
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsEmail()
  email?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  employeeId?: string | null;
  @ApiPropertyOptional({ description: 'To be changed at first use; absent = one is made and told once.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  password?: string;
  @ApiPropertyOptional({ type: [RoleBody] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RoleBody)
  roles?: RoleBody[];
}

/** What is changed of a user. */
export class UserBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsEmail()
  email?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  employeeId?: string | null;
  @ApiPropertyOptional({ description: 'True ends all sessions at once.' })
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}

/** A user as the API shows it. */
export class UserItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true })
  employeeId!: string | null;
  @ApiProperty()
  mustChangePassword!: boolean;
  @ApiProperty({ type: String, nullable: true })
  disabledAt!: string | null;
  @ApiProperty()
  createdAt!: string;
  @ApiProperty({ type: [RoleItem], description: 'All roles ever held, with their dates.' })
  roles!: readonly RoleItem[];
}

/** A user with a password that is told once. */
export class UserPasswordItem extends UserItem {
  @ApiProperty({ type: String, nullable: true, description: 'Told once, to be changed at first use; null where you gave one.' })
  temporaryPassword!: string | null;
}

/** A session as the API shows it. */
export class SessionItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  userId!: string;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ['password', 'oidc'] })
  via!: string;
  @ApiProperty()
  createdAt!: string;
  @ApiProperty()
  seenAt!: string;
  @ApiProperty()
  expiresAt!: string;
  @ApiProperty()
  address!: string;
  @ApiProperty()
  userAgent!: string;
}
