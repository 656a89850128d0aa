import { openOn } from '../../../src/core/service/opening-hours';
import { wallToInstant } from '../../../src/core/time/zone';
import { Database } from '../../../src/platform/database/database';
import { OfficeCalendar } from '../../../src/service/complaints/office-calendar';
import { OpeningHours } from '../../../src/service/tickets/opening-hours-store';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase } from '../../support/test-database';

const zone = 'Asia/Jakarta';

describe('the opening hours of a unit that moves', () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const place = await createTestDatabase();
    database = await Database.open(place.url);
    drop = async () => {
      await database.close();
      await place.drop();
    };
    const week = (from: number, to: number): string => JSON.stringify(Array.from({ length: 7 }, () => [[from, to]]));
    await database.transaction(async (tx) => {
      await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['early', 'E', 'Early', null, zone], ['late', 'L', 'Late', null, zone], ['none', 'N', 'None', null, zone], ['team', 'T', 'Team', 'early', zone]]);
      await tx.insert('unit_move', ['unit_id', 'from_date', 'parent_id'], [['team', '2026-11-16', 'late'], ['team', '2026-11-23', 'none']]);
      await tx.insert('opening_week', ['unit_id', 'from_date', 'days'], [['early', '2026-01-01', week(420, 600)], ['late', '2026-01-01', week(600, 720)], ['late', '2026-11-18', week(660, 720)]]);
      await tx.insert('holiday', ['holiday_date', 'unit_id', 'kind', 'name'], [['2026-11-12', 'late', 'local', 'L'], ['2026-11-13', 'early', 'local', 'E'], ['2026-11-19', 'late', 'local', 'L'], ['2026-11-20', 'early', 'local', 'E']]);
    });
  });
  afterAll(() => drop());

  it('are those of the unit above on each date, with its days off, and none where nobody above has any', async () => {
    const office = new OfficeCalendar(database, new SetClock(Date.parse('2026-11-24T05:00:00Z')), { defaultZone: zone }, []);
    const calendar = await new OpeningHours(database, office).of({ id: 'team', zone });
    const open = (date: string): string => openOn(calendar, date).map(({ startAt, endAt }) => [startAt, endAt].map((at) => (at - wallToInstant(zone, `${date} 00:00:00`)) / 60_000).join('-')).join();
    const expected = { '2025-12-31': '', '2026-11-12': '420-600', '2026-11-13': '', '2026-11-15': '420-600', '2026-11-16': '600-720', '2026-11-17': '600-720', '2026-11-18': '660-720', '2026-11-19': '', '2026-11-20': '660-720', '2026-11-22': '660-720', '2026-11-23': '' };
    expect(Object.fromEntries(Object.keys(expected).map((date) => [date, open(date)]))).toEqual(expected);
  });
});
