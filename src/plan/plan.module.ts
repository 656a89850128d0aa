import { Module } from '@nestjs/common';
import { AssignmentsController } from './api/assignments.controller';
import { EmployeesController } from './api/employees.controller';
import { EnrolmentsController } from './api/enrolments.controller';
import { HolidaysController } from './api/holidays.controller';
import { PeriodHoursController } from './api/period-hours.controller';
import { PlanImportController } from './api/plan-import.controller';
import { PoliciesController } from './api/policies.controller';
import { PositionsController } from './api/positions.controller';
import { RosterController } from './api/roster.controller';
import { ShiftsController } from './api/shifts.controller';
import { UnitsController } from './api/units.controller';
import { WorkSchedulesController } from './api/work-schedules.controller';
import { EmployeeList } from './employee/employee-list';
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
import { PlanImport } from './import/plan-import';
import { PlanKinds } from './plan-kinds';
import { PositionRepository } from './position/position-repository';
import { PlanReader } from './reading/plan-reader';
import { UnitRepository } from './unit/unit-repository';
import { PlanWriter } from './writing/plan-writer';

const repositories = [
  UnitRepository,
  EmployeeRepository,
  EnrolmentRepository,
  ShiftRepository,
  WorkScheduleRepository,
  AssignmentRepository,
  RosterRepository,
  PositionRepository,
  PeriodHoursRepository,
  PolicyRepository,
  HolidayRepository,
  ExemptionRepository,
];

/** The plan: who should be where and when. */
@Module({
  controllers: [
    UnitsController,
    EmployeesController,
    EnrolmentsController,
    ShiftsController,
    WorkSchedulesController,
    AssignmentsController,
    RosterController,
    PositionsController,
    HolidaysController,
    PeriodHoursController,
    PoliciesController,
    PlanImportController,
  ],
  providers: [...repositories, EmployeeList, PlanKinds, PlanWriter, PlanReader, PlanImport],
  exports: [...repositories, EmployeeList, PlanKinds, PlanWriter, PlanReader, PlanImport],
})
export class PlanModule {}
