import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { DomainError } from '../../platform/errors';
import { type Page } from '../../platform/http/page';
import { NoteActBody, NoteBody, NoteItem, NotePage, NoteQuery } from './note-bodies';
import { NoteDesk } from './note-desk';

/** Notes of superiors about somebody's work: coaching, praise, observation. */
@ApiTags('performance')
@Controller('api/v1')
export class NotesController {
  constructor(private readonly desk: NoteDesk) {}

  @Get('supervision-notes')
  @Allow('notes.read', 'rows', { seen: true })
  @ApiOperation({ summary: 'Notes that are for the caller to read, newest first; each with its story as far as it was ever open to them' })
  @ApiOkResponse({ type: NotePage })
  list(@Query() query: NoteQuery, @CurrentCaller() caller: Caller, @CurrentReach() reach: Reach): Promise<Page<NoteItem>> {
    // Which notes is said by each note's own visibility within the reach of each role; a caller without any reach has no note to read.
    reach.units();
    return this.desk.page(query, caller);
  }

  @Get('supervision-notes/:id')
  @Allow('notes.read', 'supervision-note', { seen: true })
  @ApiOperation({ summary: 'One note' })
  @ApiOkResponse({ type: NoteItem })
  read(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<NoteItem> {
    return this.desk.read(id, caller);
  }

  @Post('employees/:employeeId/supervision-notes')
  @Allow('notes.write', 'employee', { confidential: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a note about a person of one\'s reach' })
  @ApiOkResponse({ type: NoteItem })
  async write(@Param('employeeId') employeeId: string, @Body() body: NoteBody, @CurrentCaller() caller: Caller): Promise<NoteItem> {
    if (body.aboutDate !== undefined && !isWorkDate(body.aboutDate)) throw new DomainError('no-such-date', `No calendar has ${body.aboutDate}.`, 422);
    return this.desk.read(await this.desk.write(employeeId, body, caller), caller);
  }

  @Post('supervision-notes/:id/acts')
  @Allow('notes.read', 'supervision-note', { confidential: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'The author changes, opens or withdraws a note; the person replies to one that was shared with them' })
  @ApiOkResponse({ type: NoteItem })
  async act(@Param('id') id: string, @Body() body: NoteActBody, @CurrentCaller() caller: Caller): Promise<NoteItem> {
    await this.desk.act(id, body, caller);
    return this.desk.read(id, caller);
  }
}
