import { Injectable } from '@nestjs/common';
import { officeCalendar } from '../core/calendar/office-calendar';
import { type WorkingCalendar } from '../core/calendar/working-calendar';
import { dateAt } from '../core/time/zone';
import { holidayOf } from '../discipline/office-days';
import { RegulationBook } from '../discipline/regulation-book';
import { type PlanBook } from '../plan/reading/plan-book';
import { type DisciplineBasis } from './discipline-step';

/** Brings the law and the calendar of the plan together. */
@Injectable()
export class DisciplineBases {
  private readonly calendars = new WeakMap<PlanBook['shared'], WorkingCalendar>();

  constructor(
    private readonly book: RegulationBook,
    private readonly zone: string,
  ) {}

  /** The basis on which accounts are made at an instant (epoch milliseconds). */
  of(plan: PlanBook, now: number): DisciplineBasis {
    const calendar = this.calendars.get(plan.shared) ?? this.calendarOf(plan);
    this.calendars.set(plan.shared, calendar);
    return { regulations: this.book.regulations, calendar, asOfDate: dateAt(this.zone, now) };
  }

  /** Days of every unit count here: deadlines and runs are the office's, and a roster says for itself what was owed. */
  private calendarOf(plan: PlanBook): WorkingCalendar {
    const whole = plan.shared.holidays.filter((holiday) => holiday.unitId === '' && holiday.fromTime === null && holiday.toTime === null);
    return officeCalendar(whole.map(holidayOf), this.book.holidays);
  }
}
