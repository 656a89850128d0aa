import { Injectable } from '@nestjs/common';
import { readableNotes } from '../../performance/notes/note-readers';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { datesOf, instantsOf } from './months';
import { type CountLine } from './one-page-items';
import { type Scope, scopeOf, type UnitScope } from './people-figures';

/** Notes and differences, counted. */
@Injectable()
export class SupervisionFigureReader {
  constructor(private readonly database: Database) {}

  /** Notes about the scope that the caller may read, by kind; withdrawn ones count no more. */
  async notes(scope: Scope, months: readonly string[], caller: Caller): Promise<CountLine[]> {
    const { sql, values } = scopeOf('n', scope, 'about_date');
    const { from, to } = datesOf(months);
    const conditions = readableNotes(new Conditions().add('n.withdrawn = 0').add('n.about_date >= ? AND n.about_date <= ?', from, to).add(sql, ...values), caller);
    return this.counted(`SELECT n.kind AS \`key\`, COUNT(*) AS count FROM supervision_note n ${conditions.toString()} GROUP BY n.kind ORDER BY n.kind`, conditions);
  }

  /** Differences that roll calls found, by status; `zone` says where the months begin. */
  async differences(scope: Scope, months: readonly string[], zone: string): Promise<CountLine[]> {
    const { sql, values } = scopeOf('d', scope, null);
    const [fromAt, toAt] = instantsOf(months, zone);
    const conditions = new Conditions().add('d.seen_at >= ? AND d.seen_at < ?', fromAt, toAt).add(sql, ...values);
    return this.counted(`SELECT d.status AS \`key\`, COUNT(*) AS count FROM spot_check_difference d ${conditions.toString()} GROUP BY d.status ORDER BY d.status`, conditions);
  }

  /** Roll calls that were handed in, with the people marked in them. */
  async checks(scope: UnitScope, months: readonly string[], zone: string): Promise<{ readonly checks: number; readonly marked: number }> {
    const { sql, values } = scopeOf('c', scope, null);
    const [fromAt, toAt] = instantsOf(months, zone);
    const [row] = await this.database.query<{ checks: number; marked: number }>(
      `SELECT COUNT(DISTINCT c.id) AS checks, COUNT(p.employee_id) AS marked FROM spot_check c LEFT JOIN spot_check_person p ON p.check_id = c.id AND p.mark IS NOT NULL
       WHERE c.submitted_at IS NOT NULL AND c.started_at >= ? AND c.started_at < ? AND ${sql}`,
      [fromAt, toAt, ...values],
    );
    return { checks: Number(row?.checks ?? 0), marked: Number(row?.marked ?? 0) };
  }

  private async counted(sql: string, { values }: Conditions): Promise<CountLine[]> {
    return (await this.database.query<CountLine>(sql, values)).map(({ key, count }) => ({ key, count: Number(count) }));
  }
}
