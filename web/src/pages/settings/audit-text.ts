import { en } from '../../i18n/audit.en';
import { id } from '../../i18n/audit.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the audit trail. */
export const auditWords = namespace('audit', id, en);

/** Says one of them. */
export type SayAudit = Say<typeof id>;
type Key = keyof typeof id;

/** An entry of the audit trail. */
export interface AuditEntry {
  readonly sequence: number;
  readonly occurredAt: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Actions by which the trail can be filtered, the usual ones first. */
export const actions = Object.keys(id).flatMap((key) => (key.startsWith('action.') ? [key.slice('action.'.length)] : []));

function worded(say: SayAudit, prefix: string, code: string): string | null {
  const key = `${prefix}.${code}`;
  return key in id ? (say as (key: Key) => string)(key as Key) : null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** `['requests', ':id', 'approve']`; a refusal keeps its path instead of its route. */
const partsOf = ({ detail }: AuditEntry): readonly string[] => (textOf(detail['route']) || textOf(detail['path'])).replace(/^\/api\/v1\//, '').split('/').filter(Boolean);

/** The word of an action as it is kept. */
export const actionWord = (action: string, say: SayAudit): string => worded(say, 'action', action) ?? action;

/** What somebody did: `Menyetujui`, `Mengunduh`. */
export function actionText(entry: AuditEntry, say: SayAudit): string {
  if (entry.action !== 'changed') return actionWord(entry.action, say);
  const last = partsOf(entry).slice(1).findLast((part) => !part.startsWith(':')) ?? '';
  const method = textOf(entry.detail['method']).toLowerCase();
  // Taking away is taking away, whatever it is called.
  return (method === 'delete' ? null : worded(say, 'deed', last)) ?? worded(say, 'deed', method) ?? actionWord(entry.action, say);
}

const areaOfKind: Readonly<Record<string, string>> = { session: 'session', user: 'users', token: 'tokens' };

/** In which part of the house: `Permohonan`. */
export const areaText = (entry: AuditEntry, say: SayAudit): string => worded(say, 'area', partsOf(entry)[0] ?? areaOfKind[entry.subjectKind ?? ''] ?? '') ?? '';

/** Why something was refused, in words; empty where it was not. */
export function refusalText({ action, detail }: AuditEntry, say: SayAudit): string {
  const code = textOf(detail['code']);
  return action !== 'refused' || code === '' ? '' : say('because', { reason: worded(say, 'refused', code) ?? code });
}

/** Who acted: the name of a user, a program by its token. */
export function actorText({ actor, actorName }: AuditEntry, say: SayAudit): string {
  if (actorName !== null) return actorName;
  if (actor.startsWith('token:')) return say('program', { name: actor.slice('token:'.length) });
  return actor === 'cli' ? say('cli') : actor === 'nobody' ? say('nobody') : actor.replace(/^user:/, '');
}

/** What stays when no name is known: dates and ids of the address, without the long random ones. */
export const subjectDetail = ({ subjectId }: AuditEntry): string => (subjectId ?? '').split('/').filter((part) => part !== '' && !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(part)).join(' · ');
