import { Injectable } from '@nestjs/common';
import { addDays } from '../../core/time/calendar';
import type { DailyReport } from '../../core/report/daily-report';
import { OfficeDays } from '../../discipline/office-days';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { definitionOf, ReportRunStore } from '../report-run-store';
import { DefinitionStore } from './definition-store';
import { defaultDefinitionId, type ReportDefinition } from './report-definition';
import { figuresOf, ReportMaker } from './report-maker';
import { type ReportMessage } from './report-message';

/** A report that was sent over days that still waited, and whose figures have changed since. */
export interface Correction {
  readonly report: string;
  readonly date: string;
  readonly sentAt: number;
  /** What waited when it was sent, and what still waits now. */
  readonly unsettledThen: number;
  readonly unsettledNow: number;
}

/** How far back corrections are offered, in days. */
const lookBackDays = 31;

interface RunRow {
  report: string;
  report_date: string;
  content: string;
  decided_at: number;
}

/** Offers corrected reports once days that waited have settled and the figures changed; a person decides whether one is sent. */
@Injectable()
export class Corrections {
  constructor(
    private readonly database: Database,
    private readonly store: ReportRunStore,
    private readonly definitions: DefinitionStore,
    private readonly maker: ReportMaker,
    private readonly days: OfficeDays,
    private readonly clock: Clock,
  ) {}

  /** What could be corrected now, newest first. */
  async offers(): Promise<Correction[]> {
    const sql = `SELECT report, report_date, content, decided_at FROM report_run WHERE state = 'made' AND report_date >= ? ORDER BY report_date DESC, report`;
    const rows = await this.database.query<RunRow>(sql, [addDays(this.days.today(), -lookBackDays)]);
    const newest = newestEditions(rows);
    const found: Correction[] = [];
    for (const row of newest) {
      const offer = await this.offerOf(row);
      if (offer) found.push(offer.correction);
    }
    return found;
  }

  /**
   * Sends the corrected report to everybody who gets the report.
   * @throws DomainError `no-correction` when there is nothing to correct
   */
  async send(report: string, date: string): Promise<{ readonly report: string; readonly deliveries: number }> {
    const id = definitionOf(report);
    const rows = await this.database.query<RunRow>("SELECT report, report_date, content, decided_at FROM report_run WHERE state = 'made' AND report_date = ?", [date]);
    const editions = rows.filter((row) => definitionOf(row.report) === id);
    const [newest] = newestEditions(editions);
    const offer = newest ? await this.offerOf(newest) : null;
    if (!newest || !offer) throw new DomainError('no-correction', `The report "${id}" of ${date} needs no correction: nothing of it waited, or its figures are the same.`, 409);
    const { definition } = offer;
    const message = await this.maker.message(definition, slotOf(definition, date), newest.decided_at);
    const name = `${id}~${editions.length + 1}`;
    const places = definition.recipients.map(({ channel, address }) => ({ channel, recipient: address }));
    await this.store.decide([{ date, state: 'made', made: { content: message, digest: message.figuresDigest, remarks: message.remarks ?? [], places } }], this.clock.now(), name);
    return { report: name, deliveries: places.length };
  }

  private async offerOf(row: RunRow): Promise<{ readonly correction: Correction; readonly definition: ReportDefinition } | null> {
    const before = figuresThen(row.content);
    if (before.unsettled === 0) return null;
    const definition = (await this.definitions.list()).find(({ id }) => id === definitionOf(row.report));
    if (!definition) return null;
    const now = await this.maker.state(definition, slotOf(definition, row.report_date));
    // What officers decide meanwhile is work, not a correction: something that waited has to have settled.
    if (now.unsettled >= before.unsettled || now.figuresDigest === before.figuresDigest) return null;
    return { definition, correction: { report: row.report, date: row.report_date, sentAt: row.decided_at, unsettledThen: before.unsettled, unsettledNow: now.unsettled } };
  }
}

/** The office's daily report is kept by the date that it is about, all others by the day on which they were made. */
const slotOf = ({ id }: ReportDefinition, date: string): string => (id === defaultDefinitionId ? addDays(date, 1) : date);

function newestEditions(rows: readonly RunRow[]): RunRow[] {
  const newest = new Map<string, RunRow>();
  for (const row of rows) {
    const key = `${definitionOf(row.report)} ${row.report_date}`;
    const known = newest.get(key);
    if (!known || row.decided_at > known.decided_at || (row.decided_at === known.decided_at && row.report > known.report)) newest.set(key, row);
  }
  return [...newest.values()];
}

function figuresThen(content: string): { readonly unsettled: number; readonly figuresDigest: string } {
  const kept = JSON.parse(content) as DailyReport | ReportMessage;
  if ('html' in kept) return kept;
  const { waitingForTerminal, waitingForShift, waitingForDecision } = kept.head;
  return { unsettled: waitingForTerminal + waitingForShift + waitingForDecision, figuresDigest: figuresOf(kept) };
}
