import { type ComplaintEvent, type ComplaintKind, type ComplaintStatus, foldComplaint } from '../../core/service/complaint';
import { type Reporter } from '../../core/service/without-reporter';
import { type Transaction } from '../../platform/database/database';
import { lockRow } from '../../platform/database/lock-row';
import { DomainError } from '../../platform/errors';

type Reader = Pick<Transaction, 'query'>;

/** By which way a complaint came. */
export type ComplaintChannel = 'public' | 'officer' | 'lapor';

/** A complaint without its reporter. */
export interface Complaint {
  readonly id: string;
  readonly channel: ComplaintChannel;
  readonly kind: ComplaintKind;
  readonly status: ComplaintStatus;
  readonly unitId: string | null;
  readonly serviceId: string | null;
  readonly words: string;
  readonly trapped: boolean;
  readonly receivedAt: number;
  readonly receivedDate: string;
}

/** A complaint as it is written. */
export interface NewComplaint extends Complaint {
  readonly onceKey: string;
  readonly codeKey: string;
  readonly pointCode: string | null;
  readonly language: string;
  readonly addressKey: string | null;
  readonly reporter: { readonly name: string | null; readonly contact: string | null } | null;
  readonly photo: { readonly id: string; readonly sha256: string; readonly mediaType: string; readonly sizeBytes: number } | null;
}

/** A row of the table, for lists. */
export interface ComplaintRow {
  id: string;
  channel: ComplaintChannel;
  kind: ComplaintKind;
  status: ComplaintStatus;
  unit_id: string | null;
  service_id: string | null;
  words: string;
  trapped: number;
  received_at: number;
  received_date: string;
}

/** Complaints `c` that wait to be verified or answered. */
export const openComplaintStates = `c.status IN ('received', 'verified')`;

/** The columns of a complaint; its reporter is in none of them. */
export const complaintColumns = 'c.id, c.channel, c.kind, c.status, c.unit_id, c.service_id, c.words, c.trapped, c.received_at, c.received_date';

const columns = ['id', 'once_key', 'code_key', 'channel', 'kind', 'status', 'unit_id', 'service_id', 'point_code', 'words', 'language', 'trapped', 'address_key', 'received_at', 'received_date'];

/** Writes complaints that are new by their `onceKey`; resolves to true for one that was. */
export async function writeComplaint(tx: Transaction, one: NewComplaint): Promise<boolean> {
  const row = [one.id, one.onceKey, one.codeKey, one.channel, one.kind, one.status, one.unitId, one.serviceId, one.pointCode, one.words, one.language, one.trapped ? 1 : 0, one.addressKey, one.receivedAt, one.receivedDate];
  if ((await tx.insert('complaint', columns, [row], { ignore: ['once_key'] })) === 0) return false;
  if (one.reporter) await tx.insert('complaint_reporter', ['complaint_id', 'name', 'contact'], [[one.id, one.reporter.name, one.reporter.contact]]);
  if (one.photo) await tx.insert('complaint_photo', ['id', 'complaint_id', 'sha256', 'media_type', 'size_bytes'], [[one.photo.id, one.id, one.photo.sha256, one.photo.mediaType, one.photo.sizeBytes]]);
  return true;
}

/** The complaint of a row. */
export const complaintOf = (row: ComplaintRow): Complaint => ({
  id: row.id,
  channel: row.channel,
  kind: row.kind,
  status: row.status,
  unitId: row.unit_id,
  serviceId: row.service_id,
  words: row.words,
  trapped: row.trapped === 1,
  receivedAt: row.received_at,
  receivedDate: row.received_date,
});

/** @throws DomainError `unknown-complaint` */
export async function readComplaint(reader: Reader, by: 'id' | 'code_key', value: string): Promise<Complaint> {
  const [row] = await reader.query<ComplaintRow>(`SELECT ${complaintColumns} FROM complaint c WHERE c.${by} = ?`, [value]);
  if (!row) throw new DomainError('unknown-complaint', 'No complaint like this is known here.', 404);
  return complaintOf(row);
}

/** What happened to complaints, oldest first, by complaint. */
export async function readEvents(reader: Reader, ids: readonly string[]): Promise<Map<string, ComplaintEvent[]>> {
  const found = new Map<string, ComplaintEvent[]>(ids.map((id) => [id, []]));
  for (let start = 0; start < ids.length; start += 400) {
    const part = ids.slice(start, start + 400);
    const rows = await reader.query<{ complaint_id: string; body: string }>(`SELECT complaint_id, body FROM complaint_event WHERE complaint_id IN (${part.map(() => '?').join(',')}) ORDER BY complaint_id, position`, part);
    for (const { complaint_id, body } of rows) found.get(complaint_id)?.push(JSON.parse(body) as ComplaintEvent);
  }
  return found;
}

/** Appends what happened; the events before must have been read in the same transaction, behind `lockComplaint`. */
export async function appendEvent(tx: Transaction, complaint: Complaint, before: readonly ComplaintEvent[], event: ComplaintEvent): Promise<void> {
  await tx.insert('complaint_event', ['complaint_id', 'position', 'body'], [[complaint.id, before.length + 1, JSON.stringify(event)]]);
  const { status } = foldComplaint([...before, event]);
  await tx.execute('UPDATE complaint SET status = ?, unit_id = ?, kind = ? WHERE id = ?', [status, event.unitId ?? complaint.unitId, event.kind ?? complaint.kind, complaint.id]);
}

/** Two who act at once come one after the other. */
export async function lockComplaint(tx: Transaction, id: string): Promise<void> {
  await lockRow(tx, 'complaint', id);
}

/** Who reported, as far as they said; it stands apart from the complaint. */
export async function readReporter(reader: Reader, id: string): Promise<Reporter> {
  const [row] = await reader.query<Reporter>('SELECT name, contact FROM complaint_reporter WHERE complaint_id = ?', [id]);
  return { name: row?.name ?? null, contact: row?.contact ?? null };
}
