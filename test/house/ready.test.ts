import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the script that makes a checkout ready', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-ready-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('installs nothing through a link: whoever else works with what it leads to keeps it', () => {
    for (const name of ['scripts', 'elsewhere', 'dist']) mkdirSync(join(folder, name));
    copyFileSync(join(__dirname, '../../scripts/ready.mjs'), join(folder, 'scripts/ready.mjs'));
    writeFileSync(join(folder, 'package.json'), '{"name":"a","version":"1.0.0"}');
    writeFileSync(join(folder, 'package-lock.json'), '{"name":"a","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"a","version":"1.0.0"}}}');
    writeFileSync(join(folder, 'elsewhere/kept'), '');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'node_modules'));
    // Nothing is to be compiled.
    writeFileSync(join(folder, 'dist/.built'), '');
    utimesSync(join(folder, 'dist/.built'), new Date(), new Date(Date.now() + 60_000));
    const done = spawnSync(process.execPath, [join(folder, 'scripts/ready.mjs')], { encoding: 'utf8' });
    expect([done.status, done.stderr]).toEqual([0, expect.stringContaining('node_modules is a link')]);
    expect(existsSync(join(folder, 'elsewhere/kept'))).toBe(true);
  });
});
