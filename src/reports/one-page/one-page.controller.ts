import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { AppraisalEvidenceReader } from './appraisal-evidence';
import { AppraisalEvidence } from './appraisal-evidence-items';
import { monthsBetween } from './months';
import { ComparisonQuery, EmployeeOnePage, OnePageQuery, UnitComparison, UnitOnePage, UnitPageQuery } from './one-page-items';
import { OnePageReader } from './one-page-reader';
import { UnitComparer } from './unit-comparison';

/** Attendance, discipline, appraisal, supervision, complaints and service figures on one page. */
@ApiTags('performance')
@Controller('api/v1')
export class OnePageController {
  constructor(
    private readonly reader: OnePageReader,
    private readonly comparer: UnitComparer,
    private readonly beside: AppraisalEvidenceReader,
  ) {}

  @Get('appraisals/:id/evidence')
  @Allow('appraisals.read', 'appraisal', { seen: true })
  @ApiOperation({ summary: 'What lies beside an appraisal in its period: notes, differences, complaints, services of the unit; each block only for whom its own permission reaches. No outcome is computed from it' })
  @ApiOkResponse({ type: AppraisalEvidence })
  evidence(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<AppraisalEvidence> {
    return this.beside.read(id, caller);
  }

  @Get('employees/:employeeId/one-page')
  @Allow('people.read', 'employee', { seen: true })
  @ApiOperation({ summary: 'One person over some months; each block only for whom its own permission reaches that person' })
  @ApiOkResponse({ type: EmployeeOnePage })
  employee(@Param('employeeId') employeeId: string, @Query() { from, to }: OnePageQuery, @CurrentCaller() caller: Caller): Promise<EmployeeOnePage> {
    return this.reader.employee(employeeId, monthsBetween(from, to, caller.today), caller);
  }

  @Get('unit-page')
  @Allow('reports.read', 'unit-asked', { seen: true })
  @ApiOperation({ summary: 'One unit, with all below it, over some months; each block only for whom its own permission reaches that unit' })
  @ApiOkResponse({ type: UnitOnePage })
  unit(@Query() { unitId, from, to }: UnitPageQuery, @CurrentCaller() caller: Caller): Promise<UnitOnePage> {
    return this.reader.unit(unitId, monthsBetween(from, to, caller.today), caller);
  }

  @Get('unit-comparison')
  @Allow('reports.read', 'rows', { seen: true })
  @ApiOperation({ summary: 'Units beside each other with counts and intervals of 95 %: by name, never by rank; units of fewer than five people are marked and told apart from nobody' })
  @ApiOkResponse({ type: UnitComparison })
  compare(@Query() { unitId, from, to }: ComparisonQuery, @CurrentReach() reach: Reach, @CurrentCaller() caller: Caller): Promise<UnitComparison> {
    return this.comparer.compare(unitId ?? null, monthsBetween(from, to, caller.today), reach);
  }
}
