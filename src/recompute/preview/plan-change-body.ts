import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { AssignmentBody, EnrolmentBody, ExemptionBody, HolidayBody, PeriodHoursBody, PolicyBody, RosterBody, ShiftBody, WorkScheduleBody } from '../../plan/api/bodies';
import { datePattern } from '../../plan/api/queries';

const maxItems = 5000;

/** A list of items as their own routes take them. */
function ListOf(Item: new () => object): PropertyDecorator {
  const decorators = [ApiPropertyOptional({ type: [Item] }), IsOptional(), IsArray(), ArrayMaxSize(maxItems), ValidateNested({ each: true }), Type(() => Item)];
  return (target, property) => {
    for (const decorate of [...decorators].reverse()) decorate(target, property);
  };
}

/** Entries of a roster that would be taken away. */
export class RosterRemoval {
  @ApiProperty()
  @IsString()
  employeeId!: string;
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  from!: string;
  @ApiProperty({ example: '2026-11-30' })
  @Matches(datePattern)
  to!: string;
}

/** A holiday that would be taken back. */
export class HolidayRemoval {
  @ApiProperty({ example: '2026-11-10' })
  @Matches(datePattern)
  date!: string;
  @ApiPropertyOptional({ description: 'Code of a unit; absent = the holiday of everybody.' })
  @IsOptional()
  @IsString()
  unit?: string;
}

/** A version of a shift that would be removed. */
export class ShiftRemoval {
  @ApiProperty()
  @IsString()
  code!: string;
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  fromDate!: string;
}

/** What would be removed. */
export class PlanRemovals {
  @ListOf(RosterRemoval)
  roster?: RosterRemoval[];
  @ListOf(HolidayRemoval)
  holidays?: HolidayRemoval[];
  @ListOf(ShiftRemoval)
  shifts?: ShiftRemoval[];
  @ApiPropertyOptional({ type: [String], description: 'Ids of period hours.' })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  periodHours?: string[];
}

/** A change of the plan, written as its own routes take it, that is only to be tried. */
export class PlanChangeBody {
  @ListOf(ShiftBody)
  shifts?: ShiftBody[];
  @ListOf(WorkScheduleBody)
  schedules?: WorkScheduleBody[];
  @ListOf(PeriodHoursBody)
  periodHours?: PeriodHoursBody[];
  @ListOf(PolicyBody)
  policies?: PolicyBody[];
  @ListOf(HolidayBody)
  holidays?: HolidayBody[];
  @ListOf(ExemptionBody)
  holidayExemptions?: ExemptionBody[];
  @ListOf(AssignmentBody)
  assignments?: AssignmentBody[];
  @ListOf(EnrolmentBody)
  enrolments?: EnrolmentBody[];
  @ListOf(RosterBody)
  roster?: RosterBody[];

  @ApiPropertyOptional({ type: PlanRemovals })
  @IsOptional()
  @ValidateNested()
  @Type(() => PlanRemovals)
  remove?: PlanRemovals;

  @ApiPropertyOptional({ minimum: 1, maximum: 50_000, default: 20_000, description: 'Person-days that are judged at most; beyond it the answer says that it is not complete.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50_000)
  maxDays?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 200, default: 50, description: 'People whose days are listed; everybody is counted.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(200)
  maxPeople?: number;
}
