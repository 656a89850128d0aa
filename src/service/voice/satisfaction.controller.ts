import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags, IntersectionType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { plausibilityFlags } from '../../core/service/plausibility';
import { leastCell, respondentFields } from '../../core/service/respondent';
import { sampleSize, tablePopulations } from '../../core/service/sample-size';
import { type Satisfaction, satisfactionOf } from '../../core/service/satisfaction';
import { surveyElements } from '../../core/service/survey';
import { addDays, isWorkDate } from '../../core/time/calendar';
import { UnitSpans } from '../../core/organisation/unit-spans';
import { dateAt } from '../../core/time/zone';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { calendarDatePattern } from '../../platform/http/date-text';
import { BilingualBody } from '../catalogue/catalogue-bodies';
import { ServiceCatalogue, unitWithCode } from '../catalogue/service-catalogue';
import { type JudgedRatings, SatisfactionReader } from './satisfaction-reader';

/** Which ratings are asked for. */
export class SatisfactionQuery {
  @ApiPropertyOptional({ description: 'Code of a service.' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ description: 'Code of a unit: its services and those of the units below it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ example: '2026-01-01', description: 'Default: a year before `to`.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'from must be written like 2026-11-23' })
  from?: string;

  @ApiPropertyOptional({ example: '2026-12-31', description: 'Default: today.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'to must be written like 2026-11-23' })
  to?: string;

  @ApiPropertyOptional({ description: 'People served in the span, by which the needed sample is found.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  population?: number;
}

/** Which part of the ratings is asked for. */
export class RatingQuery extends IntersectionType(SatisfactionQuery, PickType(PageQuery, ['page', 'pageSize'])) {}

/** An element of the survey with its figures. */
export class ElementItem {
  @ApiProperty()
  title!: BilingualBody;
  @ApiProperty({ type: Number, nullable: true, description: 'Mean score (NRR), 1 to 4.' })
  mean!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The mean times 1/9.' })
  weighted!: number | null;
}

/** Ratings that stay outside, by reason. */
export class RatingsLeftOutItem {
  @ApiProperty({ enum: plausibilityFlags })
  flag!: string;
  @ApiProperty()
  count!: number;
}

/** The sample that a population needs. */
export class SampleItem {
  @ApiProperty()
  population!: number;
  @ApiProperty()
  needed!: number;
}

/** How many respondents chose something. */
export class ProfileCellItem {
  @ApiProperty({ description: 'Code of the choice, or `unsaid`.' })
  code!: string;
  @ApiProperty()
  name!: BilingualBody;
  @ApiProperty({ type: Number, nullable: true, description: `Null = hidden: the cell, or one that would give it away, has fewer than ${leastCell}.` })
  count!: number | null;
}

/** How respondents are spread over one field of the profile. */
export class ProfileFieldItem {
  @ApiProperty({ enum: respondentFields.map(({ key }) => key) })
  key!: string;
  @ApiProperty({ type: [ProfileCellItem] })
  cells!: ProfileCellItem[];
}

/** The satisfaction survey of a service or unit. */
export class SatisfactionItem {
  @ApiProperty()
  from!: string;
  @ApiProperty()
  to!: string;
  @ApiProperty({ description: 'Full questionnaires behind the index.' })
  respondents!: number;
  @ApiProperty({ type: Number, nullable: true, description: '25.00 to 100.00' })
  ikm!: number | null;
  @ApiProperty({ type: String, nullable: true, enum: ['A', 'B', 'C', 'D'] })
  grade!: string | null;
  @ApiProperty({ type: String, nullable: true })
  meaning!: string | null;
  @ApiProperty({ type: [ElementItem] })
  elements!: ElementItem[];
  @ApiProperty({ type: [Number], description: 'Number of quick ratings with the scores 1, 2, 3 and 4; they do not enter the index.' })
  quick!: readonly number[];
  @ApiProperty({ description: 'Questionnaires that were begun and not answered in full.' })
  incomplete!: number;
  @ApiProperty({ type: [RatingsLeftOutItem] })
  leftOut!: RatingsLeftOutItem[];
  @ApiProperty({ type: [ProfileFieldItem], description: 'Who the respondents are, as far as they said; small cells are hidden.' })
  profile!: ProfileFieldItem[];
  @ApiProperty({ type: SampleItem, nullable: true, description: 'Where a population was given.' })
  sample!: SampleItem | null;
}

/** A rating as officers see it. */
export class RatingItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  point!: string;
  @ApiProperty({ enum: ['open', 'ticket'] })
  channel!: string;
  @ApiProperty()
  givenAt!: string;
  @ApiProperty({ type: Number, nullable: true })
  quick!: number | null;
  @ApiProperty({ type: [Number], nullable: true, description: 'Nine scores in the order of the regulation, null where nothing was chosen.' })
  elements!: readonly (number | null)[];
  @ApiProperty({ type: String, nullable: true })
  comment!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: plausibilityFlags, description: 'Why it does not enter the index.' })
  flag!: string | null;
}

/** A page of ratings. */
export class RatingPage extends PageInfo {
  @ApiProperty({ type: [RatingItem] })
  items!: RatingItem[];
}

/** What citizens said, in figures and one by one. */
@ApiTags('service')
@Controller('api/v1')
export class SatisfactionController {
  constructor(
    private readonly catalogue: ServiceCatalogue,
    private readonly reader: SatisfactionReader,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get('satisfaction')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Satisfaction survey of a service or unit: means of the nine elements, index (IKM), class, respondents, and what was left out' })
  @ApiOkResponse({ type: SatisfactionItem })
  async figures(@Query() query: SatisfactionQuery, @CurrentReach() reach: Reach): Promise<SatisfactionItem> {
    const span = this.spanOf(query);
    const { ratings, flags } = await this.read(query, span, reach);
    const { population } = query;
    return { ...span, ...figuresOf(satisfactionOf(ratings, flags)), sample: population === undefined ? null : { population, needed: sampleSize(population) } };
  }

  @Get('satisfaction/sampling-table')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'How many respondents a population needs (Krejcie and Morgan, 95 %, margin 5 %)' })
  @ApiOkResponse({ type: [SampleItem] })
  samplingTable(): SampleItem[] {
    return tablePopulations.map((population) => ({ population, needed: sampleSize(population) }));
  }

  @Get('service-ratings')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Ratings one by one, newest first, with the reason why some do not enter the index' })
  @ApiOkResponse({ type: RatingPage })
  async list(@Query() query: RatingQuery, @CurrentReach() reach: Reach): Promise<RatingPage> {
    const { ratings, flags } = await this.read(query, this.spanOf(query), reach);
    const items = ratings.slice((query.page - 1) * query.pageSize, query.page * query.pageSize).map((rating) => ({
      id: rating.id,
      point: rating.pointCode,
      channel: rating.channel,
      givenAt: isoOf(rating.givenAt),
      quick: rating.quick,
      elements: rating.elements,
      comment: rating.comment,
      flag: flags.get(rating.id) ?? null,
    }));
    return { items, total: ratings.length, page: query.page, pageSize: query.pageSize };
  }

  private async read(query: SatisfactionQuery, span: { from: string; to: string }, reach: Reach): Promise<JudgedRatings> {
    return this.reader.between(await this.serviceIdsOf(query, reach), span.from, span.to);
  }

  /** Of what is asked, what lies in reach. */
  private async serviceIdsOf(query: SatisfactionQuery, reach: Reach): Promise<string[]> {
    const named = query.service === undefined ? null : await this.catalogue.named(query.service);
    const asked = named ? UnitSpans.always([named.unit.id]) : query.unit === undefined ? null : await unitsBelow(this.database, (await unitWithCode(this.database, query.unit)).id);
    const unitIds = reach.unitsToday(asked);
    const services = await this.catalogue.list(unitIds ?? undefined);
    return services.filter(({ id }) => named === null || id === named.id).map(({ id }) => id);
  }

  private spanOf(query: SatisfactionQuery): { from: string; to: string } {
    const to = query.to ?? dateAt(this.config.defaultZone, this.clock.now());
    const from = query.from ?? addDays(to, -364);
    for (const date of [from, to]) if (!isWorkDate(date)) throw new DomainError('no-such-date', `No calendar has ${date}.`, 422);
    if (to < from) throw new DomainError('empty-span', `${to} lies before ${from}.`, 422);
    return { from, to };
  }
}

const figuresOf = (satisfaction: Satisfaction): Omit<SatisfactionItem, 'from' | 'to' | 'sample'> => ({
  respondents: satisfaction.respondents,
  ikm: satisfaction.index?.ikm ?? null,
  grade: satisfaction.index?.grade ?? null,
  meaning: satisfaction.index?.meaning ?? null,
  elements: surveyElements.map(({ title }, index) => {
    const mean = satisfaction.elementMeans[index] ?? null;
    return { title, mean, weighted: mean === null ? null : mean / surveyElements.length };
  }),
  quick: satisfaction.quick,
  incomplete: satisfaction.incomplete,
  leftOut: plausibilityFlags.map((flag) => ({ flag, count: satisfaction.leftOut[flag] })),
  profile: satisfaction.profile.map(({ key, cells }) => ({ key, cells: cells.map(({ code, count }) => ({ code, name: cellName(key, code), count })) })),
});

const unsaid = { id: 'Tidak menyebut', en: 'Not said' };
const cellName = (key: string, code: string): BilingualBody => respondentFields.find((field) => field.key === key)?.choices.find((each) => each.code === code)?.name ?? unsaid;
