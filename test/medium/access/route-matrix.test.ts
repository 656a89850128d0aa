import { openApiDocument } from '../../../src/openapi';
import { allRoutes } from '../../../src/cli/permissions-page';
import { signOf } from '../../../src/platform/auth/permissions-page';
import { type Role, roles } from '../../../src/platform/auth/permission';
import { type DeclaredRoute } from '../../../src/platform/auth/route-rule';
import { subjectKinds, type SubjectKind } from '../../../src/platform/auth/subjects';
import { AccessOffice, type Answer, type Naming, namings, type Side } from './access-office';

let office: AccessOffice;
let routes: DeclaredRoute[];

beforeAll(async () => {
  office = await AccessOffice.open();
  routes = (await allRoutes()).filter(({ path }) => path.startsWith('/api/v1/'));
  await office.furnish();
  await office.hire();
});
afterAll(() => office.close());

const kindOf = ({ rule }: DeclaredRoute): SubjectKind | null => (Object.hasOwn(subjectKinds, rule.subject) ? (rule.subject as SubjectKind) : null);

/** The address of a route about one side; what is not named is `x`, which no thing has for an id. */
function addressOf(route: DeclaredRoute, naming: Naming): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(naming.params?.[name] ?? 'x'));
  return naming.query ? `${path}?${naming.query}` : path;
}

/** Calls a route as somebody; who signed out signs in again. */
async function call(route: DeclaredRoute, who: string | null, side: Side = 'a'): Promise<Answer> {
  const kind = kindOf(route);
  const naming = kind ? namings[kind](side) : {};
  const answer = await office.ask(route.method, addressOf(route, naming), who, ['POST', 'PUT', 'PATCH'].includes(route.method) ? (naming.body ?? {}) : undefined);
  if (route.method === 'DELETE' && route.path === '/api/v1/session' && who) await office.signIn(who);
  return answer;
}

/** Calls routes in an office with everything in it, reads several at a time, removals last, and collects what is wrong with the answers. */
async function walk(among: readonly DeclaredRoute[], who: string | null, faultOf: (route: DeclaredRoute, answer: Answer) => string | null, side: Side = 'a'): Promise<string[]> {
  await office.furnish();
  const wrong: string[] = [];
  const one = async (route: DeclaredRoute): Promise<void> => {
    const fault = faultOf(route, await call(route, who, side));
    if (fault !== null) wrong.push(`${route.method} ${route.path}: ${fault}`);
  };
  const reads = among.filter(({ method }) => method === 'GET');
  for (let start = 0; start < reads.length; start += 12) await Promise.all(reads.slice(start, start + 12).map(one));
  for (const route of among.filter(({ method }) => !['GET', 'DELETE'].includes(method))) await one(route);
  for (const route of among.filter(({ method }) => method === 'DELETE')) await one(route);
  return wrong.sort();
}

const notAs = (verdict: string, right: string): string | null => (verdict === right ? null : `${verdict}, not ${right}`);

const refusedCodes = ['not-permitted', 'not-found', 'no-token', 'session-over', 'forged-request', 'password-change-needed'];
const verdictOf = ({ status, code }: Answer): string => (refusedCodes.includes(code) ? `${status} ${code}` : 'let in');

/** What the matrix says of a role in the city or in unit a. */
function expected(role: Role, inCity: boolean, route: DeclaredRoute): string {
  const sign = signOf(role, route);
  if (sign === '' || (sign === 'city' && !inCity)) return '403 not-permitted';
  return 'let in';
}

describe('every route of the OpenAPI document', () => {
  it('declares who may call it, and every declared route is in the document', () => {
    const document = openApiDocument(office.app);
    const listed = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/')).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    expect(routes.length).toBeGreaterThan(120);
  });

  it('is closed to nobody in particular, unless it is open to all', async () => {
    expect(await walk(routes, null, (route, answer) => notAs(verdictOf(answer), route.rule.permission === 'open' ? 'let in' : '401 no-token'))).toEqual([]);
  });

  it.each(roles.flatMap((role) => [[role, 'city'] as const, [role, 'a'] as const]))('lets in %s (%s) as docs/permissions.md says', async (role, where) => {
    const wrong = await walk(routes, `${role}.${where}`, (route, answer) => (answer.status >= 500 ? `${answer.status}` : notAs(verdictOf(answer), expected(role, where === 'city', route))));
    expect(wrong).toEqual([]);
  });
});

describe('ids of the sibling unit', () => {
  const limited = [...roles.filter((role) => role !== 'employee').map((role) => `${role}.a`), 'employee.city'];

  it.each(limited)('are answered to %s like ids that are not there, on every route that takes one', async (who) => {
    const role = roles.find((one) => who.startsWith(one)) ?? 'employee';
    const about = routes.filter((route) => kindOf(route) !== null && signOf(role, route) === 'reach');
    expect(await walk(about, who, (_, answer) => notAs(verdictOf(answer), '404 not-found'), 'b')).toEqual([]);
    expect(about.length).toBeGreaterThan(role === 'employee' ? 5 : 20);
  });

  it.each(limited)('are in no list that %s reads, also as a file', async (who) => {
    const role = roles.find((one) => who.startsWith(one)) ?? 'employee';
    const lists = routes.filter((route) => route.rule.subject === 'rows' && route.method === 'GET' && route.path !== '/api/v1/live' && signOf(role, route) === 'list');
    const wrong: string[] = [];
    for (const route of lists) {
      for (const query of ['', '?format=csv', '?employeeId=e-b', '?unitId=u-b']) {
        const { text, status } = await office.ask('GET', `${route.path}${query}`, who);
        if (status === 200 && /\b(e-b|N-b|T-b|S-b|Orang b|c-b)\b/.test(text)) wrong.push(`${route.path}${query}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(lists.length).toBeGreaterThan(5);
  });

  it('the lists would show them to whom they belong', async () => {
    for (const path of ['attendance-days', 'requests', 'violations', 'cases', 'terminals', 'punches', 'enrolments', 'accounts', 'roster', 'employees']) {
      const own = await office.ask('GET', `/api/v1/${path}`, 'hr-officer.a');
      const all = await office.ask('GET', `/api/v1/${path}`, 'hr-officer.city');
      expect([path, /-a\b|7a/.test(own.text), /-b\b|7b/.test(own.text), /-b\b|7b/.test(all.text)]).toEqual([path, true, false, true]);
    }
  });
});

describe('somebody who moved from one unit to the other', () => {
  it('is seen by each unit for its own time', async () => {
    const days = (await office.ask('GET', '/api/v1/attendance-days?employeeId=e-moved', 'unit-admin.a')).json['items'] as { workDate: string }[];
    expect(days.map(({ workDate }) => workDate)).toEqual(['2026-11-13']);
    expect((await office.ask('GET', '/api/v1/attendance-days/e-moved/2026-11-13', 'unit-admin.a')).status).toBe(200);
    expect((await office.ask('GET', '/api/v1/attendance-days/e-moved/2026-11-20', 'unit-admin.a')).code).toBe('not-found');
    expect((await office.ask('GET', '/api/v1/employees/e-moved', 'unit-admin.a')).code).toBe('not-found');
    const then = await office.ask('GET', '/api/v1/employees?onDate=2026-11-10', 'unit-admin.a');
    expect(then.text).toContain('Pindah');
  });
});

describe('ids with tricks in them', () => {
  it.each(['..%2f..%2fetc%2fpasswd', '%2e%2e', 'e-b%00', "' OR '1'='1", 'e-a/../e-b', 'E-B'.toLowerCase()])('%s is an id like any other that is out of reach', async (id) => {
    for (const path of ['attachments', 'discipline/papers', 'documents', 'requests', 'employees', 'locked-changes']) {
      const { status } = await office.ask('GET', `/api/v1/${path}/${id}`, 'unit-admin.a');
      expect([400, 403, 404]).toContain(status);
    }
  });
});
