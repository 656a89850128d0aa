import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/auth/auth-guard';
import { DomainError } from '../../platform/errors';
import { EmployeeYear } from './employee-year-items';
import { EmployeeYearReader } from './employee-year-reader';

/** One person's year on one page. */
@ApiTags('accounts')
@Controller('api/v1/employees')
export class EmployeeYearController {
  constructor(private readonly reader: EmployeeYearReader) {}

  @Get(':employeeId/year/:year')
  @Allow('accounts.read', 'employee', { seen: true })
  @ApiOperation({ summary: "One person's year: the account against its thresholds, the longest run, every day, and the counted days with their evidence" })
  @ApiOkResponse({ type: EmployeeYear })
  year(@Param('employeeId') employeeId: string, @Param('year', ParseIntPipe) year: number): Promise<EmployeeYear> {
    if (year < 1990 || year > 2100) throw new DomainError('wrong-year', `${year} is no year of an account; 1990 to 2100 are.`, 400);
    return this.reader.read(employeeId, year);
  }
}
