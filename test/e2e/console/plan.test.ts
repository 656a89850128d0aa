import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

/** A Saturday that is past: nobody is planned on it. */
const saturday = '2026-11-21';

describeInBrowser('the work plan', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;
  let joko: string;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
    joko = await office.employeeId('Joko Susilo');
    const [unit] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'BPKAD'");
    await page.goto(`/plan?unit=${unit?.id ?? ''}`);
    await page.locator(`[data-cell="${joko}|${saturday}"]`).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const cell = (date: string) => page.locator(`[data-cell="${joko}|${date}"]`);

  it('says before a removal what it would do to days that are past', async () => {
    await page.goto('/plan?tab=assignments');
    await page.getByRole('button', { name: 'Ubah… Kota Sukamaju' }).click();
    await page.getByRole('menuitem', { name: 'Hapus…' }).click();
    await page.getByText(/\d+ hari-orang milik 40 orang dihitung ulang/).waitFor();
    expect(await page.getByRole('dialog').innerText()).toMatch(/\d+ kejadian hilang/);
    await keepPicture(page, '06-plan-removal-impact');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Batal' }).click();
    expect(await office.database.query('SELECT schedule FROM schedule_assignment')).toEqual([{ schedule: '5HK' }]);
    await page.goBack();
    await cell(saturday).waitFor();
  });

  it('asks to look again where somebody else changed the plan meanwhile', async () => {
    await page.goto('/plan?tab=shifts');
    await page.getByRole('button', { name: 'Ubah… REG' }).click();
    await page.getByRole('menuitem', { name: 'Ubah…' }).click();
    await page.getByLabel('Jam', { exact: true }).fill('07:30-15:30');
    await page.getByRole('button', { name: 'Lihat dampak lalu simpan…' }).click();
    await page.getByText(/hari-orang milik 40 orang dihitung ulang/).waitFor();
    await office.call(officeUsers.administrator, 'POST', 'shifts', { code: 'P', segments: [['07:00', '14:00']] });
    await page.getByRole('button', { name: 'Simpan', exact: true }).click();
    await page.getByText('Rencana diubah orang lain', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Lihat dampaknya lagi' }).click();
    await page.getByRole('button', { name: 'Simpan', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Batal' }).click();
    const kept = await office.database.query<{ definition: string }>("SELECT definition FROM shift_version WHERE shift = 'REG'");
    expect(kept.map(({ definition }) => definition).join()).toContain('16:00');
    await office.call(officeUsers.administrator, 'DELETE', 'shifts/P/1900-01-01');
    await page.goBack();
    await page.reload();
    await cell(saturday).waitFor();
  });

  it('is filled, walked and taken back by keyboard', async () => {
    await page.getByRole('button', { name: /^L Libur/ }).click();
    await cell('2026-11-25').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect([await cell('2026-11-25').innerText(), await cell('2026-11-26').innerText()]).toEqual(['L', 'L']);
    await page.keyboard.press('z');
    expect([await cell('2026-11-25').innerText(), await cell('2026-11-26').innerText()]).toEqual(['L', 'REG']);
    await page.getByRole('button', { name: 'Buang' }).click();
    expect(await cell('2026-11-25').innerText()).toBe('REG');
  });

  it('a drag fills, and all of the stroke is taken back at once', async () => {
    const [from, to] = [await cell('2026-11-24').boundingBox(), await cell('2026-11-26').boundingBox()];
    if (!from || !to) throw new Error('the cells are not on the page');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 8, to.y + 8, { steps: 12 });
    await page.mouse.up();
    await page.getByText('3 perubahan belum disimpan.').waitFor();
    await page.getByRole('button', { name: 'Urungkan' }).click();
    expect(await cell('2026-11-25').innerText()).toBe('REG');
  });

  it('a page of people is one request, with holidays marked and leave laid over the shifts', async () => {
    const leave = { kind: 'leave', type: 'sick', employeeNumber: 'K-011', fromDate: '2026-11-25', toDate: '2026-11-26', letter: 'SKD/17', reason: 'dirawat' };
    const { id } = await office.call<{ id: string }>(officeUsers.officer, 'POST', 'requests', leave);
    await office.call(officeUsers.administrator, 'POST', `requests/${id}/approve`);
    await office.call(officeUsers.officer, 'POST', 'requests', { kind: 'duty', employeeNumber: 'K-011', fromDate: '2026-11-27', toDate: '2026-11-27', letter: 'ST/9', reason: 'rapat' });
    await office.call(officeUsers.administrator, 'POST', 'holidays', { date: '2026-12-09', name: 'Pilkada', kind: 'national' });
    const asked: string[] = [];
    page.on('request', (request) => void (/roster-grid|planned-days|employees\?/.test(request.url()) ? asked.push(request.url()) : undefined));
    await page.reload();
    const rizky = await office.employeeId('Rizky Maulana');
    const at = (date: string) => page.locator(`[data-cell="${rizky}|${date}"]`);
    await at('2026-11-25').waitFor();
    expect([await at('2026-11-25').innerText(), await at('2026-11-25').getAttribute('aria-label')]).toEqual(['S', 'Rizky Maulana, 25 Nov: REG; cuti sakit']);
    expect([await at('2026-11-27').innerText(), await at('2026-11-27').getAttribute('aria-label')]).toEqual(['REG', 'Rizky Maulana, 27 Nov: REG; dinas, belum diputuskan']);
    expect(await at('2026-12-09').getAttribute('aria-label')).toContain('Pilkada');
    expect(await page.locator('thead th[data-holiday="true"]').getAttribute('title')).toBe('Pilkada');
    await keepPicture(page, '06-roster-away');
    expect(asked).toHaveLength(1);
    await page.getByLabel('Nama atau nomor').fill('rizky');
    await cell('2026-11-25').waitFor({ state: 'detached' });
    await page.getByLabel('Nama atau nomor').fill('');
    await cell('2026-11-25').waitFor();
  });

  it('rows are chosen, copied and pasted by keyboard, from a spreadsheet too, and filled at once', async () => {
    const rizky = await office.employeeId('Rizky Maulana');
    const shown = (id: string, dates: readonly string[]) => Promise.all(dates.map((date) => page.locator(`[data-cell="${id}|${date}"]`).innerText()));
    const dates = ['2026-11-30', '2026-12-01', '2026-12-02'];
    await page.getByRole('button', { name: 'Pilih sel' }).click();
    await cell('2026-11-30').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('Isi 3 sel dengan').waitFor();
    await page.getByRole('button', { name: /^L Libur/ }).click();
    expect(await shown(joko, dates)).toEqual(['L', 'L', 'L']);
    const paste = async (id: string, date: string, text: string): Promise<void> => {
      const target = page.locator(`[data-cell="${id}|${date}"]`);
      await target.focus();
      await target.evaluate((node, given) => {
        const data = new DataTransfer();
        data.setData('text/plain', given);
        node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    };
    const copied = await cell('2026-11-30').evaluate((node) => {
      const data = new DataTransfer();
      node.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData('text/plain');
    });
    expect(copied).toBe('-\t-\t-');
    await paste(rizky, '2026-11-30', copied);
    expect(await shown(rizky, dates)).toEqual(['L', 'L', 'L']);
    await paste(rizky, '2026-12-01', 'REG\tNOPE\n');
    await page.getByText('Tidak ditempel: NOPE bukan kode jam kerja.').waitFor();
    await paste(rizky, '2026-12-01', 'REG\t\n');
    expect(await shown(rizky, dates)).toEqual(['L', 'REG', 'L']);
    await page.keyboard.press('Control+z');
    expect(await shown(rizky, dates)).toEqual(['L', 'L', 'L']);
    await keepPicture(page, '06-roster-range');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Buang' }).click();
  });

  it.each(['roster', 'shifts', 'schedules', 'assignments', 'holidays', 'periods'])('%s is clean for axe', async (tab) => {
    await page.goto(`/plan?tab=${tab}${tab === 'roster' ? `&${new URL(page.url()).search.slice(1)}` : ''}`);
    await page.locator(tab === 'roster' ? 'main' : 'table, h2').first().waitFor();
    await keepPicture(page, `06-plan-${tab}`);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('an inspector reads and does not paint; a phone shows the grid without overflow', async () => {
    const inspector = await browser.signedIn(officeUsers.inspector, { width: 360, height: 740 });
    const [unit] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'BPKAD'");
    await inspector.goto(`/plan?unit=${unit?.id ?? ''}`);
    await inspector.locator(`[data-cell="${joko}|${saturday}"]`).waitFor();
    await keepPicture(inspector, '06-roster-360');
    expect(await inspector.getByRole('toolbar').count()).toBe(0);
    expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(inspector)).toEqual([]);
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
