import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { shippedTerms } from '../../core/service/complaint-terms';
import { isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentCaller, CurrentReach, Needs } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { type Page } from '../../platform/http/page';
import { ServiceCatalogue, unitWithCode } from '../catalogue/service-catalogue';
import { ComplaintActBody, ComplaintBody, ComplaintImportQuery, ComplaintQuery, ComplaintTermBody } from './complaint-bodies';
import { ComplaintDetail, ComplaintImportItem, type ComplaintItem, ComplaintPage, ComplaintTaken, ReporterItem } from './complaint-items';
import { ComplaintDesk } from './complaint-desk';
import { ComplaintImport } from './complaint-import';
import { ComplaintReader } from './complaint-reader';

/** Complaints of citizens, as officers deal with them. */
@ApiTags('service')
@Controller('api/v1')
export class ComplaintsController {
  constructor(
    private readonly desk: ComplaintDesk,
    private readonly reader: ComplaintReader,
    private readonly imports: ComplaintImport,
    private readonly catalogue: ServiceCatalogue,
    private readonly files: FileStore,
    private readonly database: Database,
  ) {}

  @Get('complaints')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Complaints with their deadlines, newest first; who reported is never among it' })
  @ApiOkResponse({ type: ComplaintPage })
  list(@Query() query: ComplaintQuery, @CurrentReach() reach: Reach): Promise<Page<ComplaintItem>> {
    return this.reader.page(query, reach);
  }

  @Post('complaints')
  @Allow('service.write', 'city', { confidential: true })
  @ApiOperation({ summary: 'Write down a complaint that came by word of mouth, letter or telephone' })
  @ApiCreatedResponse({ type: ComplaintTaken })
  async write(@Body() body: ComplaintBody): Promise<ComplaintTaken> {
    const service = body.service === undefined ? null : await this.catalogue.named(body.service);
    const unitId = service?.unit.id ?? (body.unit === undefined ? null : (await unitWithCode(this.database, body.unit)).id);
    const reporter = body.reporterName || body.reporterContact ? { name: body.reporterName ?? null, contact: body.reporterContact ?? null } : null;
    const { id, code } = await this.desk.take({ channel: 'officer', onceKey: `o:${uuidv7()}`, kind: body.kind, unitId, serviceId: service?.id ?? null, pointCode: null, words: body.words, language: 'id', reporter, photo: null, trapped: false, address: null });
    return { id, code: code ?? '' };
  }

  @Post('complaints/import')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @Allow('service.write', 'city', { confidential: true })
  @ApiOperation({ summary: 'Take complaints out of a file of SP4N-LAPOR!, each number once; with `dryRun` only say what would come of it' })
  @ApiOkResponse({ type: ComplaintImportItem })
  import(@Query() { dryRun }: ComplaintImportQuery, @Body() text: unknown): Promise<ComplaintImportItem> {
    if (typeof text !== 'string') throw new DomainError('no-table', 'Send the table with the header "Content-Type: text/csv".', 415, { allowed: ['text/csv'] });
    return this.imports.take(text, dryRun ?? false);
  }

  @Get('complaints/:id')
  @Allow('service.write', 'complaint', { seen: true })
  @ApiOperation({ summary: 'A complaint with what happened to it, what may be done now, others like it, and the figures before and after an improvement' })
  @ApiOkResponse({ type: ComplaintDetail })
  async detail(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<ComplaintDetail> {
    await this.desk.refuseNamed(id, caller.employeeId);
    return this.reader.detail(id);
  }

  @Post('complaints/:id/acts')
  @HttpCode(200)
  @Allow('service.write', 'complaint', { confidential: true })
  @ApiOperation({ summary: 'Verify, route, call for clarification, agree on an improvement, answer, close: what is allowed depends on where the complaint stands' })
  @ApiOkResponse({ type: ComplaintDetail })
  async act(@Param('id') id: string, @Body() body: ComplaintActBody, @CurrentCaller() caller: Caller): Promise<ComplaintDetail> {
    if (body.dueDate !== undefined && !isWorkDate(body.dueDate)) throw new DomainError('no-such-date', `No calendar has ${body.dueDate}.`, 422);
    await this.desk.refuseNamed(id, caller.employeeId);
    await this.desk.act(id, body, caller.actor);
    return this.reader.detail(id);
  }

  @Get('complaints/:id/reporter')
  @Needs('admin')
  @Allow('service.write', 'complaint', { seen: true })
  @ApiOperation({ summary: 'Who reported; that it was asked for is written down with the complaint' })
  @ApiOkResponse({ type: ReporterItem })
  async reporter(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<ReporterItem> {
    await this.desk.refuseNamed(id, caller.employeeId);
    return this.desk.reporter(id, caller.actor);
  }

  @Get('complaints/:id/photos/:photoId')
  @Allow('service.write', 'complaint', { seen: true })
  @ApiOperation({ summary: 'A photo, checked against its sha256' })
  @ApiProduces('image/jpeg', 'image/png')
  async photo(@Param('id') id: string, @Param('photoId') photoId: string, @CurrentCaller() caller: Caller, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    await this.desk.refuseNamed(id, caller.employeeId);
    const [row] = await this.database.query<{ sha256: string; media_type: string }>('SELECT sha256, media_type FROM complaint_photo WHERE id = ? AND complaint_id = ?', [photoId, id]);
    if (!row) throw new DomainError('unknown-photo', 'This complaint has no such photo.', 404);
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, no-store' });
    return new StreamableFile(await this.files.read(row.sha256), { type: row.media_type, disposition: 'attachment' });
  }

  @Get('complaint-terms')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'Working days by kind and date: those that ship, then those of the office' })
  @ApiOkResponse({ type: [ComplaintTermBody] })
  async terms(): Promise<ComplaintTermBody[]> {
    return [...shippedTerms, ...(await this.reader.terms())];
  }

  @Post('complaint-terms')
  @HttpCode(200)
  @Allow('service.write', 'city')
  @ApiOperation({ summary: 'Write the terms of a kind from a date on; what came before that date keeps its own' })
  @ApiOkResponse({ type: ComplaintTermBody })
  async putTerm(@Body() body: ComplaintTermBody): Promise<ComplaintTermBody> {
    if (!isWorkDate(body.fromDate)) throw new DomainError('no-such-date', `No calendar has ${body.fromDate}.`, 422);
    const columns = ['kind', 'from_date', 'verify_working_days', 'follow_up_working_days', 'source'];
    await this.database.transaction((tx) => tx.insert('complaint_term', columns, [[body.kind, body.fromDate, body.verifyWorkingDays, body.followUpWorkingDays, body.source]], { key: columns.slice(0, 2), update: columns.slice(2) }));
    return body;
  }
}
