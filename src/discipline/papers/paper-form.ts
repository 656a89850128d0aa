import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, PayloadTooLargeException, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiProperty } from '@nestjs/swagger';
import { catchError, type Observable, throwError } from 'rxjs';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { largestPaperBytes, type Paper, paperTooLarge } from './paper-desk';

/** A file of a form, held in memory. */
export interface FormFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Says how large a paper may be, where the form parser only says that it is too large. */
@Injectable()
class SizeWords implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => (error instanceof PayloadTooLargeException ? paperTooLarge() : error))));
  }
}

/** A route that takes one paper in the field `file`. */
export const TakesPaper = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(SizeWords, FileInterceptor('file', { limits: { fileSize: largestPaperBytes, files: 1, fields: 5, parts: 6 } })),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } }),
  );

/** @throws DomainError `no-file` */
export function fileGiven(file: FormFile | undefined): FormFile {
  if (!file) throw new DomainError('no-file', 'Send the paper as multipart/form-data, in the field "file".', 400);
  return file;
}

/** A paper as the API shows it. */
export class PaperItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  fileName!: string;
  @ApiProperty()
  mediaType!: string;
  @ApiProperty()
  sizeBytes!: number;
  @ApiProperty()
  sha256!: string;
  @ApiProperty()
  addedAt!: string;
  @ApiProperty()
  addedBy!: string;
}

/** The paper as the API shows it. */
export const paperItemOf = (paper: Paper): PaperItem => ({
  id: paper.id,
  fileName: paper.fileName,
  mediaType: paper.mediaType,
  sizeBytes: paper.sizeBytes,
  sha256: paper.sha256,
  addedAt: isoOf(paper.addedAt),
  addedBy: paper.addedBy,
});
