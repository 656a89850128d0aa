import { Controller, Delete, Get, HttpCode, Put, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { DomainError } from '../../platform/errors';
import { decodedFormName } from '../../platform/files/file-name';
import { largestLogoBytes, Letterhead } from './letterhead';

/** The letterhead's logo as it stands. */
export class LogoItem {
  @ApiProperty({ description: 'Whether a logo is set.' })
  set!: boolean;
  @ApiProperty({ type: String, nullable: true })
  fileName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  mediaType!: string | null;
  @ApiProperty({ type: String, nullable: true })
  sha256!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  width!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  height!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot be read now; reports go out without it.' })
  fault!: string | null;
}

/** The logo on the office's mails and papers. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class LetterheadController {
  constructor(private readonly letterhead: Letterhead) {}

  @Get('logo')
  @Allow('reports.read', 'office')
  @ApiOperation({ summary: "The letterhead's logo, and what is wrong with it where something is" })
  @ApiOkResponse({ type: LogoItem })
  async logo(): Promise<LogoItem> {
    const { setting, fault } = await this.letterhead.logo();
    const { fileName = null, mediaType = null, sha256 = null, width = null, height = null } = setting ?? {};
    return { set: setting !== null, fileName, mediaType, sha256, width, height, fault };
  }

  @Get('logo/image')
  @Allow('reports.read', 'office')
  @ApiOperation({ summary: "The letterhead's logo itself" })
  @ApiProduces('image/png', 'image/jpeg')
  @ApiOkResponse({ description: 'The picture.' })
  async image(@Res() response: Response): Promise<void> {
    const { setting, content, fault } = await this.letterhead.logo();
    if (setting === null || content === null) throw new DomainError('no-logo', fault ?? 'No logo is set.', 404);
    response.set({ 'Content-Type': setting.mediaType, 'Content-Security-Policy': "default-src 'none'", 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-cache', ETag: `"${setting.sha256}"` }).end(content);
  }

  @Put('logo')
  @Allow('settings.write', 'city')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: largestLogoBytes + 1, files: 1, fields: 1, parts: 2 } }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'Set the logo: a PNG or JPEG of at most 200 kB, on mails and papers from now on' })
  @ApiOkResponse({ type: LogoItem })
  async put(@UploadedFile() file: { readonly originalname: string; readonly buffer: Buffer } | undefined, @CurrentCaller() caller: Caller): Promise<LogoItem> {
    if (!file) throw new DomainError('no-file', 'Send the picture as multipart/form-data, in the field "file".', 400);
    const { fileName, mediaType, sha256, width, height } = await this.letterhead.put(file.buffer, decodedFormName(file.originalname), caller.actor);
    return { set: true, fileName, mediaType, sha256, width, height, fault: null };
  }

  @Delete('logo')
  @Allow('settings.write', 'city')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the logo away; papers that were issued keep theirs' })
  @ApiNoContentResponse()
  remove(): Promise<void> {
    return this.letterhead.remove();
  }
}
