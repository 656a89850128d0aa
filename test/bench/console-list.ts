import { cpus, loadavg } from 'node:os';
import { type Page } from 'playwright-core';
import { Browser, hasBrowser } from '../support/browser';
import { ConsoleOffice, officeUsers, reviewDate } from '../support/console-office';
import { timed } from './measure';

const goalMs = 100;
/** The browser tells of no event that was on the screen sooner than this. */
const unseenMs = 16;
const copiesOfDate = 40;

/** Milliseconds from a press to the next painted frame, and what of it the page itself computed; the rest is the machine's other work. */
interface Taken {
  readonly shown: number;
  readonly busy: number;
}

interface Figures {
  readonly name: string;
  readonly taken: readonly Taken[];
}

/**
 * How the list of the review answers a hand while 100,000 rows match: from the press to the next painted frame, as the browser itself measures it (Event
 * Timing), with the processor time of the page in it, beside the same in an office of 13 rows. What needs the service (another page, a filter, a day) is measured to its painted answer.
 * `--rows=20000` makes a shorter list, `--slow=4` slows the processor of the browser down.
 */
export async function benchConsoleList(options: ReadonlyMap<string, string>): Promise<void> {
  if (!hasBrowser) return console.log('There is no Chromium here (CHROMIUM_PATH names one): nothing was measured.');
  const office = await ConsoleOffice.open();
  const browser = new Browser(office.url);
  try {
    const page = await browser.signedIn(officeUsers.officer);
    const busy = await watchProcessor(page, Number(options.get('slow') ?? 1));
    const small = await look(page, busy, `/review?date=${reviewDate}`);
    const filled = await timed(() => multiply(office, Number(options.get('rows') ?? 100_000)));
    console.log(`${filled.result.toLocaleString('en')} rows to review in SQLite, written in ${filled.seconds.toFixed(0)} s.`);
    const large = await look(page, busy, '/review?date=all');
    tell(small, large);
  } finally {
    await browser.close();
    await office.close();
  }
}

/** The page's own processor time in seconds. */
type Busy = () => Promise<number>;

async function watchProcessor(page: Page, slow: number): Promise<Busy> {
  const session = await page.context().newCDPSession(page);
  if (slow !== 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** Every violation of the office again for others and for days before, with the day it is about, until there are as many as wanted. */
async function multiply(office: ConsoleOffice, wanted: number): Promise<number> {
  const count = async (): Promise<number> => Number((await office.database.query<{ total: number }>("SELECT COUNT(*) AS total FROM violation WHERE state = 'unverified'"))[0]?.total);
  const copies = Math.ceil(wanted / (await count()) / copiesOfDate);
  const others = `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies}) SELECT i FROM n)`;
  const dates = `(WITH RECURSIVE n(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM n WHERE j < ${copiesOfDate - 1}) SELECT j FROM n)`;
  await office.database.transaction(async (tx) => {
    await tx.execute(`INSERT INTO employee (id, number, name, category, job_title) SELECT id || '~' || i, number || '-' || i, name || ' ' || i, category, job_title FROM employee, ${others}`);
    for (const table of ['violation', 'attendance_day']) {
      const columns = (await tx.query<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)).map(({ name }) => name);
      const values = columns.map((column) => (column === 'employee_id' ? "t.employee_id || '~' || i" : column === 'work_date' ? "date(t.work_date, '-' || j || ' days')" : `t.${column}`));
      const reviewed = `EXISTS (SELECT 1 FROM violation v WHERE v.employee_id = t.employee_id AND v.work_date = t.work_date AND v.state = 'unverified')`;
      await tx.execute(`INSERT INTO ${table} (${columns.join(',')}) SELECT ${values.join(',')} FROM ${table} t, ${others}, ${dates} WHERE t.work_date = ? AND ${reviewed}`, [reviewDate]);
    }
  });
  return count();
}

/** What an officer does with a list, each many times. */
async function look(page: Page, busy: Busy, address: string): Promise<Figures[]> {
  await page.goto(address);
  await page.locator('li[data-key]').first().waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(listen);
  const repeat = async (name: string, times: number, act: (time: number) => Promise<void>): Promise<Figures> => {
    const taken: Taken[] = [];
    for (let time = 0; time < times; time++) taken.push(await measured(page, busy, () => act(time)));
    return { name, taken };
  };
  const press = (keys: readonly [string, string]) => (time: number): Promise<void> => page.keyboard.press(keys[time % 2] ?? '');
  const figures = [
    await repeat('key j: the next row', 30, press(['j', 'j'])),
    await repeat('key x: select a row, and j', 30, press(['x', 'j'])),
    await repeat('shift x: select a range, and clear', 10, press(['Shift+X', 'Escape'])),
    await repeat('click: select the whole page, and clear', 10, () => page.getByRole('checkbox', { name: 'Pilih semua di halaman ini' }).click()),
    await repeat('key ?: the help over the list, and away', 10, press(['?', 'Escape'])),
  ];
  return [...figures, ...(await answers(page, busy))];
}

/** Runs in the page: keeps the longest time of each event that took more than a frame. */
function listen(): void {
  const seen: number[] = [];
  (globalThis as unknown as { slowEvents: number[] }).slowEvents = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (/^(keydown|click|pointerup)$/.test(entry.name)) seen.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

async function measured(page: Page, busy: Busy, act: () => Promise<void>): Promise<Taken> {
  await page.evaluate(() => void ((globalThis as unknown as { slowEvents: number[] }).slowEvents.length = 0));
  const before = await busy();
  await act();
  await page.waitForTimeout(250);
  const seen = await page.evaluate(() => [...(globalThis as unknown as { slowEvents: number[] }).slowEvents]);
  return { shown: Math.max(unseenMs, ...seen), busy: ((await busy()) - before) * 1000 };
}

/** What the service has a part in, until the answer is painted. */
async function answers(page: Page, busy: Busy): Promise<Figures[]> {
  const firstKey = (): Promise<string> => page.evaluate(() => document.querySelector('li[data-key]')?.getAttribute('data-key') ?? '');
  const painted = async (act: () => Promise<unknown>, ready: (before: string) => boolean): Promise<Taken> => {
    const key = await firstKey();
    const [before, from] = [await busy(), Date.now()];
    await act();
    await page.waitForFunction(ready, key, { polling: 'raf' });
    return { shown: Date.now() - from, busy: ((await busy()) - before) * 1000 };
  };
  const another = (before: string): boolean => ![null, before].includes(document.querySelector('li[data-key]')?.getAttribute('data-key') ?? null);
  const explained = (): boolean => document.querySelector('aside h2') !== null && document.querySelector('[class*=stale]') === null;
  const pages: Taken[] = [];
  const next = page.getByRole('button', { name: 'Halaman berikutnya' });
  if ((await next.count()) > 0) for (let time = 0; time < 10; time++) pages.push(await painted(() => next.click(), another));
  const days: Taken[] = [];
  for (let time = 0; time < 8; time++) {
    await page.locator('li[data-key] button').nth(time).click();
    days.push(await painted(() => page.keyboard.press('j'), explained));
    await page.keyboard.press('Escape');
  }
  return [...(pages.length > 0 ? [{ name: 'another page, painted', taken: pages }] : []), { name: 'a day explained beside the list, painted', taken: days }];
}

const quantile = (sizes: readonly number[], part: number): number => [...sizes].sort((one, other) => one - other)[Math.min(sizes.length - 1, Math.ceil(sizes.length * part) - 1)] ?? 0;

function tell(small: readonly Figures[], large: readonly Figures[]): void {
  console.log(`Milliseconds from the press to the next painted frame (16 = at once), and the processor time of the page in them. Load of the machine ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors.`);
  for (const figures of large) {
    const isHand = !figures.name.endsWith('painted');
    const shown = figures.taken.map((one) => one.shown);
    const kept = !isHand || quantile(shown, 0.95) < goalMs;
    if (!kept) process.exitCode = 1;
    const beside = small.find(({ name }) => name === figures.name);
    console.log(`${figures.name.padEnd(42)} ${inWords(figures)}${isHand ? `; goal p95 < ${goalMs}: ${kept ? 'kept' : 'MISSED'}` : ''}`);
    if (beside) console.log(`${'  with 13 rows'.padEnd(42)} ${inWords(beside)}`);
  }
}

function inWords({ taken }: Figures): string {
  const [shown, busy] = [taken.map((one) => one.shown), taken.map((one) => one.busy)];
  return `median ${quantile(shown, 0.5).toFixed(0)}, p95 ${quantile(shown, 0.95).toFixed(0)}, worst ${Math.max(...shown).toFixed(0)}; processor median ${quantile(busy, 0.5).toFixed(0)}, worst ${Math.max(...busy).toFixed(0)}`;
}
