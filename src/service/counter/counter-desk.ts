import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { counterEvents, standingOf } from '../../core/service/counter';
import { type DatedDefinition, definitionOn } from '../../core/service/service-definition';
import { type TicketEvent, ticketTimes } from '../../core/service/ticket';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { type CataloguedService, ServiceCatalogue } from '../catalogue/service-catalogue';
import { OpeningHours } from '../tickets/opening-hours-store';
import { appendTicketEvents, readTicketEvents } from '../tickets/ticket-desk';
import { type CounterEventBody, type CounterTicketItem } from './counter-bodies';

interface TicketRow {
  id: string;
  service_id: string;
  number: string;
  taken_at: number;
}

/** The most tickets that one counter shows. */
const mostShown = 200;

/** For units without a queue system: tickets are taken and moved on by hand, at the moment at which somebody presses. */
@Injectable()
export class CounterDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly catalogue: ServiceCatalogue,
    private readonly hours: OpeningHours,
  ) {}

  /** Tickets of services that are neither finished nor cancelled, oldest first. */
  async open(services: readonly CataloguedService[]): Promise<CounterTicketItem[]> {
    if (services.length === 0) return [];
    const marks = services.map(() => '?').join(',');
    const sql = `SELECT id, service_id, number, taken_at FROM ticket WHERE service_id IN (${marks}) AND status IN ('taken', 'in-work', 'waiting') ORDER BY taken_at, id LIMIT ${mostShown}`;
    const rows = await this.database.query<TicketRow>(sql, services.map(({ id }) => id));
    const byId = new Map(services.map((service) => [service.id, service]));
    return Promise.all(rows.map((row) => this.itemOf(row, byId.get(row.service_id) as CataloguedService)));
  }

  /** Begins a ticket now. @throws DomainError `unknown-service`, `nothing-promised`, `ticket-known` (409) */
  async take(serviceCode: string, number: string | undefined, actor: string): Promise<CounterTicketItem> {
    const service = await this.catalogue.named(serviceCode);
    this.definition(service, this.clock.now());
    const row = await this.database.transaction(async (tx) => {
      const one = await this.entered(tx, service, number);
      await appendTicketEvents(tx, one.id, [{ type: 'take', at: one.taken_at, step: null }], { at: one.taken_at, actor });
      return one;
    });
    return this.itemOf(row, service);
  }

  /** Moves a ticket on, now. @throws DomainError `unknown-ticket`, `event-refused` (409, naming what may be pressed), `unknown-step` (422) */
  async press(id: string, { event, step }: CounterEventBody, actor: string): Promise<CounterTicketItem> {
    const { row, service } = await this.database.transaction(async (tx) => {
      const found = await this.locked(tx, id);
      const steps = this.definition(found.service, found.row.taken_at).steps.map(({ code }) => code);
      const before = await readTicketEvents(tx, id);
      const standing = standingOf(before);
      if (!counterEvents(standing.status).includes(event)) throw new DomainError('event-refused', `A ticket that is ${standing.status} cannot take "${event}"; somebody may have pressed before you.`, 409, { allowed: counterEvents(standing.status), status: standing.status });
      if (event === 'step' && !steps.includes(step ?? '')) throw new DomainError('unknown-step', `"${step ?? ''}" is no step of this service.`, 422, { allowed: steps });
      await appendTicketEvents(tx, id, pressed(event, step, steps[0], Math.max(this.clock.now(), before.at(-1)?.at ?? 0)), { at: this.clock.now(), actor });
      return found;
    });
    return this.itemOf(row, service);
  }

  private async locked(tx: Transaction, id: string): Promise<{ row: TicketRow; service: CataloguedService }> {
    const lock = tx.dialect === 'mysql' ? ' FOR UPDATE' : '';
    const [row] = await tx.query<TicketRow & { code: string }>(`SELECT t.id AS id, t.service_id AS service_id, t.number AS number, t.taken_at AS taken_at, s.code AS code FROM ticket t JOIN service s ON s.id = t.service_id WHERE t.id = ?${lock}`, [id]);
    if (!row) throw new DomainError('unknown-ticket', 'There is no such ticket.', 404);
    return { row, service: await this.catalogue.named(row.code, tx) };
  }

  private async itemOf(row: TicketRow, service: CataloguedService): Promise<CounterTicketItem> {
    const events = await readTicketEvents(this.database, row.id);
    const { status, step } = standingOf(events);
    const definition = this.definition(service, row.taken_at);
    const calendar = await this.hours.of(service.unit);
    // As if it were finished now: an open ticket has used what it has used.
    const closed: readonly TicketEvent[] = status === 'finished' ? events : [...events, { type: 'finish', at: Math.max(this.clock.now(), events.at(-1)?.at ?? 0), step: null }];
    const times = status === 'cancelled' ? null : ticketTimes(closed, definition.promise, calendar);
    return {
      id: row.id,
      service: service.code,
      serviceName: definition.name,
      number: row.number,
      takenAt: isoOf(row.taken_at),
      status,
      step,
      sinceAt: isoOf(events.at(-1)?.at ?? row.taken_at),
      minutes: times?.minutes ?? 0,
      promisedMinutes: times?.promisedMinutes ?? null,
      steps: definition.steps.map(({ code, name }) => ({ code, name })),
      allowed: counterEvents(status),
    };
  }

  private definition(service: CataloguedService, at: number): DatedDefinition {
    const definition = definitionOn(service.versions, dateAt(service.unit.zone, at));
    if (!definition) throw new DomainError('nothing-promised', `Nothing is promised for "${service.code}" on this date yet.`, 409);
    return definition;
  }

  /** A new ticket with its number; without one, with the next that nobody else takes at this moment. */
  private async entered(tx: Transaction, service: CataloguedService, number: string | undefined): Promise<TicketRow> {
    for (;;) {
      const one: TicketRow = { id: uuidv7(), service_id: service.id, number: number ?? (await this.nextNumber(tx, service)), taken_at: this.clock.now() };
      const written = await tx.insert('ticket', ['id', 'service_id', 'number', 'taken_at', 'finished_at', 'status'], [[one.id, one.service_id, one.number, one.taken_at, null, 'taken']], { ignore: ['service_id', 'number'] });
      if (written > 0) return one;
      // Who pressed at the same moment has committed by now, so the next look sees that number and goes past it.
      if (number !== undefined) throw new DomainError('ticket-known', `There is a ticket "${one.number}" of this service already.`, 409);
    }
  }

  /** `20261123-001`: the date and a number of the day; counters call out the end of it. */
  private async nextNumber(tx: Transaction, service: CataloguedService): Promise<string> {
    const date = dateAt(service.unit.zone, this.clock.now());
    const prefix = `${date.replaceAll('-', '')}-`;
    const [row] = await tx.query<{ count: number }>('SELECT COUNT(*) AS count FROM ticket WHERE service_id = ? AND number LIKE ?', [service.id, `${prefix}%`]);
    for (let next = Number(row?.count ?? 0) + 1; ; next++) {
      const number = `${prefix}${String(next).padStart(3, '0')}`;
      if ((await tx.query('SELECT id FROM ticket WHERE service_id = ? AND number = ?', [service.id, number])).length === 0) return number;
    }
  }
}

/** `start` begins the first step with it: nobody should have to press twice to begin. */
function pressed(event: CounterEventBody['event'], step: string | undefined, firstStep: string | undefined, at: number): TicketEvent[] {
  const one: TicketEvent = { type: event, at, step: event === 'step' ? (step ?? null) : null };
  return event === 'start' && firstStep !== undefined ? [one, { type: 'step', at, step: firstStep }] : [one];
}
