import { Injectable } from '@nestjs/common';
import { actsOf, type ComplaintEvent, type ComplaintKind, foldComplaint } from '../../core/service/complaint';
import { type ComplaintTerm, deadlinesOf, termOn } from '../../core/service/complaint-terms';
import { percentile } from '../../core/service/slowness';
import { satisfactionOf } from '../../core/service/satisfaction';
import { alikeFrom, likeness } from '../../core/service/similar-words';
import { addDays } from '../../core/time/calendar';
import { DAY_MS } from '../../core/time/instant';
import { type Reach } from '../../platform/auth/reach';
import { unitsBelow, unitsConditionOn } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { ServiceCatalogue, unitWithCode } from '../catalogue/service-catalogue';
import { ServiceWeeks, withinOf } from '../slow/service-weeks';
import { SatisfactionReader } from '../voice/satisfaction-reader';
import { type ComplaintQuery } from './complaint-bodies';
import { type AlikeItem, type ComplaintDetail, type ComplaintEventItem, type ComplaintItem, type EffectItem, type EffectSide, type PhotoItem } from './complaint-items';
import { type Complaint, complaintColumns, complaintOf, type ComplaintRow, openComplaintStates, readComplaint, readEvents } from './complaint-store';
import { OfficeCalendar } from './office-calendar';

/** Days on either side of an improvement that are held against each other. */
const effectDays = 60;
/** Days within which complaints are held against each other. */
const alikeDays = 30;

/** Shows complaints to officers. */
@Injectable()
export class ComplaintReader {
  constructor(
    private readonly database: Database,
    private readonly calendar: OfficeCalendar,
    private readonly satisfaction: SatisfactionReader,
    private readonly catalogue: ServiceCatalogue,
    private readonly weeks: ServiceWeeks,
  ) {}

  /** A page of complaints with their deadlines, newest first. */
  async page(query: ComplaintQuery, reach: Reach): Promise<Page<ComplaintItem>> {
    const conditions = reach.limit(new Conditions().when(query.status, 'c.status = ?').when(query.service, 'c.service_id IN (SELECT id FROM service WHERE code = ?)'), { unit: 'c.unit_id', date: null });
    if (query.open) conditions.add(openComplaintStates);
    if (query.unit !== undefined) {
      conditions.whenPart(unitsConditionOn(await unitsBelow(this.database, (await unitWithCode(this.database, query.unit)).id), 'c.unit_id', reach.today));
    }
    const source = { from: 'complaint c', columns: complaintColumns, conditions, sortable: { receivedAt: 'c.received_at', status: 'c.status', kind: 'c.kind' }, tieBreak: 'c.received_at DESC, c.id DESC', item: complaintOf };
    const page = await readPage<Complaint, ComplaintRow>(this.database, query, source);
    return { ...page, items: await this.items(page.items) };
  }

  /** @throws DomainError `unknown-complaint` */
  async detail(id: string): Promise<ComplaintDetail> {
    const complaint = await readComplaint(this.database, 'id', id);
    const [item] = await this.items([complaint]);
    const events = (await readEvents(this.database, [id])).get(id) ?? [];
    const state = foldComplaint(events);
    return {
      ...(item as ComplaintItem),
      words: complaint.words,
      photos: await this.photos(id),
      events: await this.eventItems(events),
      allowed: actsOf(state),
      alike: await this.alike(complaint),
      effect: complaint.serviceId !== null && state.improvementDate !== null ? await this.effect(complaint.serviceId, state.improvementDate) : null,
    };
  }

  /** The terms that the office has entered, oldest first. */
  async terms(): Promise<ComplaintTerm[]> {
    const rows = await this.database.query<{ kind: ComplaintKind; from_date: string; verify_working_days: number; follow_up_working_days: number; source: string }>('SELECT kind, from_date, verify_working_days, follow_up_working_days, source FROM complaint_term ORDER BY from_date, kind');
    return rows.map((row) => ({ kind: row.kind, fromDate: row.from_date, verifyWorkingDays: row.verify_working_days, followUpWorkingDays: row.follow_up_working_days, source: row.source }));
  }

  private async items(complaints: readonly Complaint[]): Promise<ComplaintItem[]> {
    const events = await readEvents(this.database, complaints.map(({ id }) => id));
    const [calendar, terms, units, services] = [await this.calendar.read(), await this.terms(), await this.codes('unit'), await this.codes('service')];
    return complaints.map((complaint) => {
      const due = deadlinesOf(foldComplaint(events.get(complaint.id) ?? []), termOn(terms, complaint.kind, complaint.receivedDate), complaint.receivedDate, calendar, this.calendar.today());
      const { id, channel, kind, status } = complaint;
      return { id, channel, kind, status, unit: units.get(complaint.unitId ?? '') ?? null, service: services.get(complaint.serviceId ?? '') ?? null, receivedAt: isoOf(complaint.receivedAt), suspicious: complaint.trapped, verifyDue: due.verify, followUpDue: due.followUp, improvementDue: due.improvement, overdue: due.overdue };
    });
  }

  private async codes(table: 'unit' | 'service'): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.database.query<{ id: string; code: string }>(`SELECT id, code FROM ${table}`)).map(({ id, code }) => [id, code]));
  }

  private async photos(id: string): Promise<PhotoItem[]> {
    const rows = await this.database.query<{ id: string; media_type: string; size_bytes: number }>('SELECT id, media_type, size_bytes FROM complaint_photo WHERE complaint_id = ? ORDER BY id', [id]);
    return rows.map((row) => ({ id: row.id, mediaType: row.media_type, sizeBytes: row.size_bytes }));
  }

  private async eventItems(events: readonly ComplaintEvent[]): Promise<ComplaintEventItem[]> {
    const ids = [...new Set(events.flatMap(({ employeeId }) => employeeId ?? []))];
    const rows = ids.length === 0 ? [] : await this.database.query<{ id: string; number: string; name: string }>(`SELECT id, number, name FROM employee WHERE id IN (${ids.map(() => '?').join(',')})`, ids);
    const people = new Map(rows.map(({ id, number, name }) => [id, `${number} ${name}`]));
    return events.map(({ type, at, actor, text, employeeId, dueDate, helped, content, caseId }) => ({ type, at: isoOf(at), actor, text, employee: people.get(employeeId ?? '') ?? null, dueDate: dueDate ?? null, helped: helped ?? content ?? null, caseId: caseId ?? null }));
  }

  private async alike(complaint: Complaint): Promise<AlikeItem[]> {
    const sql = `SELECT ${complaintColumns} FROM complaint c WHERE c.received_at >= ? AND c.received_at <= ? AND c.id <> ?`;
    const near = (await this.database.query<ComplaintRow>(sql, [complaint.receivedAt - alikeDays * DAY_MS, complaint.receivedAt + alikeDays * DAY_MS, complaint.id])).map(complaintOf);
    return near
      .filter(({ unitId }) => unitId === null || complaint.unitId === null || unitId === complaint.unitId)
      .map((other) => ({ id: other.id, likeness: Math.round(likeness(other.words, complaint.words) * 100) / 100, receivedAt: isoOf(other.receivedAt) }))
      .filter((item) => item.likeness >= alikeFrom)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, 10);
  }

  private async effect(serviceId: string, date: string): Promise<EffectItem> {
    return { before: await this.side(serviceId, addDays(date, -effectDays), addDays(date, -1)), after: await this.side(serviceId, date, addDays(date, effectDays - 1)) };
  }

  private async side(serviceId: string, from: string, to: string): Promise<EffectSide> {
    const { ratings, flags } = await this.satisfaction.between([serviceId], from, to);
    const { respondents, index, quick } = satisfactionOf(ratings, flags);
    const [row] = await this.database.query<{ count: number }>('SELECT COUNT(*) AS count FROM complaint WHERE service_id = ? AND received_date >= ? AND received_date <= ?', [serviceId, from, to]);
    return { from, to, respondents, ikm: index?.ikm ?? null, quick, complaints: Number(row?.count ?? 0), ...(await this.times(serviceId, from, to)) };
  }

  private async times(serviceId: string, from: string, to: string): Promise<Pick<EffectSide, 'tickets' | 'p50Minutes' | 'withinPromise'>> {
    const service = (await this.catalogue.list()).find(({ id }) => id === serviceId);
    const tickets = service ? await this.weeks.ticketsBetween(service, from, to) : [];
    return { tickets: tickets.length, p50Minutes: tickets.length === 0 ? null : percentile(tickets.map(({ times }) => times.minutes), 0.5), withinPromise: withinOf(tickets) };
  }
}
