import { type NoteReader, type NoteVisibility } from '../../core/performance/supervision-note';
import { type Caller, unitsOf } from '../../platform/auth/caller';
import { type Role } from '../../platform/auth/permission';
import { Reach } from '../../platform/auth/reach';
import { type Conditions } from '../../platform/http/page';

/** What says how somebody stands to a note. */
export interface NoteSubject {
  readonly author: string;
  readonly employeeId: string;
  readonly unitId: string | null;
  /** 'YYYY-MM-DD'. */
  readonly aboutDate: string;
  readonly visibility: NoteVisibility;
}

/** The units in which somebody reads notes as one who inspects. A token without roles reads as a superior of everybody, not as an inspector. */
const inspected = (caller: Caller): Reach => asRole(caller, 'inspector');

/** The units in which somebody is a superior: what the permission reaches, the own person aside. */
const led = (caller: Caller): Reach => (caller.kind === 'token' && caller.grants.length === 0 ? Reach.everything(caller.today) : asRole(caller, 'head-of-unit'));

/** How far somebody reaches by one role alone. */
function asRole(caller: Caller, role: Role): Reach {
  const grants = caller.grants.filter((grant) => grant.role === role);
  if (grants.some(({ unitId }) => unitId === null)) return Reach.everything(caller.today);
  return new Reach(false, unitsOf(caller, grants), null, caller.today);
}

/** How the caller stands to a note; null = not at all. Somebody who heads a unit reads of themselves what was shared with them, like everybody. */
export function noteReaderOf(caller: Caller, note: NoteSubject): NoteReader | null {
  if (note.author === caller.actor) return 'author';
  if (caller.employeeId !== null && note.employeeId === caller.employeeId) return 'person';
  const subject = { unitId: note.unitId, date: note.aboutDate };
  if (inspected(caller).covers(subject)) return 'inspector';
  return led(caller).covers(subject) ? 'superior' : null;
}

/** Adds to the conditions of a list of `supervision_note n` what the caller may read; says the same as `noteReaderOf` with `mayReadNote`. */
export function readableNotes(conditions: Conditions, caller: Caller): Conditions {
  const own = caller.employeeId ?? '';
  const [inspecting, leading] = [inspected(caller), led(caller)].map((reach) => reach.condition({ unit: 'n.unit_id', date: 'n.about_date' }));
  if (!inspecting || !leading) throw new Error('two reaches have two conditions');
  const sql = `n.author = ? OR (n.employee_id = ? AND n.visibility = 'shared') OR (n.employee_id <> ? AND (${inspecting.sql})) OR (n.employee_id <> ? AND n.visibility <> 'author' AND (${leading.sql}))`;
  return conditions.add(sql, caller.actor, own, own, ...inspecting.values, own, ...leading.values);
}
