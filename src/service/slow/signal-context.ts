import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { grouped } from '../../core/service/grouped';
import { percentile, slownessRule } from '../../core/service/slowness';
import { addDays } from '../../core/time/calendar';
import { DAY_MS } from '../../core/time/instant';
import { dateAt, minuteOfDateToInstant } from '../../core/time/zone';
import { Database } from '../../platform/database/database';
import { type CataloguedService, ServiceCatalogue } from '../catalogue/service-catalogue';
import { TicketDesk } from '../tickets/ticket-desk';
import { SignalDesk } from './signal-desk';

/** What coincided on one day, beside the mean of the same weekday in the eight weeks before. */
export class SignalDayItem {
  @ApiProperty({ example: '2026-11-16' })
  date!: string;
  @ApiProperty({ description: 'People of the unit who were to work that day.' })
  due!: number;
  @ApiProperty({ description: 'People of the unit with a record of coming (punches).' })
  seen!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Mean of the same weekday before; null where no such day was computed.' })
  seenBefore!: number | null;
  @ApiProperty({ description: 'People on leave, on duty elsewhere, or without a record.' })
  away!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Times that doors of the unit were opened or a card was let in; null where the unit has no door sensor.' })
  doorEvents!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  doorEventsBefore!: number | null;
  @ApiProperty()
  ticketsTaken!: number;
  @ApiProperty()
  ticketsTakenBefore!: number;
  @ApiProperty()
  ticketsFinished!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Median of the tickets finished that day, in working minutes.' })
  medianMinutes!: number | null;
}

interface DayCounts {
  readonly due: number;
  readonly seen: number;
  readonly away: number;
}

const awayStatuses = ['ABSENT', 'ON_LEAVE', 'ON_DUTY'];
const notDue = ['HOLIDAY', 'OFF', 'NOT_EMPLOYED'];
const cameBy = ['opened', 'card-granted'];

/** What stood beside a slow week, day by day: counts only, since a signal is about a service and no cause is claimed. */
@Injectable()
export class SignalContext {
  constructor(
    private readonly database: Database,
    private readonly signals: SignalDesk,
    private readonly catalogue: ServiceCatalogue,
    private readonly desk: TicketDesk,
  ) {}

  /** @throws DomainError `unknown-signal` */
  async of(signalId: string): Promise<SignalDayItem[]> {
    const signal = await this.signals.named(signalId);
    const service = await this.catalogue.named(signal.service);
    const firstDate = addDays(signal.weekDate, -7 * slownessRule.weeksBefore);
    const lastDate = addDays(signal.weekDate, 6);
    const [days, doors, taken, finished] = await Promise.all([this.attendance(service, firstDate, lastDate), this.doors(service, firstDate, lastDate), this.taken(service, firstDate, lastDate), this.finished(service, signal.weekDate, lastDate)]);
    return Array.from({ length: 7 }, (_, index) => {
      const date = addDays(signal.weekDate, index);
      const before = Array.from({ length: slownessRule.weeksBefore }, (__, week) => addDays(date, -7 * (week + 1)));
      const minutes = finished.get(date) ?? [];
      return {
        date,
        ...(days.get(date) ?? { due: 0, seen: 0, away: 0 }),
        seenBefore: meanOf(before.flatMap((each) => days.get(each)?.seen ?? [])),
        doorEvents: doors === null ? null : (doors.get(date) ?? 0),
        doorEventsBefore: doors === null ? null : meanOf(before.map((each) => doors.get(each) ?? 0)),
        ticketsTaken: taken.get(date) ?? 0,
        ticketsTakenBefore: meanOf(before.map((each) => taken.get(each) ?? 0)) ?? 0,
        ticketsFinished: minutes.length,
        medianMinutes: minutes.length === 0 ? null : percentile(minutes, 0.5),
      };
    });
  }

  private async attendance(service: CataloguedService, fromDate: string, toDate: string): Promise<ReadonlyMap<string, DayCounts>> {
    const marks = (words: readonly string[]): string => words.map(() => '?').join(',');
    const sql = `SELECT work_date AS date, SUM(CASE WHEN status IN (${marks(notDue)}) THEN 0 ELSE 1 END) AS due,
      SUM(CASE WHEN in_at IS NULL THEN 0 ELSE 1 END) AS seen, SUM(CASE WHEN status IN (${marks(awayStatuses)}) THEN 1 ELSE 0 END) AS away
      FROM attendance_day WHERE unit_id = ? AND work_date >= ? AND work_date <= ? AND shift_no <= 1 GROUP BY work_date`;
    const rows = await this.database.query<{ date: string } & DayCounts>(sql, [...notDue, ...awayStatuses, service.unit.id, fromDate, toDate]);
    return new Map(rows.map(({ date, due, seen, away }) => [date, { due: Number(due), seen: Number(seen), away: Number(away) }]));
  }

  /** Null where the unit has no sensor: silence of a machine is not a zero. */
  private async doors(service: CataloguedService, fromDate: string, toDate: string): Promise<ReadonlyMap<string, number> | null> {
    const sensors = (await this.database.query<{ code: string }>('SELECT code FROM door_sensor WHERE unit_id = ?', [service.unit.id])).map(({ code }) => code);
    if (sensors.length === 0) return null;
    const sql = `SELECT occurred_at AS at FROM door_event WHERE sensor IN (${sensors.map(() => '?').join(',')}) AND kind IN (${cameBy.map(() => '?').join(',')}) AND occurred_at >= ? AND occurred_at < ?`;
    const rows = await this.database.query<{ at: number }>(sql, [...sensors, ...cameBy, ...spanOf(service, fromDate, toDate)]);
    return countedBy(rows.map(({ at }) => dateAt(service.unit.zone, at)));
  }

  private async taken(service: CataloguedService, fromDate: string, toDate: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ at: number }>('SELECT taken_at AS at FROM ticket WHERE service_id = ? AND taken_at >= ? AND taken_at < ?', [service.id, ...spanOf(service, fromDate, toDate)]);
    return countedBy(rows.map(({ at }) => dateAt(service.unit.zone, at)));
  }

  private async finished(service: CataloguedService, fromDate: string, toDate: string): Promise<ReadonlyMap<string, number[]>> {
    const tickets = await this.desk.finished(service, ...spanOf(service, fromDate, toDate));
    return new Map([...grouped(tickets, ({ finishedAt }) => dateAt(service.unit.zone, finishedAt))].map(([date, ofDay]) => [date, ofDay.map(({ times }) => times.minutes)]));
  }
}

const spanOf = (service: CataloguedService, fromDate: string, toDate: string): [number, number] => [minuteOfDateToInstant(service.unit.zone, fromDate, 0), minuteOfDateToInstant(service.unit.zone, toDate, 0) + DAY_MS];

const countedBy = (dates: readonly string[]): Map<string, number> => new Map([...grouped(dates, (date) => date)].map(([date, all]) => [date, all.length]));

const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
