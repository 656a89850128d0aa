import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query, Res, UploadedFile, UseFilters, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Response } from 'express';
import { type ComplaintKind, complaintKinds, foldComplaint } from '../../core/service/complaint';
import { deadlinesOf, termOn } from '../../core/service/complaint-terms';
import { type PublicLanguage } from '../../core/service/service-definition';
import { Open } from '../../platform/auth/auth-guard';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FormTokens } from '../pages/form-tokens';
import { languageOf, sendPublicPage } from '../pages/public-page';
import { PublicPageFilter } from '../pages/public-page-filter';
import { type ServicePoint, ServicePoints } from '../points/service-points';
import { ComplaintDesk, largestPhotoBytes, plainCode } from './complaint-desk';
import { complaintFormPage, complaintSentPage, followFormPage, followPage } from './complaint-pages';
import { ComplaintReader } from './complaint-reader';
import { type ComplaintNotice } from './complaint-words';
import { OfficeCalendar } from './office-calendar';

type FormBody = Readonly<Record<string, unknown>>;

/** A photo of a form, held in memory. */
interface FormPhoto {
  readonly buffer: Buffer;
}

/** One byte more than is taken: the desk itself says that it is too large, on a page that keeps what was written. */
const TakesPhoto = (): MethodDecorator => UseInterceptors(FileInterceptor('photo', { limits: { fileSize: largestPhotoBytes + 1, files: 1, fields: 10, parts: 12, fieldSize: 64 * 1024 } }));

/** The pages by which citizens complain and follow what becomes of it: no account, no script. */
@ApiExcludeController()
@Open()
@UseFilters(PublicPageFilter)
@Controller('pengaduan')
export class PublicComplaintsController {
  constructor(
    private readonly desk: ComplaintDesk,
    private readonly reader: ComplaintReader,
    private readonly points: ServicePoints,
    private readonly forms: FormTokens,
    private readonly calendar: OfficeCalendar,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  form(@Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    return this.show(response, 200, null, languageOf(lang), null, {});
  }

  @Post()
  @HttpCode(200)
  @TakesPhoto()
  complain(@Query('lang') lang: unknown, @Body() body: FormBody, @UploadedFile() photo: FormPhoto | undefined, @Ip() address: string, @Res() response: Response): Promise<void> {
    return this.take(response, null, languageOf(lang), body ?? {}, photo, address);
  }

  @Get('ikuti')
  ask(@Query('lang') lang: unknown, @Res() response: Response): void {
    sendPublicPage(response, 200, followFormPage(languageOf(lang)));
  }

  @Post('ikuti')
  @HttpCode(303)
  asked(@Query('lang') lang: unknown, @Body() body: FormBody, @Res() response: Response): void {
    response.redirect(303, `/pengaduan/k/${plainCode(textOf(body?.['code'])).slice(0, 40) || '-'}?lang=${languageOf(lang)}`);
  }

  @Get('k/:code')
  async follow(@Param('code') code: string, @Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    const { complaint, events } = await this.desk.follow(code);
    const [unit] = await this.database.query<{ name: string }>('SELECT name FROM unit WHERE id = ?', [complaint.unitId ?? '']);
    const term = termOn(await this.reader.terms(), complaint.kind, complaint.receivedDate);
    const deadlines = deadlinesOf(foldComplaint(events), term, complaint.receivedDate, await this.calendar.read(), this.calendar.today());
    sendPublicPage(response, 200, followPage({ language: languageOf(lang), code: plainCode(code), complaint, events, unitName: unit?.name ?? null, deadlines }));
  }

  @Post('k/:code')
  @HttpCode(303)
  async reply(@Param('code') code: string, @Query('lang') lang: unknown, @Body() body: FormBody, @Res() response: Response): Promise<void> {
    const content = textOf(body?.['content']);
    if (content !== 'yes' && content !== 'no') throw new DomainError('no-choice', 'Say whether the answer helps.', 422);
    await this.desk.reply(code, textOf(body?.['text']).slice(0, 2000), content === 'yes');
    response.redirect(303, `/pengaduan/k/${plainCode(code)}?lang=${languageOf(lang)}`);
  }

  @Get(':point')
  async pointForm(@Param('point') code: string, @Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    await this.show(response, 200, await this.point(code), languageOf(lang), null, {});
  }

  @Post(':point')
  @HttpCode(200)
  @TakesPhoto()
  async complainAt(@Param('point') code: string, @Query('lang') lang: unknown, @Body() body: FormBody, @UploadedFile() photo: FormPhoto | undefined, @Ip() address: string, @Res() response: Response): Promise<void> {
    await this.take(response, await this.point(code), languageOf(lang), body ?? {}, photo, address);
  }

  private async take(response: Response, point: ServicePoint | null, language: PublicLanguage, body: FormBody, photo: FormPhoto | undefined, address: string): Promise<void> {
    const filled = Object.fromEntries(['kind', 'unit', 'words', 'name', 'contact', 'site'].map((name) => [name, textOf(body[name])]));
    const back = (status: number, notice: ComplaintNotice): Promise<void> => this.show(response, status, point, language, notice, filled);
    const origin = await this.forms.originOf(body['form'], subjectOf(point));
    if (typeof origin === 'string') return back(422, 'stale');
    const kind = complaintKinds.find((each) => each === filled['kind']);
    const unitId = point?.service.unit.id ?? (await this.unitId(filled['unit'] ?? ''));
    if (!kind || unitId === undefined) return back(422, 'wrong');
    const words = filled['words'] ?? '';
    if (words.length < 10 || words.length > 5000) return back(422, 'short');
    const code = await this.keep({ point, language, filled, kind, unitId, words, onceKey: origin.onceKey, photo: photo?.buffer ?? null, address });
    if (code === 'photo-type') return back(415, code);
    if (code === 'photo-too-large') return back(413, code);
    sendPublicPage(response, 200, complaintSentPage(language, code));
  }

  private async keep(of: { point: ServicePoint | null; language: PublicLanguage; filled: Readonly<Record<string, string>>; kind: ComplaintKind; unitId: string | null; words: string; onceKey: string; photo: Buffer | null; address: string }): Promise<string | null> {
    const short = (name: string): string | null => of.filled[name]?.slice(0, 200) || null;
    const [name, contact] = [short('name'), short('contact')];
    const { point, language, kind, unitId, words, onceKey, address } = of;
    // A form that is sent without a file brings an empty one.
    const photo = of.photo?.length ? of.photo : null;
    try {
      const taken = await this.desk.take({ channel: 'public', onceKey, kind, unitId, serviceId: point?.service.id ?? null, pointCode: point?.code ?? null, words, language, reporter: name || contact ? { name, contact } : null, photo, trapped: of.filled['site'] !== '', address });
      return taken.code;
    } catch (error) {
      if (error instanceof DomainError && ['photo-type', 'photo-too-large'].includes(error.code)) return error.code;
      throw error;
    }
  }

  private async show(response: Response, status: number, point: ServicePoint | null, language: PublicLanguage, notice: ComplaintNotice | null, filled: Readonly<Record<string, string>>): Promise<void> {
    const token = await this.forms.issue(subjectOf(point));
    sendPublicPage(response, status, complaintFormPage({ language, point, units: point === null ? await this.units() : [], token, now: this.clock.now(), notice, filled }));
  }

  /** Units that offer a service: who complains about anything else says so in words, and an officer routes it. */
  private units(): Promise<{ code: string; name: string }[]> {
    return this.database.query('SELECT DISTINCT u.code AS code, u.name AS name FROM unit u JOIN service s ON s.unit_id = u.id ORDER BY u.name');
  }

  /** Null for none, undefined for one that does not exist. */
  private async unitId(code: string): Promise<string | null | undefined> {
    if (code === '') return null;
    return (await this.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [code]))[0]?.id;
  }

  private async point(code: string): Promise<ServicePoint> {
    const point = await this.points.openPoint(code);
    if (!point) throw new DomainError('unknown-point', 'This code is unknown or no longer in use.', 404);
    return point;
  }
}

/** A form about a complaint is none for a rating, even at the same point. */
const subjectOf = (point: ServicePoint | null): string => `complaint:${point?.code ?? ''}`;

const textOf = (field: unknown): string => (typeof field === 'string' ? field.trim() : '');
