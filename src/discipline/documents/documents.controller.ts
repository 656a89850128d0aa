import { Body, Controller, Get, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { type Response } from 'express';
import { z } from 'zod';
import { basesOf, letterBases, type LetterBasis } from '../../core/document/letter-basis';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { DomainError } from '../../platform/errors';
import { attachmentDisposition, safeFileName } from '../../platform/files/file-name';
import { datePattern } from '../../platform/http/date-text';
import { OfficeDays } from '../office-days';
import { RegulationBook } from '../regulation-book';
import { DocumentDesk } from './document-desk';

/** What an officer gives for a letter. */
export class PrintBody {
  @ApiProperty({ description: 'Code of the letter, as the list of letters has it.', example: 'surat-panggilan' })
  @IsString()
  kind!: string;

  @ApiPropertyOptional({ description: "The letter's own number; needed unless it is a draft or goes by another's number." })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  number?: string;

  @ApiPropertyOptional({ description: 'The date the letter bears; absent = today.' })
  @IsOptional()
  @Matches(datePattern)
  date?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  round?: number;

  @ApiPropertyOptional({ type: Object, description: 'The fields that the letter asks for, by name; questions as lists of { question, answer }.' })
  @IsOptional()
  @IsObject()
  fields?: Record<string, unknown>;
}

/** A field that a letter asks for. */
export class LetterFieldItem {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  label!: string;
  @ApiProperty({ enum: ['text', 'questions'] })
  type!: string;
  @ApiProperty()
  required!: boolean;
}

/** A letter that can be printed. */
export class LetterItem {
  @ApiProperty()
  kind!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ description: 'What must have happened in the case.' })
  requires!: string;
  @ApiProperty()
  draft!: boolean;
  @ApiProperty({ enum: letterBases, isArray: true, description: 'The kinds of case that it can be printed of.' })
  bases!: readonly LetterBasis[];
  @ApiProperty({ type: [LetterFieldItem] })
  fields!: LetterFieldItem[];
}

/** A letter that was printed and kept. */
export class PrintedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  sha256!: string;
  @ApiProperty()
  pages!: number;
  @ApiProperty()
  draft!: boolean;
}

const fieldsSchema = z.record(z.string(), z.union([z.string().max(4000), z.array(z.strictObject({ question: z.string().min(1).max(2000), answer: z.string().min(1).max(4000) })).max(100)]));

/** The letters of the procedure. */
@ApiTags('letters')
@Controller('api/v1')
export class DocumentsController {
  constructor(
    private readonly desk: DocumentDesk,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
  ) {}

  @Get('letters')
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'The letters that can be printed, and what each asks for' })
  @ApiOkResponse({ type: [LetterItem] })
  letters(): LetterItem[] {
    return this.book.templates.map(({ template }) => ({
      kind: template.code,
      title: template.title,
      requires: template.requires,
      draft: template.draft,
      bases: basesOf(template),
      fields: Object.entries(template.fields).map(([name, { label, type, default: otherwise }]) => ({ name, label, type, required: otherwise === undefined })),
    }));
  }

  @Post('cases/:caseId/documents')
  @Allow('cases.act', 'case')
  @ApiOperation({ summary: 'Print a letter; it is kept as it is, whatever rule or text changes later' })
  @ApiCreatedResponse({ type: PrintedItem })
  @ApiConflictResponse({ description: 'The case is not that far.' })
  print(@Param('caseId') caseId: string, @Body() body: PrintBody, @CurrentCaller() caller: Caller): Promise<PrintedItem> {
    const fields = fieldsSchema.safeParse(body.fields ?? {});
    if (!fields.success) throw new DomainError('wrong-fields', fields.error.issues.map((issue) => `fields.${issue.path.join('.')}: ${issue.message}`).join('; '), 400);
    const entries = Object.entries(fields.data);
    return this.desk.print(caseId, {
      kind: body.kind,
      number: body.number ?? null,
      date: body.date ?? this.days.today(),
      round: body.round ?? null,
      fields: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      questions: Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value]]))),
      actor: caller.actor,
    });
  }

  @Get('documents/:id')
  @Allow('cases.read', 'case-document')
  @ApiOperation({ summary: 'The PDF as it was printed, byte for byte' })
  @ApiProduces('application/pdf')
  async download(@Param('id') id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const { title, content } = await this.desk.read(id);
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, no-store' });
    return new StreamableFile(content, { type: 'application/pdf', disposition: attachmentDisposition(safeFileName(title, 'pdf')), length: content.length });
  }

  @Get('documents/:id/data')
  @Allow('cases.read', 'case-document', { seen: true })
  @ApiOperation({ summary: 'What the letter was made from: its values, its days and the template as it was' })
  data(@Param('id') id: string): Promise<object> {
    return this.desk.dataOfDocument(id);
  }
}
