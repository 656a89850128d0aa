import { Inject, Injectable } from '@nestjs/common';
import { type Holiday, type HolidayKind, type HolidayList } from '../../core/calendar/holiday';
import { officeCalendar } from '../../core/calendar/office-calendar';
import { type WorkingCalendar } from '../../core/calendar/working-calendar';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';

/** The decreed lists of days off that ship with the regulations. */
export const DECREED_DAYS = Symbol('decreed days');

const kinds: Readonly<Record<string, HolidayKind>> = { national: 'national-holiday', 'collective-leave': 'collective-leave', local: 'local-holiday' };

interface HolidayRow {
  date: string;
  kind: string;
  name: string;
  decree: string | null;
}

/** Today and the working days of the office, by which the deadlines of complaints are counted. */
@Injectable()
export class OfficeCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
    @Inject(DECREED_DAYS) private readonly decreed: readonly HolidayList[],
  ) {}

  /** Today's date in the zone of the office. */
  today(): string {
    return dateAt(this.config.defaultZone, this.clock.now());
  }

  /** The days off that the office has entered over the decreed ones; days of single units and half days are none of the office. */
  async read(reader: Pick<Transaction, 'query'> = this.database): Promise<WorkingCalendar> {
    const rows = await reader.query<HolidayRow>(`SELECT holiday_date AS date, kind, name, decree FROM holiday WHERE unit_id = '' AND from_time IS NULL AND to_time IS NULL`);
    return officeCalendar(rows.map(({ date, kind, name, decree }): Holiday => ({ date, kind: kinds[kind] ?? 'local-holiday', name, decree: decree ?? '', decreedDate: date })), this.decreed);
  }
}
