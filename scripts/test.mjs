// The whole check, in the order in which faults are cheapest to find: types, lint, floors, then every tier of tests on SQLite, again under
// another process zone, and on MySQL/MariaDB where one answers. `--quick` leaves out everything that needs a database or a socket.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ci = process.env.CI === 'true';
const quick = process.argv.includes('--quick');
const mysql = process.env.HADIR_TEST_MYSQL || 'mysql://root@127.0.0.1:3306';
const chromium = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const scratch = mkdtempSync(join(tmpdir(), 'hadir-results-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const leftOut = [];

const bin = (name) => join('node_modules', '.bin', name);

function step(title, command, args, env = {}) {
  console.log(`\n== ${title}`);
  const started = Date.now();
  const done = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  sayEnd(title, done.status === 0, started);
  return done.status === 0;
}

const sayEnd = (title, ok, started) => console.log(`-- ${title}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);

/** Checks that use one processor each go in lanes side by side; what one has to say is printed when it has ended. */
async function checks(...lanes) {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [title, command, args] of lane) await check(title, command, args);
    }),
  );
}

async function check(title, command, args) {
  const started = Date.now();
  const said = [];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const ok = await new Promise((resolve) => child.once('close', (code) => resolve(code === 0)).once('error', (error) => said.push(Buffer.from(`${error.message}\n`)) && resolve(false)));
  console.log(`\n== ${title}`);
  process.stdout.write(Buffer.concat(said));
  sayEnd(title, ok, started);
  if (ok) totals.passed += 1;
  else totals.failed += 1;
}

/** Runs some tiers of tests; `more` are further arguments of jest. */
function jest(title, projects, env = {}, more = []) {
  const output = join(scratch, `${title.replace(/\W+/g, '-')}.json`);
  const ok = step(title, process.execPath, [join('node_modules', 'jest/bin/jest.js'), '--selectProjects', ...projects, '--json', `--outputFile=${output}`, '--silent=false', '--testLocationInResults', '--passWithNoTests', ...more], env);
  if (!existsSync(output)) {
    totals.failed += 1;
    return;
  }
  const result = JSON.parse(readFileSync(output, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  if (!ok && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) totals.failed += 1;
}

const onPath = (program) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const answers = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => end(true)).once('timeout', () => end(false)).once('error', () => end(false));
  });

/** What a newcomer's machine may lack, and CI must have. */
function missing(what) {
  if (ci) {
    console.error(`${what}: missing, and CI must have it`);
    totals.failed += 1;
  } else {
    leftOut.push(what);
  }
}

await checks(
  [
    ['types', bin('tsc'), ['--noEmit', '-p', '.']],
    ['types of the console', join('web', bin('tsc')), ['--noEmit', '-p', 'web']],
    ['floors', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src', 'devices', 'migrations', 'test']],
  ],
  [['lint', bin('eslint'), ['.', '--max-warnings', '0']]],
);
// They ask for nothing but the processor, where jest would leave one idle.
const allProcessors = ['--maxWorkers=100%'];
jest('rules, goldens and the house (TZ=UTC)', ['unit', 'golden', 'house'], { TZ: 'UTC' }, allProcessors);
jest('rules and goldens (TZ=Asia/Kolkata)', ['unit', 'golden'], { TZ: 'Asia/Kolkata' }, allProcessors);

if (!quick) {
  // Elsewhere a few seconds of it, in the tiers where it belongs, have to do.
  if (ci) jest('fuzzing: three wires and HTTP, 60 s each, side by side', ['unit', 'e2e'], { FUZZ_SECONDS: '60' }, ['--maxWorkers=4', '--testPathPatterns', '(decode-fuzz|push/fuzz|zk/laws|listener-fuzz)\\.test']);
  const { hostname, port } = new URL(mysql);
  const hasMysql = await answers(hostname, Number(port || 3306));
  if (!(await answers('127.0.0.1', 1883))) missing('the tests against a Mosquitto broker on 127.0.0.1:1883');
  // They mostly wait for sockets and clocks, so three go side by side even where jest would take one.
  const together = ['--maxWorkers=3'];
  // What speaks over a wire and meets no database says nothing new on the second one, nor does the same page in the same browser, a file that is
  // refused, a stream that ends, a mail that is sent again, or the law that is read before any database.
  const databaseOnly = ['--testPathIgnorePatterns', 'test/(e2e/(zk|push|mqtt|console|service|reports|discipline/law-as-data|main-line/bad-input)|medium/access/(hostile-files|live))', '/node_modules/'];
  const browser = existsSync(chromium) ? [] : ['--testPathIgnorePatterns', 'test/e2e/console/', '/node_modules/'];
  if (browser.length > 0) missing(`the console in a real browser (${chromium}; name another with CHROMIUM_PATH)`);
  for (const program of ['pdftoppm', 'qpdf', 'soffice']) if (!onPath(program)) missing(`what is asked of papers with ${program}`);
  jest('SQLite: database and sockets', ['medium', 'e2e'], { TZ: 'UTC', HADIR_TEST_MYSQL: '' }, [...together, ...browser]);
  if (hasMysql) jest('MySQL/MariaDB: database and sockets', ['medium', 'e2e'], { TZ: 'Asia/Kolkata', HADIR_TEST_MYSQL: mysql }, [...together, ...databaseOnly]);
  else missing(`the tests on MySQL/MariaDB (${hostname}:${port || 3306}; name another with HADIR_TEST_MYSQL)`);
}

rmSync(scratch, { recursive: true, force: true });
console.log('');
for (const what of leftOut) console.log(`Left out on this machine: ${what}`);
console.log(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
