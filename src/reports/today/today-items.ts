import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';

/** Whose day is meant. */
export class TodayQuery {
  @ApiPropertyOptional({ description: 'Id of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** How many people are where, of those whose work has begun by now. */
export class PresenceCounts {
  @ApiProperty({ description: 'People whose work has begun by now.' })
  due!: number;
  @ApiProperty()
  onTime!: number;
  @ApiProperty()
  late!: number;
  @ApiProperty({ description: 'Leave, sickness and duty.' })
  leave!: number;
  @ApiProperty({ description: 'Nothing recorded yet; says nothing about anybody.' })
  notYet!: number;
  @ApiProperty({ description: 'Nothing can be said: a machine is silent.' })
  waiting!: number;
}

/** The same of one unit. */
export class UnitPresence extends PresenceCounts {
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  name!: string;
}

/** A moment of the arrivals curve. */
export class ArrivalPoint {
  @ApiProperty({ description: 'Minute of the day.' })
  minute!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Share of those planned who are in; null = not yet.' })
  share!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Lowest share of the last same weekdays.' })
  low!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  high!: number | null;
}

/** Arrivals of today over the range of the last same weekdays. */
export class Arrivals {
  @ApiProperty({ type: Number, nullable: true, description: 'Minute of the day at which most people start.' })
  startMinute!: number | null;
  @ApiProperty({ description: 'How many same weekdays the range is made of.' })
  weekdays!: number;
  @ApiProperty({ type: [ArrivalPoint] })
  points!: ArrivalPoint[];
}

/** A machine that needs somebody to look at it. */
export class MachineTrouble {
  @ApiProperty({ enum: ['silent', 'never-heard', 'failing', 'clock-off', 'nearly-full', 'battery', 'sensor-silent'] })
  kind!: string;
  @ApiProperty()
  reference!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: Number, nullable: true })
  sinceAt!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Seconds ahead (negative: behind), percent of memory or of battery.' })
  value!: number | null;
  @ApiProperty({ description: 'People who cannot be judged meanwhile.' })
  people!: number;
}

/** What waits for the caller. */
export class WaitingWork {
  @ApiProperty({ description: 'The date to review.' })
  reviewDate!: string;
  @ApiProperty()
  reviewOpen!: number;
  @ApiProperty()
  reviewDone!: number;
  @ApiProperty({ type: String, nullable: true })
  reviewBy!: string | null;
  @ApiProperty()
  requests!: number;
  @ApiProperty({ type: Number, nullable: true })
  oldestRequestAt!: number | null;
  @ApiProperty()
  cases!: number;
  @ApiProperty()
  newTerminals!: number;
  @ApiProperty({ type: String, nullable: true })
  newTerminalName!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  newTerminalAt!: number | null;
}

/** The page of today. */
export class TodayAnswer {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ description: 'Epoch milliseconds of the answer.' })
  at!: number;
  @ApiProperty()
  counts!: PresenceCounts;
  @ApiProperty({ description: 'People whose work begins later today.' })
  later!: number;
  @ApiProperty({ type: [UnitPresence], description: 'Most unaccounted first.' })
  units!: UnitPresence[];
  @ApiProperty()
  arrivals!: Arrivals;
  @ApiProperty({ type: [MachineTrouble] })
  machines!: MachineTrouble[];
  @ApiProperty()
  waiting!: WaitingWork;
}

/** A unit of the caller's reach, in the order of the tree. */
export class OverviewUnit {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  depth!: number;
}

/** A terminal as one square. */
export class OverviewTerminal {
  @ApiProperty()
  serialNumber!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ['heard', 'silent', 'clock', 'pending'] })
  state!: string;
}

/** What the frame of every page shows. */
export class Overview {
  @ApiProperty({ description: 'The time of the service: what is shown as a span until now counts up to it, not to the clock of whoever looks.' })
  now!: string;
  @ApiProperty()
  today!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ type: [OverviewUnit] })
  units!: OverviewUnit[];
  @ApiProperty()
  review!: number;
  @ApiProperty()
  cases!: number;
  @ApiProperty()
  requests!: number;
  @ApiProperty({ description: 'Complaints that wait to be verified or answered.' })
  complaints!: number;
  @ApiProperty({ type: [OverviewTerminal] })
  terminals!: OverviewTerminal[];
}
