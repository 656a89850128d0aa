import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { AssignmentBody, EnrolmentBody, ExemptionBody, HolidayBody, PeriodHoursBody, PolicyBody, RosterBody, ShiftBody, UnitBody, WorkScheduleBody } from '../../plan/api/bodies';
import { datePattern } from '../../platform/http/date-text';

const maxItems = 5000;

/** A list of items as their own routes take them. */
function ListOf(Item: new () => object): PropertyDecorator {
  return together([ApiPropertyOptional({ type: [Item] }), IsOptional(), IsArray(), ArrayMaxSize(maxItems), ValidateNested({ each: true }), Type(() => Item)]);
}

function together(decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of [...decorators].reverse()) decorate(target, property);
  };
}

/** A list of ids. */
function IdsOf(what: string): PropertyDecorator {
  return together([ApiPropertyOptional({ type: [String], description: `Ids of ${what}.` }), IsOptional(), IsArray(), ArrayMaxSize(maxItems), IsString({ each: true })]);
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

/** A version of a shift or of a work schedule that would be removed. */
export class VersionRemoval {
  @ApiProperty()
  @IsString()
  code!: string;
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  fromDate!: string;
}

/** An assignment that would be removed. */
export class AssignmentRemoval {
  @ApiProperty({ enum: ['unit', 'employee'] })
  @IsIn(['unit', 'employee'])
  subjectKind!: 'unit' | 'employee';
  @ApiProperty({ description: 'Id of a unit or a person; * = everybody.' })
  @IsString()
  subjectId!: string;
  @ApiProperty({ example: '2026-11-01' })
  @Matches(datePattern)
  fromDate!: string;
}

/** A version of a policy, or an exemption from holidays, that would be taken back. */
export class OfUnitRemoval {
  @ApiPropertyOptional({ description: 'Code of a unit; absent or * = everybody.' })
  @IsOptional()
  @IsString()
  unit?: string;
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
  @ListOf(OfUnitRemoval)
  holidayExemptions?: OfUnitRemoval[];
  @ListOf(VersionRemoval)
  shifts?: VersionRemoval[];
  @ListOf(VersionRemoval)
  schedules?: VersionRemoval[];
  @ListOf(AssignmentRemoval)
  assignments?: AssignmentRemoval[];
  @ListOf(OfUnitRemoval)
  policies?: OfUnitRemoval[];
  @IdsOf('period hours')
  periodHours?: string[];
  @IdsOf('enrolments')
  enrolments?: string[];
}

/** A change of the plan: items as their own routes take them, and what would be removed. */
export class PlanChangeBody {
  @ListOf(UnitBody)
  units?: UnitBody[];
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
}

/** A change of the plan that is to be saved. */
export class PlanChangeSaveBody extends PlanChangeBody {
  @ApiPropertyOptional({ description: 'The revision that the preview was made at: where the plan has changed since, nothing is saved (409 plan-changed).' })
  @IsOptional()
  @IsInt()
  revision?: number;
}

/** A change of the plan that is only to be tried. */
export class PlanPreviewBody extends PlanChangeBody {
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
