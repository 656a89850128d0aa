import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { calendarDatePattern } from '../../platform/http/date-text';

/** A text in both languages. */
export class BilingualBody {
  @ApiProperty({ description: 'Bahasa Indonesia' })
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  id!: string;

  @ApiProperty({ description: 'English' })
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  en!: string;
}

/** How long a service may take. */
export class PromiseBody {
  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  amount!: number;

  @ApiProperty({ enum: ['working-hour', 'working-day'] })
  @IsIn(['working-hour', 'working-day'])
  unit!: 'working-hour' | 'working-day';
}

/** A stage of a service. */
export class StepBody {
  @ApiProperty({ example: 'print' })
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  code!: string;

  @ApiProperty()
  @ValidateNested()
  @Type(() => BilingualBody)
  name!: BilingualBody;
}

/** A service from a date on. */
export class ServiceBody {
  @ApiProperty({ example: 'KTP' })
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  code!: string;

  @ApiProperty({ description: 'Code of the unit that gives the service.' })
  @IsString()
  unit!: string;

  @ApiProperty({ example: '2026-01-01', description: 'The date from which this holds; what was promised before stays as it was.' })
  @Matches(calendarDatePattern, { message: 'fromDate must be written like 2026-11-23' })
  fromDate!: string;

  @ApiProperty()
  @ValidateNested()
  @Type(() => BilingualBody)
  name!: BilingualBody;

  @ApiProperty()
  @ValidateNested()
  @Type(() => PromiseBody)
  promise!: PromiseBody;

  @ApiProperty({ type: [BilingualBody] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => BilingualBody)
  requirements!: BilingualBody[];

  @ApiProperty({ type: [StepBody] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => StepBody)
  steps!: StepBody[];
}

/** A counter of a unit. */
export class CounterBody {
  @ApiProperty({ example: 'LOKET-3' })
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  code!: string;

  @ApiProperty({ description: 'Code of the unit.' })
  @IsString()
  unit!: string;

  @ApiProperty()
  @ValidateNested()
  @Type(() => BilingualBody)
  name!: BilingualBody;
}

/** A point to open. */
export class PointBody {
  @ApiProperty({ description: 'Code of the service.' })
  @IsString()
  service!: string;

  @ApiPropertyOptional({ description: 'Code of the counter, of the same unit; without it the point is for the service wherever it is given.' })
  @IsOptional()
  @IsString()
  counter?: string;

  @ApiPropertyOptional({ default: 30, description: 'Open ratings of one clock hour beyond which none of that hour enters the index.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  hourlyCapacity?: number;

  @ApiPropertyOptional({ default: 5, description: 'Open ratings of one network address on one day beyond which later ones do not enter the index; raise it where citizens share the network of the office.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  perAddressDaily?: number;
}

/** The ticket that a single-use link is for. */
export class RatingLinkBody {
  @ApiProperty({ description: 'Number of the ticket in the queue or case system; it is not part of the link and is not kept.' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  ticket!: string;

  @ApiPropertyOptional({ default: 14, minimum: 1, maximum: 90 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(90)
  days?: number;
}
