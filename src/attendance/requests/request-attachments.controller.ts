import { type CallHandler, Controller, type ExecutionContext, Get, Injectable, type NestInterceptor, Param, PayloadTooLargeException, Post, Res, StreamableFile, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { catchError, type Observable, throwError } from 'rxjs';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { DomainError } from '../../platform/errors';
import { AttachmentDesk, attachmentTooLarge, largestAttachmentBytes } from './attachment-desk';
import { attachmentDisposition, decodedFormName } from '../../platform/files/file-name';
import { AttachmentItem, attachmentItemOf } from './request-items';
import { RequestDesk } from './request-desk';

/** A file of a form, held in memory. */
interface FormFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Says how large a paper may be, where the form parser only says that it is too large. */
@Injectable()
class SizeWords implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => (error instanceof PayloadTooLargeException ? attachmentTooLarge() : error))));
  }
}

const oneFile = FileInterceptor('file', { limits: { fileSize: largestAttachmentBytes, files: 1, fields: 5, parts: 6 } });

/** The papers of requests. */
@ApiTags('requests')
@Controller('api/v1')
export class RequestAttachmentsController {
  constructor(
    private readonly desk: AttachmentDesk,
    private readonly requests: RequestDesk,
  ) {}

  @Get('requests/:id/attachments')
  @Allow('papers.read', 'request')
  @ApiOkResponse({ type: [AttachmentItem] })
  async list(@Param('id') id: string): Promise<AttachmentItem[]> {
    await this.requests.get(id);
    return (await this.desk.list(id)).map(attachmentItemOf);
  }

  @Post('requests/:id/attachments')
  @Allow('papers.write', 'request')
  @UseInterceptors(SizeWords, oneFile)
  @ApiOperation({ summary: 'Attach a scan or photo: PDF, JPEG or PNG by its content, at most 10 MB' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ type: AttachmentItem })
  async attach(@Param('id') id: string, @UploadedFile() file: FormFile | undefined, @CurrentCaller() caller: Caller): Promise<AttachmentItem> {
    if (!file) throw new DomainError('no-file', 'Send the paper as multipart/form-data, in the field "file".', 400);
    return attachmentItemOf(await this.desk.attach(id, file.buffer, decodedFormName(file.originalname), caller.actor));
  }

  @Get('attachments/:id')
  @Allow('papers.read', 'request-attachment')
  @ApiOperation({ summary: 'Download a paper, checked against its sha256' })
  @ApiProduces('application/pdf', 'image/jpeg', 'image/png')
  async download(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const { attachment, content } = await this.desk.read(id);
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, no-store' });
    return new StreamableFile(content, { type: attachment.mediaType, disposition: attachmentDisposition(attachment.fileName), length: content.length });
  }
}
