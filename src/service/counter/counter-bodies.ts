import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ticketStatuses } from '../../core/service/counter';
import { type TicketEventType, ticketEventTypes } from '../../core/service/ticket';
import { BilingualBody } from '../catalogue/catalogue-bodies';

const pressable = ticketEventTypes.filter((type) => type !== 'take');

/** Whose tickets are asked for. */
export class CounterQuery {
  @ApiPropertyOptional({ description: 'Id of a unit: the services of it and of the units below it.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional({ description: 'Code of a service.' })
  @IsOptional()
  @IsString()
  service?: string;
}

/** A ticket to begin. */
export class CounterTicketBody {
  @ApiProperty({ description: 'Code of the service.' })
  @IsString()
  service!: string;

  @ApiPropertyOptional({ description: 'Its number where there is one already; else the next of the day is given.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9 ._/-]{1,40}$/, { message: 'number has letters, digits and . _ / -' })
  number?: string;
}

/** What happens to a ticket now. */
export class CounterEventBody {
  @ApiProperty({ enum: pressable, description: '`start` begins the first step of the service; `wait` and `resume` enclose the time in which the applicant has to bring something.' })
  @IsIn(pressable)
  event!: Exclude<TicketEventType, 'take'>;

  @ApiPropertyOptional({ description: 'With `step`: the step that begins.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  step?: string;
}

/** A step that a ticket goes through. */
export class CounterStepItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: BilingualBody;
}

/** A ticket that is not finished, as a counter sees it. */
export class CounterTicketItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  service!: string;
  @ApiProperty()
  serviceName!: BilingualBody;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  takenAt!: string;
  @ApiProperty({ enum: ticketStatuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The step that it is in.' })
  step!: string | null;
  @ApiProperty({ description: 'Since when it stands as it does.' })
  sinceAt!: string;
  @ApiProperty({ description: 'Working minutes until now, without the time of the applicant.' })
  minutes!: number;
  @ApiProperty({ type: Number, nullable: true })
  promisedMinutes!: number | null;
  @ApiProperty({ type: [CounterStepItem] })
  steps!: CounterStepItem[];
  @ApiProperty({ enum: ticketEventTypes, isArray: true, description: 'What may be pressed now.' })
  allowed!: readonly string[];
}
