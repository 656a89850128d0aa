import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../web');
const run = (...args: readonly string[]): { readonly code: number | null; readonly output: string } => {
  const done = spawnSync(process.execPath, args, { cwd: web, encoding: 'utf8', maxBuffer: 64 << 20 });
  return { code: done.status, output: done.stdout + (done.status === 0 ? '' : done.stderr) };
};

describe('the types of the console', () => {
  it('what it is built with is installed (node scripts/ready.mjs --console)', () => expect(existsSync(join(web, 'node_modules/vite'))).toBe(true));

  it('schema.d.ts is what docs/openapi.json says (npm run generate)', () => {
    const { output } = run('node_modules/openapi-typescript/bin/cli.js', '../docs/openapi.json');
    expect(output.includes('export interface paths')).toBe(true);
    // Not `toBe`: a difference of six thousand lines helps nobody.
    expect(output.trim() === readFileSync(join(web, 'src/api/schema.d.ts'), 'utf8').trim()).toBe(true);
  });

  it('every page, word and call fits its types', () => {
    const { code, output } = run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/console.tsbuildinfo');
    expect(output).toBe('');
    expect(code).toBe(0);
  });
});
