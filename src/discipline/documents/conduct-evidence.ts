import { type LetterBreach } from '../../core/document/letter-values';
import { type ComplaintEvent } from '../../core/service/complaint';
import { blackout, namesReporter, type Reporter, withoutReporter } from '../../core/service/without-reporter';
import { type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';

/** What stands behind a case about conduct, and whose name none of its letters may carry. */
export interface ConductEvidence {
  readonly breach: LetterBreach;
  readonly reporters: readonly Reporter[];
  /** Words that were written down before, without the reporters: what stands in a record cannot be said again. */
  readonly without: (text: string) => string;
}

interface EvidenceRow extends Reporter {
  readonly complaintId: string;
  readonly alleged: string;
  readonly receivedDate: string;
}

/** What the complaints behind a case allege and what the employee said when called; null where there is no complaint. */
export async function readConductEvidence(reader: Pick<Transaction, 'query'>, caseId: string, employeeId: string): Promise<ConductEvidence | null> {
  const rows = await reader.query<EvidenceRow>(
    `SELECT x.complaint_id AS complaintId, x.alleged AS alleged, c.received_date AS receivedDate, r.name AS name, r.contact AS contact
     FROM case_complaint x JOIN complaint c ON c.id = x.complaint_id LEFT JOIN complaint_reporter r ON r.complaint_id = c.id WHERE x.case_id = ? ORDER BY x.referred_at, x.complaint_id`,
    [caseId],
  );
  const [first] = rows;
  if (!first) return null;
  const stories = await reader.query<{ body: string }>(`SELECT body FROM complaint_event WHERE complaint_id IN (${rows.map(() => '?').join(',')}) ORDER BY complaint_id, position`, rows.map(({ complaintId }) => complaintId));
  const heard = stories.map(({ body }) => JSON.parse(body) as ComplaintEvent).filter((event) => event.type === 'record-clarification' && event.employeeId === employeeId).at(-1);
  const without = (text: string): string => rows.reduce((words, reporter) => withoutReporter(words, reporter), text).replaceAll(blackout, '(pelapor)');
  return {
    breach: { alleged: rows.map(({ alleged }) => without(alleged)).join('; '), complaintDate: first.receivedDate, clarification: heard?.text ? { date: heard.date, text: without(heard.text) } : null },
    reporters: rows.map(({ name, contact }) => ({ name, contact })),
    without,
  };
}

/**
 * Refuses a letter in which an officer names the reporter: the employee reads it.
 * @param given what the officer wrote, by field
 * @param people names that may stand in the letter, e.g. of those who sign
 * @throws DomainError `names-reporter` (422) naming the fields
 */
export function refuseReporters({ reporters }: ConductEvidence, given: Readonly<Record<string, string>>, people: readonly string[]): void {
  const fields = Object.entries(given).flatMap(([field, text]) => (reporters.some((reporter) => namesReporter(text, reporter, people)) ? [field] : []));
  if (fields.length > 0) throw new DomainError('names-reporter', `The letter would name the reporter (${fields.join(', ')}), and the employee reads it. Say it without.`, 422, { fields });
}
