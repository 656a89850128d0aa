import { type Database } from '../database/database';

/** What an entry says of whom it is about, as far as it is needed to name them. */
export interface NamedEntry {
  readonly actor: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Names of one entry as they are today; null where nothing has one. */
export interface EntryNames {
  readonly actorName: string | null;
  readonly subjectName: string | null;
}

/** Where names stand: each statement gives `id` and `name`, and ends where the list of ids follows. */
const sources = {
  employee: 'SELECT id AS id, name AS name FROM employee WHERE id IN',
  number: 'SELECT number AS id, name AS name FROM employee WHERE number IN',
  request: 'SELECT r.id AS id, e.name AS name FROM request r JOIN employee e ON e.id = r.employee_id WHERE r.id IN',
  'request-attachment': 'SELECT a.id AS id, e.name AS name FROM request_attachment a JOIN request r ON r.id = a.request_id JOIN employee e ON e.id = r.employee_id WHERE a.id IN',
  enrolment: 'SELECT n.id AS id, e.name AS name FROM enrolment n JOIN employee e ON e.id = n.employee_id WHERE n.id IN',
  paper: 'SELECT id AS id, file_name AS name FROM discipline_paper WHERE id IN',
  case: 'SELECT c.case_id AS id, e.name AS name FROM discipline_case c JOIN employee e ON e.id = c.employee_id WHERE c.case_id IN',
  'case-document': 'SELECT d.id AS id, e.name AS name FROM case_document d JOIN employee e ON e.id = d.employee_id WHERE d.id IN',
  'locked-change': 'SELECT l.id AS id, e.name AS name FROM locked_change l JOIN employee e ON e.id = l.employee_id WHERE l.id IN',
  appraisal: 'SELECT a.id AS id, e.name AS name FROM appraisal a JOIN employee e ON e.id = a.employee_id WHERE a.id IN',
  terminal: 'SELECT serial AS id, name AS name FROM terminal WHERE serial IN',
  'door-sensor': 'SELECT code AS id, name AS name FROM door_sensor WHERE code IN',
  unit: 'SELECT id AS id, name AS name FROM unit WHERE id IN',
  'unit-code': 'SELECT code AS id, name AS name FROM unit WHERE code IN',
  user: 'SELECT id AS id, name AS name FROM user_account WHERE id IN',
  username: 'SELECT username AS id, name AS name FROM user_account WHERE username IN',
  token: 'SELECT id AS id, name AS name FROM api_token WHERE id IN',
} as const;
type Source = keyof typeof sources;

interface Reference {
  readonly source: Source;
  readonly id: string;
}

/** More people than these are counted, not named. */
const mostNamed = 3;

const isSource = (kind: string): kind is Source => Object.hasOwn(sources, kind);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {});

/** What the first id means on routes about the whole office, by their first word. */
const cityRoutes: Readonly<Partial<Record<string, Source>>> = { users: 'user', tokens: 'token', terminals: 'terminal', 'door-sensors': 'door-sensor', units: 'unit-code' };

/** Whom an entry is about: by the id in its address, else by what was sent. */
function subjectsOf({ subjectKind, subjectId, detail }: NamedEntry): readonly Reference[] {
  const kind = subjectKind ?? '';
  const [first = '', second = ''] = (subjectId ?? '').split('/');
  const ofCity = cityRoutes[/^\/api\/v1\/([\w-]+)\//.exec(textOf(detail['route']) ?? '')?.[1] ?? ''];
  if (kind === 'city' && ofCity !== undefined && first !== '') return [{ source: ofCity, id: first }];
  if (kind === 'assignment') return [{ source: first === 'employee' ? 'employee' : 'unit', id: second }];
  if (first !== '') return ['employee-day', 'employee-span', 'explained-days'].includes(kind) ? [{ source: 'employee', id: first }] : isSource(kind) ? [{ source: kind, id: first }] : [];
  return sentAbout(membersOf(detail['body']));
}

function sentAbout(body: Readonly<Record<string, unknown>>): readonly Reference[] {
  const listed = [body['about'], body['items']].flatMap((list) => (Array.isArray(list) ? list.flatMap((one) => personIn(membersOf(one))) : []));
  const found = [...personIn(body), ...listed, ...(textOf(body['unitId']) === null ? [] : [{ source: 'unit' as const, id: String(body['unitId']) }])];
  return found.filter((one, index) => found.findIndex(({ source, id }) => source === one.source && id === one.id) === index);
}

function personIn(sent: Readonly<Record<string, unknown>>): readonly Reference[] {
  const [id, number] = [textOf(sent['employeeId']), textOf(sent['employeeNumber']) ?? textOf(sent['employee'])];
  return [...(id === null ? [] : [{ source: 'employee' as const, id }]), ...(id === null && number !== null ? [{ source: 'number' as const, id: number }] : [])];
}

const actorOf = ({ actor }: NamedEntry): readonly Reference[] => (actor.startsWith('user:') ? [{ source: 'username', id: actor.slice(5) }] : []);

/** Names people and things of some entries, with one statement for each kind; names are those of today, since an entry keeps ids. */
export async function namesOf(database: Pick<Database, 'query'>, entries: readonly NamedEntry[]): Promise<EntryNames[]> {
  const asked = entries.map((entry) => ({ actor: actorOf(entry), subjects: subjectsOf(entry) }));
  const wanted = new Map<Source, Set<string>>();
  for (const { source, id } of asked.flatMap(({ actor, subjects }) => [...actor, ...subjects.slice(0, mostNamed)])) wanted.set(source, (wanted.get(source) ?? new Set()).add(id));
  const names = new Map<string, string>();
  for (const [source, ids] of wanted) {
    const rows = await database.query<{ id: string; name: string }>(`${sources[source]} (${[...ids].map(() => '?').join(',')})`, [...ids]);
    for (const { id, name } of rows) names.set(`${source} ${id}`, name);
  }
  const named = (references: readonly Reference[]): string[] => references.flatMap(({ source, id }) => names.get(`${source} ${id}`) ?? []);
  return asked.map(({ actor, subjects }) => ({ actorName: named(actor)[0] ?? null, subjectName: listOf(named(subjects.slice(0, mostNamed)), subjects.length) }));
}

function listOf(named: readonly string[], all: number): string | null {
  if (named.length === 0) return null;
  return `${named.join(', ')}${all > named.length ? ` +${all - named.length}` : ''}`;
}
