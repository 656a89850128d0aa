import { mkdirSync, mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { officePassword } from './console-office';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const results = join(__dirname, '../../test-results/console');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Whether a browser is here. With `CI` set a missing one is a failure of the test that needs it. */
export const hasBrowser = existsSync(chromiumPath);

/** `describe` for tests in a browser: left out, and said so, where there is none; in CI they fail. */
export const describeInBrowser: (name: string, tests: () => void) => void = (name, tests) => {
  if (hasBrowser || process.env['CI']) return describe(name, tests);
  process.stderr.write(`LEFT OUT: "${name}" needs Chromium at ${chromiumPath} (CHROMIUM_PATH names another).\n`);
  describe(name, () => it('was left out: no Chromium here', () => expect(hasBrowser).toBe(false)));
};

/** One browser with a fresh profile; every person gets a context of their own. */
export class Browser {
  private readonly contexts: BrowserContext[] = [];
  private readonly folders: string[] = [];
  /** What the pages complained of: errors of scripts and refusals of the content policy. */
  readonly complaints: string[] = [];

  constructor(private readonly url: string) {}

  /** A page of a size, in Bahasa Indonesia unless told; nobody is signed in. */
  async page(options: { width?: number; height?: number; scheme?: 'light' | 'dark'; language?: 'id' | 'en' } = {}): Promise<Page> {
    const folder = mkdtempSync(join(tmpdir(), 'hadir-browser-'));
    this.folders.push(folder);
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath,
      args: flags,
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      colorScheme: options.scheme ?? 'light',
      reducedMotion: 'reduce',
      baseURL: this.url,
      // The zone of whoever looks must not matter: times are those of the office.
      timezoneId: 'Europe/Lisbon',
      locale: 'en-GB',
    });
    this.contexts.push(context);
    const page = context.pages()[0] ?? (await context.newPage());
    if (options.language === 'en') await page.addInitScript(() => localStorage.setItem('hadir-language', 'en'));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (401|403|404|409|422|503)/.test(message.text())) this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.setDefaultTimeout(40_000);
    return page;
  }

  /** A page on which somebody has signed in through the form. */
  async signedIn(username: string, options: Parameters<Browser['page']>[0] = {}): Promise<Page> {
    const page = await this.page(options);
    await page.goto('/sign-in');
    await page.getByLabel(/Nama pengguna|User name/).fill(username);
    await page.getByLabel(/^(Kata sandi|Password)$/).first().fill(officePassword);
    await page.getByRole('button', { name: /^(Masuk|Sign in)$/ }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps a picture of the page under test-results/console. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(results, { recursive: true });
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(results, `${name}.png`) });
}

/** What axe finds wrong with the page as it stands (WCAG 2.2 AA); a fault is `rule: selector`. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }> } }).axe;
    return (await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 160)}`));
}
