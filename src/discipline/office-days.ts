import { Inject, Injectable } from '@nestjs/common';
import { type Holiday, type HolidayKind, type HolidayList } from '../core/calendar/holiday';
import { officeCalendar } from '../core/calendar/office-calendar';
import { type WorkingCalendar } from '../core/calendar/working-calendar';
import { dateAt } from '../core/time/zone';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { Database, type Transaction } from '../platform/database/database';
import { CONFIG } from '../platform/tokens';
import { RegulationBook } from './regulation-book';

const kinds: Readonly<Record<string, HolidayKind>> = { national: 'national-holiday', 'collective-leave': 'collective-leave', local: 'local-holiday' };

/** A day off of everybody as the plan holds it. */
export interface EnteredDay {
  readonly date: string;
  readonly kind: string;
  readonly name: string;
  readonly decree: string | null;
}

/** The day as the calendar of deadlines knows it; the plan does not say when it was decreed, so it counts as known. */
export const holidayOf = ({ date, kind, name, decree }: EnteredDay): Holiday => ({ date, kind: kinds[kind] ?? 'local-holiday', name, decree: decree ?? '', decreedDate: date });

/** The calendar of the office from the plan and the decreed lists: half days and the days of single units are no days off of the office. */
export async function readOfficeCalendar(reader: Pick<Transaction, 'query'>, decreed: readonly HolidayList[]): Promise<WorkingCalendar> {
  const sql = `SELECT holiday_date AS date, kind, name, decree FROM holiday WHERE unit_id = '' AND from_time IS NULL AND to_time IS NULL`;
  return officeCalendar((await reader.query<EnteredDay>(sql)).map(holidayOf), decreed);
}

/** Today and the working days of the office, as deadlines are counted. */
@Injectable()
export class OfficeDays {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** Today's date in the zone of the office. */
  today(): string {
    return dateAt(this.config.defaultZone, this.clock.now());
  }

  /** The calendar as it is decreed now. */
  calendar(reader: Pick<Transaction, 'query'> = this.database): Promise<WorkingCalendar> {
    return readOfficeCalendar(reader, this.book.holidays);
  }
}
