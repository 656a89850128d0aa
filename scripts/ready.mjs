// Makes the checkout ready to run on a machine that has only Node and npm: installs what the lock file names and compiles
// what changed. Every npm script calls it first, so that nobody has to know about it. `--console` also builds the console (web/),
// for what people open in a browser; the command line does not wait for it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Hadir needs Node 20.19 or newer; this is ${process.version}.`);

const say = (text) => process.stderr.write(`${text}\n`);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function run(command, args, what) {
  // Their standard output goes to ours of errors: `npm run -s cli -- ... --json` must print nothing but its answer.
  const done = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) fail(`${what} failed; what it printed stands above.`);
}

const digestOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

function install(folder, what) {
  const stamp = join(folder, 'node_modules', '.hadir-lock');
  const wanted = digestOf(join(folder, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // npm would empty the folder that a link leads to, under whoever else works with it.
  if (lstatSync(join(folder, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return say(`${join(folder, 'node_modules')} is a link: what ${join(folder, 'package-lock.json')} names is not installed here. Run npm ci where the link leads to.`);
  say(what);
  run('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  writeFileSync(stamp, wanted);
}

function newestIn(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), entry.mtimeMs);
}

const sources = ['src', 'devices', 'migrations', 'test/bench', 'test/support'].filter((path) => existsSync(path));

function build(always) {
  const stamp = join('dist', '.built');
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newest = Math.max(...[...sources, '.swcrc', 'package-lock.json'].map(newestIn));
  if (!always && built > newest) return;
  say('Compiling ...');
  rmSync('dist', { recursive: true, force: true });
  run(process.execPath, [join('node_modules', '@swc/cli/bin/swc.js'), ...sources, '-d', 'dist', '--quiet'], 'The build');
  mkdirSync('dist', { recursive: true });
  writeFileSync(stamp, new Date().toISOString());
}

const consoleSources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json'].map((name) => join('web', name));

function buildConsole(always) {
  if (!existsSync(join('web', 'package.json'))) return;
  const stamp = join('web', 'dist', '.built');
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!always && built > Math.max(...consoleSources.map(newestIn))) return;
  install('web', 'Installing what the console is built with (once) ...');
  say('Building the console ...');
  // The moment before the build: a source that is saved meanwhile is built the next time.
  const startedAt = new Date();
  run(process.execPath, [join('web', 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'], 'The build of the console');
  writeFileSync(stamp, startedAt.toISOString());
  utimesSync(stamp, startedAt, startedAt);
}

install('.', 'Installing dependencies (once; the SQLite driver is compiled, which takes a minute or two) ...');
const always = process.argv.includes('--build');
build(always);
if (always || process.argv.includes('--console')) buildConsole(always);
