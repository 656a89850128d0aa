import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Database } from '../platform/database/database';
import { isoOf, isoOrNull } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageQuery } from '../platform/http/page';
import { datePattern } from '../platform/http/date-text';

/** One place a report goes to, as it is listed. */
export interface ListedDelivery {
  readonly channel: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly deliveredAt: string | null;
  readonly reason: string | null;
}

/** What became of the report of one date, as it is listed. */
export interface ListedRun {
  readonly report: string;
  readonly date: string;
  readonly state: string;
  readonly reason: string | null;
  readonly digest: string | null;
  readonly decidedAt: string;
  readonly deliveries: ListedDelivery[];
  /** In one word: being made or on its way, all there, or something did not get there. */
  progress: RunProgress;
}

/** How far a run is as a whole. */
export const runProgresses = ['waiting', 'running', 'sent', 'failed', 'none'] as const;
/** One of the progresses; `none` = there was nothing to send. */
export type RunProgress = (typeof runProgresses)[number];

interface RunRow {
  report: string;
  report_date: string;
  state: string;
  reason: string | null;
  digest: string | null;
  decided_at: number;
}

interface DeliveryRow {
  report: string;
  report_date: string;
  channel: string;
  recipient: string;
  state: string;
  attempts: number;
  next_attempt_at: number | null;
  delivered_at: number | null;
  reason: string | null;
}

/** Which runs are asked for. */
export class RunQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Id of the definition; with ~2, ~3 ... of a correction.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  report?: string;

  @ApiPropertyOptional({ example: '2026-11-23' })
  @IsOptional()
  @Matches(datePattern, { message: 'date must be written like 2026-11-23' })
  date?: string;
}

/** The runs of scheduled reports, newest first. */
@Injectable()
export class ReportRunList {
  constructor(private readonly database: Database) {}

  /** One page of runs with their deliveries. */
  async page(query: RunQuery): Promise<Page<ListedRun>> {
    const page = await readPage<ListedRun, RunRow>(this.database, query, {
      from: 'report_run',
      columns: 'report, report_date, state, reason, digest, decided_at',
      conditions: new Conditions().when(query.report, 'report = ?').when(query.date, 'report_date = ?'),
      sortable: { date: 'report_date', state: 'state', decidedAt: 'decided_at' },
      tieBreak: 'report_date DESC, report',
      item: runOf,
    });
    const byKey = new Map(page.items.map((run) => [`${run.report} ${run.date}`, run]));
    for (const row of await this.deliveriesOf(page.items))
      byKey.get(`${row.report} ${row.report_date}`)?.deliveries.push(deliveryOf(row));
    for (const run of page.items) run.progress = progressOf(run);
    return page;
  }

  private async deliveriesOf(runs: readonly ListedRun[]): Promise<readonly DeliveryRow[]> {
    if (runs.length === 0) return [];
    const sql = `SELECT report, report_date, channel, recipient, state, attempts, next_attempt_at, delivered_at, reason FROM report_delivery WHERE report_date IN (${runs.map(() => '?').join(', ')}) ORDER BY channel, recipient`;
    return this.database.query<DeliveryRow>(
      sql,
      runs.map((run) => run.date),
    );
  }
}

/** A delivery that was refused or given up makes the run failed, with the reasons beside each; while one is still tried it is running. */
export function progressOf({ state, deliveries }: Pick<ListedRun, 'state' | 'deliveries'>): RunProgress {
  if (state === 'failed') return 'failed';
  if (state !== 'made') return 'none';
  if (deliveries.some((one) => one.state === 'waiting')) return deliveries.every((one) => one.attempts === 0) ? 'waiting' : 'running';
  return deliveries.every((one) => one.state === 'delivered') ? 'sent' : 'failed';
}

const runOf = (row: RunRow): ListedRun => ({
  report: row.report,
  date: row.report_date,
  state: row.state,
  reason: row.reason,
  digest: row.digest,
  decidedAt: isoOf(row.decided_at),
  deliveries: [],
  progress: 'none',
});

const deliveryOf = (row: DeliveryRow): ListedDelivery => ({
  channel: row.channel,
  recipient: row.recipient,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: isoOrNull(row.next_attempt_at),
  deliveredAt: isoOrNull(row.delivered_at),
  reason: row.reason,
});
