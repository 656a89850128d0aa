import { Body, Controller, Get, HttpCode, Inject, Param, Post, UploadedFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { explain } from '../../core/attendance/explain';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { Allow, CurrentCaller, Open } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { decodedFormName } from '../../platform/files/file-name';
import { isoOf } from '../../platform/http/iso';
import { CONFIG } from '../../platform/tokens';
import { PaperDesk } from '../papers/paper-desk';
import { fileGiven, type FormFile, PaperItem, paperItemOf, TakesPaper } from '../papers/paper-form';
import { personOn } from '../people';
import { ExplanationDesk } from './explanation-desk';
import { AboutBody, ExplanationsBody, InviteAnswer, InviteBody } from './violation-items';

/** A day that an employee is asked about, with what the service knows of it in words. */
export class AskedDay extends AboutBody {
  @ApiProperty({ type: [String], description: 'How the day was judged, sentence by sentence, in Indonesian.' })
  sentences!: string[];
}

/** What an employee sees who opens the link. */
export class InvitationItem {
  @ApiProperty()
  name!: string;
  @ApiProperty()
  expiresAt!: string;
  @ApiProperty({ type: [AskedDay] })
  days!: AskedDay[];
}

/** How many explanations were taken. */
export class TakenAnswer {
  @ApiProperty()
  taken!: number;
}

/** Papers that one link may hand in: a stranger who guesses nothing and an employee who presses twice are both bounded. */
const papersOfLink = 5;

/** The right to be heard: employees explain days, by a link of their own or through an officer. */
@ApiTags('violations')
@Controller('api/v1')
export class ExplanationsController {
  constructor(
    private readonly desk: ExplanationDesk,
    private readonly papers: PaperDesk,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Post('employees/:employeeId/explanation-links')
  @Allow('explanations.ask', 'explained-days')
  @ApiOperation({ summary: 'Make a single-use link by which the employee may explain some days; its address is shown once' })
  @ApiCreatedResponse({ type: InviteAnswer })
  async invite(@Param('employeeId') employeeId: string, @Body() body: InviteBody, @CurrentCaller() caller: Caller): Promise<InviteAnswer> {
    const { link, token } = await this.desk.invite(employeeId, body.about, body.days, caller.actor);
    return { id: link.id, url: `${this.config.publicUrl ?? ''}/api/v1/explain/${token}`, expiresAt: isoOf(link.expiresAt) };
  }

  @Post('employees/:employeeId/explanations')
  @Allow('explanations.give', 'explained-days')
  @ApiOperation({ summary: 'Write down what an employee said about some days' })
  @ApiCreatedResponse({ type: TakenAnswer })
  async note(@Param('employeeId') employeeId: string, @Body() body: ExplanationsBody, @CurrentCaller() caller: Caller): Promise<TakenAnswer> {
    return { taken: (await this.desk.note(employeeId, body.explanations, body.papers ?? [], caller.actor)).length };
  }

  @Get('explain/:token')
  @Open()
  @ApiOperation({ summary: 'What the holder of a link is asked about' })
  @ApiOkResponse({ type: InvitationItem })
  async open(@Param('token') token: string): Promise<InvitationItem> {
    const link = await this.desk.open(token);
    const person = await personOn(this.database, link.employeeId, link.about[0]?.workDate ?? '');
    const days: AskedDay[] = [];
    for (const day of link.about) days.push({ ...day, sentences: await this.sentencesOf(link.employeeId, day.workDate) });
    return { name: person.name, expiresAt: isoOf(link.expiresAt), days };
  }

  @Post('explain/:token/papers')
  @Open()
  @TakesPaper()
  @ApiOperation({ summary: 'Hand in a paper before explaining; at most five by one link' })
  @ApiCreatedResponse({ type: PaperItem })
  async paper(@Param('token') token: string, @UploadedFile() file: FormFile | undefined): Promise<PaperItem> {
    const link = await this.desk.open(token);
    const [kept] = await this.database.query<{ count: number }>('SELECT COUNT(*) AS count FROM discipline_paper WHERE link_id = ?', [link.id]);
    if (Number(kept?.count ?? 0) >= papersOfLink) throw new DomainError('too-many-papers', `One link takes ${papersOfLink} papers; bring the others to the staffing office.`, 409);
    const given = fileGiven(file);
    return paperItemOf(await this.papers.keep(given.buffer, decodedFormName(given.originalname), `link:${link.id}`, link.id));
  }

  @Post('explain/:token')
  @Open()
  @HttpCode(200)
  @ApiOperation({ summary: 'Explain; the link is used up' })
  @ApiOkResponse({ type: TakenAnswer })
  async explain(@Param('token') token: string, @Body() body: ExplanationsBody): Promise<TakenAnswer> {
    return { taken: (await this.desk.answer(token, body.explanations, body.papers ?? [])).length };
  }

  private async sentencesOf(employeeId: string, workDate: string): Promise<string[]> {
    const rows = await this.database.query<{ explanation: string; zone: string }>('SELECT explanation, zone FROM attendance_day WHERE employee_id = ? AND work_date = ? ORDER BY shift_no', [employeeId, workDate]);
    return rows.flatMap((row) => (JSON.parse(row.explanation) as ExplanationStep[]).map((step) => explain(step, 'id', row.zone)));
  }
}
