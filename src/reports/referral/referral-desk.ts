import { Injectable } from '@nestjs/common';
import { conductCaseOpened } from '../../core/discipline/conduct-case';
import { type ComplaintEvent } from '../../core/service/complaint';
import { withoutReporter } from '../../core/service/without-reporter';
import { appendCaseEvents } from '../../discipline/case-store';
import { OfficeDays } from '../../discipline/office-days';
import { lockPerson, personOn } from '../../discipline/people';
import { RegulationBook } from '../../discipline/regulation-book';
import { unitOnDate } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { ComplaintDesk } from '../../service/complaints/complaint-desk';
import { type CaseComplaintItem, type ReferralBody } from './referral-items';

interface EvidenceRow {
  complaint_id: string;
  employee_id: string;
  alleged: string;
  referred_at: number;
  referred_by: string;
  received_date: string;
  channel: string;
  service: string | null;
  words: string;
  reporter_name: string | null;
  reporter_contact: string | null;
  photos: number;
}

/** Where complaints and discipline meet: a breach of conduct becomes a case with the complaint as its evidence. */
@Injectable()
export class ReferralDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
    private readonly complaints: ComplaintDesk,
  ) {}

  /**
   * Opens a case about conduct and notes it in the complaint, both or none.
   * @throws DomainError `unknown-complaint`, `unknown-employee`, `already-referred` (409), `act-refused`, `staff-not-named`, `unknown-sanction`, `breach-in-future`, `names-reporter` (422)
   */
  async refer(complaintId: string, body: ReferralBody, actor: string): Promise<string> {
    const today = this.days.today();
    if (body.breachDate > today) throw new DomainError('breach-in-future', `${body.breachDate} has not come yet.`, 422, { today });
    const opened = conductCaseOpened(body, this.book.regulations, today);
    if (!opened) throw new DomainError('unknown-sanction', `No sanction "${body.sanction}" was in force on ${body.breachDate}.`, 422);
    return this.database.transaction(async (tx) => {
      const [employee] = await tx.query<{ id: string; unit_id: string | null }>(`SELECT e.id AS id, ${unitOnDate('e.id', '?')} AS unit_id FROM employee e WHERE e.number = ?`, [body.breachDate, body.employee]);
      if (!employee) throw new DomainError('unknown-employee', `There is no employee with the number "${body.employee}".`, 404);
      await lockPerson(tx, employee.id);
      await refuseReferred(tx, complaintId, employee.id);
      await refuseReporter(tx, complaintId, body.text);
      await personOn(tx, employee.id, body.breachDate);
      const year = Number(body.breachDate.slice(0, 4));
      const [stored] = await appendCaseEvents(tx, [{ employeeId: employee.id, year, unitId: employee.unit_id, before: undefined, events: [opened], actor }], this.clock.now());
      const caseId = stored?.caseId ?? '';
      await tx.insert('case_complaint', ['case_id', 'complaint_id', 'employee_id', 'alleged', 'referred_at', 'referred_by'], [[caseId, complaintId, employee.id, body.text, this.clock.now(), actor]]);
      await this.complaints.refer(tx, complaintId, { employeeId: employee.id, text: `${body.article}: ${body.text}`, caseId }, actor);
      return caseId;
    });
  }

  /** The complaints behind a case, without their reporters. */
  async evidenceOf(caseId: string): Promise<CaseComplaintItem[]> {
    const sql = `SELECT x.complaint_id AS complaint_id, x.employee_id AS employee_id, x.alleged AS alleged, x.referred_at AS referred_at, x.referred_by AS referred_by, c.received_date AS received_date,
      c.channel AS channel, s.code AS service, c.words AS words, r.name AS reporter_name, r.contact AS reporter_contact, (SELECT COUNT(*) FROM complaint_photo p WHERE p.complaint_id = c.id) AS photos
      FROM case_complaint x JOIN complaint c ON c.id = x.complaint_id LEFT JOIN service s ON s.id = c.service_id LEFT JOIN complaint_reporter r ON r.complaint_id = c.id
      WHERE x.case_id = ? ORDER BY x.referred_at, x.complaint_id`;
    const rows = await this.database.query<EvidenceRow>(sql, [caseId]);
    return Promise.all(rows.map((row) => this.itemOf(row)));
  }

  private async itemOf(row: EvidenceRow): Promise<CaseComplaintItem> {
    const rows = await this.database.query<{ body: string }>('SELECT body FROM complaint_event WHERE complaint_id = ? ORDER BY position', [row.complaint_id]);
    const events = rows.map(({ body }) => JSON.parse(body) as ComplaintEvent);
    const heard = events.filter(({ type, employeeId }) => type === 'record-clarification' && employeeId === row.employee_id);
    return {
      complaintId: row.complaint_id,
      alleged: row.alleged,
      referredAt: isoOf(row.referred_at),
      referredBy: row.referred_by,
      receivedDate: row.received_date,
      channel: row.channel,
      service: row.service,
      words: withoutReporter(row.words, { name: row.reporter_name, contact: row.reporter_contact }),
      photos: Number(row.photos),
      heard: heard.map(({ date, text }) => ({ date, text })),
    };
  }
}

async function refuseReferred(tx: Transaction, complaintId: string, employeeId: string): Promise<void> {
  const [known] = await tx.query<{ case_id: string }>('SELECT case_id FROM case_complaint WHERE complaint_id = ? AND employee_id = ?', [complaintId, employeeId]);
  if (known) throw new DomainError('already-referred', 'This complaint has opened a case about this employee already.', 409, { caseId: known.case_id });
}

/** The employee will read what is alleged. */
async function refuseReporter(tx: Transaction, complaintId: string, text: string): Promise<void> {
  const [reporter] = await tx.query<{ name: string | null; contact: string | null }>('SELECT name, contact FROM complaint_reporter WHERE complaint_id = ?', [complaintId]);
  if (reporter && withoutReporter(text, reporter) !== text) throw new DomainError('names-reporter', 'What is alleged names the reporter, and the employee will read it. Say it without.', 422);
}
