import { createHash } from 'node:crypto';

/** Everything that can be written down; the console has a word for each. */
export const auditActions = [
  ...(['changed', 'seen', 'exported', 'broken-off', 'downloaded', 'not-given', 'refused'] as const),
  ...(['signed-in', 'signed-out', 'sign-in-failed', 'sign-in-refused', 'password-changed', 'first-administrator-made'] as const),
  ...(['user-created', 'password-reset', 'role-granted', 'token-made', 'token-revoked'] as const),
] as const;
/** One of the actions. */
export type AuditAction = (typeof auditActions)[number];

/** What is to be written: who did what to which thing, from where. */
export interface AuditEvent {
  readonly actor: string;
  readonly address: string;
  readonly action: AuditAction;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An entry of the chain as it stands in its row; `detail` is JSON text. */
export interface AuditEntry {
  readonly sequence: number;
  readonly occurredAt: number;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

const longestDetail = 8000;

/** A text as both databases give it back: without lone halves of characters, cut to the column. */
const storable = (text: string, length: number): string => Buffer.from([...text].slice(0, length).join(''), 'utf8').toString('utf8').replaceAll('\0', '\ufffd');

/** The entry that follows a hash. */
export function chained(event: AuditEvent, sequence: number, occurredAt: number, previousHash: string): AuditEntry {
  const detail = JSON.stringify(event.detail);
  const entry = {
    sequence,
    occurredAt,
    actor: storable(event.actor, 200),
    address: storable(event.address, 60),
    action: event.action,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId === null ? null : storable(event.subjectId, 400),
    detail: storable(detail.length > longestDetail ? JSON.stringify({ characters: detail.length }) : detail, longestDetail),
    previousHash,
  };
  return { ...entry, hash: hashOfEntry(entry) };
}

/** sha256 over the hash before and the entry as JSON with its members in a fixed order. */
export function hashOfEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const canonical = JSON.stringify([entry.sequence, entry.occurredAt, entry.actor, entry.address, entry.action, entry.subjectKind, entry.subjectId, entry.detail]);
  return createHash('sha256').update(`${entry.previousHash}\n${canonical}`).digest('hex');
}
