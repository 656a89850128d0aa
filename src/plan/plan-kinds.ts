import { Injectable } from '@nestjs/common';
import { AssignmentBody, EmployeeBody, EnrolmentBody, ExemptionBody, HolidayBody, PeriodHoursBody, PolicyBody, PositionBody, RosterBody, ShiftBody, UnitBody, WorkScheduleBody } from './api/bodies';
import { EmployeeRepository } from './employee/employee-repository';
import { EnrolmentRepository } from './enrolment/enrolment-repository';
import { ExemptionRepository } from './holiday/exemption-repository';
import { HolidayRepository } from './holiday/holiday-repository';
import { AssignmentRepository } from './hours/assignment-repository';
import { PeriodHoursRepository } from './hours/period-hours-repository';
import { PolicyRepository } from './hours/policy-repository';
import { RosterRepository } from './hours/roster-repository';
import { ShiftRepository } from './hours/shift-repository';
import { WorkScheduleRepository } from './hours/work-schedule-repository';
import { PositionRepository } from './position/position-repository';
import { UnitRepository } from './unit/unit-repository';
import { type PlanChange } from './writing/plan-writer';
import { type PlaceOf } from './writing/problem-list';

/** Everything that a document of the plan may hold, each after what it refers to. */
export const planKinds = ['units', 'shifts', 'schedules', 'periodHours', 'policies', 'holidays', 'holidayExemptions', 'employees', 'assignments', 'enrolments', 'roster', 'positions'] as const;
/** One of them. */
export type PlanKind = (typeof planKinds)[number];

/** The shape of each kind as it is written in files and requests. */
export const bodies = {
  units: UnitBody,
  shifts: ShiftBody,
  schedules: WorkScheduleBody,
  periodHours: PeriodHoursBody,
  policies: PolicyBody,
  holidays: HolidayBody,
  holidayExemptions: ExemptionBody,
  employees: EmployeeBody,
  assignments: AssignmentBody,
  enrolments: EnrolmentBody,
  roster: RosterBody,
  positions: PositionBody,
} as const satisfies Record<PlanKind, new () => object>;

/** The items of a document, by kind. */
export type PlanItems = { readonly [K in PlanKind]?: readonly InstanceType<(typeof bodies)[K]>[] };

/** Writes items of any kind. */
@Injectable()
export class PlanKinds {
  constructor(
    readonly units: UnitRepository,
    readonly shifts: ShiftRepository,
    readonly schedules: WorkScheduleRepository,
    readonly periodHours: PeriodHoursRepository,
    readonly policies: PolicyRepository,
    readonly holidays: HolidayRepository,
    readonly holidayExemptions: ExemptionRepository,
    readonly employees: EmployeeRepository,
    readonly assignments: AssignmentRepository,
    readonly enrolments: EnrolmentRepository,
    readonly roster: RosterRepository,
    readonly positions: PositionRepository,
  ) {}

  /** Writes all items of one kind. */
  async put<K extends PlanKind>(change: PlanChange, kind: K, items: NonNullable<PlanItems[K]>, place: PlaceOf): Promise<void> {
    const repository: { put(change: PlanChange, items: unknown, place: PlaceOf): Promise<unknown> } = this[kind] as never;
    await repository.put(change, items, place);
  }
}
