import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../../src/app';
import { readConfig } from '../../../src/platform/config';
import { Database } from '../../../src/platform/database/database';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { SetClock } from '../../support/set-clock';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

describeInBrowser('the first run', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hadir-first-run-'));
  let place: TestDatabase;
  let app: NestExpressApplication;
  let browser: Browser;

  beforeAll(async () => {
    place = await createTestDatabase();
    const config = { ...readConfig({ DATABASE_URL: place.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), role: 'web' as const };
    app = await createApp(config, new SetClock(Date.parse('2026-11-24T09:12:00+07:00')));
    await app.listen(0, '127.0.0.1');
    browser = new Browser((await app.getUrl()).replace('[::1]', '127.0.0.1'));
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await place.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('leads from an empty installation to an office with people and a terminal', async () => {
    const page = await browser.page();
    await page.goto('/');
    await page.waitForURL('**/first-run');
    await keepPicture(page, '15-first-run');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Nama Anda').fill('Made Suryani');
    await page.getByLabel('Kata sandi', { exact: true }).fill('kunci-kantor-sukamaju');
    await page.getByLabel('Ulangi kata sandi').fill('kunci-kantor-sukamaju');
    await page.getByRole('button', { name: 'Buat akun' }).click();
    await page.getByLabel('Nama kantor').fill('Kota Sukamaju');
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByRole('button', { name: 'Muat kantor contoh' }).click();
    await page.getByText('Kantor contoh dimuat: 12 pegawai dan 3 unit.').waitFor();
    await keepPicture(page, '15-first-run-people');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByLabel('Nomor seri').fill('CKUH2011');
    await page.getByRole('button', { name: 'Tambah dan setujui' }).click();
    await page.getByText('Menunggu terminal CKUH2011 menjawab').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await app.get(Database).query('SELECT status FROM terminal')).toEqual([{ status: 'approved' }]);
    await page.getByRole('link', { name: 'Buka Hari ini' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(browser.complaints).toEqual([]);
  });
});
