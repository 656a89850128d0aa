import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type CardWriting, cardWritings } from '../../protocols/card-writing';
import { type DoorSide } from './door-sensor';
import { sensorTroubleKinds } from './sensor-troubles';

const sides: readonly DoorSide[] = ['in', 'out', 'none'];

/** Which sensors of the fleet. */
export class DoorSensorQuery {
  @ApiPropertyOptional({ example: 'D-LOBI,D-ARSIP', description: 'Codes with commas between: only these, e.g. those that a page shows. Absent = all.' })
  @IsOptional()
  @IsString()
  @MaxLength(12_000)
  codes?: string;
}

/** A new door sensor or reader. */
export class NewDoorSensorBody {
  @ApiProperty({ example: 'lobby-in', description: "Stands where a terminal's serial number stands in enrolments: pin = card number, terminal = this code." })
  @IsString()
  @MaxLength(64)
  code!: string;

  @ApiProperty({ example: 'Lobby, reader outside' })
  @IsString()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ example: 'zigbee2mqtt-contact', description: 'Id of a profile, see door-profiles.' })
  @IsString()
  profile!: string;

  @ApiProperty({ example: 'lobby', description: 'Sensors of one door (within a unit) share its name.' })
  @IsString()
  @MaxLength(64)
  door!: string;

  @ApiPropertyOptional({ enum: sides, default: 'none', description: 'Which way people go who are read here.' })
  @IsOptional()
  @IsIn(sides)
  side?: DoorSide;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Unit whose door it is.' })
  @IsOptional()
  @IsString()
  unitId?: string | null;

  @ApiPropertyOptional({ example: 'Asia/Jakarta', description: 'Zone of its wall clock; default: that of the installation.' })
  @IsOptional()
  @IsString()
  zone?: string;

  @ApiPropertyOptional({ type: Object, example: { address: 'front-door' }, description: "Values of the profile's parameters." })
  @IsOptional()
  @IsObject()
  parameters?: Record<string, string>;

  @ApiPropertyOptional({ description: 'The wiring turns open and closed round.' })
  @IsOptional()
  @IsBoolean()
  invert?: boolean;

  @ApiPropertyOptional({ minimum: 5, maximum: 86400, description: 'Open longer than this is held open; default 60.' })
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(86_400)
  heldOpenSeconds?: number;

  @ApiPropertyOptional({ description: 'Nobody gets past this reader unread.' })
  @IsOptional()
  @IsBoolean()
  mandatory?: boolean;

  @ApiPropertyOptional({ minimum: 1, maximum: 10080, description: 'Without availability messages it is known to work this long after each message; default 240.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_080)
  silentMinutes?: number;

  @ApiPropertyOptional({ enum: cardWritings, nullable: true, description: 'How this reader writes cards; null or absent = as its profile knows it.' })
  @IsOptional()
  @IsIn([...cardWritings])
  cardWriting?: CardWriting | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'User name under which its messages have to be published at the embedded broker.' })
  @IsOptional()
  @IsString()
  username?: string | null;

  @ApiPropertyOptional({ description: "Sets the password of that user name (all its sensors'); accepted, never shown.", minLength: 8 })
  @IsOptional()
  @IsString()
  password?: string;
}

/** What can be changed of a door sensor; what is left out stays. */
export class DoorSensorChangeBody extends PartialType(NewDoorSensorBody) {}

/** What an incident means, in both languages. */
export class SensorIncidentTexts {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  en!: string;
}

/** A span in which a door sensor was in trouble. */
export class SensorIncidentItem {
  @ApiProperty({ enum: sensorTroubleKinds })
  kind!: string;
  @ApiProperty()
  fromAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null while it goes on.' })
  toAt!: string | null;
  @ApiProperty({ type: SensorIncidentTexts })
  texts!: SensorIncidentTexts;
}

/** How a door sensor is. */
export class DoorSensorHealthItem {
  @ApiProperty({ type: String, nullable: true })
  lastContactAt!: string | null;
  @ApiProperty({ enum: ['online', 'offline', 'asleep', 'unknown'] })
  availability!: string;
  @ApiProperty({ type: String, nullable: true })
  availabilitySinceAt!: string | null;
  @ApiProperty({ type: String, enum: ['open', 'closed'], nullable: true })
  state!: string | null;
  @ApiProperty({ type: String, nullable: true })
  stateSinceAt!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  batteryPercent!: number | null;
  @ApiProperty({ type: Boolean, nullable: true })
  batteryLow!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether the time it tells can be right; null while it tells none.' })
  clockTrusted!: boolean | null;
  @ApiProperty({ type: String, nullable: true })
  clockSinceAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Since when it is known to have worked without a gap.' })
  workingSinceAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Until when it is known to have worked.' })
  workingUntilAt!: string | null;
  @ApiProperty({ type: [SensorIncidentItem], description: 'What goes on; all of them: door-sensors/CODE/incidents.' })
  incidents!: SensorIncidentItem[];
}

/** A door sensor as the API shows it. */
export class DoorSensorItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  profile!: string;
  @ApiProperty()
  door!: string;
  @ApiProperty({ enum: sides })
  side!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ type: Object })
  parameters!: Readonly<Record<string, string>>;
  @ApiProperty({ type: Boolean, nullable: true })
  invert!: boolean | null;
  @ApiProperty({ type: Number, nullable: true })
  heldOpenSeconds!: number | null;
  @ApiProperty()
  mandatory!: boolean;
  @ApiProperty({ type: Number, nullable: true })
  silentMinutes!: number | null;
  @ApiProperty({ type: String, enum: cardWritings, nullable: true, description: 'null = as its profile knows it.' })
  cardWriting!: CardWriting | null;
  @ApiProperty({ type: String, nullable: true })
  username!: string | null;
  @ApiProperty({ type: DoorSensorHealthItem, nullable: true })
  health!: DoorSensorHealthItem | null;
}

/** A profile that a sensor can have. */
export class DoorProfileItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  model!: string;
  @ApiProperty()
  vendor!: string;
  @ApiProperty({ enum: ['none', 'bronze', 'silver', 'gold'] })
  tier!: string;
  @ApiProperty({ type: Object, description: 'What has to be given, and what may be: a parameter with a default.' })
  parameters!: Readonly<Record<string, { about: string; default?: string | undefined }>>;
  @ApiProperty({ description: 'Whether "invert" has to be stated.' })
  invertRequired!: boolean;
}
