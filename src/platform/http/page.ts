import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { type SqlValue } from '../database/database';
import { DomainError } from '../errors';

/** The files a list can be had as, whole. */
export const listFormats = ['json', 'csv', 'xlsx'] as const;
/** One of the list formats. */
export type ListFormat = (typeof listFormats)[number];

/** Which part of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  page: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  pageSize: number = 50;

  @ApiPropertyOptional({ description: 'Field to sort by; a leading minus sorts downwards.', example: '-workDate' })
  @IsOptional()
  @IsString()
  @Matches(/^-?[a-zA-Z]+$/)
  sort?: string;

  @ApiPropertyOptional({ enum: listFormats, description: 'The whole list that matches, as a file; without it one page as JSON.' })
  @IsOptional()
  @IsIn(listFormats)
  format?: ListFormat;

  @ApiPropertyOptional({ enum: ['id', 'en'], description: 'Language of the column titles of a file; default Bahasa Indonesia.' })
  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en';
}

/** One page of a list, with the true number of all its items. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** The members that every page shares, for the OpenAPI document. */
export class PageInfo {
  @ApiProperty({ description: 'Number of all items that match, not only of this page.' })
  total!: number;

  @ApiProperty()
  page!: number;

  @ApiProperty()
  pageSize!: number;
}

/** A part of a statement with the values of its question marks. */
export interface SqlPart {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Conditions of a WHERE clause and their values, in step. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: SqlValue[] = [];

  /** Adds a condition unless its value is undefined. */
  when(value: SqlValue | undefined, condition: string): this {
    return value === undefined ? this : this.add(condition, value);
  }

  /** Adds that a column has one of some values, unless they are undefined; of no values none fits. */
  whenAmong(values: readonly SqlValue[] | undefined, column: string): this {
    if (values === undefined) return this;
    return values.length === 0 ? this.add('1 = 0') : this.add(`${column} IN (${values.map(() => '?').join(',')})`, ...values);
  }

  /** Adds a condition that was made with its values, unless it is undefined. */
  whenPart(part: SqlPart | undefined): this {
    return part === undefined ? this : this.add(part.sql, ...part.values);
  }

  /** Adds a condition with the values of its question marks. */
  add(condition: string, ...values: readonly SqlValue[]): this {
    this.parts.push(`(${condition})`);
    this.values.push(...values);
    return this;
  }

  /** `WHERE ...`, or nothing. */
  toString(): string {
    return this.parts.length === 0 ? '' : `WHERE ${this.parts.join(' AND ')}`;
  }
}

/**
 * The ORDER BY of a list.
 * @param columns what may be sorted by, by the API's field names
 * @param tieBreak columns that make the order total, so that no row is shown twice or never while paging
 * @throws DomainError `unknown-sort-field`
 */
export function orderBy(sort: string | undefined, columns: Readonly<Record<string, string>>, tieBreak: string): string {
  if (!sort) return `ORDER BY ${tieBreak}`;
  const field = sort.replace(/^-/, '');
  const column = columns[field];
  if (!column) throw new DomainError('unknown-sort-field', `This list cannot be sorted by "${field}".`, 400, { allowed: Object.keys(columns) });
  return `ORDER BY ${column} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, ${tieBreak}`;
}

/** A text for LIKE, in which nothing but the percent signs around it is special; use with `ESCAPE '!'`. */
export const likeText = (text: string): string => `%${text.replace(/[!%_]/g, (sign) => `!${sign}`)}%`;

/** LIMIT and OFFSET of a page. */
export const limitOf = (query: PageQuery): string => `LIMIT ${query.pageSize} OFFSET ${(query.page - 1) * query.pageSize}`;
