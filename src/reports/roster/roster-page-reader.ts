import { Injectable } from '@nestjs/common';
import { type DayChanges, DayChangesReader } from '../../attendance/requests/day-changes-reader';
import { type PlanDay } from '../../core/schedule/planned-day';
import { planDays } from '../../core/schedule/plan-day';
import { OfficeDays } from '../../discipline/office-days';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { likeText } from '../../platform/http/page';
import { EmployeeList } from '../../plan/employee/employee-list';
import { PlanReader } from '../../plan/reading/plan-reader';
import { type RosterAwayItem, type RosterDayItem, type RosterGridPage, type RosterPageQuery } from './roster-page-items';

/** Reads a page of a roster in a handful of queries, however many people and dates it shows. */
@Injectable()
export class RosterPageReader {
  constructor(
    private readonly database: Database,
    private readonly list: EmployeeList,
    private readonly plan: PlanReader,
    private readonly changes: DayChangesReader,
    private readonly days: OfficeDays,
  ) {}

  async read({ unit, text, from, to, page, pageSize }: RosterPageQuery, dates: readonly string[], reach: Reach): Promise<RosterGridPage> {
    const filters = { ...(unit === undefined ? {} : { unit }), ...(text === undefined ? {} : { text }) };
    const people = await this.list.page({ ...filters, employed: true, onDate: this.dateWithin(from, to), sort: 'name', page, pageSize }, likeText, reach);
    const ids = people.items.map(({ id }) => id);
    const book = await this.plan.loadPlanBook();
    const planned = new Map((await book.employeesWithIds(ids, from, to)).map((person) => [person.employee.id, planDays(person.plan, dates)]));
    const away = await this.changes.changesFor(this.database, ids, from, to);
    return {
      total: people.total,
      people: people.items.map(({ id, number, name, jobTitle }) => ({ ...{ id, number, name, jobTitle }, days: (planned.get(id) ?? []).map((day) => dayItem(day, away.get(id))) })),
    };
  }

  /** Who is in a unit is judged by today where the span shows it, else by the nearest of its dates. */
  private dateWithin(from: string, to: string): string {
    const today = this.days.today();
    return today < from ? from : today > to ? to : today;
  }
}

const dayItem = (day: PlanDay, changes: DayChanges | undefined): RosterDayItem => ({
  date: day.date,
  employed: day.employed,
  shifts: day.shifts.map(({ code }) => code),
  rostered: day.shifts.some(({ why }) => why === 'roster'),
  holiday: day.holiday?.name ?? null,
  // Half a holiday leaves the other half.
  owed: day.holiday === null || day.holiday.intervals !== null || day.owedOnHoliday,
  away: changes ? awayOn(day, changes) : null,
});

/** What stands over a date; granted before asked for, the whole day before some hours. */
function awayOn(day: PlanDay, { leaves, duties }: DayChanges): RosterAwayItem | null {
  const found = [
    ...leaves.map((leave) => ({ kind: 'leave' as const, type: leave.type, fact: leave })),
    ...duties.map((duty) => ({ kind: 'duty' as const, type: '', fact: duty })),
  ].flatMap(({ kind, type, fact }) => {
    if (!['approved', 'pending'].includes(fact.status)) return [];
    const wholeDay = fact.wholeDates !== null ? fact.wholeDates.fromDate <= day.date && day.date < fact.wholeDates.toDate : fact.fromAt <= day.startsAt && fact.toAt >= day.endsAt;
    const touches = wholeDay || (fact.wholeDates === null && fact.fromAt < day.endsAt && fact.toAt > day.startsAt);
    return touches ? [{ kind, type, pending: fact.status === 'pending', wholeDay }] : [];
  });
  return found.sort((a, b) => Number(a.pending) - Number(b.pending) || Number(b.wholeDay) - Number(a.wholeDay))[0] ?? null;
}
