import { type Page } from 'playwright-core';
import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officeUsers, reviewDate } from '../../support/console-office';
import { absentee, openCaseOffice } from './case-office';

jest.setTimeout(180_000);

/** Runs where anything takes it for markup, for a template or for an address. */
const payload = `"><img src=x onerror="window.hadirRan=1"><script>window.hadirRan=1</script><a href="javascript:window.hadirRan=1">$t(title) {{name}}`;
const visible = /<img src=x onerror=/;

describeInBrowser('names, pins and file names that are markup', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;
  let caseId: string;
  let employeeId: string;
  let requestId: string;
  const dialogs: string[] = [];

  beforeAll(async () => {
    ({ office, caseId, employeeId } = await openCaseOffice());
    const filed = await office.call<{ id: string }>(officeUsers.officer, 'POST', 'requests', { kind: 'leave', type: 'annual', employeeId, fromDate: '2026-12-01', toDate: '2026-12-01', reason: payload, letter: payload });
    requestId = filed.id;
    await attach(requestId);
    await office.database.transaction(async (tx) => {
      for (const table of ['employee', 'unit', 'terminal', 'user_account']) await tx.execute(`UPDATE ${table} SET name = ${tx.dialect === 'mysql' ? 'CONCAT(?, name)' : '? || name'}`, [payload]);
      await tx.execute('UPDATE employee SET job_title = ?', [payload]);
      await tx.execute('UPDATE request_attachment SET file_name = ?', [payload]);
      await tx.execute('UPDATE explanation SET words = ?', [payload]);
      await tx.execute(`UPDATE enrolment SET pin = ${tx.dialect === 'mysql' ? 'CONCAT(?, pin)' : '? || pin'}`, ['<i onclick=1>']);
      await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
    });
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.administrator);
    page.on('response', (response) => {
      if (response.status() >= 500) dialogs.push(`${response.status()} ${response.url()}`);
    });
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  async function attach(id: string): Promise<void> {
    const { cookie, csrfToken } = await office.session(officeUsers.officer);
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4 surat'], { type: 'application/pdf' }), 'surat.pdf');
    const answer = await fetch(`${office.url}/api/v1/requests/${id}/attachments`, { method: 'POST', headers: { Cookie: cookie, 'X-CSRF-Token': csrfToken }, body: form });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** What of the payload became part of the page. */
  const became = (): Promise<object> =>
    page.evaluate(() => ({ ran: (globalThis as unknown as { hadirRan?: number }).hadirRan ?? null, images: document.querySelectorAll('img[src="x"]').length, links: document.querySelectorAll('a[href^="javascript:"]').length, scripts: document.querySelectorAll('script:not([src])').length, handlers: document.querySelectorAll('[onclick],[onerror],[onload]').length }));

  it.each<[string, () => string]>([
    ['today', () => '/'],
    ['the review', () => `/review?date=${reviewDate}`],
    ['the explained day', () => `/review?date=${reviewDate}&tab=all`],
    ['the cases', () => '/cases'],
    ['a case', () => `/cases/${caseId}?evidence=yes`],
    ['the requests', () => '/requests'],
    ['a request with its attachment', () => `/requests?open=${requestId}`],
    ['people', () => '/people'],
    ['a person', () => `/people/${employeeId}`],
    ['units', () => '/people/units'],
    ['enrolments', () => '/people/enrolments'],
    ['the plan', () => '/plan?tab=assignments'],
    ['terminals', () => '/terminals'],
    ['a terminal', () => '/terminals?open=terminal%20T-MELATI'],
    ['users', () => '/settings?tab=users'],
    ['sessions', () => '/settings?tab=sessions'],
    ['the audit trail', () => '/settings?tab=audit'],
  ])('are letters in %s', async (what, path) => {
    await page.goto(path());
    await page.locator('main h1').waitFor();
    await page.locator('main').getByText(visible).first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await keepPicture(page, `16-hostile-${what.replace(/\W+/g, '-')}`);
    expect({ ...(await became()), dialogs }).toEqual({ ran: null, images: 0, links: 0, scripts: 0, handlers: 0, dialogs: [] });
    // Neither a template of the words nor a nested one.
    if (what === 'people') expect(await page.locator('main').innerText()).toContain('$t(title) {{name}}');
  });

  it('are letters in the day that is opened, and in the file name of a download', async () => {
    await page.goto(`/review?date=${reviewDate}`);
    await page.getByText(visible).first().click();
    await page.waitForLoadState('networkidle');
    expect(await became()).toMatchObject({ ran: null, images: 0, handlers: 0 });
    await page.goto(`/requests?open=${requestId}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href*="/attachments/"]').first().click()]);
    expect(download.suggestedFilename()).not.toMatch(/[<>"/\\]/);
  });

  it('a script that somebody did get into the page would not run', async () => {
    const before = browser.complaints.length;
    await page.goto('/people');
    await page.locator('main h1').waitFor();
    await page.evaluate(() => {
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.hadirRan=2">';
      document.body.append(holder);
      const script = document.createElement('script');
      script.textContent = 'window.hadirRan=3';
      document.body.append(script);
    });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (globalThis as unknown as { hadirRan?: number }).hadirRan ?? null)).toBeNull();
    // The browser says that the policy held, which is the only complaint of this file.
    const said = browser.complaints.splice(before);
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((one) => /Content Security Policy/i.test(one))).toBe(true);
    expect(browser.complaints).toEqual([]);
  });

  it('they are kept as they were given', async () => {
    expect(await office.call(officeUsers.officer, 'GET', `employees/${employeeId}`)).toMatchObject({ name: `${payload}${absentee}` });
    expect(await office.app.get(RequestDesk).get(requestId)).toMatchObject({ reason: payload });
  });
});
