import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { z } from 'zod';
import { employeeCategories } from '../employee/employee';
import { type EnrolmentKind, enrolmentKinds } from '../enrolment/enrolment';
import { type PolicyDefinition } from '../reading/shared-plan';
import { holidayKinds } from '../holiday/holiday-repository';
import { type DayInput } from '../hours/work-schedule-repository';
import { clockRanges, dayList, Fits } from './fits';
import { datePattern } from '../../platform/http/date-text';

const dateMessage = { message: '$property must be a date written YYYY-MM-DD' };

/** A required date. */
const DateField = (): PropertyDecorator => together(ApiProperty({ example: '2026-01-01' }), Matches(datePattern, dateMessage));
/** A date that may be absent, or null for none. */
const OptionalDate = (description?: string): PropertyDecorator =>
  together(ApiPropertyOptional({ type: String, nullable: true, example: '2026-01-01', ...(description ? { description } : {}) }), IsOptional(), Matches(datePattern, dateMessage));
/** A required text. */
const Text = (description?: string): PropertyDecorator => together(ApiProperty(description ? { description } : {}), IsString());
/** A text that may be absent, or null for none. */
const OptionalText = (description?: string): PropertyDecorator => together(ApiPropertyOptional({ type: String, nullable: true, ...(description ? { description } : {}) }), IsOptional(), IsString());

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of [...decorators].reverse()) decorate(target, property);
  };
}

/** A unit, as written. */
export class UnitBody {
  @Text('Short and unique.')
  code!: string;
  @Text()
  name!: string;
  @OptionalText('Code of the unit above.')
  parent?: string | null;
  @OptionalText('Date from which that unit is above, YYYY-MM-DD; "*" = it has always been so, and the past is judged by it. Needed where a known unit stands under another one; absent = a new unit stands there since ever.')
  parentFromDate?: string | null;
  @OptionalText('IANA zone, e.g. Asia/Jakarta; absent = that of the unit above.')
  zone?: string | null;
}

/** Where somebody belongs from a date on, as written. */
export class UnitMembershipBody {
  @Text('Code of the unit.')
  unit!: string;
  @DateField()
  fromDate!: string;
}

/** A person, as written; absent fields stay as they are. */
export class EmployeeBody {
  @Text('NIP, NI PPPK or staff number, as text.')
  number!: string;
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  name?: string;
  @ApiPropertyOptional({ enum: employeeCategories })
  @IsOptional()
  @IsString()
  category?: string;
  @OptionalText()
  jobTitle?: string | null;
  @OptionalText()
  email?: string | null;
  @OptionalDate('First date of employment.')
  joinedDate?: string | null;
  @OptionalDate('Last date of employment.')
  leftDate?: string | null;
  @OptionalText('Code of the unit, from unitFromDate on.')
  unit?: string | null;
  @OptionalDate('For somebody new: absent = the date of joining.')
  unitFromDate?: string | null;
  @ApiPropertyOptional({ type: [UnitMembershipBody], description: 'The whole history; takes the place of what stands.' })
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => UnitMembershipBody)
  unitHistory?: UnitMembershipBody[];
}

/** An enrolment, as written. */
export class EnrolmentBody {
  @Text('A user id; of a card its number: as printed, 0x075BCD15, [15CD5B07], facility and number, or just as one reader writes it.')
  pin!: string;
  @ApiPropertyOptional({ enum: enrolmentKinds, nullable: true, description: 'Absent = as it stands; `pin` of what is new.' })
  @IsOptional()
  @IsIn([...enrolmentKinds])
  kind?: EnrolmentKind | null;
  @OptionalText("Serial number or a reader's code; absent = every terminal that has no enrolment of its own for the pin (of a card: and every reader).")
  terminal?: string | null;
  @Text("The person's number.")
  employee!: string;
  @DateField()
  fromDate!: string;
  @OptionalDate()
  toDate?: string | null;
}

/** A version of a shift, as written. */
export class ShiftBody {
  @Text()
  code!: string;
  @OptionalText()
  name?: string | null;
  @OptionalDate('Absent = since ever.')
  fromDate?: string | null;
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } }, example: [['07:30', '16:00']], description: '"24:00" = midnight at the end, "07:00+1" = the next day.' })
  @Fits(clockRanges)
  segments!: [string, string][];
  @ApiPropertyOptional({ type: 'array', items: { type: 'array', items: { type: 'string' } }, example: [['12:00', '13:00']] })
  @IsOptional()
  @Fits(clockRanges)
  breaks?: [string, string][];
  @ApiPropertyOptional({ default: false, description: 'Each segment needs its own punches.' })
  @IsOptional()
  @IsBoolean()
  punchEachSegment?: boolean;
}

/** A version of a work schedule, as written: a week, or a rotation with its anchor. */
export class WorkScheduleBody {
  @Text()
  code!: string;
  @OptionalDate('Absent = since ever.')
  fromDate?: string | null;
  @ApiPropertyOptional({ type: 'array', items: {}, example: ['REG', 'REG', 'REG', 'REG', 'FRI', null, null], description: 'Seven days, Monday first: a code, a list of codes, or null for a day off.' })
  @IsOptional()
  @Fits(dayList)
  week?: DayInput[];
  @ApiPropertyOptional({ type: 'array', items: {}, example: ['P', 'S', 'M', null] })
  @IsOptional()
  @Fits(dayList)
  pattern?: DayInput[];
  @OptionalDate('The date on which the pattern starts.')
  anchor?: string | null;
}

/** Who works by which schedule, as written. */
export class AssignmentBody {
  @OptionalText('Code of a unit (with those below it), or * for everybody.')
  unit?: string | null;
  @OptionalText("A person's number.")
  employee?: string | null;
  @Text('Code of the work schedule.')
  schedule!: string;
  @DateField()
  fromDate!: string;
  @OptionalDate()
  toDate?: string | null;
}

/** The shifts of one person on one date, as written. */
export class RosterBody {
  @Text("The person's number.")
  employee!: string;
  @DateField()
  date!: string;
  @ApiProperty({ type: [String], description: 'Codes of shifts; none = a day off.' })
  @IsArray()
  @IsString({ each: true })
  shifts!: string[];
  @OptionalText()
  note?: string | null;
}

/** Rank and position of one person from a date on, as written. */
export class PositionBody {
  @Text("The person's number.")
  employee!: string;
  @DateField()
  fromDate!: string;
  @OptionalText('Pangkat, e.g. Penata Muda Tk. I.')
  rank?: string | null;
  @OptionalText('Golongan (ruang), e.g. III/b.')
  grade?: string | null;
  @OptionalText('Kind of position as the table of authority names it, e.g. Pengawas, JF Ahli Muda, Pelaksana.')
  positionKind?: string | null;
  @OptionalText()
  jobTitle?: string | null;
  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Kelas jabatan, 1 to 99.' })
  @IsOptional()
  @IsInt()
  jobClass?: number | null;
}

/** A holiday, as written. */
export class HolidayBody {
  @DateField()
  date!: string;
  @Text()
  name!: string;
  @ApiProperty({ enum: holidayKinds })
  @IsString()
  kind!: string;
  @OptionalText('Code of a unit; absent = everybody.')
  unit?: string | null;
  @OptionalText('"HH:MM"; makes it a half holiday.')
  fromTime?: string | null;
  @OptionalText('"HH:MM"; makes it a half holiday.')
  toTime?: string | null;
  @OptionalText()
  decree?: string | null;
}

/** A unit that works on holidays, as written. */
export class ExemptionBody {
  @Text('Code of the unit.')
  unit!: string;
  @DateField()
  fromDate!: string;
  @OptionalDate()
  toDate?: string | null;
}

/** Other hours for a period, as written. */
export class PeriodHoursBody {
  @Text()
  name!: string;
  @OptionalText('Code of a unit; absent = everybody.')
  unit?: string | null;
  @DateField()
  fromDate!: string;
  @DateField()
  toDate!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { REG: 'REG-RAMADAN' } })
  @Fits(z.record(z.string(), z.string()))
  replaces!: Record<string, string>;
}

/** A version of a policy, as written. */
export class PolicyBody {
  @OptionalText('Code of a unit; absent = everybody.')
  unit?: string | null;
  @OptionalDate('Absent = since ever.')
  fromDate?: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Only what differs from the units above.', example: { lateGraceMinutes: 5 } })
  @IsObject()
  policy!: PolicyDefinition;
}
