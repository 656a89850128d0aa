import { Inject, Injectable } from '@nestjs/common';
import { percentile } from '../../core/service/slowness';
import { satisfactionOf } from '../../core/service/satisfaction';
import { dateAt } from '../../core/time/zone';
import { type Reach } from '../../platform/auth/reach';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { ServiceCatalogue } from '../../service/catalogue/service-catalogue';
import { ServiceWeeks, withinOf } from '../../service/slow/service-weeks';
import { SatisfactionReader } from '../../service/voice/satisfaction-reader';
import { datesOf } from './months';
import { type ServicePeriod } from './appraisal-evidence-items';
import { type ComplaintMonth, type ServiceMonth } from './one-page-items';
import { everyMonth, type Scope, scopeOf } from './people-figures';

/** That a complaint `c` names a person: the id stands in few events, and there are few events beside everything else, so no index is kept for it. */
export const namesInComplaint = (employeeId: string): [sql: string, value: string] => ['EXISTS (SELECT 1 FROM complaint_event e WHERE e.complaint_id = c.id AND e.body LIKE ?)', `%"employeeId":${JSON.stringify(employeeId)}%`];

/** What citizens met with, counted. */
@Injectable()
export class ServiceFigures {
  constructor(
    private readonly database: Database,
    private readonly catalogue: ServiceCatalogue,
    private readonly weeks: ServiceWeeks,
    private readonly satisfaction: SatisfactionReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** Complaints by the month in which they came: of units, or those within reach that name a person. */
  async complaints(scope: Scope, months: readonly string[], reach: Reach): Promise<ComplaintMonth[]> {
    const { from, to } = datesOf(months);
    const conditions = reach.limit(new Conditions().add('c.received_date >= ? AND c.received_date <= ?', from, to), { unit: 'c.unit_id', date: null });
    if ('employeeId' in scope) conditions.add(...namesInComplaint(scope.employeeId));
    else conditions.whenPart(scopeOf('c', scope, null));
    const rows = await this.database.query<ComplaintMonth>(
      `SELECT SUBSTR(c.received_date, 1, 7) AS month, COUNT(*) AS received, SUM(CASE WHEN c.status IN ('closed', 'rejected', 'duplicate') THEN 1 ELSE 0 END) AS ended FROM complaint c ${conditions.toString()} GROUP BY SUBSTR(c.received_date, 1, 7)`,
      conditions.values,
    );
    return everyMonth(months, rows.map((row) => ({ month: row.month, received: Number(row.received), ended: Number(row.ended) })), (month) => ({ month, received: 0, ended: 0 }));
  }

  /** Tickets and ratings of the services of units in a span of dates; services of which nothing is known are left out. */
  async between(unitIds: readonly string[], from: string, to: string): Promise<ServicePeriod[]> {
    const found: ServicePeriod[] = [];
    for (const service of await this.catalogue.list(unitIds)) {
      const tickets = await this.weeks.ticketsBetween(service, from, to);
      const { ratings, flags } = await this.satisfaction.between([service.id], from, to);
      const { respondents, index, quick } = satisfactionOf(ratings, flags);
      if (tickets.length === 0 && ratings.length === 0) continue;
      const p50Minutes = tickets.length === 0 ? null : percentile(tickets.map(({ times }) => times.minutes), 0.5);
      found.push({ service: service.code, tickets: tickets.length, p50Minutes, withinPromise: withinOf(tickets), respondents, ikm: index?.ikm ?? null, quick });
    }
    return found;
  }

  /** Tickets and ratings of the services of units, month by month; months of which nothing is known are left out. */
  async services(unitIds: readonly string[], months: readonly string[]): Promise<ServiceMonth[]> {
    const { from, to } = datesOf(months);
    const found: ServiceMonth[] = [];
    for (const service of await this.catalogue.list(unitIds)) {
      const tickets = await this.weeks.ticketsBetween(service, from, to);
      const { ratings, flags } = await this.satisfaction.between([service.id], from, to);
      for (const month of months) {
        const finished = tickets.filter(({ finishedAt }) => dateAt(service.unit.zone, finishedAt).startsWith(month));
        const said = satisfactionOf(ratings.filter(({ givenAt }) => dateAt(this.config.defaultZone, givenAt).startsWith(month)), flags);
        if (finished.length === 0 && said.respondents === 0) continue;
        const p50Minutes = finished.length === 0 ? null : percentile(finished.map(({ times }) => times.minutes), 0.5);
        found.push({ service: service.code, month, tickets: finished.length, p50Minutes, withinPromise: withinOf(finished), respondents: said.respondents, ikm: said.index?.ikm ?? null });
      }
    }
    return found;
  }
}
