import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { calendarFeed, type CalendarEntry } from '../../core/report/calendar-feed';
import { planDays } from '../../core/schedule/plan-day';
import { addDays, datesBetween } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { PlanReader } from '../../plan/reading/plan-reader';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';

/** A calendar address of a person; the secret in it is shown once. */
export interface RosterFeed {
  readonly id: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly revokedAt: number | null;
}

/** Days of the roster that a calendar shows: a month back, a quarter ahead. */
const daysBack = 31;
const daysAhead = 92;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A person's roster as a calendar that a phone subscribes to, behind a secret address that can be taken back. */
@Injectable()
export class RosterFeeds {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanReader,
    private readonly clock: Clock,
  ) {}

  /** Makes an address for a person and returns its secret, which cannot be shown again. */
  async create(employeeId: string, actor: string): Promise<{ readonly id: string; readonly secret: string }> {
    const id = uuidv7();
    const secret = randomBytes(24).toString('base64url');
    const row = [hashOf(secret), id, employeeId, this.clock.now(), actor, null];
    await this.database.transaction((tx) => tx.insert('roster_feed', ['secret_hash', 'id', 'employee_id', 'created_at', 'created_by', 'revoked_at'], [row]));
    return { id, secret };
  }

  /** A person's addresses, newest first. */
  async list(employeeId: string): Promise<RosterFeed[]> {
    const sql = 'SELECT id, created_at AS createdAt, created_by AS createdBy, revoked_at AS revokedAt FROM roster_feed WHERE employee_id = ? ORDER BY created_at DESC, id';
    return this.database.query<RosterFeed>(sql, [employeeId]);
  }

  /**
   * Takes an address back at once.
   * @throws DomainError `unknown-feed`
   */
  async revoke(employeeId: string, id: string): Promise<void> {
    const sql = 'UPDATE roster_feed SET revoked_at = ? WHERE id = ? AND employee_id = ? AND revoked_at IS NULL';
    const count = await this.database.transaction((tx) => tx.execute(sql, [this.clock.now(), id, employeeId]));
    if (count === 0) throw new DomainError('unknown-feed', 'This person has no such calendar address that is still open.', 404);
  }

  /** The calendar of a secret, or null where it is unknown or was taken back. */
  async calendarOf(secret: string): Promise<string | null> {
    const [feed] = await this.database.query<{ employee_id: string }>('SELECT employee_id FROM roster_feed WHERE secret_hash = ? AND revoked_at IS NULL', [hashOf(secret)]);
    if (!feed) return null;
    const now = this.clock.now();
    const today = dateAt('UTC', now);
    const [from, to] = [addDays(today, -daysBack), addDays(today, daysAhead)];
    const days = planDays(await this.plan.planFor(feed.employee_id, from, to), datesBetween(from, to));
    const entries = days.flatMap((day) =>
      day.shifts.map((shift, index): CalendarEntry => ({
        uid: `${hashOf(`${feed.employee_id} ${day.date} ${index}`).slice(0, 32)}@hadir`,
        ...{ startAt: shift.startsAt, endAt: shift.endsAt, summary: `Dinas ${shift.code}`, description: shift.overlay === undefined || shift.overlay === null ? '' : String(shift.overlay) },
      })),
    );
    return calendarFeed('Jadwal dinas', entries, now);
  }
}
