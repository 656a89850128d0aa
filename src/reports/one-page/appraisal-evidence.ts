import { Inject, Injectable } from '@nestjs/common';
import { type ComplaintEvent, type ComplaintStatus } from '../../core/service/complaint';
import { blackout, type Reporter, withoutReporter } from '../../core/service/without-reporter';
import { addDays } from '../../core/time/calendar';
import { minuteOfDateToInstant } from '../../core/time/zone';
import { NoteDesk } from '../../performance/notes/note-desk';
import { type Caller } from '../../platform/auth/caller';
import { type Permission } from '../../platform/auth/permission';
import { type Reach } from '../../platform/auth/reach';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { Conditions } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { type AppraisalEvidence, type EvidenceComplaint, type EvidenceDifference, type EvidenceNote } from './appraisal-evidence-items';
import { permitted } from './one-page-reader';
import { namesInComplaint, ServiceFigures } from './service-figures';

/** More of a kind than anybody talks about in one dialogue; the rest stands in its own list. */
const limit = 50;

interface AppraisalRow {
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly fromDate: string;
  readonly toDate: string;
}

interface ComplaintRow extends Reporter {
  readonly id: string;
  readonly receivedDate: string;
  readonly status: ComplaintStatus;
  readonly service: string | null;
}

/** Lays beside an appraisal what was noted, seen, complained of and said of the services in its period; each only for whom its own permission reaches. */
@Injectable()
export class AppraisalEvidenceReader {
  constructor(
    private readonly database: Database,
    private readonly noteDesk: NoteDesk,
    private readonly service: ServiceFigures,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** @throws DomainError `unknown-appraisal` */
  async read(id: string, caller: Caller): Promise<AppraisalEvidence> {
    const sql = 'SELECT a.employee_id AS employeeId, a.unit_id AS unitId, p.from_date AS fromDate, p.to_date AS toDate FROM appraisal a JOIN appraisal_period p ON p.code = a.period_code WHERE a.id = ?';
    const [row] = await this.database.query<AppraisalRow>(sql, [id]);
    if (!row) throw new DomainError('unknown-appraisal', `There is no appraisal "${id}".`, 404);
    const hidden: string[] = [];
    const block = async <T>(name: string, permission: Permission, read: (reach: Reach) => Promise<T>, refused = false): Promise<T | null> => {
      const reach = refused ? null : permitted(caller, permission, { employeeId: row.employeeId, unitId: row.unitId });
      if (reach) return read(reach);
      hidden.push(name);
      return null;
    };
    // Who is named in a complaint is refused the complaint, whatever their role: a list would tell that there is one.
    const own = row.employeeId === caller.employeeId;
    const { fromDate, toDate } = row;
    return {
      ...{ fromDate, toDate, limit },
      notes: await block('notes', 'notes.read', () => this.notes(row, caller)),
      differences: await block('differences', 'differences.read', () => this.differences(row)),
      complaints: await block('complaints', 'service.read', (reach) => this.complaints(row, reach), own),
      services: await block('services', 'service.read', () => (row.unitId === null ? Promise.resolve([]) : this.service.between([row.unitId], fromDate, toDate))),
      hidden,
    };
  }

  private async notes({ employeeId, fromDate, toDate }: AppraisalRow, caller: Caller): Promise<EvidenceNote[]> {
    const { items } = await this.noteDesk.page({ employeeId, from: fromDate, to: toDate, page: 1, pageSize: limit }, caller);
    return items.filter(({ withdrawn }) => !withdrawn).map(({ id, kind, aboutDate, author, text }) => ({ id, kind, aboutDate, author, text }));
  }

  private async differences({ employeeId, fromDate, toDate }: AppraisalRow): Promise<EvidenceDifference[]> {
    const startOf = (date: string): number => minuteOfDateToInstant(this.config.defaultZone, date, 0);
    const rows = await this.database.query<Omit<EvidenceDifference, 'seenAt'> & { seenAt: number }>(
      `SELECT id, kind, status, outcome, seen_at AS seenAt FROM spot_check_difference WHERE employee_id = ? AND seen_at >= ? AND seen_at < ? ORDER BY seen_at DESC, id LIMIT ${limit}`,
      [employeeId, startOf(fromDate), startOf(addDays(toDate, 1))],
    );
    return rows.map((row) => ({ ...row, seenAt: isoOf(row.seenAt) }));
  }

  private async complaints({ employeeId, fromDate, toDate }: AppraisalRow, reach: Reach): Promise<EvidenceComplaint[]> {
    const conditions = reach.limit(new Conditions().add('c.received_date >= ? AND c.received_date <= ?', fromDate, toDate).add(...namesInComplaint(employeeId)), { unit: 'c.unit_id', date: null });
    const rows = await this.database.query<ComplaintRow>(
      `SELECT c.id AS id, c.received_date AS receivedDate, c.status AS status, s.code AS service, r.name AS name, r.contact AS contact
       FROM complaint c LEFT JOIN service s ON s.id = c.service_id LEFT JOIN complaint_reporter r ON r.complaint_id = c.id ${conditions.toString()} ORDER BY c.received_date DESC, c.id LIMIT ${limit}`,
      conditions.values,
    );
    if (rows.length === 0) return [];
    const stories = await this.database.query<{ id: string; body: string }>(`SELECT complaint_id AS id, body FROM complaint_event WHERE complaint_id IN (${rows.map(() => '?').join(',')}) ORDER BY complaint_id, position`, rows.map(({ id }) => id));
    return rows.map(({ name, contact, ...row }) => {
      const { improvement, ...story } = followed(stories.filter(({ id }) => id === row.id).map(({ body }) => JSON.parse(body) as ComplaintEvent), employeeId);
      // Superiors read it who read neither the complaint nor its reporter.
      return { ...row, ...story, improvement: improvement === null ? null : withoutReporter(improvement, { name, contact }).replaceAll(blackout, '(pelapor)') };
    });
  }
}

/** Whether somebody was heard, what improvement was last agreed with them, and whether it helped. */
function followed(events: readonly ComplaintEvent[], employeeId: string): Pick<EvidenceComplaint, 'heard' | 'improvement' | 'helped'> {
  const heard = events.some((event) => event.type === 'record-clarification' && event.employeeId === employeeId);
  const at = events.findLastIndex((event) => event.type === 'agree-improvement' && event.employeeId === employeeId);
  const checked = at < 0 ? undefined : events.slice(at).find(({ type }) => type === 'check-improvement');
  return { heard, improvement: events[at]?.text ?? null, helped: checked?.helped ?? null };
}
