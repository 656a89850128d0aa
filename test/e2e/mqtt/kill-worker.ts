import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');

/** Compiles what the worker needs, the way the build does, into a folder of its own. */
export function compileChild(into: string): string {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(protocols|intake[\\/]mqtt)[\\/].*\.ts$/.test(file))
    .map((file) => join('src', file));
  for (const file of [...sources, 'test/e2e/mqtt/kill-child.ts']) {
    const target = join(into, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(root, file), { configFile: join(root, '.swcrc'), sourceMaps: false }).code);
  }
  return join(into, 'test/e2e/mqtt/kill-child.js');
}

/** A worker to be killed, with what it commits to. */
export interface KillWorker {
  readonly child: ChildProcess;
  readonly rows: () => { payload: string; duplicate: boolean }[];
}

/** Starts a worker of its own process; `HOLD_AFTER` makes it stop between receipt and commit. */
export function startWorker(script: string, env: Readonly<Record<string, string>> & { readonly LEDGER: string }): KillWorker {
  const child = spawn(process.execPath, [script], { env: { ...process.env, NODE_PATH: join(root, 'node_modules'), ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const rows = (): { payload: string; duplicate: boolean }[] => readFileSync(env.LEDGER, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { payload: string; duplicate: boolean });
  return { child, rows };
}

/** Resolves when a worker has said a word. */
export async function said(child: ChildProcess, word: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it said "${word}"`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(word)) resolve();
    });
  });
}
