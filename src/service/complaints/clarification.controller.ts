import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type ComplaintEvent } from '../../core/service/complaint';
import { blackout, withoutReporter } from '../../core/service/without-reporter';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { clarificationLetter, clarificationRecord, letterPolicy } from './clarification-letter';
import { ComplaintDesk } from './complaint-desk';
import { readEvents, readReporter } from './complaint-store';

interface Called {
  readonly name: string;
  readonly number: string;
  readonly unitName: string;
  readonly call: ComplaintEvent;
  readonly heard: ComplaintEvent | undefined;
}

/** Papers about a call for clarification, to print: neither of them says who reported. */
@ApiTags('service')
@Controller('api/v1/complaints/:id')
export class ClarificationController {
  constructor(
    private readonly desk: ComplaintDesk,
    private readonly database: Database,
  ) {}

  @Get('clarification-letter/:number')
  @Allow('service.write', 'complaint', { seen: true })
  @ApiOperation({ summary: 'The letter that calls an employee for clarification, to print; without the reporter and without the words of the reporter' })
  @ApiProduces('text/html')
  async letter(@Param('id') id: string, @Param('number') number: string, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const { name, unitName, call } = await this.called(id, number, caller);
    print(response, clarificationLetter({ name, number, unitName, dueDate: call.dueDate ?? call.date, writtenDate: call.date, about: call.text ?? '' }));
  }

  @Get('clarification-record/:number')
  @Allow('service.write', 'complaint', { seen: true })
  @ApiOperation({ summary: 'The record of what an employee said when called, to print and sign; a reporter who is named in it is left out' })
  @ApiProduces('text/html')
  async record(@Param('id') id: string, @Param('number') number: string, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const { name, unitName, call, heard } = await this.called(id, number, caller);
    if (!heard) throw new DomainError('not-heard', 'What this employee says about the complaint has not been written down yet.', 404);
    const said = withoutReporter(heard.text ?? '', await readReporter(this.database, id)).replaceAll(blackout, '(pelapor)');
    print(response, clarificationRecord({ name, number, unitName, writtenDate: call.date, about: call.text ?? '', heardDate: heard.date, said }));
  }

  /** Somebody who was called, with the last call and what was said after it. Whoever is named in the complaint themselves reads no paper about a colleague. */
  private async called(id: string, number: string, caller: Caller): Promise<Called> {
    const [person] = await this.database.query<{ id: string; name: string }>('SELECT id, name FROM employee WHERE number = ?', [number]);
    if (person?.id !== caller.employeeId) await this.desk.refuseNamed(id, caller.employeeId);
    const events = ((await readEvents(this.database, [id])).get(id) ?? []).filter(({ employeeId }) => employeeId !== undefined && employeeId === person?.id);
    const call = events.findLast(({ type }) => type === 'call-for-clarification');
    if (!person || !call) throw new DomainError('not-called', 'This employee was not called about this complaint.', 404);
    const heard = events.slice(events.indexOf(call)).findLast(({ type }) => type === 'record-clarification');
    const [unit] = await this.database.query<{ name: string }>('SELECT u.name AS name FROM complaint c JOIN unit u ON u.id = c.unit_id WHERE c.id = ?', [id]);
    return { name: person.name, number, unitName: unit?.name ?? '', call, heard };
  }
}

function print(response: Response, page: string): void {
  response.setHeader('Content-Security-Policy', letterPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(page);
}
