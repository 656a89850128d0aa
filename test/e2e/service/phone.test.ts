import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ServiceTown } from '../../medium/service/service-town';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const here = existsSync(executablePath);
if (!here && process.env['CI'] === 'true') throw new Error('CI needs Chromium for the public pages');
if (!here) process.stdout.write('No Chromium: the public pages were not opened in a browser.\n');

/** An old phone: 320 px wide, and no script runs. */
(here ? describe : describe.skip)('a phone without script, 320 px wide', () => {
  let town: ServiceTown;
  let browser: Browser;
  let point: string;
  beforeAll(async () => {
    [town, browser] = await Promise.all([ServiceTown.open(), chromium.launch({ executablePath, args: ['--no-sandbox'] })]);
    point = await town.openPoint();
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
  });

  const phone = async (): Promise<Page> => (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })).newPage();
  // Read by the page itself where no script runs: the width that the browser laid out.
  const widthOf = async (page: Page): Promise<number> => (await page.locator('html').boundingBox())?.width ?? Infinity;
  const waited = () => town.clock.set(new Date(town.clock.now() + 20_000).toISOString());

  it('rates in two taps', async () => {
    const page = await phone();
    await page.goto(`${town.url}/suara/${point}`);
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
    await page.getByLabel('Sangat baik').first().check();
    waited();
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('sudah kami terima').waitFor();
    expect(await town.ok('GET', 'satisfaction?service=KTP')).toMatchObject({ quick: [0, 0, 0, 1] });
  });

  it('opens and answers the whole survey', async () => {
    const page = await phone();
    await page.goto(`${town.url}/suara/${point}?lang=en`);
    await page.getByText('Fill in the whole survey').click();
    for (let element = 1; element <= 9; element++) await page.locator(`input[name=e${element}][value="3"]`).check();
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
    waited();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('We have received your rating').waitFor();
    expect(await town.ok('GET', 'satisfaction?service=KTP')).toMatchObject({ respondents: 1, ikm: 75 });
  });

  it('complains with a photo, and follows it by its code', async () => {
    const page = await phone();
    await page.goto(`${town.url}/suara/${point}`);
    await page.getByText('Sampaikan pengaduan').click();
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
    await page.getByLabel('Apa yang terjadi?').fill('Antrean lama dan kursi ruang tunggu rusak.');
    await page.locator('input[type=file]').setInputFiles({ name: 'kursi.png', mimeType: 'text/plain', buffer: Buffer.from('89504e470d0a1a0a00', 'hex') });
    await page.getByRole('button', { name: 'Kirim' }).click();
    const code = await page.locator('strong').innerText();
    await page.getByText('Ikuti pengaduan yang sudah dikirim').click();
    await page.getByLabel('Kode pengaduan').fill(code);
    await page.getByRole('button', { name: 'Buka' }).click();
    await page.getByText('Diterima, menunggu verifikasi').waitFor();
    expect(await widthOf(page)).toBeLessThanOrEqual(320);
  });

  it('has no fault that a machine can find in its accessibility, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await (await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 320, height: 640 } })).newPage();
      for (const path of [`/suara/${point}`, `/suara/${point}/hasil`, '/suara/WRONG', '/pengaduan', '/pengaduan/ikuti']) {
        await page.goto(`${town.url}${path}`);
        await page.evaluate(axe.source);
        const found = await page.evaluate<string[]>(`axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
        expect(found).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      }
    }
  });
});
