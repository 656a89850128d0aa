import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { DeviceListener } from '../../../src/intake/push/device-listener';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officePassword, officeToday, officeUsers, reviewDate } from '../../support/console-office';
import { hasProgram } from '../../support/programs';
import { absentee, openCaseOffice } from './case-office';

jest.setTimeout(240_000);

const phone = { width: 360, height: 740 };
const letter = { name: 'surat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') };
/** Somebody of Kecamatan Melati who has not come yet this morning, and the PIN at its terminal. */
const lateComer = { pin: '23', serial: 'T-MELATI' };
/** Whose IN of the day before is missing. */
const asker = { username: 'fitri', name: 'Fitri Handayani' };
/** A terminal that nobody knows. */
const stranger = 'T-DAHLIA-2';

type Values = Readonly<Record<string, string | number>>;

/** Says a word of the console as a page would, in one language; a key that is not there fails. */
function wordsIn(language: 'id' | 'en'): (page: string, key: string, values?: Values) => string {
  return (page, key, values = {}) => {
    const words = jest.requireActual<Record<string, Readonly<Record<string, string>>>>(join(__dirname, '../../../web/src/i18n', `${page}.${language}.ts`))[language];
    const text = (values['count'] === 1 ? words?.[`${key}_one`] : undefined) ?? words?.[key];
    if (text === undefined) throw new Error(`${page}.${language} has no word for ${key}`);
    return text.replaceAll('**', '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

describe.each(['id', 'en'] as const)('a morning in the office (%s)', (language) => {
  const say = wordsIn(language);

  describeInBrowser('from the sign-in to the sign-out', () => {
    let office: ConsoleOffice;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      // All of the service, with the door of the terminals and the worker that judges.
      ({ office } = await openCaseOffice({ role: 'all', devicePort: 0, deviceHost: '127.0.0.1', mqttPort: 0, mqttHost: '127.0.0.1' }));
      const user = { username: asker.username, name: asker.name, employeeId: await office.employeeId(asker.name), password: officePassword, roles: [{ role: 'employee', fromDate: '2026-09-14' }] };
      await office.call(officeUsers.administrator, 'POST', 'users', user);
      await office.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
      browser = new Browser(office.url);
    });
    afterAll(async () => {
      await browser.close();
      await office.close();
    });

    const rows = () => page.locator('li[data-key]');
    const rowOf = (name: string) => page.locator('li[data-key]', { hasText: name });
    const untilRows = (count: number): Promise<unknown> => page.waitForFunction((wanted) => document.querySelectorAll('li[data-key]').length === wanted, count);
    const states = (): Promise<(string | null)[]> => rows().evaluateAll((all) => all.map((row) => row.getAttribute('data-state')));
    const lookAt = async (which: Page): Promise<void> => expect(await accessibilityFaults(which)).toEqual([]);
    const picture = (which: Page, name: string): Promise<void> => keepPicture(which, `morning-${language}-${name}`);
    /** What a terminal sends to its own door. */
    const push = (target: string, lines?: string): Promise<number> => {
      const { port } = office.app.get(DeviceListener);
      return fetch(`http://127.0.0.1:${port}/iclock/${target}`, lines === undefined ? {} : { method: 'POST', body: lines }).then(({ status }) => status);
    };

    it('signs in, and today says what waits', async () => {
      page = await browser.page({ language });
      await page.goto('/review');
      await page.getByLabel(say('access', 'user')).fill(officeUsers.officer);
      await page.getByLabel(say('access', 'password'), { exact: true }).first().fill(officePassword);
      await page.getByRole('button', { name: say('access', 'signIn'), exact: true }).click();
      // Back where one wanted to go.
      await page.waitForURL((url) => url.pathname === '/review');
      await page.getByRole('link', { name: say('shell', 'today'), exact: true }).click();
      await page.getByRole('link', { name: say('today', 'waits.start') }).waitFor();
      await lookAt(page);
      await picture(page, '1-today');
      await page.getByRole('link', { name: say('today', 'waits.start') }).click();
      await untilRows(14);
    });

    it('filters the list, and reads why', async () => {
      await page.getByRole('button', { name: say('review', 'kind'), exact: true }).click();
      await page.getByRole('menuitem', { name: say('review', 'kind.absence'), exact: true }).click();
      await untilRows(3);
      await page.getByRole('button', { name: say('review', 'kind.absence') }).first().click();
      await page.getByRole('menuitem', { name: say('review', 'anyKind') }).click();
      await untilRows(14);
      await rowOf('Joko Susilo').getByRole('button', { name: 'Joko Susilo' }).click();
      const panel = page.getByRole('complementary', { name: say('review', 'why') });
      await panel.getByText('Ban motor bocor').waitFor();
      expect(await panel.innerText()).toContain(say('review', 'effect.minutes', { year: 2026, count: 63 }));
      await lookAt(page);
      await picture(page, '2-why');
      // What lies over the panel closes first, and nothing else with it.
      await page.locator('main').press('?');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await panel.isVisible()).toBe(true);
      await page.locator('main').press('Escape');
      await panel.waitFor({ state: 'detached' });
    });

    it('verifies ten by keyboard', async () => {
      await rows().first().getByRole('checkbox').focus();
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await page.keyboard.press('x');
      for (let step = 0; step < 9; step++) await page.keyboard.press('j');
      await page.keyboard.press('Shift+X');
      await page.getByRole('button', { name: say('review', 'verifyCount', { count: 10 }) }).waitFor();
      await page.keyboard.press('1');
      await page.getByText(say('review', 'done.verified', { count: 10 })).waitFor();
      expect((await states()).filter((state) => state === 'verified')).toHaveLength(10);
      await lookAt(page);
      await picture(page, '3-verified');
    });

    it('excuses one with a document', async () => {
      const name = await rows().last().getByRole('button').first().innerText();
      await rows().last().getByRole('button').first().click();
      await page.getByRole('complementary', { name: say('review', 'why') }).waitFor();
      await page.locator('main').press('2');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('review', 'reason')).fill('Surat sakit dari puskesmas');
      await dialog.getByLabel(say('review', 'document')).fill('445/112/2026');
      await dialog.locator('input[type=file]').setInputFiles(letter);
      await lookAt(page);
      await dialog.getByRole('button', { name: say('review', 'excuse.button', { count: 1 }) }).click();
      await page.getByText(say('review', 'done.excused', { count: 1 })).waitFor();
      const employeeId = await office.employeeId(name.split('\n')[0]?.trim() ?? '');
      const { items } = await office.call<{ items: { kind: string; state: string }[] }>(officeUsers.officer, 'GET', `violations?employeeId=${employeeId}&from=${reviewDate}&to=${reviewDate}&state=excused`);
      const history = await office.call<{ what: string; document: string; papers: unknown[] }[]>(officeUsers.officer, 'GET', `violations/${employeeId}/${reviewDate}/${items[0]?.kind ?? ''}/history`);
      expect(history.at(-1)).toMatchObject({ what: 'excused', document: '445/112/2026', papers: [expect.anything()] });
    });

    it('opens a case, records the summons and prints it', async () => {
      await page.getByRole('link', { name: say('shell', 'cases') }).click();
      await page.getByRole('link', { name: new RegExp(absentee) }).click();
      await page.getByRole('button', { name: say('cases', 'act.summon') }).click();
      const given = { 'field.actorName': 'Drs. Slamet Riyadi', 'field.letterNumber': '800.1.6.2/117/MELATI/2026', 'field.letterDate': officeToday, 'field.examinationDate': '2026-12-03' };
      for (const [field, value] of Object.entries(given)) await page.getByLabel(say('cases', field)).fill(value);
      await page.getByRole('button', { name: say('cases', 'step.save'), exact: true }).click();
      const title = say('cases', 'print.title', { title: say('cases', 'letter.surat-panggilan-1') });
      await page.getByRole('button', { name: title }).first().click();
      // The fields of a letter are named by its template, in the language of the letter.
      expect(await page.getByLabel('Nama pejabat yang memeriksa').inputValue()).toBe('Drs. Slamet Riyadi');
      for (const [label, value] of [['Tempat pemeriksaan', 'Ruang rapat'], ['Pukul pemeriksaan', '09.00 WIB'], ['Jabatan pejabat yang memeriksa', 'Camat'], ['Jabatan penanda tangan', 'Camat'], ['NIP penanda tangan', '196901011994031001']] as const) await page.getByLabel(label).fill(value);
      await lookAt(page);
      await page.getByRole('button', { name: say('cases', 'print.save') }).click();
      const link = page.getByRole('dialog').getByRole('link', { name: say('cases', 'print.open') });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      if (hasProgram('pdftotext')) {
        const text = execFileSync('pdftotext', ['-layout', await download.path(), '-'], { encoding: 'utf8' });
        for (const words of [absentee, '800.1.6.2/117/MELATI/2026', '3 Desember 2026']) expect(text).toContain(words);
      }
      await page.getByRole('button', { name: 'OK' }).click();
      await page.getByRole('link', { name: say('cases', 'documents.pdfOf', { title: say('cases', 'letter.surat-panggilan-1') }) }).waitFor();
      await lookAt(page);
      await picture(page, '4-case');
    });

    it('a late punch from the terminal appears while one looks', async () => {
      await page.getByRole('link', { name: say('shell', 'today'), exact: true }).click();
      await page.getByRole('link', { name: say('today', 'waits.start') }).waitFor();
      // `31 dari 41 yang dijadwalkan`, `31 of the 41 planned`.
      const between = say('today', 'sentence', { due: '@' }).split('@')[0]?.trim() ?? '';
      const before = Number(new RegExp(`(\\d+)\\s+${between}`).exec(await page.innerText('main'))?.[1]);
      expect(before).toBeGreaterThan(20);
      office.clock.set(`${officeToday}T09:20:00+07:00`);
      expect(await push(`cdata?SN=${lateComer.serial}&table=ATTLOG&Stamp=1`, `${lateComer.pin}\t${officeToday} 09:18:00\t255\t1\t0\n`)).toBe(200);
      const shown = ([words, count]: readonly [string, number]): boolean => Number(new RegExp(`(\\d+)\\s+${words}`).exec(document.querySelector('main')?.innerText ?? '')?.[1]) === count;
      await page.waitForFunction(shown, [between, before + 1] as const, { timeout: 20_000 });
    });

    it('an employee asks for a correction on a phone; the officer needs a reason to refuse, and approves', async () => {
      const hand = await browser.signedIn(asker.username, { ...phone, language });
      await hand.getByRole('list', { name: say('my-day', 'week') }).getByRole('button', { name: say('my-day', 'headline.missing-in') }).click();
      await hand.getByRole('heading', { name: say('my-day', 'headline.missing-in') }).waitFor();
      await hand.getByRole('link', { name: say('my-day', 'correct') }).click();
      await hand.getByLabel(say('my-day', 'correct.time')).fill('07:25');
      await hand.getByLabel(say('my-day', 'correct.note')).fill('mencoba tiga kali');
      await hand.locator('input[type=file]').first().setInputFiles(letter);
      await lookAt(hand);
      expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
      await picture(hand, '5-phone');
      await hand.getByRole('button', { name: say('my-day', 'correct.send') }).click();
      await hand.getByText(say('my-day', 'correct.sent')).waitFor();

      await page.getByRole('link', { name: say('shell', 'requests') }).click();
      await page.getByRole('button', { name: new RegExp(asker.name) }).click();
      await page.getByRole('link', { name: say('requests', 'detail.paperOf', { name: letter.name }) }).waitFor();
      await page.getByRole('button', { name: say('requests', 'reject'), exact: true }).click();
      await page.getByText(say('requests', 'decide.needed')).waitFor();
      await page.getByLabel(say('requests', 'decide.reason')).fill('disaksikan petugas jaga');
      await lookAt(page);
      await picture(page, '6-request');
      await page.getByRole('button', { name: say('requests', 'approve'), exact: true }).click();
      await page.getByText(say('requests', 'decide.done', { what: say('requests', 'state.approved').toLowerCase() })).waitFor();

      await hand.goto('/my-requests');
      await hand.getByText(say('my-day', 'requests.answer', { text: 'disaksikan petugas jaga' })).waitFor();
      // The service judges by itself; the record of the terminal stays as it is.
      await hand.goto(`/me?day=${reviewDate}`);
      await hand.getByRole('heading', { name: say('my-day', 'headline.present') }).waitFor();
      expect(await office.database.query('SELECT pin FROM punch WHERE pin = ? AND wall_clock LIKE ?', ['8', `${reviewDate} 07:%`])).toEqual([]);
    });

    it('an unknown terminal calls; the administrator approves it, and it is believed', async () => {
      expect(await push(`cdata?SN=${stranger}&options=all&pushver=2.4.1`)).toBe(403);
      // An officer sees it, but whom to believe is not theirs to say.
      await page.getByRole('link', { name: say('shell', 'terminals') }).click();
      await page.getByRole('tab', { name: new RegExp(say('terminals', 'tab.pending')) }).click();
      const asking = page.getByRole('form', { name: stranger });
      expect(await asking.getByRole('button', { name: say('terminals', 'pending.approve') }).isDisabled()).toBe(true);
      await lookAt(page);
      const boss = await browser.signedIn(officeUsers.administrator, { language, scheme: 'dark' });
      await boss.goto('/terminals?tab=pending');
      const form = boss.getByRole('form', { name: stranger });
      await form.getByLabel(say('terminals', 'pending.name')).fill('Puskesmas Dahlia, loket');
      await lookAt(boss);
      await picture(boss, '7-pending');
      await form.getByRole('button', { name: say('terminals', 'pending.approve') }).click();
      await form.waitFor({ state: 'detached' });
      expect(await push(`cdata?SN=${stranger}&options=all&pushver=2.4.1`)).toBe(200);
      await boss.getByRole('tab', { name: new RegExp(`^${say('terminals', 'tab.all')}`) }).click();
      await boss.getByRole('button', { name: 'Puskesmas Dahlia, loket' }).waitFor();
    });

    it('a change of the roster is shown with what it would do to the past, and saved', async () => {
      const saturday = '2026-11-21';
      const joko = await office.employeeId('Joko Susilo');
      const [unit] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'BPKAD'");
      const entries = () => office.database.query('SELECT work_date FROM roster_entry WHERE employee_id = ?', [joko]);
      await page.goto(`/plan?unit=${unit?.id ?? ''}`);
      const cell = page.locator(`[data-cell="${joko}|${saturday}"]`);
      await cell.waitFor();
      await page.getByRole('button', { name: /^REG/ }).click();
      await cell.click();
      await page.getByRole('button', { name: say('plan', 'seeImpact') }).click();
      await page.getByText(say('plan', 'impact.appear', { count: 1 })).waitFor();
      expect(await entries()).toEqual([]);
      await lookAt(page);
      await picture(page, '8-roster');
      await page.getByRole('button', { name: say('form', 'save'), exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await entries()).toMatchObject([{ work_date: saturday }]);
    });

    it('signs out, and the pages are closed again', async () => {
      await page.getByRole('button', { name: /Ratna Wulandari/ }).click();
      await page.getByRole('menuitem', { name: say('shell', 'signOut') }).click();
      await page.waitForURL((url) => url.pathname === '/sign-in');
      await page.goto('/review');
      await page.getByLabel(say('access', 'user')).waitFor();
      await lookAt(page);
      expect(browser.complaints).toEqual([]);
    });
  });
});
