import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { type NoteAct, noteActs, type NoteKind, noteKinds, type NoteVisibility, noteVisibilities } from '../../core/performance/supervision-note';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { calendarDatePattern } from '../../platform/http/date-text';

const stepActs = noteActs.filter((act) => act !== 'write');

/** Filters of notes. */
export class NoteQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Id of the person whom the notes are about.' })
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ enum: noteKinds })
  @IsOptional()
  @IsIn(noteKinds)
  kind?: NoteKind;

  @ApiPropertyOptional({ example: '2026-10-01', description: 'First date that the notes are about.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'from must be written like 2026-10-01' })
  from?: string;

  @ApiPropertyOptional({ example: '2026-12-31', description: 'Last date that the notes are about.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'to must be written like 2026-12-31' })
  to?: string;
}

/** A note as it is handed in. */
export class NoteBody {
  @ApiProperty({ enum: noteKinds })
  @IsIn(noteKinds)
  kind!: NoteKind;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(10_000)
  text!: string;

  @ApiProperty({ enum: noteVisibilities, description: 'Who reads it beside the author and the inspector: nobody, the superiors of the person, the person as well.' })
  @IsIn(noteVisibilities)
  visibility!: NoteVisibility;

  @ApiPropertyOptional({ description: 'The date that the note is about; today unless said otherwise.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'aboutDate must be written like 2026-11-23' })
  aboutDate?: string;
}

/** A step of a note. */
export class NoteActBody {
  @ApiProperty({ enum: stepActs })
  @IsIn(stepActs)
  act!: Exclude<NoteAct, 'write'>;

  @ApiPropertyOptional({ description: 'The new text, the reason of a withdrawal, or the reply.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  text?: string;

  @ApiPropertyOptional({ enum: noteKinds })
  @IsOptional()
  @IsIn(noteKinds)
  kind?: NoteKind;

  @ApiPropertyOptional({ enum: noteVisibilities, description: 'Of a share: to whom the note is opened. It is never narrowed again.' })
  @IsOptional()
  @IsIn(noteVisibilities)
  visibility?: NoteVisibility;
}

/** What happened to a note. */
export class NoteEventItem {
  @ApiProperty({ enum: noteActs })
  type!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  text!: string;
  @ApiProperty({ type: String, nullable: true, enum: noteVisibilities })
  visibility!: string | null;
}

/** A note with its story, as far as the reader may read it. */
export class NoteItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: noteKinds })
  kind!: string;
  @ApiProperty()
  aboutDate!: string;
  @ApiProperty()
  text!: string;
  @ApiProperty({ enum: noteVisibilities })
  visibility!: string;
  @ApiProperty()
  withdrawn!: boolean;
  @ApiProperty()
  author!: string;
  @ApiProperty()
  changedAt!: string;
  @ApiProperty({ type: [NoteEventItem] })
  events!: NoteEventItem[];
  @ApiProperty({ enum: stepActs, isArray: true, description: 'Steps that are the reader\'s to take now.' })
  allowed!: readonly string[];
}

/** A page of notes. */
export class NotePage extends PageInfo {
  @ApiProperty({ type: [NoteItem] })
  items!: NoteItem[];
}
