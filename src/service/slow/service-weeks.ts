import { Injectable } from '@nestjs/common';
import { grouped } from '../../core/service/grouped';
import { percentile } from '../../core/service/slowness';
import { addDays, weekday } from '../../core/time/calendar';
import { type WorkDate } from '../../core/time/instant';
import { dateAt, minuteOfDateToInstant } from '../../core/time/zone';
import { type CataloguedService } from '../catalogue/service-catalogue';
import { TicketDesk, type TimedTicket } from '../tickets/ticket-desk';

/** Times of a service, or one of its steps, in one week; minutes are working time. */
export interface WeekTimes {
  readonly weekDate: WorkDate;
  /** Null = the whole ticket. */
  readonly step: string | null;
  readonly tickets: number;
  readonly p50Minutes: number;
  readonly p90Minutes: number;
  /** Share of the tickets of which a promise is known; null for steps, which promise nothing. */
  readonly withinPromise: number | null;
}

/** The Monday of a date's week. */
export const mondayOf = (date: WorkDate): WorkDate => addDays(date, 1 - weekday(date));

/** Times by week: a ticket belongs to the week in which it was finished. */
@Injectable()
export class ServiceWeeks {
  constructor(private readonly desk: TicketDesk) {}

  /** Tickets that were finished from one date to another, both included. */
  ticketsBetween(service: CataloguedService, fromDate: WorkDate, toDate: WorkDate): Promise<TimedTicket[]> {
    const { zone } = service.unit;
    return this.desk.finished(service, minuteOfDateToInstant(zone, fromDate, 0), minuteOfDateToInstant(zone, addDays(toDate, 1), 0));
  }

  /** Percentiles and share within promise by week and step, oldest week first. */
  async between(service: CataloguedService, fromDate: WorkDate, toDate: WorkDate): Promise<WeekTimes[]> {
    const tickets = await this.ticketsBetween(service, fromDate, toDate);
    return [...grouped(tickets, ({ finishedAt }) => mondayOf(dateAt(service.unit.zone, finishedAt)))].flatMap(([weekDate, ofWeek]) => [
      timesOf(weekDate, null, ofWeek.map(({ times }) => times.minutes), withinOf(ofWeek)),
      ...[...stepsOf(ofWeek)].map(([step, minutes]) => timesOf(weekDate, step, minutes, null)),
    ]);
  }

  /** Whole tickets of several services together by week, oldest week first. */
  async ofAll(services: readonly CataloguedService[], fromDate: WorkDate, toDate: WorkDate): Promise<WeekTimes[]> {
    const weeks = new Map<WorkDate, TimedTicket[]>();
    for (const service of services) {
      for (const ticket of await this.ticketsBetween(service, fromDate, toDate)) {
        const week = mondayOf(dateAt(service.unit.zone, ticket.finishedAt));
        weeks.set(week, [...(weeks.get(week) ?? []), ticket]);
      }
    }
    return [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([weekDate, tickets]) => timesOf(weekDate, null, tickets.map(({ times }) => times.minutes), withinOf(tickets)));
  }
}

/** The minutes of each step over some tickets. */
export function stepsOf(tickets: readonly TimedTicket[]): Map<string, number[]> {
  const steps = new Map<string, number[]>();
  for (const { times } of tickets) for (const [step, minutes] of times.steps) steps.set(step, [...(steps.get(step) ?? []), minutes]);
  return steps;
}

/** The share of tickets within their promise; null where none has one. */
export function withinOf(tickets: readonly TimedTicket[]): number | null {
  const known = tickets.filter(({ times }) => times.within !== null);
  return known.length === 0 ? null : known.filter(({ times }) => times.within).length / known.length;
}

const timesOf = (weekDate: WorkDate, step: string | null, minutes: readonly number[], withinPromise: number | null): WeekTimes => ({ weekDate, step, tickets: minutes.length, p50Minutes: percentile(minutes, 0.5), p90Minutes: percentile(minutes, 0.9), withinPromise });
