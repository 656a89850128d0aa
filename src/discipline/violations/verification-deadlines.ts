import { type CountedDate, type WorkingCalendar } from '../../core/calendar/working-calendar';
import { verificationDueDate } from '../../core/discipline/case-deadlines';
import { type Regulations } from '../../core/discipline/regulation';
import { procedureFor } from '../../core/discipline/rules-in-force';
import { addDays } from '../../core/time/calendar';

/** By when officers have to look at the days of a category, by the procedure and the calendar as they stand. */
export class VerificationDeadlines {
  private readonly known = new Map<string, CountedDate | null>();

  constructor(
    private readonly regulations: Regulations,
    private readonly calendar: WorkingCalendar,
  ) {}

  /** The date by which a day is to be verified; null where no procedure rules the category on that date. */
  of(category: string, workDate: string): CountedDate | null {
    const key = `${category}\n${workDate}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const procedure = procedureFor(this.regulations, category);
    const due = (procedure && verificationDueDate(workDate, this.calendar, procedure)) ?? null;
    this.known.set(key, due);
    return due;
  }

  /** The last work date of a category that is due on a date or before it: everything up to it wants a word. */
  lastDateDueBy(category: string, date: string): string | null {
    // A deadline lies some working days after its day; two months are beyond any of them and any row of holidays.
    for (let back = 0; back <= 62; back++) {
      const workDate = addDays(date, -back);
      const due = this.of(category, workDate);
      if (due !== null && due.date <= date) return workDate;
    }
    return null;
  }
}
