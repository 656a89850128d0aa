import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

describeInBrowser('a unit that moves', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
    await office.call(officeUsers.administrator, 'POST', 'units', { code: 'KEU', name: 'Bidang Keuangan', parent: 'BPKAD' });
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const change = async (name: string): Promise<void> => {
    await page.goto('/people/units');
    await page.getByRole('button', { name: new RegExp(`(Ubah|Change).* ${name}`) }).click();
    await page.getByRole('menuitem', { name: /^(Ubah|Change)/ }).click();
    await page.getByRole('dialog').waitFor();
  };
  const places = async (): Promise<string[]> => (await page.getByRole('list', { name: /Unit di atasnya selama ini|Units above, so far/ }).getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  const moves = (): Promise<unknown[]> => office.database.query('SELECT u.code AS unit, m.from_date, p.code AS parent FROM unit_move m JOIN unit u ON u.id = m.unit_id LEFT JOIN unit p ON p.id = m.parent_id ORDER BY m.from_date');
  const choose = async (label: RegExp, option: RegExp): Promise<void> => {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).or(page.getByRole('dialog').getByLabel(label)).first().click();
    await page.getByRole('option', { name: option }).click();
  };

  it('does so from a date on, which is shown before it is saved', async () => {
    await change('Bidang Keuangan');
    expect(await places()).toEqual(['Sejak semula: BPKAD']);
    expect(await page.getByLabel('Di bawah unit itu mulai').count()).toBe(0);
    await choose(/^Unit di atasnya/, /MELATI/);
    const date = page.getByLabel('Di bawah unit itu mulai');
    expect(await date.inputValue()).toBe(await page.evaluate(async () => ((await (await fetch('/api/v1/overview')).json()) as { today: string }).today));
    await date.fill('2026-11-16');
    await page.getByText('Hari sebelumnya tetap.', { exact: false }).waitFor();
    await keepPicture(page, '13-unit-moves');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Lihat dampak/ }).click();
    await page.getByRole('button', { name: /^Simpan/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await moves()).toEqual([{ unit: 'KEU', from_date: '2026-11-16', parent: 'MELATI' }]);
  });

  it('is told with its places, in English and on a phone, and the move is taken back', async () => {
    await page.getByRole('button', { name: /Ratna Wulandari/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.setViewportSize({ width: 360, height: 740 });
    await change('Bidang Keuangan');
    expect(await places()).toEqual(['Since ever: BPKAD', expect.stringMatching(/^From Monday, 16 Nov 2026: Kecamatan Melati Take back$/)]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '13-unit-places-360');
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await moves()).toEqual([]);
  });

  it('of which it is said that it has always stood there needs no date', async () => {
    await change('Bidang Keuangan');
    await choose(/^Unit above/, /MELATI/);
    await page.getByLabel('It has always stood there').check();
    await page.getByText('judged anew by the unit above', { exact: false }).waitFor();
    expect(await page.getByLabel('Stands there from').count()).toBe(0);
    await page.getByRole('button', { name: /See what it does/ }).click();
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await moves()).toEqual([]);
    await change('Bidang Keuangan');
    expect(await places()).toEqual([expect.stringMatching(/^Since ever: .*Melati/i)]);
    expect(browser.complaints).toEqual([]);
  });
});
