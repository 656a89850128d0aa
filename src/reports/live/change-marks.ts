import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';

/** One thing that changed, with the unit that it belongs to. */
export interface Change {
  readonly topic: 'attendance' | 'decisions' | 'requests' | 'cases';
  readonly key: string;
  readonly unitId: string | null;
  readonly workDate: string | null;
}

/** A transaction may commit some seconds after the moment it wrote down. */
const overlapMs = 10_000;
const most = 2000;

interface MarkRow {
  mark: number;
  id: string;
  unit_id: string | null;
  work_date: string | null;
}

/**
 * What changed in the database since the last look, whichever process changed it: the marks of time that rows carry, looked at with an overlap,
 * each change told once.
 */
@Injectable()
export class ChangeMarks {
  private told = new Map<string, number>();
  private from: number;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.from = clock.now();
  }

  /** Forgets what was before now; what happened while nobody listened is no news. */
  async start(): Promise<void> {
    this.from = this.clock.now();
    this.told.clear();
    await this.next();
  }

  /** Changes that have not been told yet. */
  async next(): Promise<Change[]> {
    const now = this.clock.now();
    const since = Math.min(this.from, now) - overlapMs;
    const found = [
      ...(await this.read('attendance', `SELECT computed_at AS mark, employee_id AS id, unit_id, work_date FROM attendance_day WHERE computed_at > ? ORDER BY computed_at DESC LIMIT ${most}`, since)),
      ...(await this.read('decisions', `SELECT w.decided_at AS mark, w.id AS id, v.unit_id, w.work_date FROM violation_decision w LEFT JOIN violation v ON v.employee_id = w.employee_id AND v.work_date = w.work_date AND v.kind = w.kind WHERE w.decided_at > ? ORDER BY w.decided_at DESC LIMIT ${most}`, since)),
      ...(await this.read('requests', `SELECT r.changed_at AS mark, r.id AS id, m.unit_id, r.from_date AS work_date FROM request r LEFT JOIN employee_unit m ON m.employee_id = r.employee_id AND m.from_date = (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = r.employee_id AND x.from_date <= r.from_date) WHERE r.changed_at > ? ORDER BY r.changed_at DESC LIMIT ${most}`, since)),
      ...(await this.read('cases', `SELECT changed_at AS mark, case_id AS id, unit_id, NULL AS work_date FROM discipline_case WHERE changed_at > ? LIMIT ${most}`, since)),
    ];
    this.from = now;
    for (const [key, mark] of this.told) if (mark < since) this.told.delete(key);
    return found;
  }

  private async read(topic: Change['topic'], sql: string, since: number): Promise<Change[]> {
    const changes: Change[] = [];
    for (const row of await this.database.query<MarkRow>(sql, [since])) {
      const key = `${topic} ${row.id} ${row.work_date ?? ''}`;
      if (this.told.get(key) === row.mark) continue;
      this.told.set(key, row.mark);
      changes.push({ topic, key, unitId: row.unit_id, workDate: row.work_date });
    }
    return changes;
  }
}
