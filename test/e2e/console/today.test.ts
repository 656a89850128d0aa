import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

describeInBrowser('the page of today', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('says who is in, what waits and which machine is silent', async () => {
    await page.getByText('Lobi Dishub').first().waitFor();
    await keepPicture(page, '01-today');
    const text = await page.innerText('main');
    expect(text).toContain('Selasa, 24 November 2026');
    expect(text).toMatch(/\d+ dari 40 yang dijadwalkan/);
    expect(text).toContain('Mulai meninjau');
    expect(text).toContain('Lobi Dishub diam sejak kemarin 15:02');
    expect(text).toContain('Jam Satpol PP maju 6 menit 12 detik');
    expect(text).toContain('1 terminal baru minta disetujui');
    expect(await page.getByRole('link', { name: 'Mulai meninjau' }).count() + (await page.getByRole('button', { name: 'Mulai meninjau' }).count())).toBe(1);
  });

  it('is clean for axe in both languages and both themes, and fits a phone', async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Ratna Wulandari/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('button', { name: /Ratna Wulandari/ }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.getByText('Waiting for you').waitFor();
    await keepPicture(page, '01-today-dark-en');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await keepPicture(page, '01-today-360');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
