import { Controller, Get, Param, Post, Res, StreamableFile, UploadedFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { attachmentDisposition, decodedFormName } from '../../platform/files/file-name';
import { PaperDesk } from './paper-desk';
import { fileGiven, type FormFile, PaperItem, paperItemOf, TakesPaper } from './paper-form';

/** Papers behind decisions and explanations: handed in first, then named by id. */
@ApiTags('violations')
@Controller('api/v1/discipline/papers')
export class PapersController {
  constructor(private readonly desk: PaperDesk) {}

  @Post()
  @Allow('papers.write', 'office')
  @TakesPaper()
  @ApiOperation({ summary: 'Hand in a scan or photo: PDF, JPEG or PNG by its content, at most 10 MB; then name its id in a decision or an explanation' })
  @ApiCreatedResponse({ type: PaperItem })
  async keep(@UploadedFile() file: FormFile | undefined, @CurrentCaller() caller: Caller): Promise<PaperItem> {
    const given = fileGiven(file);
    return paperItemOf(await this.desk.keep(given.buffer, decodedFormName(given.originalname), caller.actor));
  }

  @Get(':id')
  @Allow('papers.read', 'paper')
  @ApiOperation({ summary: 'Download a paper, checked against its sha256' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  async download(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const { paper, content } = await this.desk.read(id);
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, no-store' });
    return new StreamableFile(content, { type: paper.mediaType, disposition: attachmentDisposition(paper.fileName), length: content.length });
  }
}
