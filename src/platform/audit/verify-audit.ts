import { type Database } from '../database/database';
import { type AuditEntry, hashOfEntry } from './audit-entry';
import { type AuditHead } from './audit-log';

/** What a walk along the chain found. */
export interface AuditVerdict {
  readonly intact: boolean;
  /** Entries that were checked. */
  readonly entries: number;
  readonly head: AuditHead;
  /** Where the chain is broken first, and how; null where it is whole. */
  readonly broken: { readonly sequence: number; readonly why: string } | null;
}

/** Reads a head that was noted as `SEQUENCE:HASH`. */
export function headOf(text: string): AuditHead {
  const [sequence = '', hash = ''] = text.split(':');
  return { sequence: Number(sequence), hash };
}

const rowsAtOnce = 2000;
const columns = `sequence AS sequence, occurred_at AS occurredAt, actor AS actor, address AS address, action AS action, subject_kind AS subjectKind, subject_id AS subjectId,
  detail AS detail, previous_hash AS previousHash, hash AS hash`;

/**
 * Walks the whole chain. It sees every changed, deleted or inserted entry, and a tail that was cut off without its head row. A tail cut off together with the head row, or a chain
 * computed anew from some entry on, it cannot see by itself: for that, give a head that was noted earlier (the service writes it to its log).
 * @param noted a head that must still be in the chain
 */
export async function verifyAudit(database: Database, noted: AuditHead | null = null): Promise<AuditVerdict> {
  let [sequence, hash] = [0, ''];
  let notedHash: string | null = noted?.sequence === 0 ? '' : null;
  for (;;) {
    const rows = await database.query<AuditEntry>(`SELECT ${columns} FROM audit_entry WHERE sequence > ? ORDER BY sequence LIMIT ${rowsAtOnce}`, [sequence]);
    for (const row of rows) {
      const entry = { ...row, sequence: Number(row.sequence), occurredAt: Number(row.occurredAt) };
      const why = faultOf(entry, sequence, hash);
      if (why !== null) return { intact: false, entries: sequence, head: { sequence, hash }, broken: { sequence: sequence + 1, why } };
      [sequence, hash] = [entry.sequence, entry.hash];
      if (sequence === noted?.sequence) notedHash = hash;
    }
    if (rows.length < rowsAtOnce) break;
  }
  const why = await faultOfEnd(database, { sequence, hash }, noted, notedHash);
  return { intact: why === null, entries: sequence, head: { sequence, hash }, broken: why };
}

function faultOf(entry: AuditEntry, before: number, hashBefore: string): string | null {
  if (entry.sequence !== before + 1) return entry.sequence === before + 2 ? 'the entry is missing' : `the entries up to ${entry.sequence - 1} are missing`;
  if (entry.previousHash !== hashBefore) return 'the entry does not follow the one before it';
  return hashOfEntry(entry) === entry.hash ? null : 'the entry is not what was written';
}

async function faultOfEnd(database: Database, end: AuditHead, noted: AuditHead | null, notedHash: string | null): Promise<AuditVerdict['broken']> {
  const [head] = await database.query<AuditHead>('SELECT sequence, hash FROM audit_head WHERE id = 1');
  // Entries may have been appended during the walk; the head can only be later than the last one read.
  const later = head !== undefined && Number(head.sequence) > end.sequence && (await database.query('SELECT sequence FROM audit_entry WHERE sequence = ?', [Number(head.sequence)])).length > 0;
  if (!later && (head === undefined || Number(head.sequence) !== end.sequence || head.hash !== end.hash)) return { sequence: end.sequence + 1, why: `the chain ends here, but its head says ${head?.sequence ?? 'nothing'}` };
  if (noted !== null && notedHash !== noted.hash) return { sequence: noted.sequence, why: notedHash === null ? 'the chain ends before the head that was noted' : 'the entry is not the one whose hash was noted' };
  return null;
}
