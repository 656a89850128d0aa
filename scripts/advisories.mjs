// Known weaknesses of what is installed, by the registry's advisories: `npm run -s advisories`. Not part of `npm test`, which must say the same tomorrow as
// today and without a network. Ends with 1 where a weakness is known, with 2 where the registry gives no answer.
import { spawnSync } from 'node:child_process';

let worst = 0;
for (const folder of ['.', 'web']) {
  const done = spawnSync('npm', ['audit', '--json', '--prefix', folder], { encoding: 'utf8', shell: process.platform === 'win32' });
  const name = folder === '.' ? 'the service' : 'the console';
  const counts = readCounts(done.stdout);
  if (counts === null) {
    console.error(`${name}: the registry gives no advisories (${(done.stderr || 'no answer').split('\n').find((line) => /\d{3}|ENOTFOUND|ECONN/.test(line)) ?? 'no answer'}); nothing was checked`);
    worst = Math.max(worst, 2);
    continue;
  }
  const { total, ...kinds } = counts;
  console.log(`${name}: ${total === 0 ? 'no known weakness' : `${total} known: ${Object.entries(kinds).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`).join(', ')}`}`);
  if (total > 0) worst = Math.max(worst, 1);
}
process.exitCode = worst;

function readCounts(text) {
  try {
    return JSON.parse(text).metadata.vulnerabilities;
  } catch {
    return null;
  }
}
