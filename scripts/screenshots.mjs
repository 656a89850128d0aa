// Makes the pictures of the guides (docs/images) from the demo: `npm run screenshots`. They are made by a machine, so that after a change of the
// console they are made again and not left as they were. `--url http://127.0.0.1:3000` takes a demo that runs already; CHROMIUM_PATH names the browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { smallPng } from './small-png.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const mostBytes = 150_000;
/** History is judged within a minute or two; the demo gives up by itself after ten. */
const judgedWithinMs = 900_000;
/** Of the demo's users only (devices/demo/users.ts). */
const password = 'hadir-tiap-pagi';

const say = (line) => process.stdout.write(`${line}\n`);

/** What is on each picture, for whom, and what has to be there before it is taken. */
const pictures = [
  { name: 'today', user: 'petugas', path: '/', shows: 'main h2 >> nth=0' },
  { name: 'review', user: 'petugas', path: '/review', shows: 'main li[data-key]' },
  { name: 'review-panel', user: 'petugas', path: '/review', shows: 'main li[data-key]', act: openFirstEvent },
  { name: 'cases', user: 'petugas', path: '/cases', shows: 'main a[href^="/cases/"]' },
  { name: 'case', user: 'petugas', path: firstCase, shows: 'main h2 >> nth=0' },
  { name: 'employee-year', user: 'petugas', path: personOfFirstCase, shows: 'main h2 >> nth=0' },
  { name: 'roster', user: 'petugas', path: rosterOfFirstUnit, shows: 'main table tbody tr, main [role="grid"] [role="row"]' },
  { name: 'terminals', user: 'admin', path: '/terminals', shows: 'main table tbody tr' },
  { name: 'rules', user: 'admin', path: '/rules', shows: 'main h2 >> nth=0' },
  { name: 'users', user: 'admin', path: '/settings?tab=users', shows: 'main table tbody tr' },
  { name: 'audit', user: 'admin', path: '/settings?tab=audit', shows: 'main table tbody tr' },
  { name: 'my-day', user: 'pegawai', path: '/me', shows: 'main h2 >> nth=0', size: phone },
];

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string' }, only: { type: 'string' } } });
  const chosen = values.only === undefined ? pictures : pictures.filter(({ name }) => values.only.split(',').includes(name));
  if (chosen.length === 0) throw new Error(`--only takes names out of: ${pictures.map(({ name }) => name).join(', ')}.`);
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}; CHROMIUM_PATH names another.`);
  const demo = values.url === undefined ? await startDemo() : { url: values.url, stop: () => undefined };
  try {
    await nothingWaits(demo.url);
    await takePictures(demo.url, chosen, executablePath);
  } finally {
    await demo.stop();
  }
}

/** Starts the demo on ports that are free, and waits until its days are judged. */
async function startDemo() {
  const [people, terminals, doors] = await freePorts(3);
  say(`Starting the demo on port ${people}; its days are judged in a minute or two ...`);
  const args = ['--enable-source-maps', join('dist', 'devices', 'demo', 'main.js'), '--port', people, '--device-port', terminals, '--mqtt-port', doors].map(String);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
  };
  try {
    await judged(child, ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${people}`, stop };
}

/** On a busy machine days are still being judged after the demo has said "Judged:"; the service counts those that wait. */
async function nothingWaits(url) {
  for (const until = Date.now() + judgedWithinMs; Date.now() < until; ) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    if (/^hadir_dirty_days 0$/m.test(metrics)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('Days are still waiting to be judged.');
}

function judged(child, ended) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The demo did not say "Judged:" in time.')), judgedWithinMs);
    void ended.then(([code]) => reject(new Error(`The demo ended by itself (${code}).`))).finally(() => clearTimeout(late));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/^(Judged:|Nobody could|The demo could not)/.test(line)) say(line);
      if (!line.startsWith('Judged:')) return;
      clearTimeout(late);
      resolve();
    });
  });
}

/** Ports that nobody listens on; all are held until the last is found, so that none comes twice. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function takePictures(url, chosen, executablePath) {
  mkdirSync(images, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'hadir-pictures-'));
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...process.env, HOME: folder } });
  try {
    const complaints = [];
    for (const user of new Set(chosen.map((picture) => picture.user))) {
      const own = chosen.filter((picture) => picture.user === user);
      await asUser(browser, url, user, own[0].size ?? desk, complaints, async (page) => {
        for (const picture of own) await takePicture(page, picture);
      });
    }
    if (complaints.length > 0) throw new Error(`The pages complained:\n${[...new Set(complaints)].join('\n')}`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A page of one user, signed in through the form, in Bahasa Indonesia and light. */
async function asUser(browser, baseURL, user, viewport, complaints, use) {
  const context = await browser.newContext({ baseURL, viewport, colorScheme: 'light', reducedMotion: 'reduce', locale: 'id-ID', timezoneId: 'Asia/Jakarta' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto('/sign-in');
  await page.locator('input[autocomplete="username"]').fill(user);
  await page.locator('input[type="password"]').fill(password);
  page.on('pageerror', (error) => complaints.push(`${user}: ${error.message}`));
  page.on('response', (answer) => answer.status() >= 400 && complaints.push(`${user}: ${answer.status()} ${new URL(answer.url()).pathname} (from ${new URL(page.url()).pathname})`));
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  await use(page);
  await context.close();
}

async function takePicture(page, { name, path, shows, act }) {
  await page.goto(typeof path === 'string' ? path : await path(page));
  await page.locator(shows).first().waitFor();
  await act?.(page);
  await settle(page);
  const picture = smallPng(await page.screenshot());
  const size = picture.length;
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  say(`docs/images/${name}.png  ${Math.round(size / 1000)} kB${wider > 0 ? `, the page is ${wider} px too wide` : ''}`);
  writeFileSync(join(images, `${name}.png`), picture);
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes, more than ${mostBytes}.`);
}

// The live connection never ends, so "no traffic" cannot be waited for; what loads is over when nothing says so any more.
async function settle(page) {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
}

async function openFirstEvent(page) {
  await page.locator('main li[data-key] button').first().click();
  await page.locator('main ol li').first().waitFor();
}

/** An answer of the API, with the rights of whoever is signed in. */
const ask = async (page, path) => {
  const answer = await page.request.get(`/api/v1/${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
  return answer.json();
};

async function caseWithMostDays(page) {
  const { items } = await ask(page, 'cases?pageSize=100');
  const [first] = items.toSorted((one, other) => other.countedDays - one.countedDays || one.number.localeCompare(other.number));
  if (first === undefined) throw new Error('The demo has no case.');
  return first;
}

async function firstCase(page) {
  return `/cases/${(await caseWithMostDays(page)).caseId}`;
}

async function personOfFirstCase(page) {
  return `/people/${(await caseWithMostDays(page)).employeeId}`;
}

/** The unit that works in shifts makes the roster worth a look. */
async function rosterOfFirstUnit(page) {
  const { units } = await ask(page, 'overview');
  const unit = units.find(({ name }) => /Puskesmas|RSUD|Satpol|Pemadam/.test(name)) ?? units.at(-1);
  return `/plan?unit=${unit.id}`;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
