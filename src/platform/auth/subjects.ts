import { isMonth, lastDateOf } from '../../core/time/month';
import { type Database, type SqlValue } from '../database/database';
import { DomainError } from '../errors';
import { type Subject, unitOnDate } from './reach';

/** What a request carries that may name somebody. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A subject with who handed it in, for papers that nothing refers to yet. */
export type FoundSubject = Subject & { readonly by?: string };

/**
 * Whom a request is about: groups, in each of which at least one has to be in reach (a letter stands behind the days of several people). An empty list
 * = nobody in particular; null = the id is not known. A member without a unit and a person is in reach only where everything is.
 */
export type Found = readonly (readonly FoundSubject[])[] | null;

/** How subjects are looked up; `today` is 'YYYY-MM-DD'. */
export interface Lookup {
  readonly database: Pick<Database, 'query'>;
  readonly today: string;
}

type Resolver = (lookup: Lookup, asked: Asked) => Promise<Found>;

/** Nothing that is in reach unless everything is. */
const wholeOffice: Found = [[{}]];

/** Everything that an id or a body can refer to, and how units and people are found for it; the unit of a dated thing is that of its date. */
export const subjectKinds = {
  employee: async (lookup, { params }) => personOn(lookup, idIn(params, 'employeeId', 'id'), lookup.today),
  'employee-day': async (lookup, { params }) => personOn(lookup, params['employeeId'] ?? '', dateOr(params['workDate'] ?? params['date'], lookup.today)),
  'employee-span': async (lookup, { params, query }) => personWithin(lookup, idIn(params, 'employeeId', 'id'), dateOr(query['from'], lookup.today), dateOr(query['to'], lookup.today)),
  'explained-days': async (lookup, { params, body }) => {
    const id = idIn(params, 'employeeId');
    const dates = [...listIn(body, 'about'), ...listIn(body, 'explanations')].map((one) => dateOr(textIn(one, 'workDate'), lookup.today));
    return all([...(dates.length === 0 ? [lookup.today] : dates).map((date) => personOn(lookup, id, date)), ...papersIn(lookup, body)]);
  },
  'written-employee': async (lookup, { body }) => {
    const number = textIn(body, 'number') ?? '';
    const known = await numberOn(lookup, number, lookup.today);
    const units = [textIn(body, 'unit'), ...listIn(body, 'unitHistory').map((one) => textIn(one, 'unit'))].filter((code) => typeof code === 'string');
    if (known === null && units.length === 0) return wholeOffice;
    return [...(known ?? []), ...((await all(units.map((code) => unitCoded(lookup, code)))) ?? [])];
  },
  'named-employee': (lookup, { body }) => numberOn(lookup, textIn(body, 'employee') ?? textIn(body, 'employeeNumber') ?? '', lookup.today),
  'roster-entries': (lookup, { body }) => all(listIn(body, 'items').map((one) => numberOn(lookup, textIn(one, 'employee') ?? '', dateOr(textIn(one, 'date'), lookup.today)))),
  'plan-change': async (lookup, { body }) => {
    const entries = listIn(body, 'roster').map((one) => numberOn(lookup, textIn(one, 'employee') ?? '', dateOr(textIn(one, 'date'), lookup.today)));
    const removals = memberOf(body, 'remove');
    const removed = listIn(removals, 'roster').flatMap((one) => ['from', 'to'].map((end) => personOn(lookup, textIn(one, 'employeeId') ?? '', dateOr(textIn(one, end), lookup.today))));
    const assigned = listIn(body, 'assignments').map((one) => writtenAssignment(lookup, one));
    const unassigned = listIn(removals, 'assignments').map((one) => assignmentOf(lookup, textIn(one, 'subjectKind'), textIn(one, 'subjectId')));
    return both(await all([...entries, ...removed, ...assigned, ...unassigned]), changesWhatAllShare(body) ? wholeOffice : []);
  },
  'written-assignment': (lookup, { body }) => writtenAssignment(lookup, body),
  assignment: (lookup, { params }) => assignmentOf(lookup, params['subjectKind'], params['subjectId']),
  enrolment: (lookup, { params }) => rowOf(lookup, `SELECT n.employee_id AS employeeId, ${unitOnDate('n.employee_id', '?')} AS unitId FROM enrolment n WHERE n.id = ?`, [lookup.today, params['id'] ?? '']),
  'unit-asked': async (lookup, { query }) => {
    const { unitId, unit } = query;
    if (unitId === undefined && unit === undefined) return wholeOffice;
    const date = askedOn(query, lookup.today);
    return both(unitId === undefined ? [] : [[{ unitId: String(unitId), date }]], unit === undefined ? [] : await unitCoded(lookup, String(unit), date));
  },
  'unit-written': async (_, { body }) => [[{ unitId: textIn(body, 'unitId') ?? null }]],
  'filed-request': async (lookup, { body }) => {
    const date = dateOr(textIn(body, 'fromDate'), lookup.today);
    const [id, number] = [textIn(body, 'employeeId'), textIn(body, 'employeeNumber')];
    return all([...(id ? [personOn(lookup, id, date)] : []), ...(id && !number ? [] : [numberOn(lookup, number ?? '', date)])]);
  },
  request: (lookup, { params }) => rowOf(lookup, requestSql('WHERE r.id = ?'), [params['id'] ?? '']),
  'request-attachment': (lookup, { params }) => rowOf(lookup, requestSql('JOIN request_attachment a ON a.request_id = r.id WHERE a.id = ?'), [params['id'] ?? '']),
  'decided-violations': async (lookup, { body }) =>
    all([...listIn(body, 'about').map((one) => personOn(lookup, textIn(one, 'employeeId') ?? '', dateOr(textIn(one, 'workDate'), lookup.today))), ...papersIn(lookup, body)]),
  paper: (lookup, { params }) => paperSubjects(lookup, params['id'] ?? ''),
  case: (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId, employee_id AS employeeId FROM discipline_case WHERE case_id = ?', [params['caseId'] ?? '']),
  'issued-paper': (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId, employee_id AS employeeId FROM issued_paper WHERE code = ?', [params['code'] ?? '']),
  'case-document': (lookup, { params }) =>
    rowOf(lookup, 'SELECT c.unit_id AS unitId, d.employee_id AS employeeId FROM case_document d LEFT JOIN discipline_case c ON c.case_id = d.case_id WHERE d.id = ?', [params['id'] ?? '']),
  'locked-change': (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId, employee_id AS employeeId, work_date AS date FROM locked_change WHERE id = ?', [params['id'] ?? '']),
  terminal: (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId FROM terminal WHERE serial = ?', [params['serial'] ?? '']),
  'door-sensor': (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId FROM door_sensor WHERE code = ?', [params['code'] ?? '']),
  appraisal: (lookup, { params }) => rowOf(lookup, 'SELECT employee_id AS employeeId, unit_id AS unitId FROM appraisal WHERE id = ?', [params['id'] ?? '']),
  ticket: (lookup, { params }) => rowOf(lookup, 'SELECT s.unit_id AS unitId FROM ticket t JOIN service s ON s.id = t.service_id WHERE t.id = ?', [params['id'] ?? '']),
  'service-named': (lookup, { body }) => rowOf(lookup, 'SELECT unit_id AS unitId FROM service WHERE code = ?', [textIn(body, 'service') ?? '']),
  'supervision-note': (lookup, { params }) => rowOf(lookup, 'SELECT employee_id AS employeeId, unit_id AS unitId, about_date AS date, author AS `by` FROM supervision_note WHERE id = ?', [params['id'] ?? '']),
  'spot-check': (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId FROM spot_check WHERE id = ?', [params['id'] ?? '']),
  'spot-check-difference': (lookup, { params }) => rowOf(lookup, 'SELECT employee_id AS employeeId, unit_id AS unitId FROM spot_check_difference WHERE id = ?', [params['id'] ?? '']),
  'slow-signal': (lookup, { params }) => rowOf(lookup, 'SELECT s.unit_id AS unitId FROM slow_signal g JOIN service s ON s.id = g.service_id WHERE g.id = ?', [params['id'] ?? '']),
  complaint: (lookup, { params }) => rowOf(lookup, 'SELECT unit_id AS unitId FROM complaint WHERE id = ?', [params['id'] ?? '']),
  'rejected-record': (lookup, { params }) =>
    rowOf(lookup, 'SELECT COALESCE(t.unit_id, s.unit_id) AS unitId FROM rejected_record x LEFT JOIN terminal t ON t.serial = x.terminal LEFT JOIN door_sensor s ON s.code = x.terminal WHERE x.id = ?', [params['id'] ?? '']),
} as const satisfies Readonly<Record<string, Resolver>>;

/** A kind of thing that an id or a body can refer to. */
export type SubjectKind = keyof typeof subjectKinds;

/** Kinds that are about a unit as a whole, never about one person. */
export const unitSubjects: readonly string[] = ['unit-asked', 'unit-written'] satisfies SubjectKind[];

const requestSql = (where: string): string => `SELECT r.employee_id AS employeeId, ${unitOnDate('r.employee_id', 'r.from_date')} AS unitId, r.from_date AS date FROM request r ${where}`;

/** @param date by which the place of the unit is judged, of rows that do not say it themselves; left out = today */
async function rowOf({ database }: Lookup, sql: string, values: readonly SqlValue[], date: string | null = null): Promise<Found> {
  const rows = await database.query<Subject>(sql, values);
  return rows.length === 0 ? null : rows.map((row) => [{ ...row, date: row.date ?? date }]);
}

const personOn = (lookup: Lookup, id: string, date: string): Promise<Found> => rowOf(lookup, `SELECT e.id AS employeeId, ${unitOnDate('e.id', '?')} AS unitId FROM employee e WHERE e.id = ?`, [date, id], date);

const numberOn = (lookup: Lookup, number: string, date: string): Promise<Found> =>
  rowOf(lookup, `SELECT e.id AS employeeId, ${unitOnDate('e.id', '?')} AS unitId FROM employee e WHERE e.number = ?`, [date, number], date);

/** A person on every date of a span on which the person or some unit may stand elsewhere than the day before: each has to be in reach. */
async function personWithin(lookup: Lookup, id: string, from: string, to: string): Promise<Found> {
  const between = 'from_date > ? AND from_date < ?';
  const moves = await lookup.database.query<{ date: string }>(`SELECT from_date AS date FROM employee_unit WHERE employee_id = ? AND ${between} UNION SELECT from_date FROM unit_move WHERE ${between}`, [id, from, to, from, to]);
  return all([from, to, ...moves.map(({ date }) => date)].map((date) => personOn(lookup, id, date)));
}

const unitCoded = async (lookup: Lookup, code: string, date: string | null = null): Promise<Found> => (code === '*' ? wholeOffice : rowOf(lookup, 'SELECT id AS unitId FROM unit WHERE code = ?', [code], date));

/** By which date a report about a unit is asked for: its date, or the last one of its month or year; never one to come. */
function askedOn({ date, month, year }: Asked['query'], today: string): string {
  const monthEnd = typeof month === 'string' && isMonth(month) ? lastDateOf(month) : undefined;
  const asked = dateOr(date, monthEnd ?? dateOr(`${String(year)}-12-31`, today));
  return asked < today ? asked : today;
}

/** An assignment as it is handed in: of a person, of a unit, or of everybody. */
function writtenAssignment(lookup: Lookup, body: unknown): Promise<Found> {
  const [number, unit] = [textIn(body, 'employee'), textIn(body, 'unit')];
  return all([...(number ? [numberOn(lookup, number, lookup.today)] : []), ...(number && !unit ? [] : [unitCoded(lookup, unit ?? '*')])]);
}

const assignmentOf = async (lookup: Lookup, kind: string | undefined, id: string | undefined): Promise<Found> =>
  kind === 'employee' ? personOn(lookup, id ?? '', lookup.today) : [[{ unitId: id ?? null }]];

/** A paper: the days it stands behind, whoever was asked for it, or, while nothing refers to it, who handed it in. */
async function paperSubjects(lookup: Lookup, id: string): Promise<Found> {
  const [paper] = await lookup.database.query<{ added_by: string; employee_id: string | null }>('SELECT p.added_by, l.employee_id FROM discipline_paper p LEFT JOIN explanation_link l ON l.id = p.link_id WHERE p.id = ?', [id]);
  if (!paper) return null;
  const behind = await lookup.database.query<{ employee_id: string; work_date: string }>(
    `SELECT d.employee_id, d.work_date FROM discipline_paper_use s JOIN violation_decision d ON d.id = s.about_id WHERE s.paper_id = ?
     UNION SELECT x.employee_id, x.work_date FROM discipline_paper_use s JOIN explanation x ON x.id = s.about_id WHERE s.paper_id = ?`,
    [id, id],
  );
  const asked = paper.employee_id === null ? [] : [{ employee_id: paper.employee_id, work_date: lookup.today }];
  const people = (await all([...behind, ...asked].map((one) => personOn(lookup, one.employee_id, one.work_date)))) ?? [];
  return [[...people.flat(), ...(behind.length === 0 ? [{ by: paper.added_by }] : [])]];
}

const papersIn = (lookup: Lookup, body: unknown): Promise<Found>[] => listIn(body, 'papers').map((id) => paperSubjects(lookup, typeof id === 'string' ? id : ''));

/** Everything that several look-ups found; null as soon as one found nothing. */
async function all(lookups: readonly Promise<Found>[]): Promise<Found> {
  const found = await Promise.all(lookups);
  return found.reduce<Found>(both, []);
}

const both = (one: Found, other: Found): Found => (one === null || other === null ? null : [...one, ...other]);

const idIn = (params: Asked['params'], ...names: readonly string[]): string => names.map((name) => params[name]).find((id) => id !== undefined) ?? '';

const dateOr = (value: unknown, otherwise: string): string => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : otherwise);

const memberOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined);

function textIn(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}

/** Every list in a change of the plan but those of rosters and assignments is about the whole office. */
function changesWhatAllShare(body: unknown): boolean {
  const shared = [...entriesOf(body), ...entriesOf(memberOf(body, 'remove'))].filter(([name, value]) => !['roster', 'assignments'].includes(name) && Array.isArray(value) && value.length > 0);
  return shared.length > 0;
}

const entriesOf = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** @throws DomainError `too-many-at-once`: each one has to be looked up, and none may go unlooked */
function listIn(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  if (!Array.isArray(list)) return [];
  if (list.length > mostSubjects) throw new DomainError('too-many-at-once', `"${name}" may hold at most ${mostSubjects} items at once.`, 413, { allowed: mostSubjects });
  return list;
}

const mostSubjects = 5000;
