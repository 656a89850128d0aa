import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { DomainError } from '../../platform/errors';
import { RequestImportQuery } from './request-bodies';
import { RequestImport } from './request-import';
import { ImportOutcomeItem } from './request-items';
import { importKinds } from './request-table';

/** Tables of leave and duty. */
@ApiTags('requests')
@Controller('api/v1/requests/import')
export class RequestImportController {
  constructor(private readonly requests: RequestImport) {}

  @Post(':kind')
  @Allow('requests.import', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Import a CSV table of leave or duty: all rows or none, and a second time nothing' })
  @ApiParam({ name: 'kind', enum: importKinds })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', example: 'employee_number,type,from,to,letter\n198501012010011001,sick,2026-11-02,2026-11-04,400/17/2026' } })
  @ApiOkResponse({ type: ImportOutcomeItem })
  async run(@Param('kind') kindName: string, @Query() query: RequestImportQuery, @Body() text: unknown, @CurrentCaller() caller: Caller): Promise<ImportOutcomeItem> {
    const kind = importKinds.find((one) => one === kindName);
    if (!kind) throw new DomainError('unknown-import', `"${kindName}" cannot be imported as a table.`, 404, { allowed: importKinds });
    if (typeof text !== 'string') throw new DomainError('no-table', 'Send the table with the header "Content-Type: text/csv".', 415, { allowed: ['text/csv'] });
    return this.requests.run(kind, text, caller.actor, query.dryRun);
  }
}
