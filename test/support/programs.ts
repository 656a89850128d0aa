import { spawnSync } from 'node:child_process';

const told = new Set<string>();

/**
 * Whether a program that looks at our files with other eyes is here; says so once where it is not.
 * @throws Error where CI has left it out
 */
export function hasProgram(name: string): boolean {
  if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return true;
  if (process.env['CI'] === 'true') throw new Error(`${name} is not installed, and CI must have it`);
  if (!told.has(name)) process.stderr.write(`left out: ${name} is not installed here\n`);
  told.add(name);
  return false;
}
