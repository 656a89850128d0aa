import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DailyReport } from '../core/report/daily-report';
import { Database } from '../platform/database/database';
import { type ReportMessage } from './definition/report-message';

/** What became of a report of one date; `missed` = the service came too late for it, and a later report says so. */
export type RunState = 'made' | 'nothing-due' | 'missed' | 'failed';

/** Where a report goes: a file under the data folder, a mail address, a URL, or a folder for other programs. */
export type Channel = 'file' | 'mail' | 'webhook' | 'drop';

/** How far a delivery is: it will be tried (again), it arrived, the other side refused it for good, or it was given up. */
export type DeliveryState = 'waiting' | 'delivered' | 'refused' | 'failed';

/** One report on its way to one place. */
export interface Delivery {
  readonly key: string;
  /** Id of the definition. */
  readonly report: string;
  readonly date: string;
  readonly channel: Channel;
  /** Path below the data folder, address, URL, or folder below the drop folder. */
  readonly recipient: string;
  readonly state: DeliveryState;
  readonly attempts: number;
}

/** What is to be written about the dates that one run decides. */
export interface RunDecision {
  readonly date: string;
  readonly state: RunState;
  readonly made?: {
    /** What is kept: the daily report itself, or a message. */
    readonly content: DailyReport | ReportMessage;
    readonly digest: string;
    /** What had to be left out of it, for a person to read. */
    readonly remarks?: readonly string[];
    readonly places: readonly { readonly channel: Channel; readonly recipient: string }[];
  };
}

/** What an attempt to deliver led to. */
export type AttemptOutcome =
  { readonly outcome: 'delivered'; readonly remark?: string } | { readonly outcome: 'refused' | 'try-again'; readonly reason: string };

interface DeliveryRow {
  delivery_key: string;
  report: string;
  report_date: string;
  channel: Channel;
  recipient: string;
  state: DeliveryState;
  attempts: number;
}

/** The name under which the daily report is kept. */
export const dailyReportName = 'daily-discipline';

/** The definition that a run belongs to: a correction is kept under its definition's id with its number. */
export const definitionOf = (report: string): string => report.replace(/~\d+$/, '');

/** The same report to the same place has the same key, whoever makes it and however often: 32 hexadecimal digits. */
export const deliveryKey = (date: string, channel: Channel, recipient: string, report: string = dailyReportName): string =>
  createHash('sha256')
    .update(`${report}|${date}|${channel}|${recipient.toLowerCase()}`)
    .digest('hex')
    .slice(0, 32);

const deliveryColumns = 'delivery_key, report, report_date, channel, recipient, state, attempts';

/** What was decided about each date, and how each report gets where it should go. */
@Injectable()
export class ReportRunStore {
  constructor(private readonly database: Database) {}

  /** What stands about a date; `failed` = making it failed and will be tried again. */
  async runOf(date: string, report: string = dailyReportName): Promise<{ readonly state: RunState; readonly decidedAt: number } | null> {
    const rows = await this.database.query<{ state: RunState; decided_at: number }>(
      'SELECT state, decided_at FROM report_run WHERE report = ? AND report_date = ?',
      [report, date],
    );
    return rows[0] ? { state: rows[0].state, decidedAt: rows[0].decided_at } : null;
  }

  /** The newest date before the given one about which something was decided. */
  async lastDecidedBefore(date: string, report: string = dailyReportName): Promise<string | null> {
    const sql = `SELECT MAX(report_date) AS last FROM report_run WHERE report = ? AND report_date < ? AND state <> 'failed'`;
    return (await this.database.query<{ last: string | null }>(sql, [report, date]))[0]?.last ?? null;
  }

  /** Writes decisions and the deliveries that follow from them, all or nothing; what was decided before stays. */
  async decide(decisions: readonly RunDecision[], now: number, report: string = dailyReportName): Promise<void> {
    const runs = decisions.map(({ date, state, made }) => [
      report,
      date,
      state,
      made?.remarks?.length ? made.remarks.join(' ').slice(0, 1000) : null,
      made?.digest ?? null,
      made ? JSON.stringify(made.content) : null,
      now,
    ]);
    const deliveries = decisions.flatMap(({ date, made }) =>
      (made?.places ?? []).map(({ channel, recipient }) => [
        deliveryKey(date, channel, recipient, report),
        report,
        date,
        channel,
        recipient,
        'waiting',
        0,
        now,
        null,
        null,
        now,
      ]),
    );
    await this.database.transaction(async (tx) => {
      // Another slot that failed stays failed, for a person to see.
      await tx.execute(`DELETE FROM report_run WHERE report = ? AND state = 'failed' AND report_date IN (${decisions.map(() => '?').join(', ')})`, [report, ...decisions.map(({ date }) => date)]);
      await tx.insert(
        'report_run',
        ['report', 'report_date', 'state', 'reason', 'digest', 'content', 'decided_at'],
        runs,
        { ignore: ['report', 'report_date'] },
      );
      const columns = [
        'delivery_key',
        'report',
        'report_date',
        'channel',
        'recipient',
        'state',
        'attempts',
        'next_attempt_at',
        'delivered_at',
        'reason',
        'changed_at',
      ];
      await tx.insert('report_delivery', columns, deliveries, { ignore: ['delivery_key'] });
    });
  }

  /** Notes that a report could not be made, and why. */
  async noteFailure(date: string, reason: string, now: number, report: string = dailyReportName): Promise<void> {
    const row = [report, date, 'failed', reason.slice(0, 1000), null, null, now];
    await this.database.transaction((tx) =>
      tx.insert('report_run', ['report', 'report_date', 'state', 'reason', 'digest', 'content', 'decided_at'], [row], {
        key: ['report', 'report_date'],
        update: ['state', 'reason', 'decided_at'],
      }),
    );
  }

  /** The report that was made for a date, as it was. */
  async reportOf(date: string): Promise<{ readonly report: DailyReport; readonly digest: string } | null> {
    const rows = await this.database.query<{ content: string | null; digest: string | null }>(
      'SELECT content, digest FROM report_run WHERE report = ? AND report_date = ?',
      [dailyReportName, date],
    );
    const row = rows[0];
    return row?.content && row.digest ? { report: JSON.parse(row.content) as DailyReport, digest: row.digest } : null;
  }

  /** What was made for a slot of a definition, as it was; null where nothing was. */
  async contentOf(report: string, date: string): Promise<{ readonly content: string; readonly decidedAt: number } | null> {
    const sql = 'SELECT content, decided_at FROM report_run WHERE report = ? AND report_date = ?';
    const [row] = await this.database.query<{ content: string | null; decided_at: number }>(sql, [report, date]);
    return row?.content ? { content: row.content, decidedAt: row.decided_at } : null;
  }

  /** Deliveries to try now, oldest report first. */
  async dueDeliveries(now: number): Promise<readonly Delivery[]> {
    const sql = `SELECT ${deliveryColumns} FROM report_delivery WHERE state = 'waiting' AND next_attempt_at <= ? ORDER BY report_date, report, channel, delivery_key`;
    return (await this.database.query<DeliveryRow>(sql, [now])).map(deliveryOf);
  }

  /** A delivery as it stands now. */
  async delivery(key: string): Promise<Delivery | null> {
    const rows = await this.database.query<DeliveryRow>(
      `SELECT ${deliveryColumns} FROM report_delivery WHERE delivery_key = ?`,
      [key],
    );
    return rows[0] ? deliveryOf(rows[0]) : null;
  }

  /** Lets what was refused or given up of a run be tried again from now on, and what waits at once; resolves to how many that are. */
  async tryAgain(report: string, date: string, now: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.execute("UPDATE report_delivery SET state = 'waiting', next_attempt_at = ?, changed_at = ? WHERE report = ? AND report_date = ? AND state <> 'delivered'", [now, now, report, date]),
    );
  }

  /** Writes what an attempt led to; `nextAttemptAt` null ends the tries. */
  async noteAttempt(
    delivery: Delivery,
    outcome: AttemptOutcome,
    now: number,
    nextAttemptAt: number | null,
  ): Promise<DeliveryState> {
    const state: DeliveryState =
      outcome.outcome !== 'try-again' ? outcome.outcome : nextAttemptAt === null ? 'failed' : 'waiting';
    const reason = (outcome.outcome === 'delivered' ? (outcome.remark ?? null) : outcome.reason)?.slice(0, 1000) ?? null;
    const values = [
      state,
      delivery.attempts + 1,
      state === 'waiting' ? nextAttemptAt : null,
      state === 'delivered' ? now : null,
      reason,
      now,
      delivery.key,
    ];
    await this.database.transaction((tx) =>
      tx.execute(
        'UPDATE report_delivery SET state = ?, attempts = ?, next_attempt_at = ?, delivered_at = ?, reason = ?, changed_at = ? WHERE delivery_key = ?',
        values,
      ),
    );
    return state;
  }
}

const deliveryOf = (row: DeliveryRow): Delivery => ({
  key: row.delivery_key,
  report: row.report,
  date: row.report_date,
  channel: row.channel,
  recipient: row.recipient,
  state: row.state,
  attempts: row.attempts,
});
