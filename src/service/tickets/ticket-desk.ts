import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { standingOf } from '../../core/service/counter';
import { grouped } from '../../core/service/grouped';
import { definitionOn } from '../../core/service/service-definition';
import { inOrder, type TicketEvent, type TicketEventType, ticketState, ticketTimes, type TicketTimes } from '../../core/service/ticket';
import { MINUTE_MS } from '../../core/time/instant';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type CataloguedService, ServiceCatalogue } from '../catalogue/service-catalogue';
import { OpeningHours } from './opening-hours-store';

/** What a queue, a case system or a counter reports. */
export interface TicketReport {
  readonly service: string;
  readonly ticket: string;
  readonly type: TicketEventType;
  readonly at: number;
  readonly step?: string | null;
}

/** A ticket with the times that it took. */
export interface TimedTicket {
  readonly number: string;
  readonly takenAt: number;
  readonly finishedAt: number;
  readonly times: TicketTimes;
}

interface EventRow {
  id: string;
  number: string;
  at: number;
  type: TicketEventType;
  step: string;
}

/** Clocks of other systems run a little ahead. */
const aheadMs = 5 * MINUTE_MS;

/** Takes in what happened to tickets, and says how long they took. */
@Injectable()
export class TicketDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly catalogue: ServiceCatalogue,
    private readonly hours: OpeningHours,
  ) {}

  /**
   * Takes reports in, all or none; a report that is known already changes nothing.
   * @throws DomainError `tickets-refused` naming every report that cannot be taken
   */
  async take(reports: readonly TicketReport[], actor: string): Promise<{ taken: number; known: number }> {
    const services = new Map((await this.catalogue.list()).map((service) => [service.code, service]));
    const problems = reports.flatMap((report, index) => this.problemOf(report, services).map((problem) => `report ${index + 1}: ${problem}`));
    if (problems.length > 0) throw new DomainError('tickets-refused', `Nothing was taken: ${problems.slice(0, 20).join('; ')}.`, 422, { problems });
    const groups = grouped(reports, (report) => `${report.service}\n${report.ticket}`);
    const taken = await this.database.transaction(async (tx) => {
      let count = 0;
      // In one order for everybody: two files about the same tickets must not wait for each other.
      for (const key of [...groups.keys()].sort()) count += await this.takeTicket(tx, services, groups.get(key) ?? [], actor);
      return count;
    });
    return { taken, known: reports.length - taken };
  }

  /** Tickets of a service that were finished in [fromAt, toAt), with their times, oldest first. */
  async finished(service: CataloguedService, fromAt: number, toAt: number): Promise<TimedTicket[]> {
    const calendar = await this.hours.of(service.unit);
    const sql = `SELECT t.id AS id, t.number AS number, e.at AS at, e.type AS type, e.step AS step FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id
      WHERE t.service_id = ? AND t.finished_at >= ? AND t.finished_at < ? ORDER BY t.finished_at, t.id`;
    const rows = await this.database.query<EventRow>(sql, [service.id, fromAt, toAt]);
    return [...grouped(rows, ({ id }) => id).values()].flatMap((events) => {
      const all = inOrder(events.map(({ type, at, step }): TicketEvent => ({ type, at, step: step || null })));
      const { takenAt, finishedAt } = ticketState(all);
      const definition = takenAt === null ? null : definitionOn(service.versions, dateAt(service.unit.zone, takenAt));
      const times = definition ? ticketTimes(all, definition.promise, calendar) : null;
      return times && takenAt !== null && finishedAt !== null ? [{ number: events[0]?.number ?? '', takenAt, finishedAt, times }] : [];
    });
  }

  private problemOf(report: TicketReport, services: ReadonlyMap<string, CataloguedService>): string[] {
    const service = services.get(report.service);
    if (!service) return [`there is no service "${report.service}"`];
    const definition = definitionOn(service.versions, dateAt(service.unit.zone, report.at));
    if (!definition) return [`nothing is promised for "${report.service}" on that date`];
    if (report.at > this.clock.now() + aheadMs) return ['it lies in the future'];
    if (report.type !== 'step') return [];
    const codes = definition.steps.map(({ code }) => code);
    return codes.includes(report.step ?? '') ? [] : [`"${report.step ?? ''}" is no step of "${report.service}" (${codes.join(', ')})`];
  }

  private async takeTicket(tx: Transaction, services: ReadonlyMap<string, CataloguedService>, reports: readonly TicketReport[], actor: string): Promise<number> {
    const { service, ticket, at } = reports[0] as TicketReport;
    const serviceId = services.get(service)?.id ?? '';
    await tx.insert('ticket', ['id', 'service_id', 'number', 'taken_at', 'finished_at'], [[uuidv7(), serviceId, ticket, at, null]], { ignore: ['service_id', 'number'] });
    const lock = tx.dialect === 'mysql' ? ' FOR UPDATE' : '';
    const [row] = await tx.query<{ id: string }>(`SELECT id FROM ticket WHERE service_id = ? AND number = ?${lock}`, [serviceId, ticket]);
    const id = row?.id ?? '';
    return appendTicketEvents(tx, id, reports.map((report) => ({ type: report.type, at: report.at, step: report.step ?? null })), { at: this.clock.now(), actor });
  }
}

/** Appends events to a ticket and keeps what they make of it; resolves to the number that was new. */
export async function appendTicketEvents(tx: Transaction, id: string, fresh: readonly TicketEvent[], by: { readonly at: number; readonly actor: string }): Promise<number> {
  const columns = ['ticket_id', 'at', 'type', 'step', 'recorded_at', 'recorded_by'];
  const taken = await tx.insert('ticket_event', columns, fresh.map((event) => [id, event.at, event.type, event.type === 'step' ? (event.step ?? '') : '', by.at, by.actor]), { ignore: columns.slice(0, 4) });
  const events = await readTicketEvents(tx, id);
  const state = ticketState(events);
  await tx.execute('UPDATE ticket SET taken_at = ?, finished_at = ?, status = ? WHERE id = ?', [state.takenAt ?? fresh[0]?.at ?? by.at, state.cancelled ? null : state.finishedAt, standingOf(events).status, id]);
  return taken;
}

/** Everything that happened to a ticket. */
export async function readTicketEvents(reader: Pick<Transaction, 'query'>, id: string): Promise<TicketEvent[]> {
  const rows = await reader.query<EventRow>('SELECT at, type, step FROM ticket_event WHERE ticket_id = ?', [id]);
  return inOrder(rows.map(({ type, at, step }) => ({ type, at, step: step || null })));
}
