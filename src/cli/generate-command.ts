import { type Command } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { projectPath } from '../platform/project-path';
import { generatedPages } from './generated-pages';
import { answer } from './session';

/** `generate`: writes every page that is made from something else in the repository. */
export function addGenerateCommand(root: Command): void {
  root.command('generate').description('write the generated pages of docs/ anew').action(generate);
}

async function generate(): Promise<void> {
  for (const page of generatedPages) {
    const path = projectPath(page.path);
    const text = await page.text();
    const same = textAt(path) === text;
    if (!same) writeFileSync(path, text);
    answer(`${page.path}: ${same ? 'unchanged' : 'written'}`);
  }
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
